"""However a text was typed, copied or pasted, what was said is found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referent_desk.secrecy import EchoKind, File, Patient, Piece
from referent_desk.secrecy.echoes import echoes
from referent_desk.secrecy.reading import words_of

SAID = "J’ai quitté la maison parce qu’il me menaçait avec un couteau."
FILE = File((Piece(SAID, said_by="brother"),), patients=(Patient("s", "Étienne"),))
SUBSTANCE = ("quitte", "maison", "parce", "menacait", "couteau")
LOOK_ALIKE = {"a": "аα", "c": "с", "e": "еε", "i": "іıι", "m": "м", "o": "оο", "p": "р", "t": "тτ"}
UNSEEN = "\u00ad\u034f\u200b\u200d\u200e\u202a\u2060\u2066\ufe0f\ufeff"


def repeats(text: str) -> bool:
    return any(echo.sure for echo in echoes(text, FILE) if echo.kind is EchoKind.WORDS)


def names(text: str) -> bool:
    return any(echo.sure for echo in echoes(text, FILE) if echo.kind is EchoKind.PATIENT)


def instead(word: str, written: str) -> str:
    return " ".join(written if known == word else known for known in SUBSTANCE)


@given(st.data())
def test_words_cut_in_two_hide_nothing(data: st.DataObject) -> None:
    written: list[str] = []
    for word in SUBSTANCE:
        at = data.draw(st.integers(1, len(word) - 1))
        between = data.draw(st.sampled_from([" ", "-\n", "\u2010\n   ", "\u00a0", ". ", "-"]))
        written.append(word[:at] + between + word[at:])
    assert repeats(" ".join(written))


@given(st.integers(0, 1), st.sets(st.integers(0, 6)))
def test_words_run_together_two_by_two_hide_nothing(first: int, apart: set[int]) -> None:
    words = [word.folded for word in words_of(SAID)]
    pairs = [words[at : at + 2] for at in range(first, len(words), 2)]
    joined = ((" " if n in apart else "").join(pair) for n, pair in enumerate(pairs))
    assert repeats(" ".join([*words[:first], *joined]))


@pytest.mark.parametrize("between", [" ", ".", "-", "_", "\u00a0", ". ", "\u202f", "·"])
def test_letters_one_by_one_hide_nothing(between: str) -> None:
    assert repeats("  ".join(between.join(word) for word in SUBSTANCE))
    assert names(f"Voici {between.join('ÉTIENNE')}, mon fils.")


@given(st.data())
def test_letters_that_look_the_same_hide_nothing(data: st.DataObject) -> None:
    written = "".join(
        data.draw(st.sampled_from([letter, *LOOK_ALIKE.get(letter, "")]))
        for letter in " ".join(SUBSTANCE)
    )
    assert repeats(written)


@given(st.data())
def test_what_nobody_sees_hides_nothing(data: st.DataObject) -> None:
    written = "".join(
        letter + data.draw(st.text(st.sampled_from(UNSEEN), max_size=2))
        for letter in " ".join(SUBSTANCE)
    )
    assert repeats(written)


@pytest.mark.parametrize(
    "text",
    [
        "Ｉｌ ａ ｑｕｉｔｔé ｌａ ｍａｉｓｏｎ, ｌｅ ｃｏｕｔｅａｕ ｍｅｎａçａｉｔ",
        "J’ai quitte´ la maison parce qu’il me menac¸ait avec un couteau.",
        "J’ai quitt´e la maison parce qu’il me mena¸cait avec un couteau.",
        "_J’ai_ _quitté_ _la_ _maison_ _parce_ _qu’il_ _me_ _menaçait_.",
        "J_ai_quitte_la_maison_parce_qu_il_me_menacait.pdf",
        "J’aiquitté lamaison parcequ’il memenaçait avecun couteau.",
        "J’ai quit-\nté la mai-\nson parce qu’il me mena-\nçait avec un cou-\nteau.",
    ],
)
def test_what_a_pdf_or_an_e_mail_does_to_words_hides_nothing(text: str) -> None:
    assert repeats(text)


@pytest.mark.parametrize("text", ["É́tienne", "Eti-\nenne", "E´tienne", "Étіеnne"])
def test_a_name_so_written_is_the_name(text: str) -> None:
    assert names(f"Nous parlions {text}.")


def test_another_name_is_not_that_name_and_a_little_word() -> None:
    file = File((Piece("Michel ne dort plus."),), patients=(Patient("s", "Michel"),))
    assert not echoes("Michelle dort.", file)


def test_initials_are_no_word() -> None:
    assert [word.folded for word in words_of("J. P. L.")] == ["j", "p", "l"]
    assert not echoes("É. T. I. et M. É. T.", FILE)
