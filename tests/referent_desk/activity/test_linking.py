"""Cells of different periods, answers and populations, and what ties them."""

import random
from collections.abc import Iterable

from referent_desk.activity.control import Cell, Relation, adds_up, at_most
from referent_desk.activity.declared import indicator, population
from referent_desk.activity.linking import Known, Layout, linked
from referent_desk.activity.periods import Period
from tests.referent_desk.activity.invented_figures import ANSWERS, Invented

T1, T2, T3, T4 = (Period.quarter(2026, number) for number in (1, 2, 3, 4))
YEAR = Period.year(2026)
ORIGIN, NEW = indicator("situations_new.origin"), population("situations_new")
WARD, SEEN = indicator("situations_seen.ward"), population("situations_seen")
EMOTIONS = indicator("situations_seen.emotions")


def rows(*answers: str) -> tuple[frozenset[str], ...]:
    """« a+b » are merged."""
    return tuple(frozenset(answer.split("+")) for answer in answers)


def known(layouts: Iterable[Layout]) -> Known:
    """As an office of some size counts them."""
    source = Invented(random.Random(3), 30, sorted(ANSWERS))

    def count(cell: Cell) -> int:
        period = Period.read(cell.period)
        if not cell.modality:
            return source.total(cell.indicator, period)
        return source.together(cell.indicator, cell.modality.split("+"), period)

    return linked(tuple(layouts), count, {"situations_seen.emotions": {"fear.violence": "fear"}})


def relations(*layouts: Layout) -> tuple[Relation, ...]:
    return known(layouts).relations


def total(code: str, period: Period) -> Cell:
    return Cell(code, "", period.label)


def test_a_year_is_the_sum_of_its_quarters_and_of_what_is_left() -> None:
    found = relations(Layout(NEW, YEAR), Layout(NEW, T1), Layout(NEW, T2))
    rest = total("situations_new", Period(T3.first, T4.last))
    quarters = [total("situations_new", period) for period in (T1, T2)]
    assert adds_up(total("situations_new", YEAR), [*quarters, rest]) in found


def test_those_seen_in_a_quarter_were_seen_in_the_year() -> None:
    found = relations(*(Layout(SEEN, period) for period in (YEAR, T1, T2, T3, T4)))
    assert at_most(total("situations_seen", T2), total("situations_seen", YEAR)) in found
    together = [r for r in found if len(r.terms) == 5]
    assert together, "and the year has no more than its quarters together"


def test_one_grouping_and_another_meet_in_their_finest_answers() -> None:
    one = Layout(NEW, T1, ORIGIN, rows("family+doctor", "care_unit", "website", "unknown"))
    other = Layout(NEW, T1, ORIGIN, rows("family", "doctor+care_unit", "website", "unknown"))
    found = relations(one, other)
    cell = {a: Cell("situations_new.origin", a, T1.label) for a in ("family", "doctor")}
    whole = Cell("situations_new.origin", "doctor+family", T1.label)
    assert adds_up(whole, [cell["doctor"], cell["family"]]) in found


def test_what_is_printed_at_one_level_brings_no_cell_in_between() -> None:
    layouts = [
        Layout(NEW, period, ORIGIN, rows("family", "doctor", "care_unit", "website", "unknown"))
        for period in (T1, T2)
    ]
    cells = {cell for layout in layouts for cell in layout.cells}
    assert known(layouts).counts.keys() == cells


def test_an_answer_is_within_the_one_that_it_stands_under() -> None:
    layout = Layout(SEEN, T1, EMOTIONS, rows("fear", "fear.violence", "hope", "unknown"))
    part, whole = (Cell(EMOTIONS.code, code, T1.label) for code in ("fear.violence", "fear"))
    assert at_most(part, whole) in relations(layout)


def test_who_is_there_came_or_was_there_and_leaves_or_stays() -> None:
    """Situations of one quarter, and of the next, tell of those closed in between."""
    current = population("situations_current")
    found = known([Layout(current, T1), Layout(current, T2), Layout(NEW, T2)])
    start = Cell("situations_current.before", "", T2.first.isoformat())
    stock, new = total("situations_current", T2), total("situations_new", T2)
    closed = total("situations_closed", T1)
    assert adds_up(stock, [new, start]) in found.relations
    assert adds_up(total("situations_current", T1), [closed, start]) in found.relations
    assert found.counts[start] == found.counts[stock] - found.counts[new]


def test_every_relation_holds_of_the_counts() -> None:
    """Whatever overlaps: nothing is told to the audit that is not so."""
    chance = random.Random(1)
    periods = [T1, T2, T3, YEAR, Period(T1.first, T2.last), Period(T2.first, T4.last)]
    for _ in range(10):
        layouts = [
            Layout(NEW, p, ORIGIN, rows("family+doctor", "care_unit", "website", "unknown"))
            if chance.random() < 0.5
            else Layout(SEEN, p, WARD, rows("unit_a", "unit_b", "day_hospital", "unknown"))
            for p in chance.sample(periods, 4)
        ]
        found = known(layouts)
        for relation in found.relations:
            sum_ = sum(factor * found.counts[cell] for cell, factor in relation.terms)
            assert relation.low is None or relation.low <= sum_
            assert relation.high is None or sum_ <= relation.high


def test_what_controls_has_no_tie_to_what_prints_exactly() -> None:
    """Else workload would have to be audited too."""
    from referent_desk.activity.declared import POPULATIONS

    by_code = {p.code: p for p in POPULATIONS}
    for one in POPULATIONS:
        for other in (*one.within, *(one.flow or ())):
            assert by_code[other].controlled == one.controlled


def test_no_population_is_asked_what_one_around_it_is_asked() -> None:
    """Else their answers would be tied, row by row."""
    from referent_desk.activity.declared import INDICATORS

    asked = {(i.population, i.catalogue) for i in INDICATORS if i.catalogue}
    for code, catalogue in asked:
        assert not [whole for whole in population(code).within if (whole, catalogue) in asked]
