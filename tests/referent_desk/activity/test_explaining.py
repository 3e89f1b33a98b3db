"""The records behind a figure, those beside it, and what waits to be completed."""

from datetime import date, datetime
from typing import Any

import pytest

from referent_desk.activity.explaining import Explaining
from referent_desk.activity.figures import LEFT_OUT, Explained, LeftOutReason, RecordKind
from referent_desk.activity.indicators import UNKNOWN
from referent_desk.activity.periods import Period
from referent_desk.families import Family, Person, Situation
from referent_desk.followup import Action
from referent_desk.meetings import (
    FirstCall,
    GroupMember,
    GroupSession,
    IndirectWork,
    Meeting,
    MeetingState,
    Request,
)
from referent_desk.office import Office
from referent_desk.vault import Vault

THIRD = Period.quarter(2026, 3)
NOW = datetime(2026, 11, 30, 9, 0)
INSIDE = datetime(2026, 8, 5, 9, 0)


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office.open(vault, lambda: NOW)


@pytest.fixture
def family_id(office: Office) -> str:
    situation = Situation(date(2026, 5, 4), "Thomas", ward="unit_a", origin="family")
    person = Person("Anne", "Exemple", link="mother", birth_year=1970)
    return office.families.create(Family("Exemple"), (person,), situation)


def explaining(office: Office) -> Explaining:
    return Explaining(office.vault, office.vocabulary, NOW.date)


def explain(
    office: Office, population: str, indicator: str | None = None, answer: str | None = None
) -> Explained:
    return explaining(office).explain(population, indicator, answer, THIRD)


def reasons(explained: Explained) -> set[LeftOutReason]:
    return {left.reason for left in explained.left_out}


def meet(office: Office, family_id: str, at: datetime = INSIDE, **more: Any) -> str:
    people = tuple(person.id for person in office.families.open_file(family_id).people)
    given: dict[str, Any] = {"channel": "office", "minutes": 60, "participants": people} | more
    return office.meetings.save(Meeting(family_id, at, **given))


def test_every_reason_is_told_in_words() -> None:
    assert set(LEFT_OUT) == set(LeftOutReason)


def test_a_contact_tells_its_family_its_day_its_channel_and_its_length(
    office: Office, family_id: str
) -> None:
    meeting_id = meet(office, family_id)
    [behind] = explain(office, "contacts").counted
    assert (behind.kind, behind.record_id) == (RecordKind.MEETING, meeting_id)
    assert (behind.family_id, behind.family, behind.day) == (family_id, "Exemple", "2026-08-05")
    assert behind.told == "bureau, 60\u00a0min"


def test_minutes_are_told_by_what_they_add(office: Office, family_id: str) -> None:
    meet(office, family_id)
    assert [b.amount for b in explain(office, "direct_minutes").counted] == [60]
    assert [b.amount for b in explain(office, "contacts").counted] == [1]


def test_a_session_is_opened_by_one_of_its_meetings(office: Office, family_id: str) -> None:
    other = office.families.create(Family("Autre"), (Person("Luc", "Autre"),))
    members = (GroupMember(family_id), GroupMember(other))
    office.contacts.record_group(GroupSession("Entre proches", INSIDE, members, 90))
    [behind] = explain(office, "contacts").counted
    assert (behind.kind, behind.family) == (RecordKind.GROUP_SESSION, "2 familles")
    assert office.contacts.group_title(behind.record_id) == "Entre proches"
    assert office.meetings.get(behind.record_id).family_id == behind.family_id


@pytest.mark.parametrize(
    ("population", "answer", "kind", "told"),
    [
        ("situations_seen", ("situations_seen.ward", "unit_a"), "situation", "Thomas"),
        ("persons_met", ("persons_met.link", "mother"), "person", "Anne Exemple"),
        ("situations_current", (None, None), "situation", "depuis le 04/05/2026"),
    ],
)
def test_what_is_behind_says_what_it_is(
    office: Office,
    family_id: str,
    population: str,
    answer: tuple[str | None, str | None],
    kind: str,
    told: str,
) -> None:
    meet(office, family_id)
    [behind] = explain(office, population, *answer).counted
    assert behind.kind == kind
    assert told in behind.told


