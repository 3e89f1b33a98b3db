"""Hundreds of invented offices, counted twice: by the program, and from the definitions alone."""

import statistics
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise

import pytest

from referent_desk.activity.control import TOTAL
from referent_desk.activity.counting import Counting
from referent_desk.activity.declared import INDICATORS, POPULATIONS
from referent_desk.activity.explaining import Explaining
from referent_desk.activity.figures import Figures
from referent_desk.activity.periods import Period
from referent_desk.office import Office
from referent_desk.vocabulary import Vocabulary
from tests.referent_desk.activity.invented_office import TODAY, InventedOffice, Inventor
from tests.referent_desk.activity.naive_count import naive_count

SEEDS = range(200)
AT_ONCE = 25
PERIODS = (
    *(Period.quarter(2026, number) for number in (1, 2, 3, 4)),
    Period.year(2026),
    Period(date(2026, 3, 29), date(2026, 3, 31)),
    Period(date(2026, 10, 25), date(2026, 10, 25)),
    Period(date(1990, 1, 1), date(2200, 1, 31)),
)


@contextmanager
def invented(office: Office, seed: int) -> Generator[InventedOffice]:
    """Rolled back at the end."""
    with office.vault.unit() as unit:
        resources = [resource.id for resource in office.directory.list(retired=True)]
        yield Inventor(seed, resources).fill(unit, Vocabulary(office.vault))


def counting(office: Office) -> Counting:
    return Counting(office.vault, Vocabulary(office.vault), office.settings, lambda: TODAY)


def given(figures: Figures) -> dict[str, Counter[str]]:
    """By indicator, answers that somebody gave."""
    return {
        table.indicator.code: +Counter({count.code: count.count for count in table.counts})
        for table in figures.tables
    }


@pytest.mark.parametrize("first", range(0, len(SEEDS), AT_ONCE))
def test_figures_are_those_of_the_definitions(office: Office, first: int) -> None:
    for seed in SEEDS[first : first + AT_ONCE]:
        with invented(office, seed) as made:
            count = counting(office)
            for period in PERIODS:
                naive, figures = naive_count(made, period, TODAY), count.figures(period)
                where = f"seed {seed}, {period.label}"
                assert dict(figures.totals) == naive.totals, where
                assert given(figures) == {
                    code: +answers for code, answers in naive.answers.items()
                }, where
                check_delay(figures, naive.delays, where)


def check_delay(figures: Figures, delays: list[int], where: str) -> None:
    delay = figures.delay
    assert delay.count == len(delays), where
    found = (delay.low_quartile, delay.median, delay.high_quartile)
    if not delays:
        assert found == (None, None, None), where
    elif len(delays) == 1:
        assert set(found) == {delays[0]}, where
    else:
        expected = statistics.quantiles(delays, n=4, method="inclusive")
        assert found == pytest.approx(expected), where


@pytest.mark.parametrize("first", range(0, 100, AT_ONCE))
def test_what_is_said_to_add_up_adds_up(office: Office, first: int) -> None:
    """Years of quarters, totals of answers, wholes of what is within them, words of aspects."""
    for seed in range(first, first + AT_ONCE):
        with invented(office, seed):
            count = counting(office)
            year = count.figures(Period.year(2026))
            quarters = [count.figures(quarter) for quarter in year.period.quarters]
            for population in POPULATIONS:
                parts = [quarter.totals[population.code] for quarter in quarters]
                total = year.totals[population.code]
                assert total == sum(parts) if population.adds_up else max(parts) <= total
                for whole in population.within:
                    assert total <= year.totals[whole]
            for before, after in pairwise(quarters):
                gone = before.totals["situations_closed"]
                stayed = before.totals["situations_current"] - gone
                new = after.totals["situations_new"]
                assert after.totals["situations_current"] == stayed + new
            for place, table in enumerate(year.tables):
                by_code = {count.code: count.count for count in table.counts}
                if table.population.adds_up:
                    summed = sum((given(q)[table.indicator.code] for q in quarters), Counter())
                    assert +Counter(by_code) == summed, INDICATORS[place].code
                if not table.indicator.several:
                    assert sum(by_code.values()) == table.total
                assert all(
                    aspect.count <= by_code[aspect.parent]
                    for aspect in table.counts
                    if aspect.parent
                )


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_the_records_behind_a_figure_are_as_many(office: Office, first: int) -> None:
    for seed in range(first, first + 20):
        with invented(office, seed):
            period = PERIODS[seed % len(PERIODS)]
            count = counting(office)
            figures = count.figures(period)
            explaining = Explaining(office.vault, Vocabulary(office.vault), lambda: TODAY)
            for code, total in figures.totals.items():
                explained = explaining.explain(code, None, None, period)
                assert sum(record.amount for record in explained.counted) == total
                assert count.total(code, period) == total
                assert len(set(count.ids(code, period)[TOTAL])) == len(explained.counted)
                left = {(left.record.kind, left.record.record_id) for left in explained.left_out}
                counted = {(record.kind, record.record_id) for record in explained.counted}
                assert not left & counted, (seed, code)
            for table in figures.tables:
                for answer in table.counts:
                    explained = explaining.explain(
                        table.population.code, table.indicator.code, answer.code, period
                    )
                    assert sum(record.amount for record in explained.counted) == answer.count
                    ids = count.ids(table.indicator.code, period).get(answer.code, ())
                    assert len(set(ids)) == len(explained.counted)
