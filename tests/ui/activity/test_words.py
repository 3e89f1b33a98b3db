"""How periods, reports and what stands behind a figure are told."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from referent_desk.activity import (
    Behind,
    Difference,
    IssuedReport,
    LeftOut,
    LeftOutReason,
    Period,
    RecordKind,
    latest,
)
from tests.referent_desk.activity.reports import (
    CLOSED,
    CURRENT,
    NEW,
    REPORT,
    WITHHELD,
    total,
)
from ui.activity.words import (
    Standing,
    behind_row,
    difference_line,
    hours,
    left_out_row,
    share,
    standing,
    standing_line,
    totals_unsaid,
)
from ui.discretion import discretion

T3 = Period.quarter(2026, 3)
OWN = Period(date(2026, 1, 15), date(2026, 2, 28))
FIRST = IssuedReport("a", T3, 1, "Camille Dumont", datetime(2026, 10, 4, 9, 0), None)
SECOND = IssuedReport("b", T3, 2, "Camille Dumont", datetime(2026, 10, 9, 9, 0), "a")


@pytest.mark.parametrize(
    ("today", "last", "changed", "told"),
    [
        (date(2026, 6, 30), None, False, Standing.TO_COME),
        (date(2026, 7, 1), None, False, Standing.UNDER_WAY),
        (date(2026, 9, 30), None, False, Standing.UNDER_WAY),
        (date(2026, 10, 1), None, False, Standing.TO_ISSUE),
        (date(2026, 10, 5), FIRST, False, Standing.ISSUED),
        (date(2026, 10, 5), FIRST, True, Standing.CORRECTED),
    ],
)
def test_where_a_report_stands(
    today: date, last: IssuedReport | None, changed: bool, told: Standing
) -> None:
    assert standing(T3, today, last, changed=changed) is told


def test_a_period_where_nothing_was_noted_waits_for_no_report() -> None:
    assert standing(T3, date(2026, 10, 5), None, noted=False) is Standing.NOTHING
    assert standing(T3, date(2026, 9, 5), None, noted=False) is Standing.UNDER_WAY
    assert standing(T3, date(2026, 10, 5), FIRST, noted=False) is Standing.ISSUED


def test_the_latest_version_is_told_with_its_day() -> None:
    assert latest([SECOND, FIRST], T3) == SECOND
    assert latest([FIRST], OWN) is None
    assert standing_line(Standing.ISSUED, FIRST) == "émis le 04/10/2026"
    assert standing_line(Standing.CORRECTED, SECOND) == (
        "corrigé depuis (émis le 09/10/2026, version 2)"
    )


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (125, "2 h 05")]
)
def test_minutes_are_told_as_hours(minutes: int, told: str) -> None:
    assert hours(minutes).replace("\u00a0", " ") == told


@pytest.mark.parametrize(("part", "told"), [(1.0, "100"), (0.999, "99"), (0.29, "29"), (0, "0")])
def test_a_share_is_never_rounded_up(part: float, told: str) -> None:
    assert share(part) == f"{told}\u00a0%"


def test_totals_that_are_not_told_say_why_and_what_to_do() -> None:
    totals = [total(NEW, 17, 5, 5), total(CURRENT, WITHHELD, 5, 5), total(CLOSED, WITHHELD, 5, 5)]
    told = totals_unsaid(replace(REPORT, key_figures=tuple(totals)))
    assert told.startswith("Situations en cours, Situations clôturées\u00a0: n.c.")
    assert "un trimestre de plus" in told
    assert not totals_unsaid(replace(REPORT, key_figures=(total(NEW, 17, WITHHELD, 5),)))


def test_a_difference_says_its_row_and_its_period_where_it_is_another() -> None:
    changed = Difference("Personnes rencontrées", "Par lien", "mère", 6, 7, T3)
    assert difference_line(changed, T3) == "Par lien – mère\u00a0: 6 à l’émission, 7 aujourd’hui"
    total = Difference("Personnes rencontrées", "", "", 6, 7, T3.previous)
    assert "Personnes rencontrées (T2\u00a02026)" in difference_line(total, T3)
    spent = Difference("Temps direct", "", "", 2385, 2535, T3, minutes=True)
    told = difference_line(spent, T3).replace("\u00a0", " ")
    assert told == "Temps direct : 39 h 45 à l’émission, 42 h 15 aujourd’hui"


def test_a_discreet_screen_tells_initials_and_nothing_that_was_said() -> None:
    record = Behind(RecordKind.PERSON, "p", "f", "Quévrain", "2026-07-06", "Wivine Quévrain")
    rows = behind_row(record, "0"), left_out_row(LeftOut(record, LeftOutReason.NO_LINK), "0")
    assert all("Quévrain" in row.on_screen.spoken for row in rows)
    discretion().set_on(on=True)
    for row in rows:
        assert "Quévrain" not in row.on_screen.spoken
        assert "Wivine" not in row.on_screen.spoken
        assert "Q." in row.on_screen.spoken