def test_what_is_beside_a_contact_says_why(office: Office, family_id: str) -> None:
    meet(office, family_id, state=MeetingState.PLANNED)
    meet(office, family_id, state=MeetingState.MISSED)
    meet(office, family_id, datetime(2026, 6, 30, 23, 59))
    meet(office, family_id, datetime(2026, 10, 1, 0, 0))
    meet(office, family_id, datetime(2026, 10, 20, 0, 0))
    office.contacts.save_indirect(IndirectWork("training", date(2026, 9, 30), 180))
    explained = explain(office, "contacts")
    assert explained.counted == ()
    assert [left.reason for left in explained.left_out] == [
        LeftOutReason.PLANNED,
        LeftOutReason.NOT_HELD,
        LeftOutReason.INDIRECT,
        LeftOutReason.OUTSIDE,
        LeftOutReason.OUTSIDE,
    ]


def test_an_appointment_to_come_is_not_left_out(office: Office, family_id: str) -> None:
    meet(office, family_id, datetime(2026, 12, 10, 9, 0), state=MeetingState.PLANNED)
    last = Period.quarter(2026, 4)
    assert not explaining(office).explain("contacts", None, None, last).left_out
    assert not explaining(office).to_complete(last)


@pytest.mark.parametrize(
    ("more", "population", "indicator", "reason"),
    [
        ({"channel": ""}, "interviews", None, LeftOutReason.NO_CHANNEL),
        ({"channel": ""}, "contacts", ("contacts.channel", "phone"), LeftOutReason.NO_CHANNEL),
        ({"minutes": None}, "direct_minutes", None, LeftOutReason.NO_MINUTES),
        (
            {"minutes": None},
            "contacts",
            ("contacts.duration", "up_to_15"),
            LeftOutReason.NO_MINUTES,
        ),
        ({"participants": ()}, "persons_met", None, LeftOutReason.NOBODY),
    ],
)
def test_what_a_contact_lacks_is_told_and_waits_to_be_completed(
    office: Office,
    family_id: str,
    more: dict[str, Any],
    population: str,
    indicator: tuple[str, str] | None,
    reason: LeftOutReason,
) -> None:
    meeting_id = meet(office, family_id, **more)
    explained = explain(office, population, *(indicator or (None, None)))
    assert not explained.counted
    assert reasons(explained) == {reason}
    [left] = explaining(office).to_complete(THIRD)
    assert (left.reason, left.record.record_id) == (reason, meeting_id)


def test_an_appointment_of_another_channel_is_not_beside_a_call(
    office: Office, family_id: str
) -> None:
    meet(office, family_id, state=MeetingState.MISSED, channel="office")
    assert not explain(office, "contacts", "contacts.channel", "phone").left_out
    assert reasons(explain(office, "contacts", "contacts.channel", "office")) == {
        LeftOutReason.NOT_HELD
    }
    assert not explain(office, "network_meetings").left_out


def test_an_email_has_no_minutes_to_complete(office: Office, family_id: str) -> None:
    meet(office, family_id, channel="email", minutes=None)
    assert reasons(explain(office, "direct_minutes")) == {LeftOutReason.NO_MINUTES}
    assert explaining(office).to_complete(THIRD) == ()


def test_a_request_without_its_meeting_waits(office: Office) -> None:
    call = FirstCall(Request(datetime(2026, 8, 3, 9, 0), origin="family"), Person("A", "E"))
    request = office.meetings.record_call(call)
    explained = explain(office, "first_meetings")
    assert [(left.reason, left.record.record_id) for left in explained.left_out] == [
        (LeftOutReason.WAITING, request.id)
    ]
    waiting = explaining(office).to_complete(THIRD)
    assert LeftOutReason.WAITING in {left.reason for left in waiting}
    office.meetings.close_request(request.id, "no_news")
    assert not explain(office, "first_meetings").left_out


