from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referent_desk.documents import Letter, Run, Style, long_date, typeset
from referent_desk.documents.content import plain
from referent_desk.documents.typography import typeset_letter, typeset_runs

SPACES = " \t\u00a0\u202f\u2009"
TRICKY = st.text(alphabet="aeM. 1h'’«»;:!?%()…/@-\n\u00a0\u202fmars", max_size=40)


def shown(text: str) -> str:
    """No-break spaces made visible: _ for U+00A0, ~ for U+202F."""
    return text.replace("\u00a0", "_").replace("\u202f", "~")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Bonjour !", "Bonjour~!"),
        ("Bonjour!", "Bonjour~!"),
        ("un ; deux ? trois", "un~; deux~? trois"),
        ("Vraiment ?!", "Vraiment~?!"),
        ("Objet : essai", "Objet_: essai"),
        ("Objet: essai", "Objet_: essai"),
        ("« mot »", "«_mot_»"),
        ("«mot»", "«_mot_»"),
        ("« Quoi ? »", "«_Quoi~?_»"),
        ("« fini » !", "«_fini_»~!"),
        ("10 %", "10_%"),
        ("10%", "10_%"),
        ("14 h 30", "14_h_30"),
        ("dès 14 h", "dès 14_h"),
        ("à 14h30, ou dès 9h.", "à 14_h_30, ou dès 9_h."),
        ("12 mars 2026", "12_mars 2026"),
        ("le 1 mars", "le 1er_mars"),
        ("le 1er mars", "le 1er_mars"),
        ("le 21 mars", "le 21_mars"),
        ("081 72 12 22", "081_72_12_22"),
        ("25 €", "25_€"),
        ("Mme Lacroix et M. Noël", "Mme_Lacroix et M._Noël"),
        ("aujourd'hui, l'été", "aujourd’hui, l’été"),
        ("qu'« elle »", "qu’«_elle_»"),
        ("(?)", "(?)"),
        ("! Début", "! Début"),
    ],
)
def test_french_rules(typed: str, printed: str) -> None:
    assert shown(typeset(typed)) == printed


@pytest.mark.parametrize(
    "kept",
    [
        "https://exemple.be/a?b=c;d:e!f",
        "www.exemple.be/?q=l'eau",
        "camille@exemple.be",
        "à 14:30 précises",
        "de garde 24h/24, salle 12h4b, réf. A-14h30",
        "2026-11-23T14:30:00",
        "a;b",
    ],
)
def test_addresses_and_times_are_left_alone(kept: str) -> None:
    assert typeset(kept) == kept


def test_a_mark_after_an_address_belongs_to_the_sentence() -> None:
    assert shown(typeset("Voir www.exemple.be ?")) == "Voir www.exemple.be~?"
    assert shown(typeset("Voir www.exemple.be?")) == "Voir www.exemple.be~?"


def test_belgian_official_use_leaves_spaces_as_typed() -> None:
    assert typeset("Objet: l'essai! «oui» 10%", spacing=False) == "Objet: l’essai! «oui» 10%"
    assert shown(typeset("le 12 mars", spacing=False)) == "le 12_mars"


def bare(value: str) -> str:
    told = value.replace("1er", "1").replace("’", "'")
    return "".join(c for c in told if c not in SPACES)


@pytest.mark.parametrize("pattern", ["a", " ", "a.a-", "a@", "«", "1 ", "www.", "'", "a' "])
def test_a_long_text_keeps_its_letters(pattern: str) -> None:
    """A search that goes back over what it read would take minutes here."""
    text = pattern * (200_000 // len(pattern)) + "!"
    assert bare(typeset(text)) == bare(text)


@given(TRICKY | st.text(max_size=40), st.booleans())
def test_twice_is_once(text: str, spacing: bool) -> None:
    once = typeset(text, spacing=spacing)
    assert typeset(once, spacing=spacing) == once


@given(TRICKY | st.text(max_size=40))
def test_only_spaces_and_apostrophes_change(text: str) -> None:
    assert bare(typeset(text)) == bare(text)


@given(st.lists(TRICKY, max_size=4))
def test_verbatims_are_never_altered(texts: list[str]) -> None:
    styles = [Style.VERBATIM, Style.PLAIN, Style.VERBATIM, Style.STRONG]
    runs = [Run(text, style) for text, style in zip(texts, styles, strict=False)]
    done = typeset_runs(runs)
    assert [r for r in done if r.style is Style.VERBATIM] == runs[::2]


def test_a_mark_obeys_the_run_before_it() -> None:
    runs = typeset_runs((Run("Venez"), Run("vite", Style.STRONG), Run("! Oui")))
    assert shown(runs[2].text) == "~! Oui"
    assert typeset_runs((Run("! Oui"),))[0].text == "! Oui"


def test_the_recipient_s_address_is_not_touched() -> None:
    letter = Letter(("L'accueil",), ("L'Autre 10%",), "Ici", "l'essai", (plain("l'été"),), ())
    done = typeset_letter(letter)
    assert done.recipient == letter.recipient
    assert (done.sender, done.subject, done.body) == (("L’accueil",), "l’essai", (plain("l’été"),))


def test_long_dates() -> None:
    assert long_date(date(2026, 11, 23)) == "23\u00a0novembre 2026"
    assert long_date(date(2026, 3, 1)) == "1er\u00a0mars 2026"
