"""The row of a family in the list of all."""

from datetime import date, datetime, timedelta

import pytest

from referent_desk.families import Family, FamilySummary, Person, Situation
from referent_desk.meetings import FirstCall, Meeting, MeetingState, Request
from referent_desk.office import Office

DAY = datetime(2026, 3, 2, 10, 0)


def summary(office: Office) -> FamilySummary:
    (found,) = office.families.list()
    return found


def test_names_in_their_order_the_latest_situation_and_what_is_searched(office: Office) -> None:
    people = [Person("Zoé", "Lefèvre"), Person("", "Bodart"), Person("Anne")]
    family_id = office.families.create(
        Family("Lefèvre-Dœuvre"), people, Situation(date(2026, 1, 1), "Théo", ward="a")
    )
    office.families.close(family_id, "ended", date(2026, 2, 1))
    office.families.save_situation(family_id, Situation(date(2026, 3, 1), "Théa", ward="b"))
    found = summary(office)
    assert found.people == ("Zoé Lefèvre", "Bodart", "Anne")
    assert (found.patient, found.ward, found.open) == ("Théa", "b", True)
    assert found.haystack == "lefevre doeuvre zoe lefevre bodart anne"
    assert found.last_contact is None


def test_a_family_with_nobody_noted(office: Office) -> None:
    office.families.create(Family("Une mère", anonymous=True))
    assert summary(office).people == ()


@pytest.mark.parametrize("state", list(MeetingState))
def test_only_a_meeting_that_was_held_is_a_contact(office: Office, state: MeetingState) -> None:
    family_id = office.families.create(Family("Lacroix"))
    office.meetings.save(Meeting(family_id, DAY, MeetingState.HELD))
    later = DAY + timedelta(days=9)
    office.meetings.save(Meeting(family_id, later, state))
    held = state is MeetingState.HELD
    assert summary(office).last_contact == (later if held else DAY).date()


def test_a_call_is_a_contact_too(office: Office) -> None:
    call = Request(DAY, "Quand puis-je venir ?")
    office.meetings.record_call(FirstCall(call, Person("Claire", "Lacroix")))
    assert summary(office).last_contact == DAY.date()
