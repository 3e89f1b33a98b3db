from datetime import datetime

import pytest

from referent_desk.meetings import (
    Meeting,
    Passage,
    SafetyEvent,
    Source,
    event_withheld,
    relay_withheld,
    withheld,
)

CLAIRE, THOMAS = "claire", "thomas"


@pytest.mark.parametrize(
    ("passage", "hidden"),
    [
        (Passage("f", "Elle est épuisée.", Source.HYPOTHESIS), True),
        (Passage("f", "Elle sourit.", Source.OBSERVED), False),
        (Passage("f", "Je dors mal.", said_by=CLAIRE), False),
        (Passage("f", "Je lui en veux.", said_by=THOMAS), True),
        (Passage("f", "Je dors mal."), False),
        (Passage("f", "Il boit.", said_by=CLAIRE, restricted_from=(THOMAS,)), True),
        (Passage("f", "Il a bu.", Source.OBSERVED, restricted_from=(THOMAS,)), True),
    ],
)
def test_what_those_present_must_not_read(passage: Passage, hidden: bool) -> None:
    assert withheld(passage, {CLAIRE}) is hidden


def test_words_of_safety_hide_with_who_said_them() -> None:
    assert event_withheld(SafetyEvent("suicide", "…", THOMAS), {CLAIRE})
    assert not event_withheld(SafetyEvent("suicide", "…", CLAIRE), {CLAIRE})
    assert not event_withheld(SafetyEvent("suicide", "…"), {CLAIRE})


def test_words_of_safety_hide_from_whom_they_are_kept() -> None:
    event = SafetyEvent("suicide", "Il veut mourir.", CLAIRE)
    kept = Passage("f", "Hier. Il veut mourir.", said_by=CLAIRE, restricted_from=(THOMAS,))
    other = Passage("f", "Il boit.", said_by=CLAIRE, restricted_from=(THOMAS,))
    assert event_withheld(event, {CLAIRE, THOMAS}, [kept])
    assert not event_withheld(event, {CLAIRE}, [kept])
    assert not event_withheld(event, {CLAIRE, THOMAS}, [other])
    assert not event_withheld(SafetyEvent("suicide", "", CLAIRE), {CLAIRE, THOMAS}, [kept])


def test_the_relay_hides_as_soon_as_one_passage_does() -> None:
    words = Passage("f", "Je lui en veux.", said_by=THOMAS)
    meeting = Meeting("famille", datetime(2026, 3, 10), passages=(words,), relay="À son médecin.")
    assert relay_withheld(meeting, {CLAIRE})
    assert not relay_withheld(meeting, {CLAIRE, THOMAS})
