from datetime import date, datetime

import pytest

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families import Family
from referent_desk.meetings import Meeting, NeedNote, NeedState
from referent_desk.office import Office
from referent_desk.vault import Vault

MET_ON = date(2026, 10, 20)


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office.open(vault, clock=lambda: datetime(2026, 11, 24, 9, 0))


@pytest.fixture
def need(office: Office) -> str:
    """Noted on the first of October."""
    family = office.families.create(Family("Lefèvre"))
    note = NeedNote("respite")
    office.meetings.save(Meeting(family, datetime(2026, 10, 1, 10, 0), needs=(note,)))
    return office.meetings.of_family(family)[0].needs[0].id


def steps(office: Office, need: str) -> list[tuple[str, str]]:
    found = office.vault.rows("SELECT * FROM need_step WHERE need_id = ?", (need,))
    return [(row["stated_on"], row["state"]) for row in found]


def state(office: Office, need: str) -> str:
    found = office.vault.row("SELECT state FROM need_note WHERE id = ?", (need,))
    assert found is not None
    return found["state"]


def test_a_need_answered_later_keeps_both_days(office: Office, need: str) -> None:
    office.meetings.set_need_state(need, NeedState.MET, MET_ON)
    assert steps(office, need) == [("2026-10-01", "expressed"), ("2026-10-20", "met")]
    assert state(office, need) == "met"


def test_the_last_word_of_a_day_holds(office: Office, need: str) -> None:
    office.meetings.set_need_state(need, NeedState.MET, MET_ON)
    office.meetings.set_need_state(need, NeedState.UNDER_WAY, MET_ON)
    assert steps(office, need)[-1] == ("2026-10-20", "under_way")
    assert state(office, need) == "under_way"


def test_a_state_noted_afterwards_of_an_earlier_day_changes_the_path_only(
    office: Office, need: str
) -> None:
    office.meetings.set_need_state(need, NeedState.MET, MET_ON)
    office.meetings.set_need_state(need, NeedState.UNDER_WAY, date(2026, 10, 8))
    assert [day for day, _ in steps(office, need)] == ["2026-10-01", "2026-10-08", "2026-10-20"]
    assert state(office, need) == "met"


def test_an_answer_counts_for_every_earlier_note_of_the_same_need_and_no_later_one(
    office: Office, need: str
) -> None:
    family = office.families.list()[0].id
    for day in (datetime(2026, 10, 10, 10), datetime(2026, 11, 2, 10)):
        office.meetings.save(Meeting(family, day, needs=(NeedNote("respite"),)))
    other = NeedNote("support")
    office.meetings.save(Meeting(family, datetime(2026, 10, 10, 15), needs=(other,)))
    office.meetings.set_need_state(need, NeedState.MET, MET_ON)
    states = {
        (m.starts_at.date(), n.need): n.state
        for m in office.meetings.of_family(family)
        for n in m.needs
    }
    assert states == {
        (date(2026, 10, 1), "respite"): NeedState.MET,
        (date(2026, 10, 10), "respite"): NeedState.MET,
        (date(2026, 10, 10), "support"): NeedState.EXPRESSED,
        (date(2026, 11, 2), "respite"): NeedState.EXPRESSED,
    }


@pytest.mark.parametrize("on", [date(2026, 9, 30), date(2026, 11, 25)])
def test_neither_before_it_was_noted_nor_to_come(office: Office, need: str, on: date) -> None:
    before = steps(office, need)
    with pytest.raises(InvalidInput):
        office.meetings.set_need_state(need, NeedState.MET, on)
    assert steps(office, need) == before


def test_an_unknown_need(office: Office) -> None:
    with pytest.raises(NotFound):
        office.meetings.set_need_state("none", NeedState.MET, MET_ON)
