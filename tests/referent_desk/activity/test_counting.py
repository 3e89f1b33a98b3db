"""What a quarter counts, at its edges."""

from datetime import date, datetime
from typing import Any

import pytest

from referent_desk.activity.counting import Counting
from referent_desk.activity.declared import INDICATORS, POPULATIONS, section_of
from referent_desk.activity.figures import Figures
from referent_desk.activity.indicators import UNKNOWN, Section
from referent_desk.activity.periods import Period
from referent_desk.activity.statements import ANSWERS, MEMBERS, SEVERAL
from referent_desk.corrections import Deletion, FamilyMerge
from referent_desk.corrections import RecordKind as Record
from referent_desk.directory import Resource, Reveals
from referent_desk.families import Family, Person, Situation
from referent_desk.followup import Action, Referral
from referent_desk.meetings import (
    EmotionNote,
    FirstCall,
    GroupMember,
    GroupSession,
    IndirectWork,
    Meeting,
    MeetingState,
    NeedNote,
    Request,
)
from referent_desk.office import Office
from referent_desk.settings import declared
from referent_desk.vault import Vault
from referent_desk.vocabulary import Catalogue

FIRST, LAST = Period.quarter(2026, 1), Period.quarter(2026, 4)
THIRD = Period.quarter(2026, 3)
NOW = datetime(2026, 11, 30, 9, 0)
TODAY = NOW.date()


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office.open(vault, lambda: NOW)


def figures(office: Office, period: Period = THIRD, today: date = TODAY) -> Figures:
    counting = Counting(office.vault, office.vocabulary, office.settings, lambda: today)
    return counting.figures(period)


def answers(found: Figures, indicator: str) -> dict[str, int]:
    """Those that somebody gave, by their word."""
    [table] = [table for table in found.tables if table.indicator.code == indicator]
    return {count.label: count.count for count in table.counts if count.count}


def family(office: Office, *people: Person, situation: Situation | None = None) -> str:
    opened = situation or Situation(date(2026, 7, 6))
    return office.families.create(Family("Exemple"), people or (Person("Anne", "Exemple"),), opened)


def people_of(office: Office, family_id: str) -> tuple[str, ...]:
    return tuple(person.id for person in office.families.open_file(family_id).people)


def meet(office: Office, family_id: str, at: datetime, **more: Any) -> str:
    given: dict[str, Any] = {"channel": "office", "minutes": 60} | more
    return office.meetings.save(Meeting(family_id, at, **given))


def test_everything_declared_has_its_statement_and_only_that() -> None:
    assert set(MEMBERS) == {population.code for population in POPULATIONS}
    assert set(ANSWERS) | set(SEVERAL) == {indicator.code for indicator in INDICATORS}
    assert set(SEVERAL) == {indicator.code for indicator in INDICATORS if indicator.several}
    for indicator in INDICATORS:
        kinds = (bool(indicator.catalogue), bool(indicator.answers), indicator.of_directory)
        assert sum(kinds) == 1, indicator.code
    assert {section_of(indicator) for indicator in INDICATORS} == set(Section)


def test_what_is_within_another_has_its_unit_and_its_rules() -> None:
    known = {population.code: population for population in POPULATIONS}
    for population in POPULATIONS:
        for code in population.within:
            assert known[code].controlled == population.controlled


def test_an_empty_quarter_is_noughts(office: Office) -> None:
    found = figures(office)
    assert set(found.totals.values()) == {0}
    assert all(count.count == 0 for table in found.tables for count in table.counts)
    assert all(count.code != UNKNOWN for table in found.tables for count in table.counts)
    assert (found.delay.count, found.delay.median) == (0, None)


@pytest.mark.parametrize(
    ("at", "counted"),
    [
        (datetime(2026, 6, 30, 23, 59), 0),
        (datetime(2026, 7, 1, 0, 0), 1),
        (datetime(2026, 9, 30, 0, 0), 1),
        (datetime(2026, 9, 30, 23, 59), 1),
        (datetime(2026, 10, 1, 0, 0), 0),
    ],
)
def test_the_first_and_the_last_minute_are_of_the_quarter(
    office: Office, at: datetime, counted: int
) -> None:
    meet(office, family(office, situation=Situation(date(2026, 6, 1))), at)
    assert figures(office).totals["contacts"] == counted


