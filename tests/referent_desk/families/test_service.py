from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families import (
    Agreement,
    ContactKind,
    ContactPoint,
    Family,
    MessageRule,
    Person,
    Situation,
)
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.office import Office

MOTHER = Person(
    "Claire",
    "Lacroix",
    "Mme",
    "mother",
    birth_year=1964,
    lives_with_patient=True,
    main_carer=True,
    contacts=(
        ContactPoint(ContactKind.PHONE, "0470/12.34.56", MessageRule.NO, "après 18 h"),
        ContactPoint(ContactKind.ADDRESS, "Rue du Moulin 3", postcode="5002", city="Saint-Servais"),
    ),
)


def test_a_file_comes_back_as_it_was_made(office: Office) -> None:
    situation = Situation(date(2026, 3, 2), "Thomas", agreement=Agreement.REFUSED)
    family_id = office.families.create(Family("Lacroix"), [MOTHER], situation)
    file = office.families.open_file(family_id)
    [mother] = file.people
    assert (mother.name, mother.addressed, mother.short) == (
        "Claire Lacroix",
        "Mme Claire Lacroix",
        "Mme Lacroix",
    )
    assert mother.contacts[0].value == "+32470123456"
    assert mother.contacts[0].may_leave_message is MessageRule.NO
    assert mother.contacts[1].city == "Saint-Servais"
    assert file.current is not None
    assert file.current.patient == "Thomas"
    assert not file.current.patient_informed
    assert file.current.agreement is Agreement.REFUSED


def test_a_family_may_stay_anonymous(office: Office) -> None:
    family_id = office.families.create(Family("Appel du 2 mars", anonymous=True))
    assert office.families.open_file(family_id).family.anonymous


@pytest.mark.parametrize("name", ["", "   ", "\n\t", "x" * 300])
def test_a_name_that_is_none_is_refused_and_nothing_is_kept(office: Office, name: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        office.families.create(Family(name), [MOTHER])
    assert raised.value.field == "name"
    assert office.families.list() == ()


def test_a_bad_person_leaves_no_half_made_family(office: Office) -> None:
    with pytest.raises(InvalidInput):
        office.families.create(Family("Lacroix"), [MOTHER, Person()])
    assert office.families.list() == ()


def test_the_patient_is_a_first_name_and_no_more(office: Office) -> None:
    with pytest.raises(InvalidInput) as raised:
        office.families.create(Family("Lacroix"), (), Situation(date(2026, 1, 5), "Thomas Lacroix"))
    assert raised.value.field == "patient"


def test_a_national_number_is_not_kept_in_a_note(office: Office) -> None:
    with pytest.raises(NationalNumberSuspected):
        office.families.create(Family("Lacroix", note="NISS 85.07.30-033.28"))


def test_closing_then_reopening_makes_a_second_situation(office: Office) -> None:
    first = Situation(date(2025, 1, 6), "Thomas")
    family_id = office.families.create(Family("Lacroix"), [MOTHER], first)
    office.families.close(family_id, "goal_reached", date(2025, 9, 1))
    assert not office.families.open_file(family_id).open
    office.families.reopen(family_id, date(2026, 2, 2))
    file = office.families.open_file(family_id)
    assert [s.opened_on for s in file.situations] == [date(2026, 2, 2), date(2025, 1, 6)]
    assert file.current is not None
    assert file.current.patient == "Thomas"
    assert file.situations[1].closing_reason == "goal_reached"


def test_closing_asks_for_a_reason(office: Office) -> None:
    family_id = office.families.create(Family("Lacroix"))
    with pytest.raises(InvalidInput):
        office.families.close(family_id, "", date.today())
    assert office.families.open_file(family_id).open


def test_a_person_is_changed_with_their_contacts(office: Office) -> None:
    family_id = office.families.create(Family("Lacroix"), [MOTHER])
    [mother] = office.families.open_file(family_id).people
    changed = replace(mother, first_name="Clara", contacts=mother.contacts[:1])
    assert office.families.save_person(family_id, changed) == mother.id
    [again] = office.families.open_file(family_id).people
    assert again.first_name == "Clara"
    assert len(again.contacts) == 1


def test_the_list_shows_open_families_first_by_name(office: Office) -> None:
    for name in ("Zeimet", "Évrard", "Bodart"):
        office.families.create(Family(name))
    closed = office.families.list()[0].id
    office.families.close(closed, "goal_reached", date.today())
    assert [f.name for f in office.families.list()] == ["Évrard", "Zeimet", "Bodart"]


def test_an_unknown_family_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        office.families.open_file("nobody")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=250))
def test_any_text_is_a_name_or_is_refused(office: Office, name: str) -> None:
    try:
        family_id = office.families.create(Family(name))
    except InvalidInput:
        return
    assert office.families.open_file(family_id).family.name.strip()


def test_those_who_would_be_called_alike_show_their_first_names(office: Office) -> None:
    people = (
        Person("Didier", "Rasquin", "M.", "brother"),
        Person("Julien", "Rasquin", "M.", "father"),
        Person("Anne", "Rasquin", "Mme", "mother"),
        Person("Zoé", "Rasquin"),
    )
    family_id = office.families.create(Family("Rasquin"), people)
    file = office.families.open_file(family_id)
    assert [person.short for person in file.people] == [
        "M. Didier Rasquin",
        "M. Julien Rasquin",
        "Mme Rasquin",
        "Zoé",
    ]
    assert tuple(replace(p, id="", family_id="") for p in file.people) == people


JEAN = Person("Jean", "Rasquin", "M.")


def phone(number: str) -> tuple[ContactPoint, ...]:
    return (ContactPoint(ContactKind.PHONE, number),)


@pytest.mark.parametrize(
    ("changes", "called"),
    [
        (({"link": "father"}, {"link": "brother"}), ("père", "frère")),
        (({"birth_year": 1960}, {"birth_year": 1988}), ("1960", "1988")),
        (
            ({"contacts": phone("0470123456")}, {"contacts": phone("0470123478")}),
            ("…56", "…78"),
        ),
        (({}, {"birth_year": 1988}), ("1", "1988")),
        (({"link": "brother"}, {"link": "brother"}, {"link": "father"}), ("1", "2", "père")),
    ],
)
def test_two_of_one_name_are_told_apart(
    office: Office, changes: tuple[dict[str, Any], ...], called: tuple[str, ...]
) -> None:
    alike = [replace(JEAN, **change) for change in changes]
    family_id = office.families.create(Family("Rasquin"), [*alike, Person("Anne", "Rasquin")])
    *people, anne = office.families.open_file(family_id).people
    assert [p.short for p in people] == [f"M. Jean Rasquin\u00a0({words})" for words in called]
    assert [p.told for p in people] == [p.short for p in people]
    assert {p.addressed for p in people} == {"M. Jean Rasquin"}
    assert anne.short == "Anne"


def test_two_known_by_their_last_name_alone_are_told_apart(office: Office) -> None:
    people = [
        Person("", "Rasquin", "Mme", "mother"),
        Person("", "RASQUIN", "Mme", "grandparent"),
        Person("Zoé", "Rasquin", "Mme"),
    ]
    family_id = office.families.create(Family("Rasquin"), people)
    assert [p.short for p in office.families.open_file(family_id).people] == [
        "Mme Rasquin\u00a0(mère)",
        "Mme RASQUIN\u00a0(grand-parent)",
        "Mme Zoé Rasquin",
    ]
