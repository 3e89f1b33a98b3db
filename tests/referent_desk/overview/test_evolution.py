from datetime import date, datetime

import pytest

from referent_desk.families import Family, Person
from referent_desk.meetings import EmotionNote, Meeting, MeetingState, NeedNote, NeedState, Source
from referent_desk.office import Office
from referent_desk.overview import StateOn
from referent_desk.overview.evolution import of_rows
from referent_desk.vault import Vault

FIRST, SECOND, THIRD = (datetime(2026, month, 1, 10, 0) for month in (9, 10, 11))


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office.open(vault, clock=lambda: datetime(2026, 11, 24, 9, 0))


@pytest.fixture
def family(office: Office) -> str:
    return office.families.create(Family("Lefèvre"), (Person("Claire"), Person("Paul")))


def test_emotions_stand_by_person_and_each_keeps_its_own_weight(
    office: Office, family: str
) -> None:
    claire, paul = (p.id for p in office.families.open_file(family).people)
    tired = EmotionNote("exhaustion", person_id=claire, weight=8)
    office.meetings.save(Meeting(family, FIRST, emotions=(tired,)))
    again = EmotionNote("exhaustion", person_id=claire, source=Source.OBSERVED)
    other = EmotionNote("exhaustion", person_id=paul, weight=0)
    office.meetings.save(Meeting(family, THIRD, emotions=(again, other)))
    found = office.overview.evolution(family)
    assert [(e.person_id, [f.weight for f in e.felt]) for e in found.emotions] == [
        (claire, [8, None]),
        (paul, [0]),
    ]
    assert found.of_person(paul).emotions == (found.emotions[1],)


def test_a_meeting_where_nothing_was_noted_is_a_gap(office: Office, family: str) -> None:
    claire, paul = (p.id for p in office.families.open_file(family).people)
    for day, person in ((FIRST, claire), (THIRD, paul)):
        office.meetings.save(Meeting(family, day, emotions=(EmotionNote("hope", "", person),)))
    office.meetings.save(Meeting(family, SECOND))
    found = office.overview.evolution(family)
    assert [m.silent for m in found.meetings] == [False, True, False]
    assert [m.silent for m in found.of_person(claire).meetings] == [False, True, True]


def test_what_is_planned_or_was_missed_is_no_meeting(office: Office, family: str) -> None:
    office.meetings.save(Meeting(family, FIRST, MeetingState.MISSED))
    office.meetings.save(Meeting(family, datetime(2026, 12, 1, 9), MeetingState.PLANNED))
    found = office.overview.evolution(family)
    assert found.meetings == ()
    assert found.empty


def test_a_need_goes_from_expressed_to_met_over_meetings_and_days_between(
    office: Office, family: str
) -> None:
    office.meetings.save(Meeting(family, FIRST, needs=(NeedNote("respite"),)))
    under_way = NeedNote("respite", state=NeedState.UNDER_WAY)
    office.meetings.save(Meeting(family, SECOND, needs=(under_way,)))
    latest = office.overview.evolution(family).needs[0].latest_id
    office.meetings.set_need_state(latest, NeedState.MET, date(2026, 10, 20))
    [need] = office.overview.evolution(family).needs
    assert need.steps == (
        StateOn(date(2026, 9, 1), NeedState.EXPRESSED),
        StateOn(date(2026, 10, 1), NeedState.UNDER_WAY),
        StateOn(date(2026, 10, 20), NeedState.MET),
    )
    assert need.state is NeedState.MET


def test_no_rows_give_nothing() -> None:
    assert of_rows([], [], [], []).empty