def test_a_moment_written_to_the_second_is_counted_once(office: Office) -> None:
    meeting_id = meet(office, family(office), datetime(2026, 9, 30, 12, 0))
    with office.vault.unit() as unit:
        unit.update("meeting", meeting_id, starts_at="2026-09-30T23:59:59")
        unit.commit()
    totals = [figures(office, period).totals["contacts"] for period in (THIRD, LAST)]
    assert totals == [1, 0]


@pytest.mark.parametrize(
    ("at", "period"),
    [(datetime(2026, 3, 29, 2, 30), FIRST), (datetime(2026, 10, 25, 2, 30), LAST)],
)
def test_the_hours_of_summer_time_are_hours_like_others(
    office: Office, at: datetime, period: Period
) -> None:
    """One does not exist that day, the other comes twice: they are noted as the clock showed."""
    call = FirstCall(Request(datetime(2026, 3, 25, 9, 0)), Person("Anne", "Exemple"))
    request = office.meetings.record_call(call)
    meet(office, request.family_id, at)
    found = figures(office, period)
    assert found.totals["contacts"] == 1
    assert found.delay.median == (at.date() - date(2026, 3, 25)).days


def test_one_family_alone(office: Office) -> None:
    family_id = family(office, Person("Anne", "Exemple", link="mother", birth_year=1970))
    present = people_of(office, family_id)
    meet(
        office,
        family_id,
        datetime(2026, 7, 10, 14, 0),
        participants=present,
        emotions=(EmotionNote("guilt", "guilt.parenting"), EmotionNote("guilt")),
        needs=(NeedNote("support"),),
    )
    found = figures(office)
    assert {code for code, total in found.totals.items() if total} == {
        *("situations_new", "situations_current", "situations_seen", "persons_met"),
        *("contacts", "interviews", "direct_minutes"),
    }
    assert answers(found, "persons_met.link") == {"mère": 1}
    assert answers(found, "persons_met.age") == {"40 à 59\u00a0ans": 1}
    assert sum(answers(found, "situations_seen.emotions").values()) == 2
    assert answers(found, "situations_seen.meetings") == {"1\u00a0contact": 1}


def test_an_aspect_stands_after_its_word_and_tells_it(office: Office) -> None:
    [table] = [t for t in figures(office).tables if t.indicator.code == "situations_seen.emotions"]
    codes = [count.code for count in table.counts]
    for count in table.counts:
        if count.parent:
            assert codes.index(count.parent) < codes.index(count.code)
    assert {"guilt"} == {c.parent for c in table.counts if c.code.startswith("guilt.")}


def test_a_person_met_three_times_counts_once(office: Office) -> None:
    family_id = family(office)
    for day in (7, 8, 9):
        at = datetime(2026, 7, day, 9, 0)
        meet(office, family_id, at, participants=people_of(office, family_id))
    found = figures(office)
    assert (found.totals["persons_met"], found.totals["contacts"]) == (1, 3)
    assert answers(found, "situations_seen.meetings") == {"2 ou 3\u00a0contacts": 1}


def test_siblings_in_two_situations_are_two_persons_and_one_of_them_once(office: Office) -> None:
    siblings = (
        Person("Anne", "Exemple", link="sister"),
        Person("Luc", "Exemple", link="brother"),
    )
    family_id = family(office, *siblings)
    meet(office, family_id, datetime(2026, 7, 7, 9, 0), participants=people_of(office, family_id))
    office.families.close(family_id, "needs_met", date(2026, 7, 8))
    office.families.reopen(family_id, date(2026, 7, 9))
    only_one = people_of(office, family_id)[:1]
    meet(office, family_id, datetime(2026, 7, 10, 9, 0), participants=only_one)
    found = figures(office)
    assert (found.totals["persons_met"], found.totals["situations_seen"]) == (2, 2)
    assert answers(found, "persons_met.link") == {"sœur": 1, "frère": 1}
    assert answers(found, "situations_closed.reason") == {"besoins rencontrés": 1}


