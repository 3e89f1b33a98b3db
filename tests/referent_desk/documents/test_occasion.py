"""Which contact a letter is about, when nobody says it."""

from datetime import datetime

from referent_desk.documents import appointments, meetings_with, past_meetings, usual_meeting
from referent_desk.meetings import Meeting, MeetingState

AFTER, REMINDER, ATTESTATION = "relative_letter.meeting", "relative_letter.reminder", "attestation"
HER, HIM = "her", "him"


def contact(
    day: int, state: MeetingState = MeetingState.HELD, channel: str = "office", who: str = HER
) -> Meeting:
    return Meeting("f", datetime(2026, 11, day, 10), state, channel=channel, participants=(who,))


def test_those_of_one_person_in_the_order_of_their_days() -> None:
    everyone = Meeting("f", datetime(2026, 11, 4, 10))
    found = meetings_with((contact(5), contact(3, who=HIM), everyone, contact(2)), HER)
    assert [meeting.starts_at.day for meeting in found] == [2, 4, 5]


def test_a_reminder_offers_what_was_missed_and_a_letter_what_was_held() -> None:
    held, missed = contact(2), contact(5, MeetingState.MISSED)
    assert past_meetings(REMINDER, (held, missed)) == (missed,)
    assert past_meetings(AFTER, (held, missed)) == (held,)


def test_a_reminder_is_about_the_last_contact_alone() -> None:
    held, missed = contact(2), contact(5, MeetingState.MISSED)
    assert usual_meeting(REMINDER, (held, missed)) == missed
    assert usual_meeting(REMINDER, (missed, contact(9))) is None


def test_an_e_mail_is_no_interview_and_a_call_no_visit() -> None:
    visit, call, mail = contact(2), contact(5, channel="phone"), contact(9, channel="email")
    assert usual_meeting(AFTER, (visit, call, mail)) == call
    assert usual_meeting(ATTESTATION, (visit, call, mail)) == visit
    assert usual_meeting(ATTESTATION, (mail,)) is None


def test_the_next_appointment_is_still_to_come() -> None:
    forgotten, following = (contact(day, MeetingState.PLANNED) for day in (2, 20))
    now = datetime(2026, 11, 10, 9)
    assert appointments((forgotten, contact(5), following), now) == (following,)
