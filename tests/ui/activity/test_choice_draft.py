"""A choice as its draft."""

import json

from referent_desk.activity import Choice, Grouping, Section
from ui.activity.choice_draft import from_body, to_body


def test_a_choice_comes_back_from_its_draft() -> None:
    choice = Choice(
        (Section.WORK, Section.PERSONS),
        frozenset({"persons_met.age"}),
        {"persons_met.link": (Grouping(("sister", "uncle")), Grouping(("aunt",), "Famille"))},
        compared=False,
        lessons=False,
        comment="Un trimestre calme.\n\nMerci.",
    )
    assert from_body(json.loads(json.dumps(to_body(choice)))) == choice


def test_what_a_draft_does_not_say_is_as_at_first() -> None:
    assert from_body({}) == Choice()
    assert from_body({"sections": ["work", "gone"]}).sections == (Section.WORK,)
