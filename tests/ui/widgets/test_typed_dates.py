from datetime import date, time

import pytest

from ui.widgets.typed_dates import parse_date, parse_time, show_date, show_time

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23/11/2026", date(2026, 11, 23)),
        ("1/2/26", date(2026, 2, 1)),
        ("23.11.2026", date(2026, 11, 23)),
        ("2026-11-23", date(2026, 11, 23)),
        ("23/11", TODAY),
        ("5/1", date(2027, 1, 5)),
        ("  Demain ", date(2026, 11, 24)),
        ("aujourd’hui", TODAY),
        ("hier", date(2026, 11, 22)),
        ("jeudi", date(2026, 11, 26)),
        ("lundi", date(2026, 11, 30)),
        ("+7", date(2026, 11, 30)),
    ],
)
def test_dates_as_they_are_typed(text: str, expected: date) -> None:
    assert parse_date(text, TODAY) == expected


@pytest.mark.parametrize("text", "|31/2/2026|30/02|bientôt|11|1/13|²/1|+999999".split("|"))
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse_date(text, TODAY)


def test_without_nearest_the_year_is_this_one() -> None:
    assert parse_date("5/1", TODAY, nearest=False) == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 h 30", time(14, 30)),
        ("14\u00a0h\u00a030", time(14, 30)),
        ("14h", time(14)),
        ("14:05", time(14, 5)),
        ("1430", time(14, 30)),
        ("9", time(9)),
    ],
)
def test_times_as_they_are_typed(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize("text", ["", "25h", "14h75", "midi"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse_time(text)


def test_shown_as_one_reads_them() -> None:
    assert show_date(TODAY) == "23/11/2026"
    assert show_time(time(9, 5)) == "9\u00a0h\u00a005"
