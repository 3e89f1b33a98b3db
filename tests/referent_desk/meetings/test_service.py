from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from referent_desk.errors import InvalidInput
from referent_desk.families import Family, Person, Situation
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.meetings import (
    EmotionNote,
    FirstCall,
    Meeting,
    MeetingState,
    NeedNote,
    NeedState,
    Passage,
    Request,
    RequestState,
    SafetyEvent,
    Source,
)
from referent_desk.office import Office

CALLER = Person("Claire", "Lacroix", "Mme", "mother")
ASKED = "Je ne sais plus à qui parler."


def a_call(**changes: object) -> FirstCall:
    return replace(FirstCall(Request(datetime(2026, 3, 2, 9, 15), ASKED), CALLER), **changes)  # type: ignore[arg-type]


def test_a_call_makes_the_family_named_after_the_caller(office: Office) -> None:
    request = office.meetings.record_call(a_call())
    file = office.families.open_file(request.family_id)
    assert file.family.name == "Lacroix"
    assert [p.id for p in file.people] == [request.person_id]
    assert office.meetings.request(request.id).asked == ASKED
    assert request.state is RequestState.WAITING


def test_a_call_joins_a_known_family_and_its_person(office: Office) -> None:
    first = office.meetings.record_call(a_call())
    caller = office.families.open_file(first.family_id).people[0]
    again = office.meetings.record_call(a_call(caller=caller, family_id=first.family_id))
    assert again.person_id == caller.id
    assert again.situation_id == first.situation_id
    assert len(office.families.list()) == 1


def test_an_appointment_plans_the_meeting_and_ends_the_waiting(office: Office) -> None:
    at = datetime(2026, 3, 10, 14, 30)
    request = office.meetings.record_call(a_call(appointment=at, appointment_channel="office"))
    assert request.state is RequestState.MET
    meeting = office.meetings.get(request.meeting_id or "")
    assert (meeting.state, meeting.starts_at) == (MeetingState.PLANNED, at)
    assert meeting.participants == (request.person_id,)


def test_a_contact_noted_after_the_end_belongs_to_the_episode_of_its_day(office: Office) -> None:
    """It opened a new episode in a file that was closed, and counted as one."""
    first, second = (Situation(date(2026, m, 2)) for m in (1, 6))
    family_id = office.families.create(Family("Lacroix"), [], first)
    office.families.close(family_id, "family_wish", date(2026, 3, 31))
    late = office.meetings.save(Meeting(family_id, datetime(2026, 3, 31, 9, 0), channel="phone"))
    file = office.families.open_file(family_id)
    assert not file.open
    assert office.meetings.get(late).situation_id == file.situations[0].id
    office.families.save_situation(family_id, second)
    before = office.meetings.save(Meeting(family_id, datetime(2026, 2, 10, 9, 0)))
    assert office.meetings.get(before).situation_id == file.situations[0].id
    between = office.meetings.save(Meeting(family_id, datetime(2026, 5, 10, 9, 0)))
    current = office.families.open_file(family_id).current
    assert current is not None
    assert office.meetings.get(between).situation_id == current.id
    assert len(office.families.open_file(family_id).situations) == 2


def test_an_appointment_in_a_closed_file_begins_a_new_episode(office: Office) -> None:
    family_id = office.families.create(Family("Lacroix"), [], Situation(date(2026, 1, 2)))
    office.families.close(family_id, "family_wish", date(2026, 3, 31))
    planned = Meeting(family_id, datetime(2026, 3, 31, 9, 0), MeetingState.PLANNED)
    office.meetings.save(planned)
    assert office.families.open_file(family_id).open


@pytest.mark.parametrize(
    ("now", "there"),
    [
        (datetime(2026, 3, 10, 13, 40), False),
        (datetime(2026, 3, 10, 13, 50), True),
        (datetime(2026, 3, 10, 17, 0), True),
        (datetime(2026, 3, 11, 14, 30), False),
    ],
)
def test_an_appointment_comes_with_its_hour_on_its_day(
    office: Office, now: datetime, *, there: bool
) -> None:
    at = datetime(2026, 3, 10, 14, 30)
    request = office.meetings.record_call(a_call(appointment=at, appointment_channel="office"))
    office.meetings.save(Meeting(request.family_id, datetime(2026, 3, 10, 10, 0)))
    desk = Office.open(office.vault, lambda: now)
    wanted = request.meeting_id if there else ""
    assert desk.meetings.appointment_now(request.family_id) == wanted


def test_an_anonymous_call_needs_a_label_only(office: Office) -> None:
    family = Family("Appel anonyme du 2 mars", anonymous=True)
    request = office.meetings.record_call(a_call(caller=None, new_family=family))
    assert request.person_id is None
    with pytest.raises(InvalidInput):
        office.meetings.record_call(a_call(caller=None))