def test_what_a_situation_and_a_person_lack_waits_to_be_completed(office: Office) -> None:
    new = Situation(date(2026, 7, 6))
    family_id = office.families.create(Family("Exemple"), (Person("Anne", "E"),), new)
    meet(office, family_id)
    office.families.close(family_id, "needs_met", date(2026, 8, 30))
    waiting = explaining(office).to_complete(THIRD)
    by_reason = {left.reason: left.record.kind for left in waiting}
    assert by_reason == {
        LeftOutReason.NO_ORIGIN: RecordKind.SITUATION,
        LeftOutReason.NO_WARD: RecordKind.SITUATION,
        LeftOutReason.NO_ADMISSION: RecordKind.SITUATION,
        LeftOutReason.NO_LINK: RecordKind.PERSON,
        LeftOutReason.NO_AGE: RecordKind.PERSON,
    }
    assert [left.reason for left in waiting] == sorted(by_reason, key=list(LeftOutReason).index)


def test_an_action_without_a_date_is_beside_those_due(
    office: Office, family_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("referent_desk.followup.service.now", lambda: "2026-08-03T09:00:00")
    office.followup.save_action(Action(family_id, "Rappeler"))
    assert reasons(explain(office, "actions_due")) == {LeftOutReason.NO_DATE}


@pytest.mark.parametrize(
    ("kind", "body", "population"),
    [
        ("meeting", {"meeting": {"starts_at": "2026-08-05T09:00:00"}}, "contacts"),
        ("contact_call", {"day": "5/8/2026"}, "contacts"),
        ("contact_email", {"day": " 05.08.2026 "}, "persons_met"),
        ("call", {"received_at": "2026-08-05T09:00:00", "day": "12/10/2026"}, "requests"),
        ("contact_indirect", {"day": "05/08/2026"}, "indirect_minutes"),
        ("contact_absence", {"meeting": "an id", "day": "05/08/2026"}, "missed"),
    ],
)
def test_a_draft_is_beside_what_it_would_be(
    office: Office, family_id: str, kind: str, body: dict[str, object], population: str
) -> None:
    office.vault.drafts.save(kind, f"{family_id}:", body, label="Entretien commencé")
    [left] = explain(office, population).left_out
    assert (left.reason, left.record.kind) == (LeftOutReason.DRAFT, RecordKind.DRAFT)
    assert left.record.record_id == f"{kind}/{family_id}:"
    assert (left.record.family, left.record.day) == ("Exemple", "2026-08-05")
    assert left in explaining(office).to_complete(THIRD)
    assert not explain(office, "referrals").left_out
    last = Period.quarter(2026, 4)
    assert not explaining(office).explain(population, None, None, last).left_out


@pytest.mark.parametrize("body", [{}, {"day": ""}, {"day": "demain"}, {"meeting": None}])
def test_a_draft_that_says_no_day_is_of_the_day_it_was_typed(
    office: Office, body: dict[str, object]
) -> None:
    office.vault.drafts.save("contact_call", ":", body)
    [draft] = office.vault.drafts.all()
    typed_on = date.fromisoformat(draft.updated_at[:10])
    [left] = explaining(office).to_complete(Period(typed_on, typed_on))
    assert (left.record.family, left.record.day) == ("", typed_on.isoformat())


def test_a_letter_under_way_changes_no_figure(office: Office, family_id: str) -> None:
    office.vault.drafts.save("letter", f"{family_id}:", {"day": "05/08/2026"})
    assert explaining(office).to_complete(THIRD) == ()


def test_what_has_no_answer_is_behind_its_own_line(office: Office, family_id: str) -> None:
    meet(office, family_id, channel="")
    explained = explain(office, "contacts", "contacts.channel", UNKNOWN)
    assert len(explained.counted) == 1
    assert not explained.left_out
