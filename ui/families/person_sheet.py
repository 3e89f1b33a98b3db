"""A relative: who they are to the patient, and how to reach them safely."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from referent_desk.errors import InvalidInput
from referent_desk.families import Person
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui.families.choices import CIVILITIES, offered
from ui.families.contacts_edit import ContactsEdit, contact_values
from ui.families.form import side_by_side
from ui.families.sheet import Sheet
from ui.widgets import Text

_TEXTS = "civility first_name last_name link birth_year language circle closeness note".split()
_TICKS = {
    "minor": "Mineur ou mineure",
    "lives_with_patient": "Vit avec le patient",
    "main_carer": "Aidant principal",
    "trusted_person": "Personne de confiance",
    "representative": "Représentant",
}


class PersonSheet(Sheet):
    """Adds to the family when the person has no id."""

    def __init__(
        self,
        office: Office,
        family_id: str,
        person: Person | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._family_id = family_id
        self._person = person or Person()
        title = f"Modifier {person.short}" if person else "Ajouter une personne"
        subject = f"{family_id}:{self._person.id}"
        super().__init__(office, "person", subject, title, parent)
        self.setWindowTitle("Fiche d’une personne")
        self._contacts = ContactsEdit()
        self._add_fields()
        self.form.keep("contacts", self._contacts.values, self._contacts.set_values)
        self._contacts.changed.connect(self.form.changed)
        self._contacts.set_contacts(self._person.contacts)
        self.begin(_values(self._person))
        self.resize(640, 680)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values = self.form.values()
        made = replace(
            self._person,
            **{key: values[key] for key in (*_TEXTS, *_TICKS)}
            | {"birth_year": _year(values["birth_year"]), "contacts": self._contacts.contacts()},
        )
        return self.office.families.save_person(
            self._family_id, made, national_number_confirmed=national_number_confirmed
        )

    def latest(self) -> Mapping[str, Any]:
        found = self.office.families.open_file(self._family_id).person(self._person.id)
        return _values(found) | {"contacts": contact_values(found.contacts)} if found else {}

    def point_at(self, fault: InvalidInput) -> bool:
        return self._contacts.point_at(fault) or super().point_at(fault)

    def _add_fields(self) -> None:
        form, person = self.form, self._person

        def words(key: str, label: str, catalogue: Catalogue) -> QWidget:
            current = getattr(person, key)
            return form.choice(key, label, offered(self.office.vocabulary, catalogue, current))

        self.add(
            side_by_side(
                form.choice("civility", "Civilité", CIVILITIES),
                form.line("first_name", "Prénom"),
                form.line("last_name", "Nom"),
                weights=(1, 2, 2),
            )
        )
        self.add(
            side_by_side(
                words("link", "Lien avec le patient", Catalogue.LINKS),
                form.line("birth_year", "Année de naissance"),
                words("language", "Langue", Catalogue.LANGUAGES),
                weights=(4, 3, 3),
            )
        )
        ticks = [form.tick(key, label) for key, label in _TICKS.items()]
        self.add(side_by_side(*ticks[:3]))
        self.add(side_by_side(*ticks[3:], QWidget()))
        self.add(Text("Comment joindre cette personne", "heading"))
        self.add(self._contacts)
        self.add(Text("Place dans le réseau", "heading"))
        self.add(
            side_by_side(
                words("circle", "Cercle", Catalogue.CIRCLES),
                words("closeness", "Proximité", Catalogue.CLOSENESS),
            )
        )
        self.add(form.text("note", "Note"))


def _values(person: Person) -> dict[str, Any]:
    values = {key: getattr(person, key) for key in (*_TEXTS, *_TICKS)}
    return values | {"birth_year": str(person.birth_year or "")}


def _year(typed: str) -> int | None:
    if not typed.strip():
        return None
    if not typed.strip().isdecimal():
        raise InvalidInput("birth_year", "Écrivez l’année en chiffres\u00a0: 1968.")
    return int(typed)