def test_a_refused_call_leaves_no_family_behind(office: Office) -> None:
    bad = Request(datetime(2026, 3, 2, 9, 15), "Son NISS est 85.07.30-033.28")
    with pytest.raises(NationalNumberSuspected):
        office.meetings.record_call(a_call(request=bad))
    with pytest.raises(InvalidInput):
        office.meetings.record_call(a_call(caller=Person(), new_family=Family("Lacroix")))
    assert office.families.list() == ()


def full_meeting(office: Office) -> Meeting:
    request = office.meetings.record_call(a_call())
    brother = office.families.save_person(request.family_id, Person("Thomas", "Lacroix"))
    mother = request.person_id or ""
    return Meeting(
        request.family_id,
        datetime(2026, 3, 10, 14, 30),
        MeetingState.HELD,
        60,
        "office",
        tuple(sorted((mother, brother))),
        (
            Passage(
                "circumstances", "C’est moi qui ai appelé.", Source.SAID, mother, verbatim=True
            ),
            Passage("lives_with", "Le frère se tait.", Source.OBSERVED, about=brother),
            Passage(
                "lives_with",
                "Je dors chez une amie.",
                Source.SAID,
                brother,
                restricted_from=(mother,),
            ),
        ),
        (EmotionNote("guilt", "guilt.parenthood", mother, words="j’ai dû rater", weight=7),),
        (NeedNote("support", person_id=mother), NeedNote("information", state=NeedState.MET)),
        (SafetyEvent("suicide", "Elle a peur la nuit.", mother, "Numéros donnés.", "médecin"),),
        "Se revoir dans trois semaines.",
        date(2026, 3, 31),
        "Rien n’est relayé.",
    )


def without_ids(meeting: Meeting) -> Meeting:
    return replace(
        meeting,
        id="",
        situation_id="",
        passages=tuple(replace(p, id="") for p in meeting.passages),
        emotions=tuple(replace(e, id="") for e in meeting.emotions),
        needs=tuple(replace(n, id="") for n in meeting.needs),
        safety=tuple(replace(s, id="") for s in meeting.safety),
    )


def test_a_meeting_comes_back_word_for_word(office: Office) -> None:
    meeting = full_meeting(office)
    meeting_id = office.meetings.save(meeting)
    assert without_ids(office.meetings.get(meeting_id)) == meeting


def test_saving_again_replaces_and_keeps_the_id(office: Office) -> None:
    meeting_id = office.meetings.save(full_meeting(office))
    kept = office.meetings.get(meeting_id)
    assert office.meetings.save(replace(kept, passages=kept.passages[:1])) == meeting_id
    assert len(office.meetings.get(meeting_id).passages) == 1
    assert len(office.meetings.of_family(kept.family_id)) == 1


def test_a_held_meeting_ends_the_requests_that_waited(office: Office) -> None:
    meeting = full_meeting(office)
    office.meetings.save(meeting)
    assert office.overview.home().waiting == ()


def test_only_open_needs_are_proposed_for_a_letter(office: Office) -> None:
    meeting = full_meeting(office)
    office.meetings.save(meeting)
    assert office.meetings.needs_noted(meeting.family_id) == ("support",)


def test_a_held_meeting_does_not_lie_in_the_future(office: Office) -> None:
    meeting = full_meeting(office)
    tomorrow = datetime.now() + timedelta(days=1)
    with pytest.raises(InvalidInput) as raised:
        office.meetings.save(replace(meeting, starts_at=tomorrow))
    assert raised.value.field == "starts_at"
    office.meetings.save(replace(meeting, starts_at=tomorrow, state=MeetingState.PLANNED))


def test_a_verbatim_has_a_speaker(office: Office) -> None:
    meeting = full_meeting(office)
    orphan = Passage("closing", "Merci.", Source.SAID, verbatim=True)
    with pytest.raises(InvalidInput):
        office.meetings.save(replace(meeting, passages=(orphan,)))


def test_a_note_of_ten_thousand_characters_emoji_and_arabic_stays_whole(office: Office) -> None:
    text = "Elle dit 🙂 مرحبا. " * 600
    meeting = replace(full_meeting(office), passages=(Passage("closing", text),))
    kept = office.meetings.get(office.meetings.save(meeting))
    assert kept.passages[0].text == text.strip()


def test_a_national_number_is_kept_only_once_confirmed(office: Office) -> None:
    meeting = replace(full_meeting(office), next_step="Dossier 85073003328")
    with pytest.raises(NationalNumberSuspected):
        office.meetings.save(meeting)
    assert office.meetings.of_family(meeting.family_id) == ()
    office.meetings.save(meeting, national_number_confirmed=True)
    assert len(office.meetings.of_family(meeting.family_id)) == 1


def test_a_request_closes_with_a_reason(office: Office) -> None:
    request = office.meetings.record_call(a_call())
    with pytest.raises(InvalidInput):
        office.meetings.close_request(request.id, "")
    office.meetings.close_request(request.id, "goal_reached")
    assert office.meetings.request(request.id).state is RequestState.CLOSED
