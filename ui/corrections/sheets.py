"""Deleting, moving, merging and splitting, from a family's file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from referent_desk.corrections import (
    Deletion,
    FamilyMerge,
    MeetingMove,
    Named,
    PersonMerge,
    PersonMove,
    RecordKind,
    Split,
)
from referent_desk.families import fold
from referent_desk.office import Office
from ui.corrections.sheet import CorrectionSheet, FamilyPicker, Ticks
from ui.widgets import Field, Text
from ui.widgets.typed_dates import show_date, show_time

_SAME, _GOES, _STAYS = "same", "goes", "stays"
_FATES = {
    _SAME: "C’est la personne du même nom, connue là-bas",
    _GOES: "Va aussi dans l’autre dossier",
    _STAYS: "Reste ici\u202f; une fiche à son nom est faite là-bas",
}
_THE_FILE = "Tout le dossier"


class DeletionSheet(CorrectionSheet):
    """Of the file, or of something in it."""

    done_words = "Supprimé, à la corbeille pour trente jours."
    deletes = True

    def __init__(self, office: Office, family_id: str, parent: QWidget) -> None:
        super().__init__(office, family_id, "Supprimer", parent, primary="Supprimer")
        self.setObjectName("deletion_sheet")
        self._what = _combo("what")
        for label, kind, record in [
            *_people(office, family_id),
            *_meetings(office, family_id),
            *_requests(office, family_id),
            *_actions(office, family_id),
            (_THE_FILE, RecordKind.FAMILY, family_id),
        ]:
            self._what.addItem(label, (kind, record))
        self._what.setPlaceholderText("Choisissez")
        self._what.setCurrentIndex(-1)
        self._what.currentIndexChanged.connect(self.look)
        self.add(Field("Quoi", self._what))
        self.end()

    def correction(self) -> Deletion | None:
        chosen = _chosen(self._what)
        return Deletion(*chosen) if chosen else None


class MoveSheet(CorrectionSheet):
    """A meeting or a person that was written under the wrong family."""

    done_words = "Déplacé vers l’autre dossier."

    def __init__(self, office: Office, family_id: str, parent: QWidget) -> None:
        title = "Déplacer vers une autre famille"
        super().__init__(office, family_id, title, parent, primary="Déplacer")
        self.setObjectName("move_sheet")
        self._what = _combo("what")
        for label, kind, record in [*_meetings(office, family_id), *_people(office, family_id)]:
            self._what.addItem(label, (kind, record))
        self._what.setPlaceholderText("Choisissez")
        self._what.setCurrentIndex(-1)
        self._to = FamilyPicker(office, family_id)
        self._named = _Named()
        self._with = Ticks("Ses entretiens qui vont avec")
        self._what.currentIndexChanged.connect(self._choose)
        self._to.changed.connect(self._choose)
        self._named.changed.connect(self.look)
        self._with.changed.connect(self.look)
        self.add(Field("Quoi", self._what))
        for part in (self._to, self._named, self._with):
            self.add(part)
        self.end()

    def correction(self) -> PersonMove | MeetingMove | None:
        chosen, to = _chosen(self._what), self._to.chosen
        if chosen is None or not to:
            return None
        kind, record = chosen
        if kind is RecordKind.PERSON:
            return PersonMove(record, to, self._with.chosen)
        return MeetingMove(record, to, self._named.going, self._named.same)

    def _choose(self) -> None:
        """Who is named there, or which meetings go along."""
        kind, record = _chosen(self._what) or (None, "")
        named: tuple[Named, ...] = ()
        if kind is RecordKind.MEETING and self._to.chosen:
            named = self.office.corrections.named_in(record, self._to.chosen)
        self._named.set_people(named)
        theirs = [
            (meeting, label)
            for label, _kind, meeting in _meetings(self.office, self.family_id)
            if kind is RecordKind.PERSON
            and record in self.office.meetings.get(meeting).participants
        ]
        self._with.set_entries(theirs)
        self.look()


class MergeSheet(CorrectionSheet):
    """Another family's file joins this one, or a person of it another."""

    done_words = "Fusionné."

    def __init__(self, office: Office, family_id: str, parent: QWidget) -> None:
        super().__init__(office, family_id, "Fusionner", parent, primary="Fusionner")
        self.setObjectName("merge_sheet")
        people = _people(office, family_id)
        self._what = _combo("what")
        self._what.addItem("Un autre dossier avec celui-ci, qui garde son nom", "")
        for label, _kind, person in people if len(people) > 1 else []:
            self._what.addItem(f"{label}, avec une autre personne de ce dossier", person)
        self._other = FamilyPicker(office, family_id)
        self._same = Ticks("Du même nom dans les deux dossiers\u00a0: la même personne\u202f?")
        self._into = _combo("into")
        self._into_field = Field("Fiche qui reste", self._into)
        self._what.currentIndexChanged.connect(self._choose)
        self._other.changed.connect(self._choose)
        self._into.currentIndexChanged.connect(self.look)
        self._same.changed.connect(self.look)
        self.add(Field("Quoi", self._what))
        for part in (self._other, self._same, self._into_field):
            self.add(part)
        self.end()
        self._choose()

    def correction(self) -> PersonMerge | FamilyMerge | None:
        person, other = self._what.currentData(), self._other.chosen
        if person:
            return PersonMerge(person, self._into.currentData())
        return FamilyMerge(other, self.family_id, self._pairs()) if other else None

    def _pairs(self) -> dict[str, str]:
        pairs = (key.partition(":") for key in self._same.chosen)
        return {there: here for there, _, here in pairs}

    def _choose(self) -> None:
        person = self._what.currentData()
        self._other.setVisible(not person)
        self._into_field.setVisible(bool(person))
        self._into.blockSignals(True)
        self._into.clear()
        for label, _kind, other in _people(self.office, self.family_id):
            if other != person:
                self._into.addItem(label, other)
        self._into.blockSignals(False)
        self._same.set_entries([] if person else self._same_names(), ticked=True)
        self.look()

    def _same_names(self) -> list[tuple[str, str]]:
        """(« there:here », the name they share)."""
        if not self._other.chosen:
            return []
        here = {fold(p.name): p for p in self.office.families.open_file(self.family_id).people}
        there = self.office.families.open_file(self._other.chosen).people
        return [
            (f"{p.id}:{here[fold(p.name)].id}", here[fold(p.name)].name)
            for p in there
            if fold(p.name) in here
        ]


