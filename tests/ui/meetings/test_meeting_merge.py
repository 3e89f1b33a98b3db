from dataclasses import replace
from datetime import datetime

import pytest

from referent_desk.meetings import EmotionNote, Meeting, MeetingState, NeedNote, NeedState, Passage
from ui.meetings.meeting_merge import merged

ONE, TWO = Passage("frame", "Un.", id="1"), Passage("frame", "Deux.", id="2")
BEFORE = Meeting(
    "f",
    datetime(2026, 11, 23, 10, 0),
    participants=("b", "a"),
    passages=(ONE, TWO),
    needs=(NeedNote("support", person_id="a", id="n"),),
    next_step="Rappeler",
    id="m",
)


def test_nothing_happened() -> None:
    found = merged(BEFORE, replace(BEFORE, relay="À son médecin"), BEFORE)
    assert found.mine.relay == "À son médecin"
    assert (found.taken, found.both) == ((), ())


def test_what_was_left_alone_takes_the_newer_value() -> None:
    met = replace(BEFORE.needs[0], state=NeedState.MET)
    now = replace(BEFORE, next_step="Écrire", needs=(met,))
    found = merged(BEFORE, replace(BEFORE, relay="Oui"), now)
    assert (found.mine.next_step, found.mine.needs, found.mine.relay) == ("Écrire", (met,), "Oui")
    assert (found.taken, found.both) == (("needs", "next_step"), ())


def test_what_both_changed_stays_and_is_told() -> None:
    mine, now = replace(BEFORE, next_step="Appeler"), replace(BEFORE, next_step="Écrire")
    found = merged(BEFORE, mine, now)
    assert (found.mine.next_step, found.theirs.next_step) == ("Appeler", "Écrire")
    assert (found.taken, found.both) == ((), ("next_step",))


def test_both_changed_it_alike() -> None:
    same = replace(BEFORE, next_step="Écrire")
    assert merged(BEFORE, same, same).both == ()


def test_passages_are_merged_one_by_one() -> None:
    mine = replace(
        BEFORE, passages=(replace(ONE, text="Un !"), TWO, Passage("frame", "Moi.", id="9"))
    )
    theirs = (ONE, replace(TWO, text="Deux !"), Passage("frame", "Eux.", id="3"))
    found = merged(BEFORE, mine, replace(BEFORE, passages=theirs))
    assert [p.text for p in found.mine.passages] == ["Un !", "Deux !", "Moi.", "Eux."]
    assert (found.taken, found.both) == (("passages",), ())


@pytest.mark.parametrize(
    ("mine", "theirs", "left", "told"),
    [
        ((ONE, TWO), (ONE,), ["Un."], False),
        ((ONE,), (ONE, TWO), ["Un."], False),
        ((ONE, replace(TWO, text="Deux !")), (ONE,), ["Un.", "Deux !"], True),
        ((ONE,), (ONE, replace(TWO, text="Deux !")), ["Un."], True),
        ((), (), [], False),
    ],
)
def test_passages_removed_on_one_side(
    mine: tuple[Passage, ...], theirs: tuple[Passage, ...], left: list[str], *, told: bool
) -> None:
    found = merged(BEFORE, replace(BEFORE, passages=mine), replace(BEFORE, passages=theirs))
    assert [p.text for p in found.mine.passages] == left
    assert found.both == (("passages",) if told else ())
    if told:
        assert found.theirs.passages == theirs


def test_notes_that_the_form_gathers_are_no_change() -> None:
    """It shows one weight for an emotion that was noted twice."""
    twice = (
        EmotionNote("guilt", "guilt.parenthood", "a", weight=7, id="e1"),
        EmotionNote("guilt", "", "a", weight=7, words="je m’en veux", id="e2"),
    )
    before = replace(BEFORE, emotions=twice)
    form = replace(before, emotions=(replace(twice[0], words="je m’en veux"),))
    shown = merged(before, replace(before, emotions=form.emotions), before)
    assert shown.both == ()
    other = replace(before, next_step="Écrire")
    assert merged(before, before, other).taken == ("next_step",)


def test_a_meeting_that_became_missed_is_told() -> None:
    planned = replace(BEFORE, state=MeetingState.PLANNED)
    missed = replace(planned, state=MeetingState.MISSED)
    assert merged(planned, planned, missed).both == ("state",)
    held = replace(planned, state=MeetingState.HELD)
    assert merged(planned, planned, held).both == ()
