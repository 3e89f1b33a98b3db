"""What a free text is found to hold."""

import string
import unicodedata
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from referent_desk.secrecy import Echo, EchoKind, File, Patient, Piece, Relative
from referent_desk.secrecy.echoes import echoes

SAID = "J’ai quitté la maison parce qu’il me menaçait avec un couteau."
PIECE = Piece(SAID, said_by="brother", noted_on=date(2026, 3, 1))
FILE = File(
    (PIECE,),
    patients=(Patient("s", "Émilie"),),
    relatives=(Relative("brother", "Hugo", ("Hugo", "Lefèvre")),),
    wards=("Unité A",),
)
WORDS = ("table", "jardin", "matin", "voiture", "semaine", "courrier", "bonjour", "dossier")
SUBSTANCE = ("quitte", "maison", "parce", "menacait", "couteau")


def words(text: str) -> list[Echo]:
    return [echo for echo in echoes(text, FILE) if echo.kind is EchoKind.WORDS]


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        SAID.upper(),
        "Il dit avoir QUITTE LA MAISON car on le menacait d’un couteau",
        "Menaçait-on le frère au couteau\u202f? Il a quitté la maison.",
        "Avec un couteau menaçant\u202f: il a donc quitté cette maison.",
        "Il a quité la maizon parce qu’elle le menacait avec des couteaux.",
        "Il a quitté\nla maison\u00a0; il le menaçait, avec un grand couteau.",
        unicodedata.normalize("NFD", SAID),
        "Il a qui\u00adtté la mai\u200bson\u202f; on le mena\u2060çait au cou\ufeffteau.",
        "Il a **quit**té la mai*son*\u202f; on le `mena`çait au ***cou***teau.",
    ],
)
def test_what_was_said_is_found_again(text: str) -> None:
    (echo,) = words(text)
    assert echo.sure
    assert echo.piece is PIECE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "Je me suis couché à la maison.",
        "Il y a un couteau. " + "Rien. " * 9 + "La maison.",
    ],
)
def test_what_was_not_said_is_not(text: str) -> None:
    assert words(text) == []


def test_words_met_here_and_there_in_a_long_account_are_none() -> None:
    sentences = [f"{one} {other} demeurent ensemble." for one, other in pairwise(WORDS)]
    long = Piece(" ".join(f"{said} {'Rien ne change jamais ici. ' * 4}" for said in sentences))
    text = "La table, le matin, une semaine, bonjour."
    assert echoes(text, File((long,))) == ()


def test_a_likeness_is_told_apart() -> None:
    long = Piece("Papa criait chaque soir, puis le chien aboyait et les voisins frappaient au mur.")
    (echo,) = echoes("Le chien aboyait, les voisins dormaient.", File((long,)))
    assert not echo.sure


def test_a_confidence_of_two_words_is_one() -> None:
    short = File((Piece("Il boit, et en cachette."),))
    (echo,) = echoes("Quelqu’un boit en cachette.", short)
    assert echo.sure
    assert echoes("Quelqu’un boit.", short) == ()


def test_the_span_is_that_of_the_words() -> None:
    text = f"Madame,\n\n{SAID} Je vous remercie."
    (echo,) = words(text)
    assert text[echo.start : echo.end].startswith("quitté")
    assert text[echo.start : echo.end].endswith("couteau")


def test_words_of_the_template_tell_nothing() -> None:
    assert echoes(SAID, FILE, ordinary=SAID) == ()


def test_whom_it_names() -> None:
    found = echoes("EMILIE, Emilye, l’unité a, M. Lefevre et Hugo, mais ni E. ni l’unité B", FILE)
    assert [(echo.kind, echo.named, echo.sure) for echo in found] == [
        (EchoKind.PATIENT, "Émilie", True),
        (EchoKind.PATIENT, "Émilie", False),
        (EchoKind.WARD, "Unité A", True),
        (EchoKind.RELATIVE, "Lefèvre", True),
        (EchoKind.RELATIVE, "Hugo", True),
    ]


@given(
    st.lists(st.sampled_from(WORDS), max_size=30),
    st.lists(st.sampled_from(WORDS), max_size=30),
    st.sampled_from(["", *SUBSTANCE]),
    st.sampled_from(WORDS),
)
def test_one_word_changed_within_any_text_hides_nothing(
    before: list[str], after: list[str], dropped: str, instead: str
) -> None:
    said = [instead if word == dropped else word for word in SUBSTANCE]
    assert any(echo.sure for echo in words(" ".join([*before, *said, *after])))


@given(st.sampled_from(SUBSTANCE[1:]), st.data())
def test_a_slip_in_a_word_hides_nothing(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    slips = [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
    ]
    slip = data.draw(st.sampled_from(slips))
    text = " ".join(slip if known == word else known for known in SUBSTANCE)
    assert any(echo.sure for echo in words(text))


@given(st.text(max_size=300))
def test_any_text_is_read_and_spans_stand_within_it(text: str) -> None:
    for echo in echoes(text, FILE, text[:20]):
        assert 0 <= echo.start < echo.end <= len(text)


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_other_words_are_no_echo(other: list[str]) -> None:
    assume(other)
    assert words(" ".join(other)) == []
