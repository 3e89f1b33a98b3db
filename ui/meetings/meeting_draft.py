"""A meeting being noted, as the JSON-ready content of a draft and back. Pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from referent_desk.meetings import (
    EmotionNote,
    Meeting,
    MeetingState,
    NeedNote,
    NeedState,
    Passage,
    SafetyEvent,
    Source,
)


def to_draft(meeting: Meeting) -> dict[str, Any]:
    return json.loads(json.dumps(asdict(meeting), default=_iso))


def from_draft(body: Mapping[str, Any]) -> Meeting:
    """Of what `to_draft` gave."""
    next_step_on = body["next_step_on"]
    values: dict[str, Any] = {
        **body,
        "starts_at": datetime.fromisoformat(body["starts_at"]),
        "state": MeetingState(body["state"]),
        "participants": tuple(body["participants"]),
        "passages": tuple(_passage(dict(raw)) for raw in body["passages"]),
        "emotions": tuple(_emotion(dict(raw)) for raw in body["emotions"]),
        "needs": tuple(_need(dict(raw)) for raw in body["needs"]),
        "safety": tuple(_safety(dict(raw)) for raw in body["safety"]),
        "next_step_on": date.fromisoformat(next_step_on) if next_step_on else None,
    }
    return Meeting(**values)


def _iso(moment: date) -> str:
    return moment.isoformat()


def _passage(raw: dict[str, Any]) -> Passage:
    restricted = tuple(raw.pop("restricted_from"))
    return Passage(source=Source(raw.pop("source")), restricted_from=restricted, **raw)


def _emotion(raw: dict[str, Any]) -> EmotionNote:
    return EmotionNote(source=Source(raw.pop("source")), **raw)


def _need(raw: dict[str, Any]) -> NeedNote:
    return NeedNote(state=NeedState(raw.pop("state")), **raw)


def _safety(raw: dict[str, Any]) -> SafetyEvent:
    at = raw.pop("alerted_at")
    return SafetyEvent(alerted_at=datetime.fromisoformat(at) if at else None, **raw)