class SplitSheet(CorrectionSheet):
    """Some of the people and their meetings, in a new file."""

    done_words = "Un nouveau dossier est ouvert."

    def __init__(self, office: Office, family_id: str, parent: QWidget) -> None:
        super().__init__(office, family_id, "Séparer", parent, primary="Ouvrir le nouveau dossier")
        self.setObjectName("split_sheet")
        self._name = QLineEdit()
        self._name.setObjectName("new_name")
        self._people = Ticks(
            "Qui va dans le nouveau dossier",
            [(key, label) for label, _kind, key in _people(office, family_id)],
        )
        self._meetings = Ticks(
            "Quels entretiens",
            [(key, label) for label, _kind, key in _meetings(office, family_id)],
        )
        self._name.textChanged.connect(self.look)
        for ticks in (self._people, self._meetings):
            ticks.changed.connect(self.look)
        self.add(Field("Nom du nouveau dossier", self._name, required=True))
        self.add(self._people)
        self.add(self._meetings)
        self.end()

    def correction(self) -> Split | None:
        name, people, meetings = self._name.text(), self._people.chosen, self._meetings.chosen
        if not name.strip() or not (people or meetings):
            return None
        return Split(self.family_id, name, people, meetings)


class _Named(QWidget):
    """What becomes of each person named in the meeting."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._people: dict[str, tuple[Named, QComboBox]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(Text("Les personnes nommées dans cet entretien", "label"))
        self._fields: list[QWidget] = []
        self.hide()

    def set_people(self, people: tuple[Named, ...]) -> None:
        for field in self._fields:
            self._column.removeWidget(field)
            field.deleteLater()
        self._people, self._fields = {}, []
        for named in people:
            choice = _combo(f"fate_{named.id}")
            for fate, words in _FATES.items():
                if fate != _SAME or named.match:
                    choice.addItem(words, fate)
            choice.setCurrentIndex(choice.findData(_SAME if named.match else _STAYS))
            choice.currentIndexChanged.connect(self.changed)
            field = Field(named.name, choice)
            self._column.addWidget(field)
            self._fields.append(field)
            self._people[named.id] = (named, choice)
        self.setVisible(bool(people))

    @property
    def going(self) -> list[str]:
        return [key for key, (_, choice) in self._people.items() if choice.currentData() == _GOES]

    @property
    def same(self) -> dict[str, str]:
        return {
            key: named.match
            for key, (named, choice) in self._people.items()
            if choice.currentData() == _SAME
        }


_Offered = list[tuple[str, RecordKind, str]]
"""What can be chosen: its words, its kind and its id."""


def _people(office: Office, family_id: str) -> _Offered:
    people = office.families.open_file(family_id).people
    return [(person.told, RecordKind.PERSON, person.id) for person in people]


def _meetings(office: Office, family_id: str) -> _Offered:
    return [
        (
            f"Entretien du {show_date(m.starts_at.date())}, {show_time(m.starts_at.time())}",
            RecordKind.MEETING,
            m.id,
        )
        for m in office.meetings.of_family(family_id)
    ]


def _requests(office: Office, family_id: str) -> _Offered:
    return [
        (f"Demande du {show_date(item.at.date())}", RecordKind.REQUEST, item.target)
        for item in office.overview.thread(family_id)
        if item.kind == "request"
    ]


def _actions(office: Office, family_id: str) -> _Offered:
    found = [*office.followup.actions(family_id), *office.followup.actions(family_id, done=True)]
    return [(f"Suite à donner\u00a0: {a.what}", RecordKind.ACTION, a.id) for a in found]


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    return combo


def _chosen(combo: QComboBox) -> tuple[RecordKind, str] | None:
    data = combo.currentData()
    return (RecordKind(data[0]), data[1]) if data else None
