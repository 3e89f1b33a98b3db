import gc
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets import Chip, Field, PlainTextEdit, Scrolling, SheetDialog


class Keeping(SheetDialog):
    """Keeps a draft before it leaves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Premier appel", parent, primary="Enregistrer")
        self.asked = 0
        self.add(Field("Nom", QLineEdit()))
        self.text = PlainTextEdit("Demande")
        self.add(self.text)

    def request_close(self) -> None:
        self.asked += 1


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[Keeping]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    made = Keeping(parent)
    with qtbot.waitActive(made):
        made.open()
    yield made
    parent.close()


def test_every_way_out_asks_first(qtbot: QtBot, dialog: Keeping) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert dialog.asked == 3
    assert dialog.isVisible()


def test_leave_and_finish_close(qtbot: QtBot, dialog: Keeping) -> None:
    with qtbot.waitSignal(dialog.accepted):
        dialog.finish()
    assert not dialog.isVisible()


def test_leave_is_a_refusal(qtbot: QtBot, dialog: Keeping) -> None:
    with qtbot.waitSignal(dialog.rejected):
        dialog.leave()
    assert not dialog.isVisible()


def test_no_loop_of_its_own(dialog: Keeping) -> None:
    with pytest.raises(RuntimeError):
        dialog.exec()


def test_the_first_field_has_the_focus_and_the_footer_comes_last(
    qtbot: QtBot, dialog: Keeping
) -> None:
    first = dialog.findChild(QLineEdit)
    assert dialog.focusWidget() is first
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.text
    qtbot.keyClick(dialog.text, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.close_button
    qtbot.keyClick(dialog.close_button, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.primary_button


def test_control_enter_finishes_from_within_a_text(qtbot: QtBot, dialog: Keeping) -> None:
    with qtbot.waitSignal(dialog.primaryRequested):
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.text.text() == ""


def test_control_enter_on_a_chip_records_and_leaves_it_as_it_is(
    qtbot: QtBot, dialog: Keeping
) -> None:
    chip = Chip("Bastien")
    dialog.add(chip)
    chip.setChecked(True)
    with qtbot.waitSignal(dialog.primaryRequested):
        qtbot.keyClick(chip, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert chip.isChecked()


def test_what_is_hidden_does_not_take_the_first_focus(
    qtbot: QtBot, show_active: Callable[[QWidget], None]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    show_active(parent)
    made = SheetDialog("Accès", parent, primary="Faire")
    hidden = QPushButton("plus tard")
    made.add(hidden)
    hidden.hide()
    shown = QLineEdit()
    made.add(shown)
    made.open()
    qtbot.waitUntil(shown.hasFocus)
    made.leave()


def test_nothing_of_it_is_kept_once_its_window_is_gone(qtbot: QtBot) -> None:
    parent = QWidget()
    parent.show()
    made = SheetDialog("Premier appel", parent)
    kept = weakref.ref(made)
    made.open()
    QApplication.processEvents()
    del made
    parent.deleteLater()
    QApplication.sendPostedEvents(parent, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert kept() is None


def sheet_of(qtbot: QtBot, lines: int) -> SheetDialog:
    sheet = SheetDialog("Titre", scrolls=True)
    qtbot.addWidget(sheet)
    for _ in range(lines):
        sheet.add(QLineEdit())
    sheet.resize(400, 420)
    sheet.show()
    sheet.fit_body()
    return sheet


def test_a_sheet_that_scrolls_is_as_tall_as_what_it_holds(qtbot: QtBot) -> None:
    assert sheet_of(qtbot, 1).height() < 300
    assert sheet_of(qtbot, 8).height() > 420
    most = sheet_of(qtbot, 40)
    assert most.height() <= most.screen().availableGeometry().height()


def test_what_scrolls_reaches_the_edge_until_a_bar_needs_the_room(qtbot: QtBot) -> None:
    def room(lines: int) -> int:
        sheet = sheet_of(qtbot, lines)
        (area,) = sheet.findChildren(Scrolling)
        qtbot.waitUntil(lambda: (area.verticalScrollBar().maximum() > 0) == (lines > 30))
        QApplication.processEvents()
        return area.width() - area.viewport().width()

    assert room(2) == 0
    assert room(40) > 12, "the bar and a gap"
