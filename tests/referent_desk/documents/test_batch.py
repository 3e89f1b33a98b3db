"""The same letter to many: who gets it, who does not and why, and what is left when it ends."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from referent_desk.documents import MOST_IN_A_BATCH, Planned, Target, Way, ready
from referent_desk.documents.batch import CLOSED, NO_APPOINTMENT, NO_MEETING, NO_RELATIVE
from referent_desk.errors import DiskFull, InvalidInput
from referent_desk.families import (
    ContactKind,
    ContactPoint,
    Family,
    MessageRule,
    Person,
    Situation,
)
from referent_desk.meetings import Meeting, MeetingState
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue

APPOINTMENT, REMINDER = "relative_letter.appointment", "relative_letter.reminder"
ADDRESS = ContactPoint(ContactKind.ADDRESS, "Rue Haute 1", MessageRule.YES, "", "5590", "Ciney")

Made = Callable[..., Target]


@pytest.fixture
def made(office: Office) -> Made:
    def make(name: str, *people: Person, **situation: object) -> Target:
        opened = Situation(office.clock().date(), **situation)  # pyright: ignore[reportArgumentType]
        return Target(office.families.create(Family(name), people, opened))

    return make


def planned(office: Office, *targets: Target, model: str = REMINDER) -> tuple[Planned, ...]:
    letters = office.documents.batch.plan(targets, model, Way.POSTED)
    assert letters is not None
    return letters


def meet(office: Office, target: Target, days: int, state: MeetingState, *who: str) -> None:
    at = office.clock() + timedelta(days=days)
    office.meetings.save(Meeting(target.family_id, at, state, participants=who))


def test_each_family_gets_its_own_letter_whole(office: Office, made: Made) -> None:
    targets = [
        made(name, Person("Anne", name, "Mme", contacts=(ADDRESS,)))
        for name in ("Petit", "Legrand")
    ]
    sent = office.documents.batch.issue(planned(office, *targets))
    assert (sent.refused, sent.left, sent.fault) == ((), (), None)
    for target, document in zip(targets, sent.issued, strict=True):
        assert office.documents.issued(target.family_id) == (document,)
        assert document.way is Way.POSTED
    assert [document.recipient for document in sent.issued] == [
        "Mme Anne Petit",
        "Mme Anne Legrand",
    ]


def test_it_goes_to_the_main_carer_and_never_to_a_child_by_default(
    office: Office, made: Made
) -> None:
    child = Person("Zoé", "Petit", minor=True, contacts=(ADDRESS,))
    luc = Person("Luc", "Petit", "M.", contacts=(ADDRESS,))
    carer = Person("Anne", "Petit", "Mme", main_carer=True, contacts=(ADDRESS,))
    targets = [made("Petit", child, luc, carer), made("Grand", child, luc), made("Seul", child)]
    names = {letter.family: letter.name for letter in planned(office, *targets)}
    assert names == {"Petit": "Mme Anne Petit", "Grand": "M. Luc Petit", "Seul": ""}


@pytest.mark.parametrize(
    ("person", "situation", "reason"),
    [
        (Person("Anne", "Petit"), {}, "Aucune adresse"),
        (
            Person("Anne", contacts=(replace(ADDRESS, may_leave_message=MessageRule.NO),)),
            {},
            "ne veut pas de courrier",
        ),
        (
            Person("Anne", contacts=(replace(ADDRESS, may_leave_message=MessageRule.UNKNOWN),)),
            {},
            "Demandez d’abord",
        ),
        (
            Person("Anne", lives_with_patient=True, contacts=(ADDRESS,)),
            {},
            "n’est pas informé",
        ),
        (Person("ليلى", contacts=(ADDRESS,)), {}, "police"),
        (Person("Anne", contacts=(replace(ADDRESS, value="Rue\n" * 8),)), {}, "lignes"),
    ],
    ids=["no address", "refused", "unknown", "shared", "glyphs", "too long"],
)
def test_those_left_out_say_why(
    office: Office, made: Made, person: Person, situation: dict[str, object], reason: str
) -> None:
    letters = planned(office, made("Petit", person, **situation), made("Grand", MOTHER))
    first, stopped = letters
    assert (first.family, first.stops) == ("Grand", ())
    assert reason in " ".join(stopped.stops)
    assert [d.recipient for d in office.documents.batch.issue(ready(letters)).issued] == [
        "Mme Anne"
    ]


def test_the_gate_stops_the_letter_that_names_its_patient_and_no_other(
    office: Office, made: Made
) -> None:
    office.documents.models.change(REMINDER, "{{ salutation }},\n\nThéo vous attend.\n")
    named, other = made("Petit", MOTHER, patient="Théo"), made("Grand", MOTHER, patient="Lia")
    stops = {letter.family: letter.stops for letter in planned(office, named, other)}
    assert "Théo" in " ".join(stops["Petit"])
    assert stops["Grand"] == ()


MOTHER = Person("Anne", "", "Mme", contacts=(ADDRESS,))


def test_a_file_without_a_relative_is_told(office: Office, made: Made) -> None:
    [letter] = planned(office, made("Petit"))
    assert letter.stops == (NO_RELATIVE,)


def test_a_closed_file_is_left_out(office: Office, made: Made) -> None:
    target = made("Petit", MOTHER)
    reason = office.vocabulary.entries(Catalogue.CLOSING_REASONS)[0].code
    office.families.close(target.family_id, reason, office.clock().date())
    [letter] = planned(office, target)
    assert letter.stops == (CLOSED,)


def test_the_occasion_comes_from_each_file(office: Office, made: Made) -> None:
    comes, does_not, came_not = (made(name, MOTHER) for name in ("Petit", "Grand", "Long"))
    meet(office, comes, 9, MeetingState.PLANNED)
    meet(office, comes, 5, MeetingState.PLANNED)
    meet(office, does_not, -5, MeetingState.PLANNED)
    meet(office, came_not, -2, MeetingState.MISSED)
    letter, without, _ = planned(office, comes, does_not, came_not, model=APPOINTMENT)
    next_day = (office.clock() + timedelta(days=5)).day
    assert f" {next_day}\u00a0" in letter.text.replace("1er\u00a0", "1\u00a0")
    assert without.stops == (NO_APPOINTMENT,)
    texts = {p.family: p.text for p in planned(office, comes, came_not)}
    assert "pas pu nous rencontrer" in texts["Long"]
    assert "depuis quelque temps" in texts["Petit"]
    [never] = planned(office, came_not, model="relative_letter.meeting")
    assert never.stops == (NO_MEETING,)


def test_the_same_relative_gets_one_letter(office: Office, made: Made) -> None:
    target = made("Petit", MOTHER)
    person = office.families.open_file(target.family_id).people[0]
    assert len(planned(office, target, target, Target(target.family_id, person.id))) == 1


def test_giving_up_while_it_is_prepared_leaves_nothing(office: Office, made: Made) -> None:
    targets = [made(f"Petit {n}", MOTHER) for n in range(3)]
    assert office.documents.batch.plan(targets, REMINDER, Way.POSTED, stopping=lambda: True) is None


def test_cancelled_half_way_each_letter_is_whole_or_not_begun(office: Office, made: Made) -> None:
    letters = planned(office, *(made(f"Petit {n}", MOTHER) for n in range(4)))
    told: list[tuple[int, int]] = []
    sent = office.documents.batch.issue(
        letters, lambda done, of: told.append((done, of)), lambda: len(told) == 2
    )
    assert told == [(0, 4), (1, 4)]
    assert len(sent.issued) == 2
    assert sent.left == letters[2:]
    for letter in letters[:2]:
        [document] = office.documents.issued(letter.outline.family_id)
        assert office.documents.content(document.id).startswith(b"%PDF")
    assert all(not office.documents.issued(left.outline.family_id) for left in sent.left)


def test_a_disk_that_fills_ends_it_and_says_what_was_issued(
    office: Office, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = planned(office, *(made(f"Petit {n}", MOTHER) for n in range(3)))
    issue = office.documents.issue

    def fails_at_second(about: object, text: str, **asked: object) -> object:
        if about is letters[1].outline:
            raise DiskFull
        return issue(about, text, **asked)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(office.documents, "issue", fails_at_second)
    sent = office.documents.batch.issue(letters)
    assert isinstance(sent.fault, DiskFull)
    assert (len(sent.issued), sent.left) == (1, letters[1:])


def test_what_changed_since_stops_its_own_letter_alone(office: Office, made: Made) -> None:
    first, second = made("Petit", MOTHER), made("Grand", MOTHER)
    letters = planned(office, first, second)
    person = office.families.open_file(first.family_id).people[0]
    office.families.save_person(first.family_id, replace(person, contacts=()))
    sent = office.documents.batch.issue(letters)
    assert [letter.family for letter in sent.refused] == ["Petit"]
    assert "adresse" in sent.refused[0].stops[0]
    assert len(sent.issued) == 1


def test_too_many_are_refused_before_anything_is_read(office: Office) -> None:
    targets = [Target(str(n)) for n in range(MOST_IN_A_BATCH + 1)]
    with pytest.raises(InvalidInput, match=str(MOST_IN_A_BATCH)):
        office.documents.batch.plan(targets, REMINDER, Way.POSTED)


def test_a_family_gone_meanwhile_is_told(office: Office) -> None:
    [letter] = planned(office, Target("gone"))
    assert letter.stops


def test_what_left_is_in_the_journal(office: Office, made: Made) -> None:
    sent = office.documents.batch.issue(planned(office, made("Petit", MOTHER)))
    office.documents.note_all_left(sent.issued, "printed")
    entry = list(office.vault.journal.entries())[-1]
    assert (entry.event, entry.subject) == ("document.printed", sent.issued[0].id)


def test_what_became_doubtful_since_it_was_planned_stops_its_letter(
    office: Office, made: Made
) -> None:
    letters = planned(office, made("Petit", MOTHER), made("Grand", MOTHER))
    changed = letters[0].outline
    file = office.families.open_file(changed.family_id)
    office.families.save_person(changed.family_id, replace(file.people[0], lives_with_patient=True))
    sent = office.documents.batch.issue(ready(letters))
    assert [letter.key for letter in sent.refused] == [letters[0].key]
    assert "n’est pas informé" in sent.refused[0].stops[0]
    assert len(sent.issued) == 1


def test_every_adult_gets_their_own_and_nobody_another_s(office: Office, made: Made) -> None:
    anne, luc = (
        Person(name, "Petit", title, contacts=(ADDRESS,))
        for name, title in (("Anne", "Mme"), ("Luc", "M."))
    )
    both, alone = made("Petit", anne, luc, Person("Zoé", minor=True)), made("Seul")
    first, second, _child = office.families.open_file(both.family_id).people
    meet(office, both, 3, MeetingState.PLANNED, first.id)
    office.documents.models.change(
        REMINDER, "{{ salutation }},\n\nLa kermesse du jardin aura lieu après le {{ today }}."
    )
    plan = office.documents.batch.plan
    letters = plan([both, alone], REMINDER, Way.POSTED, every_adult=True)
    assert letters is not None
    assert [letter.name for letter in letters] == ["Mme Anne Petit", "M. Luc Petit", ""]
    assert letters[2].stops == (NO_RELATIVE,)
    assert len(office.documents.batch.issue(ready(letters)).issued) == 2
    invited = plan([both], APPOINTMENT, Way.POSTED, every_adult=True) or ()
    assert [letter.stops for letter in invited] == [(), (NO_APPOINTMENT,)]
    chosen = Target(both.family_id, second.id)
    assert len(plan([chosen], REMINDER, Way.POSTED, every_adult=True) or ()) == 1


def test_too_many_letters_are_refused_once_every_adult_is_counted(
    office: Office, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("referent_desk.documents.batch.MOST_IN_A_BATCH", 1)
    with pytest.raises(InvalidInput, match="2 lettres"):
        office.documents.batch.plan(
            [made("Petit", MOTHER, Person("Luc", "Petit"))], REMINDER, Way.HANDED, every_adult=True
        )
