"""A group of families: one session noted once, one line in each file."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.errors import InvalidInput
from referent_desk.families import FamilyFile
from referent_desk.meetings import GroupMember, GroupSession
from referent_desk.office import Office
from ui.contacts.contact_sheet import ContactSheet
from ui.contacts.family_picker import FamilyPicker
from ui.contacts.kinds import ContactKind
from ui.discretion import discretion
from ui.veiled import shown
from ui.widgets import ChipGroup, IconButton, Text


class _Member(QWidget):
    changed = Signal()
    removed = Signal(str)

    def __init__(self, file: FamilyFile, participants: Iterable[str]) -> None:
        super().__init__()
        self.family_id = file.family.id
        self._file = file
        self._name = Text("", wrap=False)
        self.who = ChipGroup("Qui est venu")
        self._remove = IconButton("x", "Retirer cette famille")
        self._remove.clicked.connect(lambda: self.removed.emit(self.family_id))
        self.who.set_entries((person.id, person.short) for person in file.people)
        self._name_all()
        self.who.set_selected(participants)
        self.who.changed.connect(self.changed)
        discretion().changed.connect(self._name_all)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.who, 1)
        line.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)

    def _name_all(self) -> None:
        file = shown(self._file, self.family_id)
        self._name.setText(f"Famille {file.family.name}")
        self._name.setFixedWidth(150)
        for person in file.people:
            if (chip := self.who.chip(person.id)) is not None:
                chip.setText(person.short)
        self.who.setAccessibleName(f"Qui est venu, famille {file.family.name}")


class GroupSheet(ContactSheet):
    """Each file sees its own line only."""

    def __init__(self, office: Office, family_id: str, parent: QWidget | None = None) -> None:
        super().__init__(office, ContactKind.GROUP, family_id, "", parent)
        self._members: list[_Member] = []
        self.form.label = "commencé"
        self.set_subtitle("Chaque dossier ne garde que sa propre ligne.")
        self.add(self.form.line("title", "Titre de la séance", required=True))
        self.add_when()
        self._adder = FamilyPicker(office, "Ajouter une famille", stays_open=True)
        self._adder.chosen.connect(self._add_chosen)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.add(self._adder)
        self.body.addLayout(self._rows)
        self.form.keep("families", self._content, self._set_content)
        self.add(
            self.form.text(
                "note",
                "Déroulement",
                hint="Copié dans chaque dossier\u00a0: n’y nommez personne.",
            )
        )
        first: list[Any] = [[family_id, []]] if family_id else []
        self.begin({**self.when_now(), "families": first, "minutes": 90})

    def point_at(self, fault: InvalidInput) -> bool:
        if fault.field == "families":
            self._adder.set_error(fault.what)
            return True
        return super().point_at(fault)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values = self.form.values()
        return self.office.contacts.record_group(
            GroupSession(
                values["title"],
                self.starts_at(),
                tuple(GroupMember(m.family_id, tuple(m.who.selected())) for m in self._members),
                values["minutes"] or None,
                values["note"],
            ),
            national_number_confirmed=national_number_confirmed,
        )

    def _content(self) -> list[list[Any]]:
        return [[member.family_id, member.who.selected()] for member in self._members]

    def _set_content(self, content: Iterable[Any]) -> None:
        for member in tuple(self._members):
            self._drop(member)
        known = {family.id for family in self.office.families.list()}
        for family_id, people in content:
            if family_id in known:
                self._add(family_id, people)

    def _add_chosen(self, family_id: str) -> None:
        if all(member.family_id != family_id for member in self._members):
            self._add(family_id, ())
            self.form.changed.emit()

    def _add(self, family_id: str, people: Iterable[str]) -> None:
        member = _Member(self.office.families.open_file(family_id), people)
        member.changed.connect(self.form.changed)
        member.removed.connect(self._removed)
        self._members.append(member)
        self._rows.addWidget(member)

    def _removed(self, family_id: str) -> None:
        for member in tuple(self._members):
            if member.family_id == family_id:
                self._drop(member)
        self.form.changed.emit()
        self._adder.line.setFocus()

    def _drop(self, member: _Member) -> None:
        self._members.remove(member)
        self._rows.removeWidget(member)
        member.hide()
        member.deleteLater()

    def _name_family(self) -> None:
        """The line of each family names it; the subtitle says something else."""
