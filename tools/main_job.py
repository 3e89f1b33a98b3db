"""The main job, driven with keys and clicks in a real window: for the walk, and for its test."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from referent_desk.office import Office
from ui.main_window import MainWindow
from ui.meetings.naming import NamingCard

W = TypeVar("W", bound=QObject)
PASSPHRASE = "violon tournesol brique corail"
HOLDER = "Zoé Exemple"
ASKED = "Je ne sais plus à qui parler, je suis vidée."
VERBATIM = "C’est moi qui ai appelé."
NEXT_STEP = "Se revoir dans trois semaines."
PATIENCE = 30.0


class StepFailed(AssertionError):
    """What was expected on the screen did not come."""


def _press(widget: QWidget, character: str) -> None:
    """QTest knows ASCII alone; a Belgian keyboard types « é » as one key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(widget, event)


def _write(widget: QWidget, text: str) -> None:
    for character in text:
        if character.isascii():
            QTest.keyClicks(widget, character)
        else:
            _press(widget, character)


def _nothing(_name: str) -> None:
    return None


@dataclass
class MainJob:
    """One user at one window. `seen` is told the name of each screen when it is ready."""

    window: MainWindow
    vault: Path
    seen: Callable[[str], None] = field(default=_nothing)

    def create(self) -> str:
        """A vault with its passphrase. Returns the recovery code that was shown."""
        self.seen("start")
        self.click("start_create")
        page = self.window.opening.create_page
        page.set_folder(str(self.vault.parent))
        self.write("create_holder", HOLDER)
        self.find(QLineEdit, "create_name").clear()
        self.write("create_name", self.vault.stem)
        self.write("create_passphrase", PASSPHRASE)
        self.write("create_again", PASSPHRASE)
        self.seen("create")
        self.key("create_again", Qt.Key.Key_Return)
        recovery = self.window.opening.recovery_page
        self.until(lambda: bool(recovery.view.code.text()), "the recovery code")
        code = recovery.view.code.text()
        self.seen("recovery")
        self.key("recovery_kept", Qt.Key.Key_Space)
        self.key("recovery_continue", Qt.Key.Key_Return)
        self.until(lambda: not self.window.locked, "the open office")
        return code

    def call(self) -> None:
        """The phone rings: Ctrl+N, and no mouse."""
        QTest.keyClick(self.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self.find(QWidget, "first_call")
        self.write("call_first_name", "Claire")
        self.write("call_last_name", "Lacroix")
        self.write("call_phone", "0470/12.34.56")
        self.write("call_asked", ASKED)
        self.seen("call")
        self.key("call_asked", Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: not self.shows("first_call"), "the call recorded")
        self.find(QWidget, "family_screen")
        self.seen("family")

    def meet(self) -> None:
        """The interview, from the family's file: own words, emotions, a need, a next step."""
        self.click("meeting")
        self.find(QWidget, "meeting_screen")
        self.write("meeting_text", VERBATIM)
        self.click("verbatim")
        self.key("meeting_text", Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        for group, code in (
            ("emotions", "guilt"),
            ("emotions", "fear"),
            ("emotions", "exhaustion"),
            ("needs", "support"),
            ("needs", "information"),
        ):
            self.choose(group, code)
        self.write("next_step", NEXT_STEP)
        self.seen("meeting")
        self.click("finish_meeting")
        self.find(QWidget, "family_screen")

    def write_letter(self, target: Path, resource: str = "Similes Wallonie") -> None:
        """Chosen, corrected by a sentence, issued and saved."""
        self.click("letter")
        self.find(QWidget, "letter_screen")
        combo = self.find(QComboBox, "letter_resource")
        combo.setFocus()
        for _ in range(combo.count()):
            if combo.currentText().startswith(resource):
                break
            QTest.keyClick(combo, Qt.Key.Key_Down)
        self.settle(800)
        self.seen("letter")
        self.save_pdf(target)
        self.settle(400)

    def choose(self, group: str, code: str) -> None:
        """Clicks one chip of a group."""
        chip = self.find(NamingCard, group).chips.chip(code)
        if chip is None:
            raise StepFailed(f"no « {code} » in {group}")
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)

    def open_rail(self, name: str) -> None:
        self.click(f"rail_{name}")

    def office(self) -> Office:
        """The open one, to fill it beside the window."""
        if self.window.office is None:
            raise StepFailed("the vault is locked")
        return self.window.office

    def picture(self) -> QPixmap:
        """The window, with the dialog over it if one is open."""
        shown = self.window.grab()
        dialog = self.dialog(QDialog)
        if dialog is not None:
            painter = QPainter(shown)
            painter.drawPixmap(dialog.pos() - self.window.pos(), dialog.grab())
            painter.end()
        return shown

    def lock(self) -> None:
        QTest.keyClick(self.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.window.locked, "the locked window")
        self.seen("unlock")

    def unlock(self) -> None:
        self.write("unlock_passphrase", PASSPHRASE)
        self.key("unlock_passphrase", Qt.Key.Key_Return)
        self.until(lambda: not self.window.locked, "the open office")
        self.settle()

    def save_pdf(self, target: Path, button: str = "save_pdf") -> None:
        """« Enregistrer le PDF » through the file dialog."""
        self.click(button)
        self.until(lambda: self.dialog(QFileDialog) is not None, "the file dialog")
        dialog = self.dialog(QFileDialog)
        if dialog is None:
            raise StepFailed("the file dialog")
        line = dialog.findChild(QLineEdit)
        if line is None:
            raise StepFailed("the file dialog has no name to fill in")
        line.setText(str(target))
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.until(target.exists, "the PDF on disk")

    def dialog(self, kind: type[W]) -> W | None:
        """The visible dialog of that kind, if any."""
        shown = QApplication.topLevelWidgets()
        return next((d for d in shown if isinstance(d, kind) and d.isVisible()), None)

    def shows(self, name: str) -> bool:
        return any(w.isVisible() for w in self._named(QWidget, name))

    def find(self, kind: type[W], name: str) -> W:
        """The visible widget of that name, waited for."""
        self.until(lambda: any(True for _ in self._visible(kind, name)), f"« {name} »")
        return next(iter(self._visible(kind, name)))

    def click(self, name: str) -> None:
        """Once it can be."""
        widget = self.find(QWidget, name)
        self.until(widget.isEnabled, f"« {name} » to be enabled")
        QTest.mouseClick(
            widget,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(min(12, widget.width() // 2), widget.height() // 2),
        )
        self.settle()

    def key(
        self,
        name: str,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        widget = self.find(QWidget, name)
        widget.setFocus()
        QTest.keyClick(widget, key, modifiers)
        self.settle()

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """A key of the keyboard, wherever the focus is: shortcuts and filters see it first."""
        focused = cast("QWindow | None", QApplication.focusWindow())
        if focused is None:
            raise StepFailed("no window takes the keys")
        QTest.keyClick(focused, key, modifiers)
        QApplication.processEvents()

    def enter(self, text: str) -> None:
        """Into whatever has the focus."""
        focused = QApplication.focusWidget()
        if focused is None:
            raise StepFailed("nothing has the focus")
        _write(focused, text)

    def write(self, name: str, text: str) -> None:
        """Real key strokes, accents too."""
        widget = self.find(QWidget, name)
        widget.setFocus()
        _write(widget, text)

    def text(self, name: str) -> str:
        """What a line or a text holds."""
        widget = self.find(QWidget, name)
        if isinstance(widget, QLineEdit):
            return widget.text()
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText()
        raise StepFailed(f"« {name} » holds no text")

    def until(self, met: Callable[[], object], what: str) -> None:
        """Raises StepFailed when it has not come in half a minute."""
        limit = time.monotonic() + PATIENCE
        while not met():
            if time.monotonic() > limit:
                raise StepFailed(f"waited in vain for {what}")
            QTest.qWait(20)

    def settle(self, milliseconds: int = 120) -> None:
        """Lets layouts, drawings and deletions come to rest."""
        QTest.qWait(milliseconds)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _visible(self, kind: type[W], name: str) -> list[W]:
        return [w for w in self._named(kind, name) if isinstance(w, QWidget) and w.isVisible()]

    def _named(self, kind: type[W], name: str) -> list[W]:
        """In the window and in its open dialogs, each once."""
        roots = [
            self.window,
            *(d for d in QApplication.topLevelWidgets() if isinstance(d, QDialog)),
        ]
        found = [w for root in roots for w in root.findChildren(kind, name)]
        found += [w for w in roots if isinstance(w, kind) and w.objectName() == name]
        return list(dict.fromkeys(found))
