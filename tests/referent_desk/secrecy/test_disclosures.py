from datetime import datetime

import pytest

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families import Family
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.meetings import Meeting, SafetyEvent
from referent_desk.office import Office
from referent_desk.secrecy import Disclosure, Ground


def alert(office: Office, *, told: bool = True) -> tuple[str, str]:
    family_id = office.families.create(Family("Lacroix"))
    danger = Disclosure(family_id, Ground.GRAVE_DANGER)
    return family_id, office.disclosures.record_exception(danger, told=told)


def test_an_exception_is_recorded_with_nothing_but_its_ground(office: Office) -> None:
    family_id, recorded = alert(office)
    (one,) = office.disclosures.of_family(family_id)
    assert (one.id, one.ground) == (recorded, Ground.GRAVE_DANGER)
    assert one.told_at is not None
    entry = office.vault.journal.entries()[-1]
    assert (entry.event, entry.subject, entry.detail) == (
        "disclosure.exception",
        family_id,
        "grave_danger",
    )


def test_it_can_be_recorded_before_the_call(office: Office) -> None:
    family_id, recorded = alert(office, told=False)
    assert office.disclosures.of_family(family_id)[0].told_at is None
    office.disclosures.say_told(recorded)
    assert office.disclosures.of_family(family_id)[0].told_at is not None


def test_what_was_told_comes_afterwards(office: Office) -> None:
    family_id, recorded = alert(office)
    meeting = Meeting(family_id, datetime(2026, 3, 10), safety=(SafetyEvent("suicide", id="s1"),))
    office.meetings.save(meeting)
    with pytest.raises(NationalNumberSuspected):
        office.disclosures.complete(recorded, "85.07.30-033.28", "le 112")
    office.disclosures.complete(recorded, "Il est parti.", "le 112", safety_event_id="s1")
    (one,) = office.disclosures.of_family(family_id)
    assert (one.what, one.to_whom, one.safety_event_id) == ("Il est parti.", "le 112", "s1")


def test_pressed_by_mistake_it_goes_and_the_journal_remembers(office: Office) -> None:
    family_id, recorded = alert(office)
    office.disclosures.undo(recorded)
    assert office.disclosures.of_family(family_id) == ()
    events = [entry.event for entry in office.vault.journal.entries()[-2:]]
    assert events == ["disclosure.exception", "disclosure.undone"]


def test_what_stood_before_stays_with_who_changed_it(office: Office) -> None:
    family_id, recorded = alert(office)
    office.disclosures.complete(recorded, "Il est parti.", "le 112")
    before = office.disclosures.of_family(family_id)[0].told_at
    at = datetime(2026, 3, 10, 9, 15)
    office.disclosures.complete(recorded, "Il est parti armé.", "la police", told_at=at)
    (one,) = office.disclosures.of_family(family_id)
    assert (one.what, one.to_whom, one.told_at) == ("Il est parti armé.", "la police", at)
    (earlier,) = one.before
    assert (earlier.what, earlier.to_whom, earlier.told_at) == ("Il est parti.", "le 112", before)
    assert earlier.changed_by == office.vault.holder
    entry = office.vault.journal.entries()[-1]
    assert (entry.event, entry.subject, entry.detail) == (
        "disclosure.completed",
        family_id,
        recorded,
    )


def test_the_same_again_changes_nothing(office: Office) -> None:
    family_id, recorded = alert(office)
    for _ in range(2):
        office.disclosures.complete(recorded, "Il est parti.", "le 112")
    assert office.disclosures.of_family(family_id)[0].before == ()
    events = [entry.event for entry in office.vault.journal.entries()]
    assert events.count("disclosure.completed") == 1


def test_another_moment_keeps_the_first(office: Office) -> None:
    family_id, recorded = alert(office)
    before = office.disclosures.of_family(family_id)[0].told_at
    office.disclosures.complete(recorded, "", "", told_at=datetime(2026, 3, 10, 9, 15))
    (earlier,) = office.disclosures.of_family(family_id)[0].before
    assert earlier.told_at == before


def test_a_moment_to_come_is_refused_and_the_exception_stays(office: Office) -> None:
    family_id, recorded = alert(office)
    with pytest.raises(InvalidInput):
        office.disclosures.complete(recorded, "x", "y", told_at=datetime(2999, 1, 1))
    assert office.disclosures.of_family(family_id)[0].what == ""
    with pytest.raises(NotFound):
        office.disclosures.complete("nothing", "x", "y")


def test_the_meeting_saved_again_takes_back_nothing_of_what_was_completed(office: Office) -> None:
    family_id, recorded = alert(office)
    meeting = Meeting(family_id, datetime(2026, 3, 10), safety=(SafetyEvent("suicide", id="s1"),))
    office.meetings.save(meeting)
    office.disclosures.complete_from_meeting(recorded, "s1", "Il est parti.", "")
    office.disclosures.complete(recorded, "Il est parti armé.", "le 112")
    office.disclosures.complete_from_meeting(recorded, "s1", "Il est parti.", "")
    (one,) = office.disclosures.of_family(family_id)
    assert (one.what, one.to_whom, one.safety_event_id) == ("Il est parti armé.", "le 112", "s1")
