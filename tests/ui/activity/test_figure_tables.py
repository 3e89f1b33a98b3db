"""Tables of figures: what the report prints instead, what is merged, what nobody answered."""

from dataclasses import replace

import pytest

from referent_desk.activity import (
    Count,
    Figures,
    Indicator,
    Period,
    Population,
    PrintedRow,
    PrintedSection,
    PrintedSpread,
    PrintedTable,
    PrintedTotal,
    PrintedWork,
    Report,
    Section,
    Sender,
    Spread,
    Symbol,
    Table,
    Unit,
    WorkTime,
)
from ui.activity.figure_tables import delay_table, post_line, tables_of, totals_table
from ui.activity.marks import Marks, marks_of

T3, T2 = Period.quarter(2026, 3), Period.quarter(2026, 2)
PERSONS = Population(
    "persons_met", Section.PERSONS, "Personnes", "…", Unit.PERSONS, adds_up=False, controlled=True
)
LINK = Indicator("persons_met.link", "persons_met", "Par lien", "Leur lien.")


def counted(period: Period, mother: int, sister: int, uncle: int = 0) -> Figures:
    counts = (
        Count("mother", "mère", mother),
        Count("sister", "sœur", sister),
        Count("uncle", "oncle", uncle),
    )
    total = mother + sister + uncle
    return Figures(
        period,
        (PERSONS,),
        {"persons_met": total},
        (Table(LINK, PERSONS, total, counts),),
        Spread(PERSONS, 3, 2.0, 4.5, 9.0),
        WorkTime(600, 90, 14_820),
    )


def printed(*rows: PrintedRow, reason: str = "") -> Report:
    table = PrintedTable(LINK, PERSONS, (T3, T2), (9, 8), rows, reason)
    total = PrintedTotal(PERSONS, (T3, T2), (9, Symbol.WITHHELD))
    section = PrintedSection(Section.PERSONS, "Personnes", (total,), (table,))
    delay, work = PrintedSpread("", 0), PrintedWork(0, 0, 0)
    return Report(T3, 1, None, Sender(), 5, (), (section,), (), delay, work, 1.0)


def test_what_the_report_hides_stands_with_its_real_figure() -> None:
    report = printed(
        PrintedRow(("mother",), "mère", (6, 6)),
        PrintedRow(("sister",), "sœur", (Symbol.SMALL, Symbol.WITHHELD)),
    )
    marks = marks_of(report, ())
    both = counted(T3, 6, 3), counted(T2, 6, 2)
    table = tables_of(Section.PERSONS, both, (T3, T2), marks)[0]
    sister = next(line for line in table.lines if line.label == "Sœur")
    assert [figure.words for figure in sister.figures] == ["3", "2"]
    assert [figure.mark for figure in sister.figures] == ["<5", "n.c."]
    assert sister.figures[0].spoken == "3, <5 dans le rapport"
    mother = next(line for line in table.lines if line.label == "Mère")
    assert [figure.mark for figure in mother.figures] == ["", ""]
    totals = totals_table(Section.PERSONS, both, (T3, T2), marks)
    assert [figure.mark for figure in totals.lines[0].figures] == ["", "n.c."]


def test_answers_printed_together_say_so() -> None:
    merged = PrintedRow(("sister", "uncle"), "Autres", (Symbol.SMALL, 0))
    marks = marks_of(printed(merged), ())
    table = tables_of(Section.PERSONS, [counted(T3, 6, 2, 1)], [T3], marks)[0]
    sister = next(line for line in table.lines if line.label == "Sœur")
    assert sister.note == "dans le rapport, avec «\u00a0Autres\u00a0»"


def test_a_table_left_out_says_why() -> None:
    marks = marks_of(printed(reason="Trop peu de réponses."), ())
    table = tables_of(Section.PERSONS, [counted(T3, 6, 2)], [T3], marks)[0]
    assert table.omitted == "Trop peu de réponses."


def test_answers_that_nobody_gave_are_told_in_one_line() -> None:
    table = tables_of(Section.PERSONS, [counted(T3, 6, 2)], [T3], Marks())[0]
    assert [line.label for line in table.lines] == ["Mère", "Sœur"]
    assert table.below == ("À zéro\u00a0: oncle.",)
    later = tables_of(Section.PERSONS, [counted(T3, 6, 2), counted(T2, 0, 0, 1)], [T3, T2], Marks())
    assert [line.label for line in later[0].lines] == ["Mère", "Sœur", "Oncle"]


def test_a_nought_that_the_report_hides_has_its_line() -> None:
    """Else it would be taken for one that prints; within « Autres », the others say it."""
    both = [counted(T3, 6, 2), counted(T2, 6, 2)], [T3, T2]
    alone = marks_of(printed(PrintedRow(("uncle",), "oncle", (Symbol.WITHHELD, 0))), ())
    table = tables_of(Section.PERSONS, *both, alone)[0]
    [uncle] = [line for line in table.lines if line.label == "Oncle"]
    assert [figure.mark for figure in uncle.figures] == ["n.c.", ""]
    assert table.below == ()
    merged = marks_of(printed(PrintedRow(("sister", "uncle"), "Autres", (Symbol.SMALL, 0))), ())
    assert tables_of(Section.PERSONS, *both, merged)[0].below == ("À zéro\u00a0: oncle.",)


def test_a_period_not_counted_yet_is_no_nought() -> None:
    table = tables_of(Section.PERSONS, [counted(T3, 6, 2), None], [T3, T2], Marks())[0]
    assert [line.figures[1].words for line in table.lines] == ["…", "…"]
    assert all(line.figures[1].asked is None for line in table.lines)


def test_a_figure_knows_what_it_is_asked_by() -> None:
    table = tables_of(Section.PERSONS, [counted(T3, 6, 2)], [T3], Marks())[0]
    asked = table.lines[0].figures[0].asked
    assert asked is not None
    assert (asked.population, asked.indicator, asked.answer) == (
        "persons_met",
        "persons_met.link",
        "mother",
    )
    assert asked.title == "Mère · 3e\u00a0trimestre\u00a02026"


def test_time_and_delay_are_told_in_their_units() -> None:
    post = post_line([counted(T3, 1, 1), None])
    assert [figure.words for figure in post.figures] == ["247\u00a0h", "…"]
    delay = delay_table([counted(T3, 1, 1)], [T3], Marks())
    assert [line.figures[0].words for line in delay.lines] == ["2", "4,5", "9", "3"]


@pytest.mark.parametrize(
    ("spread", "hidden"),
    [
        (PrintedSpread("", 12, 2, 4, 9), False),
        (PrintedSpread("", 12), True),
        (PrintedSpread("", Symbol.SMALL), True),
        (PrintedSpread("", 0), False),
        (PrintedSpread("", Symbol.OMITTED), False),
    ],
)
def test_a_delay_that_the_report_does_not_print_says_so(
    spread: PrintedSpread, *, hidden: bool
) -> None:
    marks = marks_of(replace(printed(), delay=spread), ())
    below = delay_table([counted(T3, 1, 1)], [T3], marks).below
    assert any("n’imprime pas" in line for line in below) == hidden
