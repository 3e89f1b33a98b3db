from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from referent_desk.families import Family
from referent_desk.meetings import (
    Meeting,
    Mention,
    MentionReader,
    Missing,
    SafetyEvent,
    mentions,
)
from referent_desk.office import Office


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Il parle de se SUICIDER.", "suicide"),
        ("Elle a dit qu’elle voulait mourir", "suicide"),
        ("je veux en finir", "suicide"),
        ("Il l’a frappée", "violence"),
        ("une menace", "violence"),
        ("des violences", "violence"),
        ("Il dort mal.", ""),
        ("Il est toujours endormi.", ""),
    ],
)
def test_a_word_opens_the_panel(text: str, kind: str) -> None:
    assert [found.kind for found in mentions(text)] == ([kind] if kind else [])


def test_the_sentences_come_as_they_were_written_each_once() -> None:
    text = "Il dort. « Je veux mourir », dit-il ! Il l’a frappée.\nIl l’a frappée."
    assert mentions(text) == (
        Mention("suicide", "« Je veux mourir », dit-il !"),
        Mention("violence", "Il l’a frappée."),
    )


def test_a_text_being_written_says_what_it_says_now() -> None:
    reader = MentionReader()
    for text in (
        "Il dort. Il veut mou",
        "Il dort. Il veut mourir.",
        "Il l’a frappée. Il dort. Il veut mourir. Il l’a frappée.",
        "Il l’a frappée. Il dort bien.",
        "",
        "Il veut mourir.",
    ):
        assert reader.read(text) == mentions(text) == reader.found


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("il veut MOURIR", True),
        ("Il veut mourir depuis dimanche.", True),
        ("Il veut mour", True),
        ("Elle veut mourir.", False),
        ("", False),
    ],
)
def test_a_sentence_being_typed_repeats_itself(sentence: str, same: bool) -> None:
    assert Mention("suicide", "Il veut mourir.").repeats(sentence) is same


def test_what_is_missing_is_listed_until_it_is_done_or_closed(office: Office) -> None:
    family_id = office.families.create(Family("Lacroix"))
    event = SafetyEvent("suicide", "Il veut mourir.")
    meeting_id = office.meetings.save(Meeting(family_id, datetime(2026, 3, 10), safety=(event,)))

    def lacking(**changes: object) -> tuple[Missing, ...]:
        meeting = office.meetings.get(meeting_id)
        event = replace(meeting.safety[0], **changes)  # type: ignore[arg-type]
        office.meetings.save(replace(meeting, safety=(event,)))
        return tuple(m for item in office.meetings.safety_open() for m in item.missing)

    (item,) = office.meetings.safety_open()
    assert (item.family, item.meeting_id, item.day) == ("Lacroix", meeting_id, date(2026, 3, 10))
    assert item.missing == (Missing.DONE, Missing.FOLLOW_UP)
    assert lacking(numbers_given=True) == (Missing.FOLLOW_UP,)
    assert lacking(follow_up="Rappeler la mère.") == (Missing.FOLLOW_UP_ON,)
    assert lacking(follow_up_on=date.today() + timedelta(days=3)) == ()
    assert lacking(follow_up_on=date.today()) == (Missing.DUE,)
    assert lacking(closed_on=date.today()) == ()
