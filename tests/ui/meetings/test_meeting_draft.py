import json
from datetime import date, datetime

from referent_desk.meetings import (
    EmotionNote,
    Meeting,
    NeedNote,
    Passage,
    SafetyEvent,
    Source,
)
from ui.meetings.meeting_draft import from_draft, to_draft

FULL = Meeting(
    "famille",
    datetime(2026, 11, 23, 10, 0),
    participants=("a", "b"),
    passages=(Passage("frame", "Il dort.", Source.OBSERVED, restricted_from=("b",)),),
    emotions=(EmotionNote("guilt", "guilt.parenthood", "a", weight=7),),
    needs=(NeedNote("support", person_id="a"),),
    safety=(SafetyEvent("suicide", "…", alerted_at=datetime(2026, 11, 23, 11, 0)),),
    next_step="Rappeler",
    next_step_on=date(2026, 12, 1),
)


def test_a_meeting_comes_back_whole() -> None:
    assert from_draft(json.loads(json.dumps(to_draft(FULL)))) == FULL


def test_an_empty_meeting_too() -> None:
    empty = Meeting("famille", datetime(2026, 11, 23, 10, 0))
    assert from_draft(to_draft(empty)) == empty
