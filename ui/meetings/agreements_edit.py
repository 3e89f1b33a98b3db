"""Agreements to relay, given in the meeting: who, what, to whom, how."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from referent_desk.families import Person
from referent_desk.meetings import Agreement, AgreementForm
from ui.widgets import ChipGroup, DateEdit, Field, IconButton, LinkButton

FORMS = ((AgreementForm.ORAL, "oral"), (AgreementForm.WRITTEN, "écrit"))


class AgreementEdit(QFrame):
    """One agreement."""

    changed = Signal()
    removeRequested = Signal()

    def __init__(
        self, people: Iterable[Person], agreement: Agreement, today: Callable[[], date]
    ) -> None:
        super().__init__()
        self._agreement = agreement
        self.who = ChipGroup(
            "Qui donne cet accord", [(p.id, p.short) for p in people], multiple=False, required=True
        )
        self.who.setObjectName("agreement_who")
        self.what = Field("Ce qui peut être relayé", QLineEdit(agreement.what))
        self.what.editor.setObjectName("agreement_what")
        self.to_whom = Field("À qui", QLineEdit(agreement.to_whom))
        self.to_whom.editor.setObjectName("agreement_to_whom")
        self.form = ChipGroup("Oral ou écrit", FORMS, multiple=False, required=True)
        self.form.setObjectName("agreement_form")
        self.day = Field("Donné le", DateEdit(today=today))
        self.day.editor.setObjectName("agreement_day")
        self.who.set_selected([agreement.person_id])
        self.form.set_selected([agreement.form])
        self.day.editor.set_date(agreement.given_on)
        self._lay_out()
        for signal in (self.who.changed, self.form.changed):
            signal.connect(self.changed)
        for editor in (self.what.editor, self.to_whom.editor, self.day.editor):
            editor.textChanged.connect(self.changed)

    def agreement(self) -> Agreement | None:
        """None while nothing was typed."""
        what, to_whom = self.what.editor.text().strip(), self.to_whom.editor.text().strip()
        if not (what or to_whom):
            return None
        return replace(
            self._agreement,
            person_id="".join(self.who.selected()),
            what=what,
            to_whom=to_whom,
            form=AgreementForm("".join(self.form.selected())),
            given_on=self.day.editor.date() or self._agreement.given_on,
        )

    def _lay_out(self) -> None:
        remove = IconButton("trash-2", "Retirer cet accord")
        remove.clicked.connect(self.removeRequested)
        top = QHBoxLayout()
        top.addWidget(self.who, 1)
        top.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.addLayout(top)
        for part in (self.what, self.to_whom, self.form, self.day):
            column.addWidget(part)


class AgreementsEdit(QWidget):
    """Those of the meeting, one under the other."""

    changed = Signal()

    def __init__(self, people: tuple[Person, ...], today: Callable[[], date]) -> None:
        super().__init__()
        self._people, self._today = people, today
        self._edits: list[AgreementEdit] = []
        self._add = LinkButton("Noter un accord pour relayer", "plus")
        self._add.setObjectName("add_agreement")
        self._add.setEnabled(bool(people))
        self._add.clicked.connect(self._add_one)
        self._column = QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._column)
        outer.addWidget(self._add)

    def set_agreements(self, agreements: Iterable[Agreement]) -> None:
        for edit in list(self._edits):
            self._drop(edit)
        for agreement in agreements:
            self._show(agreement)

    def agreements(self) -> tuple[Agreement, ...]:
        made = [edit.agreement() for edit in self._edits]
        return tuple(agreement for agreement in made if agreement is not None)

    def focus_last(self) -> None:
        if self._edits:
            self._edits[-1].what.editor.setFocus()

    def _add_one(self) -> None:
        self._show(Agreement(self._people[0].id, "", "", given_on=self._today()))
        self.focus_last()

    def _show(self, agreement: Agreement) -> None:
        edit = AgreementEdit(self._people, agreement, self._today)
        edit.changed.connect(self.changed)
        edit.removeRequested.connect(lambda: self._remove(edit))
        self._edits.append(edit)
        self._column.addWidget(edit)

    def _remove(self, edit: AgreementEdit) -> None:
        self._drop(edit)
        self._add.setFocus()
        self.changed.emit()

    def _drop(self, edit: AgreementEdit) -> None:
        self._edits.remove(edit)
        self._column.removeWidget(edit)
        edit.hide()
        edit.setParent(None)
        edit.deleteLater()
