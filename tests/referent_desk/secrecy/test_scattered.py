"""Rare words of one saying, here and there in a letter: shown, and stopping nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referent_desk.secrecy import File, Piece, Recipient, Sharing, Way, decide
from tests.referent_desk.secrecy.cases import BROTHER, MOTHER, TODAY, agreement, file

SAID = (
    "Il rentrait tard. Mon oncle cachait des bouteilles dans la grange, et Sophie payait le loyer"
    " en cachette avec 8500 euros."
)
LONG = f"{'Les voisins venaient souvent chez nous autrefois. ' * 3}{SAID}"
HIS = Piece(LONG, said_by=BROTHER, noted_on=TODAY)
FILLING = "Je reste disponible pour vous recevoir au bureau, et vous pouvez toujours m’appeler."


def letter(*words: str, in_file: File | None = None, **asked: object) -> Sharing:
    text = "\n\n".join(f"{FILLING} {word.capitalize()}." for word in words)
    to = Recipient("Claire Lacroix", person_id=MOTHER)
    known = in_file or file(heard=(HIS,))
    return replace(Sharing(Way.HANDED, to, TODAY, known, bearer=MOTHER, text=text), **asked)  # pyright: ignore[reportArgumentType]


def cautions(sharing: Sharing) -> tuple[str, ...]:
    decision = decide(sharing)
    assert not decision.obstacles
    return decision.cautions


@given(st.permutations(["cachait", "bouteilles", "grange"]))
def test_three_rare_words_of_one_saying_are_shown_in_any_order(words: list[str]) -> None:
    (caution,) = cautions(letter(*words))
    assert "ici et là" in caution
    assert "dit par Hugo le 20/03/2026" in caution
    assert all(f"«\u00a0{word.capitalize()}\u00a0»" in caution for word in words)


@pytest.mark.parametrize(
    "words",
    [
        ("bouteilles", "grange"),
        ("bouteilles", "grange", "grange"),
        ("bouteilles", "voisins", "autrefois"),
        ("rentrait", "loyer", "cachette"),
        ("sophie",),
    ],
    ids=["two", "twice", "far from each other", "far too", "a name alone"],
)
def test_fewer_or_far_from_each_other_are_none(words: tuple[str, ...]) -> None:
    assert cautions(letter(*words)) == ()


@pytest.mark.parametrize("words", [("loyer", "sophie"), ("8500", "loyer")])
def test_two_do_with_a_name_or_a_sum(words: tuple[str, ...]) -> None:
    assert "dit par Hugo" in cautions(letter(*words))[0]


def test_what_one_said_oneself_or_what_all_say_is_not_rare() -> None:
    words = ("cachait", "bouteilles", "grange")
    own = Piece("Mes bouteilles sont vides.", said_by=MOTHER)
    often = [Piece(f"La grange brûle {n} fois.", said_by=BROTHER) for n in range(2)]
    assert cautions(letter(*words, in_file=file(heard=(HIS, own)))) == ()
    assert cautions(letter(*words, in_file=file(heard=(HIS, *often)))) == ()
    listed = replace(file(heard=(HIS,)), everyday=frozenset({"grange"}))
    assert cautions(letter(*words, in_file=listed)) == ()
    assert cautions(letter(*words, ordinary="Une grange.")) == ()


def test_what_was_picked_is_not_told_again() -> None:
    in_file = file(agreement(BROTHER), heard=(HIS,))
    asked = letter("cachait", "bouteilles", "grange", in_file=in_file, way=Way.TRANSMITTED)
    assert any("ici et là" in told for told in decide(asked).cautions)
    picked = replace(asked, pieces=(HIS,))
    assert not any("ici et là" in told for told in decide(picked).cautions)


def test_what_stops_already_is_told_once() -> None:
    stopped = replace(letter(), text=LONG)
    assert decide(stopped).obstacles
    assert decide(stopped).cautions == ()