def test_a_group_of_families_is_one_contact_and_a_meeting_for_each(office: Office) -> None:
    families = [family(office) for _ in range(3)]
    members = tuple(GroupMember(f, people_of(office, f)) for f in families)
    at = datetime(2026, 8, 20, 18, 0)
    office.contacts.record_group(GroupSession("Entre proches", at, members, 90))
    found = figures(office)
    told = {"contacts": 1, "group_sessions": 1, "direct_minutes": 90, "interviews": 0}
    assert {code: found.totals[code] for code in told} == told
    assert (found.totals["persons_met"], found.totals["situations_seen"]) == (3, 3)
    assert answers(found, "direct_minutes.channel") == {"groupe": 90}


def test_a_meeting_without_its_minutes_is_a_contact_and_no_time(office: Office) -> None:
    meet(office, family(office), datetime(2026, 8, 3, 9, 0), minutes=None)
    found = figures(office)
    assert answers(found, "contacts.duration") == {"non noté": 1}
    assert (found.totals["contacts"], found.totals["direct_minutes"]) == (1, 0)


def test_what_was_not_held_is_no_contact(office: Office) -> None:
    family_id = family(office)
    for state in (MeetingState.PLANNED, MeetingState.MISSED, MeetingState.CANCELLED):
        present = people_of(office, family_id)
        meet(office, family_id, datetime(2026, 8, 3, 9, 0), state=state, participants=present)
    totals = figures(office).totals
    assert (totals["missed"], totals["cancelled"]) == (1, 1)
    assert (totals["contacts"], totals["persons_met"], totals["situations_seen"]) == (0, 0, 0)


def test_indirect_work_is_never_a_contact(office: Office) -> None:
    office.contacts.save_indirect(IndirectWork("training", date(2026, 9, 30), 180))
    found = figures(office)
    assert found.work.indirect == 180
    assert (found.totals["contacts"], found.work.direct) == (0, 0)
    assert answers(found, "indirect_minutes.kind") == {"formation": 180}


def test_the_post_has_its_weekly_hours(office: Office) -> None:
    assert figures(office, Period(date(2026, 9, 1), date(2026, 9, 14))).work.expected == 2 * 19 * 60
    office.settings.put(declared.WEEKLY_HOURS, 38.0)
    assert figures(office, Period(date(2026, 9, 1), date(2026, 9, 7))).work.expected == 38 * 60


def test_a_retired_word_counts_still_and_is_not_asked_of_empty_quarters(office: Office) -> None:
    situation = Situation(date(2026, 8, 1), ward="unit_a")
    family(office, situation=situation)
    office.vocabulary.retire(Catalogue.WARDS, "unit_a")
    assert answers(figures(office), "situations_new.ward") == {"Unité A": 1}
    [table] = [t for t in figures(office, LAST).tables if t.indicator.code == "situations_new.ward"]
    assert "unit_a" not in {count.code for count in table.counts}


def test_a_merged_word_counts_under_the_other_and_once(office: Office) -> None:
    family_id = family(office, situation=Situation(date(2026, 8, 1), origin="leaflet"))
    family(office, situation=Situation(date(2026, 8, 1), origin="website"))
    emotions = (EmotionNote("guilt"), EmotionNote("shame"))
    meet(office, family_id, datetime(2026, 8, 5, 9, 0), emotions=emotions)
    office.vocabulary.merge(Catalogue.ORIGINS, "leaflet", "website")
    for aspect in office.vocabulary.entries(Catalogue.EMOTIONS, "shame"):
        office.vocabulary.retire(Catalogue.EMOTIONS, aspect.code)
    office.vocabulary.merge(Catalogue.EMOTIONS, "shame", "guilt")
    found = figures(office)
    assert answers(found, "situations_new.origin") == {"site internet": 2}
    assert answers(found, "situations_seen.emotions") == {"culpabilité": 1}


def test_a_channel_merged_into_another_is_still_face_to_face(office: Office) -> None:
    own = office.vocabulary.add(Catalogue.CHANNELS, "bureau annexe")
    meet(office, family(office), datetime(2026, 8, 5, 9, 0), channel=own.code)
    assert figures(office).totals["interviews"] == 0
    office.vocabulary.merge(Catalogue.CHANNELS, own.code, "office")
    found = figures(office)
    assert found.totals["interviews"] == 1
    assert answers(found, "contacts.channel") == {"bureau": 1}


