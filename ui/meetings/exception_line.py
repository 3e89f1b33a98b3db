"""« J’ai alerté parce que le danger est grave et imminent »: the legal exception, in two keys."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.errors import DeskError
from referent_desk.secrecy import Disclosure, Disclosures, Ground
from ui import messages
from ui.widgets import Button, LinkButton, SecondaryButton, Text, announce
from ui.widgets.typed_dates import show_time

KEYS = "Alt+D"
WHY = "parce que le danger est grave et imminent"


class ExceptionLine(QWidget):
    """Recorded at once, in a unit of its own: it does not wait for the meeting to be finished."""

    changed = Signal()

    def __init__(self, disclosures: Disclosures, family_id: str) -> None:
        super().__init__()
        self._disclosures, self._family_id = disclosures, family_id
        self._recorded = ""
        self._told = SecondaryButton("J’ai alerté", "shield-alert")
        self._told.setObjectName("exception_told")
        self._told.setToolTip(f"{KEYS}, puis Entrée")
        self._told.setAccessibleName(f"J’ai alerté, {WHY}")
        self._before = LinkButton("Je vais alerter")
        self._before.setAccessibleName(f"Je vais alerter, {WHY}")
        self._before.setObjectName("exception_before")
        self._said = Text("", "secondary")
        self._said.setObjectName("exception_said")
        self._done = LinkButton("L’appel est fait", "check")
        self._done.setObjectName("exception_done")
        self._undo = LinkButton("Noté par erreur", "undo-2")
        self._undo.setObjectName("exception_undo")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._said, self._buttons(self._told, self._before)):
            column.addWidget(part)
        column.addWidget(self._buttons(self._done, self._undo))
        self._told.clicked.connect(lambda: self._record(told=True))
        self._before.clicked.connect(lambda: self._record(told=False))
        self._done.clicked.connect(self._say_told)
        self._undo.clicked.connect(self._take_back)
        self._show()

    def _buttons(self, *buttons: Button) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        for button in buttons:
            line.addWidget(button)
        line.addStretch(1)
        return holder

    @property
    def recorded(self) -> str:
        """The id of what is recorded; empty: nothing."""
        return self._recorded

    def restore(self, disclosure_id: str) -> None:
        self._recorded = disclosure_id
        self._show()

    def show_recorded_for(self, safety_event_id: str) -> None:
        """What was recorded with that event, when the meeting is opened again."""
        known = self._disclosures.of_family(self._family_id) if safety_event_id else ()
        found = next((d.id for d in known if d.safety_event_id == safety_event_id), "")
        if found:
            self.restore(found)

    def ask(self) -> None:
        (self._undo if self._recorded else self._told).setFocus()

    def _record(self, *, told: bool) -> None:
        danger = Disclosure(self._family_id, Ground.GRAVE_DANGER)
        try:
            self._recorded = self._disclosures.record_exception(danger, told=told)
        except DeskError as fault:
            messages.error(self, fault)
            return
        self._tell()
        (self._undo if told else self._done).setFocus()

    def _say_told(self) -> None:
        try:
            self._disclosures.say_told(self._recorded)
        except DeskError as fault:
            messages.error(self, fault)
            return
        self._tell()
        self._undo.setFocus()

    def _take_back(self) -> None:
        try:
            self._disclosures.undo(self._recorded)
        except DeskError as fault:
            messages.error(self, fault)
            return
        self._recorded = ""
        self._tell()
        self._told.setFocus()

    def _tell(self) -> None:
        self._show()
        announce(self, self._said.text())
        self.changed.emit()

    def _show(self) -> None:
        known = self._disclosures.of_family(self._family_id) if self._recorded else ()
        one = next((d for d in known if d.id == self._recorded), None)
        self._recorded = one.id if one else ""
        at = one.told_at if one else None
        when = f"alerté à {show_time(at.time())}" if at else "l’appel reste à faire"
        noted = f"Exception légale notée, {WHY}\u00a0: {when}."
        self._said.setText(noted if one else f"Alerter quelqu’un {WHY}\u00a0: la loi le permet.")
        self._told.setVisible(one is None)
        self._before.setVisible(one is None)
        self._done.setVisible(one is not None and at is None)
        self._undo.setVisible(one is not None)
