"""What families teach us: what still misses, and finishing it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families import Family, Person
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.meetings import Lesson, LessonGap, LessonKind, LessonMark, Meeting, Passage
from referent_desk.office import Office

DAY = date(2026, 3, 10)
MARK = LessonMark(LessonKind.SUGGESTION, id="l1")


@pytest.fixture
def family_id(office: Office) -> str:
    family_id = office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix")])
    [claire] = office.families.open_file(family_id).people
    passage = Passage("free", "Prévenez-nous avant.", said_by=claire.id, lesson=MARK, verbatim=True)
    at = datetime.combine(DAY, datetime.min.time().replace(hour=10))
    office.meetings.save(Meeting(family_id, at, participants=(claire.id,), passages=(passage,)))
    return family_id


def lesson(office: Office) -> Lesson:
    [one] = office.meetings.lessons(DAY, DAY)
    return one


def test_what_misses_is_told_until_it_is_there(office: Office, family_id: str) -> None:
    assert lesson(office).gaps(names_found=False) == (LessonGap.WORDING, LessonGap.AGREEMENT)
    worded = replace(MARK, wording=" Prévenir la famille de Claire. ")
    office.meetings.change_lesson(worded)
    assert lesson(office).gaps(names_found=True) == (LessonGap.NAMES, LessonGap.AGREEMENT)
    office.meetings.clear_wording("l1", "Prévenir la famille de Claire.")
    assert lesson(office).gaps(names_found=True) == (LessonGap.AGREEMENT,)
    agreed = replace(lesson(office).mark, agreed_on=DAY + timedelta(days=7))
    office.meetings.change_lesson(agreed)
    assert lesson(office).gaps(names_found=True) == ()
    assert lesson(office).printable


def test_another_wording_is_read_for_names_again(office: Office, family_id: str) -> None:
    office.meetings.change_lesson(replace(MARK, wording="Une information claire."))
    office.meetings.clear_wording("l1", "Une information claire.")
    office.meetings.change_lesson(replace(MARK, wording="Claire voudrait savoir."))
    assert LessonGap.NAMES in lesson(office).gaps(names_found=True)


def test_what_cannot_be_recorded_is_refused(office: Office, family_id: str) -> None:
    with pytest.raises(InvalidInput):
        office.meetings.change_lesson(replace(MARK, agreed_on=DAY - timedelta(days=1)))
    with pytest.raises(InvalidInput):
        office.meetings.change_lesson(replace(MARK, agreed_on=date(2999, 1, 1)))
    numbered = replace(MARK, wording="85.07.30-033 28")
    with pytest.raises(NationalNumberSuspected):
        office.meetings.change_lesson(numbered)
    with pytest.raises(NotFound):
        office.meetings.change_lesson(replace(MARK, id="gone"))
    assert lesson(office).mark == MARK
    office.meetings.change_lesson(numbered, national_number_confirmed=True)
    assert lesson(office).mark == numbered


def test_what_was_finished_here_stays_when_its_meeting_is_saved(
    office: Office, family_id: str
) -> None:
    office.meetings.change_lesson(replace(MARK, wording="Prévenir avant."))
    office.meetings.clear_wording("l1", "Prévenir avant.")
    [meeting] = office.meetings.of_family(family_id)
    office.meetings.save(replace(meeting, next_step="Rappeler"))
    assert lesson(office).mark.wording == "Prévenir avant."
    assert lesson(office).cleared_wording == "Prévenir avant."


def test_it_is_read_with_the_passage_it_was_heard_in(office: Office, family_id: str) -> None:
    [heard] = office.overview.lessons()
    assert (heard.family, heard.person) == ("Lacroix", "Claire Lacroix")
    assert (heard.passage, heard.verbatim) == ("Prévenez-nous avant.", True)
    [meeting] = office.meetings.of_family(family_id)
    assert heard.meeting_id == meeting.id
    office.meetings.save(replace(meeting, passages=()))
    [left] = office.overview.lessons()
    assert (left.passage, left.meeting_id, left.family) == ("", "", "Lacroix")