def test_a_ward_renamed_later_keeps_the_word_of_the_quarter(vault: Vault) -> None:
    today = date(2026, 8, 1)
    office = Office.open(vault, lambda: datetime(today.year, today.month, today.day, 9, 0))
    family(office, situation=Situation(date(2026, 7, 15), ward="unit_a"))
    today = date(2026, 10, 12)
    office.vocabulary.reword(Catalogue.WARDS, "unit_a", "Les Tilleuls")
    family(office, situation=Situation(date(2026, 10, 15), ward="unit_a"))
    assert answers(figures(office, THIRD), "situations_new.ward") == {"Unité A": 1}
    assert answers(figures(office, LAST), "situations_new.ward") == {"Les Tilleuls": 1}


def test_a_family_in_the_basket_does_not_count_until_it_is_back(office: Office) -> None:
    """The time of indirect work stays: it was worked, and no longer names a family."""
    family_id = family(office)
    meet(office, family_id, datetime(2026, 8, 5, 9, 0), participants=people_of(office, family_id))
    office.contacts.save_indirect(IndirectWork("preparation", date(2026, 8, 4), 30, "", family_id))
    before = figures(office).totals
    gone = office.corrections.correct(Deletion(Record.FAMILY, family_id))
    left = {code: total for code, total in figures(office).totals.items() if total}
    assert left == {"indirect_work": 1, "indirect_minutes": 30}
    office.corrections.undo(gone)
    assert figures(office).totals == before


def test_a_session_whose_families_are_all_gone_is_none(office: Office) -> None:
    family_id = family(office)
    member = GroupMember(family_id, people_of(office, family_id))
    at = datetime(2026, 8, 20, 18, 0)
    office.contacts.record_group(GroupSession("Entre proches", at, (member,), 90))
    office.corrections.correct(Deletion(Record.FAMILY, family_id))
    assert figures(office).totals["group_sessions"] == 0


def test_families_made_one_keep_their_contacts_and_a_person_of_both_counts_once(
    office: Office,
) -> None:
    first, second = family(office), family(office)
    for family_id in (first, second):
        at = datetime(2026, 8, 5, 9, 0)
        meet(office, family_id, at, participants=people_of(office, family_id))
    assert figures(office).totals["persons_met"] == 2
    same = {people_of(office, second)[0]: people_of(office, first)[0]}
    office.corrections.correct(FamilyMerge(second, first, same))
    totals = figures(office).totals
    assert (totals["contacts"], totals["persons_met"]) == (2, 1)


def test_a_quarter_that_is_not_over_counts_what_there_is(office: Office) -> None:
    family_id = family(office, situation=Situation(date(2026, 10, 5)))
    meet(office, family_id, datetime(2026, 11, 5, 9, 0))
    meet(office, family_id, datetime(2026, 12, 10, 9, 0), state=MeetingState.PLANNED)
    office.followup.save_action(Action(family_id, "Rappeler", date(2026, 12, 1)))
    office.followup.save_action(Action(family_id, "Écrire", date(2026, 11, 2)))
    found = figures(office, LAST)
    assert (found.totals["contacts"], found.totals["situations_current"]) == (1, 1)
    assert answers(found, "actions_due.outcome") == {"pas faites": 1}
    assert answers(figures(office, LAST, date(2027, 1, 2)), "actions_due.outcome") == {
        "pas faites": 2
    }


@pytest.mark.parametrize(
    ("done", "word"),
    [
        (date(2026, 7, 30), "tenues à temps"),
        (date(2026, 8, 3), "tenues à temps"),
        (date(2026, 8, 4), "tenues en retard"),
        (None, "pas faites"),
    ],
)
def test_a_follow_up_is_kept_on_its_day(office: Office, done: date | None, word: str) -> None:
    action = Action(family(office), "Rappeler", date(2026, 8, 3), done)
    office.followup.save_action(action)
    assert answers(figures(office), "actions_due.outcome") == {word: 1}


def call(office: Office, at: datetime, appointment: datetime | None = None) -> Request:
    caller = Person("Anne", "Exemple")
    return office.meetings.record_call(FirstCall(Request(at), caller, appointment=appointment))


