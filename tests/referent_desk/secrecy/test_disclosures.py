from datetime import datetime

import pytest

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
