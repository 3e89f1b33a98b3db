"""A group of families: one session noted once, one line in each file."""

from collections.abc import Iterable, Mapping
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
from ui.theme.tokens import CHIP_HEIGHT
from ui.veiled import shown
from ui.widgets import ChipGroup, IconButton, LinkButton, Text
from ui.widgets.typed_dates import show_date, show_time

OWN_LINE = "Chaque dossier ne garde que sa propre ligne."
CORRECTS = "Ce qui change ici change dans le dossier de chaque famille venue."


class _Member(QWidget):
    changed = Signal()
    removed = Signal(str)

    def __init__(self, file: FamilyFile, participants: Iterable[str], *, stays: bool) -> None:
        super().__init__()
        self.family_id = file.family.id
        self._file = file
        self._name = Text("")
        self.who = ChipGroup("Qui est venu")
        self._remove = IconButton("x", "Retirer cette famille")
        self._remove.setVisible(not stays)
        self._remove.clicked.connect(lambda: self.removed.emit(self.family_id))
        self.who.set_entries((person.id, person.short) for person in file.people)
        self._name_all()
        self.who.set_selected(participants)
        self.who.changed.connect(self.changed)
        discretion().changed.connect(self._name_all)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self._name.setMinimumHeight(CHIP_HEIGHT)
        line.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.who, 1)
        line.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)

    def come_after(self, before: QWidget) -> QWidget:
        """Tab goes down the form as it is read. Returns where it leaves this family."""
        QWidget.setTabOrder(self.who.come_after(before), self._remove)
        return self._remove

    def _name_all(self) -> None:
        file = shown(self._file, self.family_id)
        self._name.setText(f"Famille {file.family.name}")
        self._name.setFixedWidth(150)
        for person in file.people:
            if (chip := self.who.chip(person.id)) is not None:
                chip.setText(person.short)
        self.who.setAccessibleName(f"Qui est venu, famille {file.family.name}")


class GroupSheet(ContactSheet):
    """Each file sees its own line only.

    Also how a recorded session is corrected, in every file at once: opened from a family's file, it
    shows the other families when asked.
    """

    def __init__(
        self, office: Office, family_id: str, record: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(office, ContactKind.GROUP, family_id, record, parent)
        self._members: list[_Member] = []
        self._session = office.contacts.group(record) if record else None
        self._known = {m.family_id for m in self._session.members} if self._session else set[str]()
        self.form.label = "commencé"
        self.set_subtitle(CORRECTS if self._session else OWN_LINE)
        self.add(self.form.line("title", "Titre de la séance", required=True))
        self.add_when()
        self._adder = FamilyPicker(office, "Ajouter une famille", stays_open=True)
        self._adder.chosen.connect(self._add_chosen)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._others = LinkButton("", "users")
        self._others.setObjectName("contact_group_others")
        self._others.clicked.connect(self._show_others)
        self._others.hide()
        self._hides_others = self._session is not None
        self.add(self._adder)
        self.body.addLayout(self._rows)
        self.add(self._others)
        self.form.keep("families", self._content, self._set_content)
        self.add(
            self.form.text(
                "note",
                "Déroulement",
                hint="Copié dans chaque dossier\u00a0: n’y nommez personne.",
            )
        )
        self.add_whole_form()
        self.begin(self._recorded_values())

    def latest(self) -> Mapping[str, Any]:
        return self._recorded_values() if self.record else {}

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
                self._session.id if self._session else "",
            ),
            national_number_confirmed=national_number_confirmed,
        )

    def _recorded_values(self) -> dict[str, Any]:
        session = self.office.contacts.group(self.record) if self.record else None
        if session is None:
            first: list[Any] = [[self.family_id, []]] if self.family_id else []
            return {**self.when_now(), "families": first, "minutes": 90}
        return {
            "title": session.title,
            "day": show_date(session.starts_at.date()),
            "hour": show_time(session.starts_at.time()),
            "minutes": session.minutes or 0,
            "families": [[m.family_id, list(m.participants)] for m in session.members],
            "note": session.note,
        }

    def _show_others(self) -> None:
        self._hides_others = False
        self._show_members()
        self._members[0].who.setFocus()

    def _show_members(self) -> None:
        """Of a recorded session, those of the file it was opened from."""
        hidden = [m for m in self._members if self._hides(m.family_id)]
        for member in self._members:
            member.setVisible(member not in hidden)
        more = f"les {len(hidden)} autres familles" if len(hidden) > 1 else "l’autre famille"
        self._others.setText(f"Montrer {more}")
        self._others.setVisible(bool(hidden))

    def _hides(self, family_id: str) -> bool:
        return self._hides_others and family_id in self._known - {self.family_id}

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
            people = [person.id for person in self.office.families.open_file(family_id).people]
            self._add(family_id, people if len(people) == 1 else ())
            self.form.changed.emit()

    def _add(self, family_id: str, people: Iterable[str]) -> None:
        file = self.office.families.open_file(family_id)
        member = _Member(file, people, stays=family_id in self._known)
        member.changed.connect(self.form.changed)
        member.removed.connect(self._removed)
        self._members.append(member)
        self._rows.addWidget(member)
        self._order_tab()
        self._show_members()

    def _order_tab(self) -> None:
        last: QWidget = self._adder.line
        for member in self._members:
            last = member.come_after(last)

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
