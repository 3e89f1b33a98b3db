"""Where a national number could hide in a family file: (field, text) of every free text."""

from collections.abc import Iterator

from referent_desk.families.model import ContactKind, Family, FamilyFile, Person, Situation

Texts = Iterator[tuple[str, str]]


def file_texts(file: FamilyFile) -> Texts:
    yield from family_texts(file.family)
    for person in file.people:
        yield from person_texts(person)
    for situation in file.situations:
        yield from situation_texts(situation)


def family_texts(family: Family) -> Texts:
    yield "name", family.name
    yield "note", family.note


def person_texts(person: Person) -> Texts:
    """Telephone numbers aside: they have a check of their own."""
    yield "first_name", person.first_name
    yield "last_name", person.last_name
    yield "note", person.note
    for contact in person.contacts:
        if contact.kind is not ContactKind.PHONE:
            yield "contacts", contact.value
        yield "contacts", contact.when_to_call
        yield "contacts", contact.city


def situation_texts(situation: Situation) -> Texts:
    yield "patient", situation.patient
    yield "agreement_scope", situation.agreement_scope
