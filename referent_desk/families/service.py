"""Creating, reading and changing family files."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from referent_desk.errors import InvalidInput
from referent_desk.families import rows
from referent_desk.families.contact import normalise_email, normalise_phone
from referent_desk.families.free_texts import (
    family_texts,
    file_texts,
    person_texts,
    situation_texts,
)
from referent_desk.families.known_names import KnownName, known_names
from referent_desk.families.model import (
    ContactKind,
    ContactPoint,
    Family,
    FamilyFile,
    FamilySummary,
    Person,
    Situation,
)
from referent_desk.free_text import clean, one_line, refuse_national_number
from referent_desk.postcode import normalise_postcode
from referent_desk.vault import Unit, Vault, new_id, now

MAX_NAME = 200
NORMALISERS = {ContactKind.PHONE: normalise_phone, ContactKind.EMAIL: normalise_email}


class Families:
    """Front door of the room. Each call is one unit of work; InvalidInput names the field.

    What is written raises NationalNumberSuspected for such a number in any of its texts, unless
    `national_number_confirmed`: the user has said that it is none.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def create(
        self,
        family: Family,
        people: Iterable[Person] = (),
        situation: Situation | None = None,
        *,
        national_number_confirmed: bool = False,
        unit: Unit | None = None,
    ) -> str:
        """A new file with its first situation, opened today unless given. Returns its id.

        With `unit`, writes within the caller's unit of work, which commits.
        """
        first = _checked_situation(situation or Situation(date.fromisoformat(now()[:10])))
        made = FamilyFile(_checked_family(family), tuple(map(_checked_person, people)), (first,))
        refuse_national_number(file_texts(made), confirmed=national_number_confirmed)
        if unit is not None:
            return self._create(unit, made)
        with self._vault.unit() as own:
            family_id = self._create(own, made)
            own.commit()
        return family_id

    def list(self) -> tuple[FamilySummary, ...]:
        """Every family, open ones first, by name."""
        return rows.summaries(self._vault)

    def known_names(self) -> tuple[KnownName, ...]:
        """Those of people, patients, families and network maps."""
        return known_names(self._vault)

    def open_file(self, family_id: str) -> FamilyFile:
        """Raises NotFound."""
        return rows.family_file(self._vault, family_id)

    def update(self, family: Family, *, national_number_confirmed: bool = False) -> None:
        checked = _checked_family(family)
        refuse_national_number(family_texts(checked), confirmed=national_number_confirmed)
        with self._vault.unit() as unit:
            unit.update("family", family.id, **rows.family_columns(checked))
            unit.commit()

    def save_person(
        self,
        family_id: str,
        person: Person,
        *,
        national_number_confirmed: bool = False,
        unit: Unit | None = None,
    ) -> str:
        """Adds the person when it has no id, else replaces it with its contacts. Returns its id."""
        checked = _checked_person(person)
        refuse_national_number(person_texts(checked), confirmed=national_number_confirmed)
        if unit is not None:
            return rows.write_person(unit, family_id, checked)
        with self._vault.unit() as own:
            person_id = rows.write_person(own, family_id, checked)
            own.commit()
        return person_id

    def save_situation(
        self, family_id: str, situation: Situation, *, national_number_confirmed: bool = False
    ) -> str:
        """Opens a new situation when it has no id, else replaces it. Returns its id."""
        checked = _checked_situation(situation)
        refuse_national_number(situation_texts(checked), confirmed=national_number_confirmed)
        with self._vault.unit() as unit:
            situation_id = rows.write_situation(unit, family_id, checked)
            unit.commit()
        return situation_id

    def close(self, family_id: str, reason: str, on: date) -> None:
        """Closes every open situation of the family with `reason` (a code)."""
        with self._vault.unit() as unit:
            for situation in self.open_file(family_id).situations:
                if situation.open:
                    closed = replace(situation, closed_on=on, closing_reason=reason)
                    rows.write_situation(unit, family_id, _checked_situation(closed))
            unit.commit()
        self._vault.journal.record("family.closed", family_id)

    def reopen(self, family_id: str, on: date) -> str:
        """A new situation on the same patient: the earlier one stays in the record. Its id."""
        file = self.open_file(family_id)
        if file.current:
            return file.current.id
        last = file.situations[0] if file.situations else None
        patient = last.patient if last else ""
        situation_id = self.save_situation(
            family_id, Situation(on, patient), national_number_confirmed=True
        )
        self._vault.journal.record("family.reopened", family_id)
        return situation_id

    def _create(self, unit: Unit, made: FamilyFile) -> str:
        family_id = new_id()
        unit.insert("family", id=family_id, created_at=now(), **rows.family_columns(made.family))
        for situation in made.situations:
            rows.write_situation(unit, family_id, situation)
        for person in made.people:
            rows.write_person(unit, family_id, person)
        self._vault.journal.record("family.created", family_id, unit=unit)
        return family_id


def _checked_family(family: Family) -> Family:
    name = one_line(family.name)
    if not name:
        raise InvalidInput(
            "name", "Il manque un nom de famille, ou une étiquette pour un appel anonyme."
        )
    if len(name) > MAX_NAME:
        raise InvalidInput("name", f"Ce nom dépasse {MAX_NAME} caractères.")
    return replace(family, name=name, note=clean(family.note))


def _checked_person(person: Person) -> Person:
    first, last = one_line(person.first_name), one_line(person.last_name)
    if not first and not last:
        raise InvalidInput("last_name", "Il manque un prénom ou un nom.")
    if len(first) > MAX_NAME or len(last) > MAX_NAME:
        raise InvalidInput("last_name", f"Ce nom dépasse {MAX_NAME} caractères.")
    if person.birth_year is not None and not 1880 <= person.birth_year <= date.today().year:
        raise InvalidInput("birth_year", "Cette année de naissance n’est pas possible.")
    contacts = tuple(_checked_contact(c) for c in person.contacts if c.value.strip())
    return replace(
        person, first_name=first, last_name=last, note=clean(person.note), contacts=contacts
    )


def _checked_contact(contact: ContactPoint) -> ContactPoint:
    value = NORMALISERS.get(contact.kind, clean)(contact.value)
    return replace(
        contact,
        value=value,
        when_to_call=one_line(contact.when_to_call),
        postcode=normalise_postcode(contact.postcode),
        city=one_line(contact.city),
    )


def _checked_situation(situation: Situation) -> Situation:
    if situation.closed_on and situation.closed_on < situation.opened_on:
        raise InvalidInput("closed_on", "La clôture est avant l’ouverture.")
    if situation.closed_on and not situation.closing_reason:
        raise InvalidInput("closing_reason", "Il manque la raison de la clôture.")
    patient = one_line(situation.patient)
    if len(patient.split()) > 1:
        raise InvalidInput("patient", "Du patient, seulement un prénom ou une initiale.")
    return replace(situation, patient=patient, agreement_scope=clean(situation.agreement_scope))
