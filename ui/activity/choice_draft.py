"""A choice as the draft keeps it. Pure functions."""

from collections.abc import Mapping
from typing import Any

from referent_desk.activity import Choice, Grouping, Section


def to_body(choice: Choice) -> dict[str, Any]:
    """JSON-ready."""
    return {
        "sections": [section.value for section in choice.sections],
        "left_out": sorted(choice.left_out),
        "groupings": {
            indicator: [{"codes": list(one.codes), "label": one.label} for one in groupings]
            for indicator, groupings in sorted(choice.groupings.items())
            if groupings
        },
        "compared": choice.compared,
        "lessons": choice.lessons,
        "comment": choice.comment,
    }


def from_body(body: Mapping[str, Any]) -> Choice:
    """What it does not say is as proposed at first."""
    known = {section.value: section for section in Section}
    sections = body.get("sections", [section.value for section in Section])
    groupings = {
        indicator: tuple(Grouping(tuple(one["codes"]), one.get("label", "")) for one in groups)
        for indicator, groups in body.get("groupings", {}).items()
    }
    return Choice(
        tuple(known[section] for section in sections if section in known),
        frozenset(body.get("left_out", ())),
        groupings,
        bool(body.get("compared", True)),
        bool(body.get("lessons", True)),
        str(body.get("comment", "")),
    )
