"""Periods by their names, on paper as on screen."""

import pytest

from referent_desk.activity import wording
from referent_desk.activity.periods import Period


@pytest.mark.parametrize(
    ("label", "name", "of", "short"),
    [
        ("2026-T1", "1er trimestre 2026", "du 1er trimestre 2026", "T1 2026"),
        ("2026", "année 2026", "de l’année 2026", "2026"),
        (
            "2026-01-15..2026-02-28",
            "du 15 janvier au 28 février 2026",
            "du 15 janvier au 28 février 2026",
            "15/01/26 – 28/02/26",
        ),
        (
            "2025-12-01..2026-01-31",
            "du 1er décembre 2025 au 31 janvier 2026",
            "du 1er décembre 2025 au 31 janvier 2026",
            "01/12/25 – 31/01/26",
        ),
    ],
)
def test_a_period_has_a_name_for_each_place(label: str, name: str, of: str, short: str) -> None:
    period = Period.read(label)
    told = (wording.period_name(period), wording.of_period(period), wording.short_period(period))
    assert tuple(words.replace("\u00a0", " ") for words in told) == (name, of, short)


def test_the_head_of_a_column_sets_its_days_one_under_the_other() -> None:
    days = Period.read("2026-01-15..2026-02-28")
    assert wording.column_period(days) == "15/01/26 –\n28/02/26"
    assert wording.column_period(Period.quarter(2026, 3)) == "T3\u00a02026"
