from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from ui.idle import IdleWatch, LockKey


def test_nobody_at_the_computer(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    watch = IdleWatch(line)
    with qtbot.waitSignals([watch.idle, watch.longIdle], timeout=3000, order="strict"):
        watch.start(40, 120)


def test_a_key_puts_it_off_and_tells_who_came_back(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    watch = IdleWatch(line)
    with qtbot.waitSignal(watch.idle, timeout=3000):
        watch.start(40, 60_000)
    with qtbot.waitSignal(watch.touched, timeout=3000):
        qtbot.keyClick(line, Qt.Key.Key_A)
    with qtbot.waitSignal(watch.idle, timeout=3000):
        pass


def test_the_lock_key_is_heard_over_a_dialog(qtbot: QtBot) -> None:
    window = QLineEdit()
    qtbot.addWidget(window)
    key = LockKey(window)
    window.show()
    dialog = QDialog(window)
    inside = QLineEdit(dialog)
    dialog.open()
    with qtbot.waitSignal(key.pressed, timeout=3000):
        qtbot.keyClick(inside, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
