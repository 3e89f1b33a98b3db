"""A meeting being noted: as the JSON-ready content of a draft and back, as a step that is undone.

Pure.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from referent_desk.meetings import (
    Agreement,
    AgreementForm,
    Dimension,
    EmotionNote,
    LessonKind,
    LessonMark,
    Meeting,
    MeetingState,
    NeedNote,
    NeedState,
    Passage,
    RecoveryNote,
    SafetyEvent,
    Source,
)
from ui.undo import FormState

_UNDONE_OF_SAFETY = ("noticed", "known")
"""An exception is a record of its own: undoing does not reach it."""


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
        "recovery": tuple(_recovery(dict(raw)) for raw in body.get("recovery", ())),
        "agreements": tuple(_agreement(dict(raw)) for raw in body.get("agreements", ())),
        "next_step_on": date.fromisoformat(next_step_on) if next_step_on else None,
    }
    return Meeting(**values)


def to_state(body: Mapping[str, Any]) -> FormState:
    """Of the whole form. Going to a facet or to a person, or opening a card, is no step."""
    writing, safety = dict(body["writing"]), body["safety"]
    view = {
        "cursor": writing.pop("cursor"),
        "unfolded": safety["unfolded"],
        "facet": body["facet"],
        "person": body["person"],
    }
    undone = {name: safety[name] for name in _UNDONE_OF_SAFETY}
    return FormState({"meeting": body["meeting"], "writing": writing, "safety": undone}, view)


def from_state(state: FormState) -> dict[str, Any]:
    content, view = state.content, state.view
    return {
        **view,
        "meeting": content["meeting"],
        "writing": {**content["writing"], "cursor": view["cursor"]},
        "safety": {**content["safety"], "unfolded": view["unfolded"]},
    }


def _iso(moment: date) -> str:
    return moment.isoformat()


def _passage(raw: dict[str, Any]) -> Passage:
    restricted = tuple(raw.pop("restricted_from"))
    lesson = raw.pop("lesson", None)
    return Passage(
        source=Source(raw.pop("source")),
        restricted_from=restricted,
        lesson=_lesson(dict(lesson)) if lesson else None,
        **raw,
    )


def _lesson(raw: dict[str, Any]) -> LessonMark:
    kind, agreed_on = LessonKind(raw.pop("kind")), _day(raw.pop("agreed_on"))
    return LessonMark(kind=kind, agreed_on=agreed_on, **raw)


def _emotion(raw: dict[str, Any]) -> EmotionNote:
    return EmotionNote(source=Source(raw.pop("source")), **raw)


def _need(raw: dict[str, Any]) -> NeedNote:
    source = Source(raw.pop("source", Source.SAID))
    return NeedNote(state=NeedState(raw.pop("state")), source=source, **raw)


def _safety(raw: dict[str, Any]) -> SafetyEvent:
    at = raw.pop("alerted_at")
    days = {name: _day(raw.pop(name, None)) for name in ("follow_up_on", "closed_on")}
    return SafetyEvent(alerted_at=datetime.fromisoformat(at) if at else None, **days, **raw)


def _recovery(raw: dict[str, Any]) -> RecoveryNote:
    return RecoveryNote(dimension=Dimension(raw.pop("dimension")), **raw)


def _agreement(raw: dict[str, Any]) -> Agreement:
    days = {name: _day(raw.pop(name)) for name in ("given_on", "withdrawn_on")}
    ended = raw.pop("withdrawal_form", None)
    forms = {
        "form": AgreementForm(raw.pop("form")),
        "withdrawal_form": AgreementForm(ended) if ended else None,
    }
    return Agreement(**forms, **days, **raw)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
