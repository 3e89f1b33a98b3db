from datetime import date, datetime, timedelta

import pytest

from referent_desk.errors import InvalidInput
from referent_desk.families import Family
from referent_desk.followup import Absence, WhatNext
from referent_desk.meetings import Meeting, MeetingState
from referent_desk.office import Office
from referent_desk.vault import Vault

NOW = datetime(2026, 11, 24, 15, 0)
BEFORE = NOW - timedelta(hours=1)


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office.open(vault, lambda: NOW)


@pytest.fixture
def planned(office: Office) -> Meeting:
    family_id = office.families.create(Family("Lacroix"))
    meeting_id = office.meetings.save(
        Meeting(family_id, BEFORE, MeetingState.PLANNED, channel="office")
    )
    return office.meetings.get(meeting_id)


@pytest.mark.parametrize(
    ("what_next", "words"),
    [(WhatNext.CALL, "Rappeler"), (WhatNext.LETTER, "Écrire"), (WhatNext.NOTHING, "")],
)
def test_an_absence_leaves_what_is_to_be_done(
    office: Office, planned: Meeting, what_next: WhatNext, words: str
) -> None:
    due = date(2026, 11, 25)
    office.absences.record(Absence(planned.id, what_next, due, note="Aucune nouvelle."))
    missed = office.meetings.get(planned.id)
    assert (missed.state, missed.next_step) == (MeetingState.MISSED, "Aucune nouvelle.")
    actions = office.followup.actions(planned.family_id)
    assert [a.what.split()[0] for a in actions] == ([words] if words else [])
    assert all((a.due_on, a.meeting_id) == (due, planned.id) for a in actions)


def test_a_new_date_is_planned_as_the_missed_one_was(office: Office, planned: Meeting) -> None:
    at = NOW + timedelta(days=2)
    office.absences.record(Absence(planned.id, WhatNext.NEW_DATE, appointment=at))
    new, missed = office.meetings.of_family(planned.family_id)
    assert (new.state, new.starts_at, new.channel) == (MeetingState.PLANNED, at, "office")
    assert missed.state is MeetingState.MISSED


@pytest.mark.parametrize("at", [None, BEFORE, BEFORE - timedelta(days=1)])
def test_without_a_later_date_nothing_is_written(
    office: Office, planned: Meeting, at: datetime | None
) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.absences.record(Absence(planned.id, WhatNext.NEW_DATE, appointment=at))
    assert refused.value.field == "appointment"
    assert office.meetings.get(planned.id).state is MeetingState.PLANNED


def test_a_meeting_that_was_held_is_not_missed(office: Office, planned: Meeting) -> None:
    held = Meeting(planned.family_id, BEFORE)
    with pytest.raises(InvalidInput):
        office.absences.record(Absence(office.meetings.save(held)))
