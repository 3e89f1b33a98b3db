"""Who calls: their name, and the families that name may already mean."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from referent_desk.errors import InvalidInput
from referent_desk.families import (
    ContactKind,
    ContactPoint,
    Family,
    FamilyFile,
    FamilySummary,
    Person,
    fold,
    normalise_phone,
    similar_families,
)
from referent_desk.figures import counted
from referent_desk.office import Office
from referent_desk.search import Kind, parse
from referent_desk.vocabulary import Catalogue
from ui.discretion import discretion
from ui.veiled import shown, veiled_row
from ui.widgets import Chip, ChipGroup, Field, LinkButton, Row, RowData, Text
from ui.widgets.announcing import announce

_CIVILITIES = (("Mme", "Mme"), ("M.", "M."))
_NEW_PERSON = "new"
_HINT = "Flèche bas pour choisir, Entrée pour rejoindre."


class Proposals(QWidget):
    """Families with a name like the typed one; choosing one joins it.

    Tab passes them by, for a new caller; the arrows go from the name to them and back.
    """

    chosen = Signal(str)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.setObjectName("similar_families")
        self._families = office.families.list()
        self._name: QLineEdit | None = None
        self._hint = Text(_HINT, "secondary", wrap=False)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(self._column)
        whole.addWidget(self._hint)
        self.hide()

    def follow(self, name: QLineEdit) -> None:
        """Down in that line comes here."""
        name.installEventFilter(self)

    def show_for(self, typed: str, called_from: Collection[str] = ()) -> None:
        """`called_from`: the families that have the number typed."""
        self.clear()
        found = [family for family in self._families if family.id in called_from]
        similar = (match.family for match in similar_families(typed, self._families, 3))
        found += [family for family in similar if family not in found]
        for family in found:
            words = partial(_proposal, same_number=family.id in called_from)
            row = Row.of(veiled_row(words, family, family.id))
            row.activated.connect(self.chosen)
            row.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            row.installEventFilter(self)
            self._column.addWidget(row)
        self.setVisible(bool(found))
        if found:
            alike = "avec ce numéro" if called_from else "au nom proche"
            announce(self, f"{counted(len(found), 'dossier', 'dossiers')} {alike}. {_HINT}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or self.isHidden():
            return False
        if isinstance(watched, QLineEdit):
            self._name = watched
        rows = self._rows()
        at = next((at for at, row in enumerate(rows) if row is watched), -1)
        target = self._name if at + step < 0 else rows[min(at + step, len(rows) - 1)]
        if target is not None and (at >= 0 or step > 0):
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _rows(self) -> list[QWidget]:
        items = (self._column.itemAt(at) for at in range(self._column.count()))
        return [row for item in items if item and (row := item.widget())]

    def clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.hide()


def _proposal(family: FamilySummary, *, same_number: bool) -> RowData:
    known = ", ".join(family.people) or "personne n’y est encore noté"
    tag = "même numéro · rejoindre" if same_number else "rejoindre"
    tag += "" if family.open else " · clôturée"
    return RowData(f"Famille {family.name}", known, tag, icon="users", key=family.id)


class CallerForm(QWidget):
    """A new caller, someone of a family on file, or nobody who gave a name."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._joined: FamilyFile | None = None
        self._make_parts()
        self._lay_out()
        self._connect()

    @property
    def joined_id(self) -> str:
        return self._joined.family.id if self._joined else ""

    def join(self, family_id: str) -> None:
        """The call is for a family on file: its people come instead of a new one's name."""
        self._joined = self._office.families.open_file(family_id)
        self._anonymous.setChecked(False)
        people = [(person.id, person.told) for person in self._joined.people]
        self.people.set_entries([*people, (_NEW_PERSON, "une autre personne")])
        self.people.set_selected([people[0][0] if people else _NEW_PERSON])
        self._show_state()
        self._people_changed()

    def unjoin(self) -> None:
        self._joined = None
        self._show_state()
        self._typed()
        self.last_name.editor.setFocus()

    def person(self) -> Person | None:
        """Who to note. Raises InvalidInput for a phone that is none."""
        chosen = self.people.selected()
        if self._joined and chosen and chosen[0] != _NEW_PERSON:
            return self._joined.person(chosen[0])
        if self._anonymous.isChecked():
            return None
        first, last = self.first_name.editor.text().strip(), self.last_name.editor.text().strip()
        if not first and not last:
            return None
        phone = self.phone.editor.text().strip()
        point = (ContactPoint(ContactKind.PHONE, normalise_phone(phone)),) if phone else ()
        civility = "".join(self.civility.selected())
        return Person(first, last, civility, "".join(self.link.selected()), contacts=point)

    def new_family(self, today: date) -> Family | None:
        """Only for a caller who gave no name: a named one makes their own family."""
        if self._joined or not self._anonymous.isChecked():
            return None
        return Family(f"Appel anonyme du {today:%d/%m/%Y}", anonymous=True)

    def needs_name(self) -> bool:
        """Neither a name, nor a known person, nor an anonymous caller."""
        if self._joined or self._anonymous.isChecked():
            return False
        return not (self.first_name.editor.text().strip() or self.last_name.editor.text().strip())

    def content(self) -> dict[str, Any]:
        return {
            "civility": self.civility.selected(),
            "first_name": self.first_name.editor.text(),
            "last_name": self.last_name.editor.text(),
            "anonymous": self._anonymous.isChecked(),
            "link": self.link.selected(),
            "phone": self.phone.editor.text(),
            "family": self.joined_id,
            "person": self.people.selected(),
        }

    def restore(self, body: Mapping[str, Any]) -> None:
        self.civility.set_selected(body.get("civility", []))
        self.first_name.editor.setText(body.get("first_name", ""))
        self.last_name.editor.setText(body.get("last_name", ""))
        self._anonymous.setChecked(bool(body.get("anonymous")))
        self.link.set_selected(body.get("link", []))
        self.phone.editor.setText(body.get("phone", ""))
        known = {family.id for family in self._office.families.list()}
        if body.get("family") in known:
            self.join(body["family"])
            self.people.set_selected(body.get("person", []))
        else:
            self._joined = None
        self._show_state()

    def _make_parts(self) -> None:
        self.civility = ChipGroup("Civilité", _CIVILITIES, multiple=False)
        self.civility.setObjectName("call_civility")
        self.civility.setMinimumWidth(124)
        self.civility.setContentsMargins(0, 3, 0, 3)
        self.first_name = Field("Prénom", QLineEdit())
        self.first_name.editor.setObjectName("call_first_name")
        self.last_name = Field("Nom", QLineEdit())
        self.last_name.editor.setObjectName("call_last_name")
        self._anonymous = Chip("appel anonyme", "user")
        self._anonymous.setObjectName("call_anonymous")
        self.proposals = Proposals(self._office)
        self._family_line = QWidget()
        self._family_name = Text("", "heading")
        self._leave = LinkButton("Une autre famille")
        self._leave.setObjectName("call_leave_family")
        self.people = ChipGroup("Qui appelle", multiple=False, required=True)
        self.people.setObjectName("call_people")
        links = self._office.vocabulary.entries(Catalogue.LINKS)
        self.link = ChipGroup(
            "Lien avec le patient", [(e.code, e.label) for e in links], multiple=False
        )
        self.link.setObjectName("call_link")
        self._link_field = Field("Lien avec le patient", self.link)
        self.phone = Field("Téléphone", QLineEdit())
        self.phone.editor.setObjectName("call_phone")

    def _lay_out(self) -> None:
        top = QHBoxLayout(self._family_line)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self._family_name, 1)
        top.addWidget(self._leave)
        self._names = QWidget()
        names = QHBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(12)
        names.addWidget(Field("Civilité", self.civility))
        names.addWidget(self.first_name, 2)
        names.addWidget(self.last_name, 3)
        names.addWidget(self.phone, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self._family_line, self.people, self._names, self.proposals):
            column.addWidget(part)
        ticks = QHBoxLayout()
        ticks.addWidget(self._anonymous)
        ticks.addStretch(1)
        column.addLayout(ticks)
        column.addWidget(self._link_field)
        self._show_state()

    def _connect(self) -> None:
        for field in (self.first_name, self.last_name):
            field.editor.textEdited.connect(self._typed)
            self.proposals.follow(field.editor)
            field.editor.textChanged.connect(self.changed)
        self.phone.editor.textChanged.connect(self.changed)
        self.phone.editor.textEdited.connect(self._typed)
        self.proposals.follow(self.phone.editor)
        self.civility.changed.connect(self.changed)
        self.link.changed.connect(self.changed)
        self.people.changed.connect(self._people_changed)
        self._anonymous.clicked.connect(self._anonymous_clicked)
        self.proposals.chosen.connect(self._choose)
        self._leave.clicked.connect(self.unjoin)
        discretion().changed.connect(self._name_joined)

    def _choose(self, family_id: str) -> None:
        """A first name typed already says who of them calls, or that it is someone else."""
        self.join(family_id)
        typed = fold(self.first_name.editor.text())
        if (caller := self._callers().get(family_id)) and not typed:
            self.people.set_selected([caller])
            self._people_changed()
        if typed and self._joined:
            known = (p.id for p in self._joined.people if fold(p.first_name) == typed)
            self.people.set_selected([next(known, _NEW_PERSON)])
            self._people_changed()
        chosen = self.people.chip("".join(self.people.selected()))
        (chosen or self.people).setFocus()

    def _typed(self) -> None:
        self.last_name.clear_error()
        if self._joined:
            return
        names = (self.first_name.editor.text(), self.last_name.editor.text())
        name = names[1] if names[1].strip() else names[0]
        self.proposals.show_for(name, self._callers())

    def _callers(self) -> Mapping[str, str]:
        """Who is noted with the number typed, once it is whole: by the id of their family."""
        try:
            phone = normalise_phone(self.phone.editor.text())
        except InvalidInput:
            return {}
        hits = self._office.search.find(parse(phone)).hits
        return {hit.family_id: hit.record for hit in hits if hit.kind is Kind.PERSON}

    def _anonymous_clicked(self) -> None:
        self._show_state()
        self.changed.emit()

    def _people_changed(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        """Only what still has to be asked is on screen."""
        joined, unnamed = self._joined is not None, self._anonymous.isChecked()
        new = not unnamed and (not joined or self.people.selected() == [_NEW_PERSON])
        self._family_line.setVisible(joined)
        self.people.setVisible(joined)
        self._name_joined()
        self._names.setVisible(new)
        self._link_field.setVisible(new)
        self._anonymous.setVisible(not joined)
        if joined or unnamed:
            self.proposals.clear()

    def _name_joined(self) -> None:
        """The family joined and its people, by their initials where they are not to be read."""
        if self._joined is None:
            return
        file = shown(self._joined, self.joined_id)
        self._family_name.setText(f"Famille {file.family.name}")
        for person in file.people:
            if chip := self.people.chip(person.id):
                chip.setText(person.told)
