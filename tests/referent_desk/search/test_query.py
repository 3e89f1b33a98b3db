"""What is typed is always understood somehow, and filters are told from words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referent_desk.search import FILTERS, Filter, parse
from referent_desk.search.excerpts import LONGEST, excerpt
from referent_desk.search.kinds import kinds_named
from referent_desk.search.periods import period

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "words", "filters"),
    [
        ("L’Hôpital", ("hopital",), ()),
        ("d'Évrard qu’elle", ("evrard", "elle"), ()),
        ("l", ("l",), ()),
        ("peur émotion:culp", ("peur",), ((Filter.EMOTION, "culp"),)),
        ("émotion\u00a0: peur", (), ((Filter.EMOTION, "peur"),)),
        ("période:«\u00a0mars 2026\u00a0» cri", ("cri",), ((Filter.PERIOD, "mars 2026"),)),
        ('UNITE:"Les Tilleuls"', (), ((Filter.WARD, "Les Tilleuls"),)),
        ("besoin:", (), ((Filter.NEED, ""),)),
        ("il a dit: non", ("il", "a", "dit", "non"), ()),
        ("ça arrive à 14:30", ("ca", "arrive", "14", "30"), ()),
    ],
)
def test_words_and_filters(
    typed: str, words: tuple[str, ...], filters: tuple[tuple[Filter, str], ...]
) -> None:
    found = parse(typed)
    assert found.filters == filters
    assert set(found.words) >= {word for word in words if len(word) > 1}
    assert parse(typed.upper()).words == found.words


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0470 41 41 64", "32470414164"),
        ("0470/41", "3247041"),
        ("+32 (0)470 41", "3247041"),
        ("0032470", "32470"),
        ("081.72.12", "32817212"),
        ("12 mars", ""),
        ("2026", ""),
        ("0470 appel", ""),
        ("04", ""),
    ],
)
def test_a_telephone_number_is_read_as_it_is_kept(typed: str, phone: str) -> None:
    assert parse(typed).phone == phone


@given(st.text())
def test_whatever_is_typed_gives_plain_words(typed: str) -> None:
    for word in parse(typed).words:
        assert word
        assert not set(word) & set("\"*():'’ _\ue000")


@given(st.sampled_from(Filter), st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_a_filter_is_read_as_it_is_written(which: Filter, value: str) -> None:
    assert parse(f"mot {FILTERS[which]}:{value}").filters == ((which, value),)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("02/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("12/11/2026", date(2026, 11, 12), date(2026, 11, 12)),
        ("mars", date(2026, 3, 1), date(2026, 3, 31)),
        ("Décembre", date(2025, 12, 1), date(2025, 12, 31)),
        ("août 2020", date(2020, 8, 1), date(2020, 8, 31)),
        ("semaine", date(2026, 11, 17), TODAY),
        ("hier", date(2026, 11, 23), date(2026, 11, 23)),
        ("2026-01..2026-03", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-01..", date(2026, 1, 1), date.max),
    ],
)
def test_periods(typed: str, first: date, last: date) -> None:
    assert period(typed, TODAY) == (first, last)


@pytest.mark.parametrize(
    "typed", ["", "31/02/2026", "ju", "demain peut-être", "2026..2020", "0000"]
)
def test_what_is_no_period(typed: str) -> None:
    assert period(typed, TODAY) is None


@given(st.text(max_size=30))
def test_no_period_raises(typed: str) -> None:
    found = period(typed, TODAY)
    assert found is None or found[0] <= found[1]


def test_kinds_by_their_words() -> None:
    assert kinds_named("lettres") == ("letter",)
    assert kinds_named("émo") == ("emotion",)
    assert kinds_named("xyz") == ()


def test_the_excerpt_shows_the_word_with_its_accents() -> None:
    text = (
        "Au début tout allait bien, nous ne nous doutions de rien. " * 3 + "Puis la Peur, l’œdème."
    )
    found = excerpt(text, ("peur", "oedeme"))
    assert [found.text[start:end] for start, end in found.marks] == ["Peur", "œdème"]
    assert found.text.startswith("…")


@given(st.text(), st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), max_size=3))
def test_marks_stand_within_the_excerpt(text: str, words: list[str]) -> None:
    found = excerpt(text, words)
    assert len(found.text) <= LONGEST + 2
    assert all(0 <= start < end <= len(found.text) for start, end in found.marks)