def test_the_delay_goes_to_the_first_meeting_face_to_face(office: Office) -> None:
    """A call back the next day is a contact; it is not the meeting that was waited for."""
    request = call(office, datetime(2026, 6, 29, 16, 0))
    family_id = request.family_id
    phone = Meeting(family_id, datetime(2026, 6, 30, 9, 0), channel="phone")
    office.meetings.save(phone, ends_waiting=False)
    meet(office, family_id, datetime(2026, 7, 14, 9, 0))
    meet(office, family_id, datetime(2026, 7, 21, 9, 0))
    found = figures(office)
    assert (found.delay.count, found.delay.median) == (1, 15)
    assert answers(found, "first_meetings.delay") == {"15 à 30\u00a0jours": 1}
    assert figures(office, Period.quarter(2026, 2)).totals["first_meetings"] == 0


def test_an_appointment_by_telephone_is_the_first_meeting(office: Office) -> None:
    appointment = datetime(2026, 7, 9, 10, 0)
    request = call(office, datetime(2026, 7, 6, 16, 0), appointment)
    planned = office.meetings.get(request.meeting_id or "")
    assert figures(office).delay.count == 0
    held = {"channel": "phone", "id": planned.id, "situation_id": planned.situation_id}
    meet(office, request.family_id, appointment, **held)
    assert figures(office).delay.median == 3


def test_quartiles_lie_between_days(office: Office) -> None:
    for days in (1, 2, 3, 10):
        request = call(office, datetime(2026, 7, 6, 9, 0))
        meet(office, request.family_id, datetime(2026, 7, 6 + days, 9, 0))
    delay = figures(office).delay
    assert (delay.low_quartile, delay.median, delay.high_quartile) == (1.75, 2.5, 4.75)


@pytest.mark.parametrize(
    ("person", "minor"),
    [
        (Person("A", "E", birth_year=2008), False),
        (Person("A", "E", birth_year=2009), True),
        (Person("A", "E", birth_year=2000, minor=True), False),
        (Person("A", "E", minor=True), True),
        (Person("A", "E", age_bracket="from_12_to_17"), True),
        (Person("A", "E", age_bracket="from_18_to_24"), False),
        (Person("A", "E"), False),
    ],
)
def test_the_year_of_birth_says_more_than_a_tick(
    office: Office, person: Person, minor: bool
) -> None:
    family_id = family(office, person)
    meet(office, family_id, datetime(2026, 8, 5, 9, 0), participants=people_of(office, family_id))
    assert ("mineurs" in answers(figures(office), "persons_met.minor")) is minor


def test_a_resource_tells_whether_its_name_reveals(office: Office) -> None:
    telling = office.directory.save(Resource("Groupe bipolarité", reveals=Reveals.YES))
    family_id = family(office)
    person_id = people_of(office, family_id)[0]
    referral = office.followup.propose(Referral(family_id, telling, person_id))
    assert referral.created_on == TODAY
    found = figures(office, LAST)
    [table] = [t for t in found.tables if t.indicator.code == "referrals.resource"]
    assert [(c.label, c.reveals) for c in table.counts if c.count] == [
        ("Groupe bipolarité", Reveals.YES)
    ]
    assert answers(found, "referrals.outcome") == {"proposée": 1}


def test_a_resource_put_aside_keeps_its_name_where_it_counts(office: Office) -> None:
    resource = office.directory.list()[0]
    family_id = family(office)
    person_id = people_of(office, family_id)[0]
    office.followup.propose(Referral(family_id, resource.id, person_id))
    with office.vault.unit() as unit:
        unit.update("resource", resource.id, retired=1)
        unit.commit()
    assert answers(figures(office, LAST), "referrals.resource") == {resource.name: 1}
    [table] = [t for t in figures(office).tables if t.indicator.code == "referrals.resource"]
    assert resource.id not in {count.code for count in table.counts}


def test_a_total_alone_is_that_of_the_figures(office: Office) -> None:
    meet(office, family(office), datetime(2026, 8, 5, 9, 0))
    counting = Counting(office.vault, office.vocabulary, office.settings)
    assert counting.total("direct_minutes", THIRD) == 60
    assert counting.total("contacts", THIRD) == 1
