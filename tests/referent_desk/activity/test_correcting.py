"""What a rectified report says of itself, on its first page."""

from dataclasses import replace

from referent_desk.activity.control import Symbol
from referent_desk.activity.correcting import changes_told
from referent_desk.activity.report import PrintedSpread, PrintedWork, Report
from tests.referent_desk.activity.reports import MINUTES, NEW, REPORT, SECTIONS, total


def other_total(report: Report, name: str, *values: int | Symbol) -> Report:
    """The report with other values of that population in its section."""
    sections = tuple(
        replace(
            section,
            totals=tuple(
                total(one.population, *values) if one.population.name == name else one
                for one in section.totals
            ),
        )
        for section in report.sections
    )
    return replace(report, sections=sections)


def test_time_is_told_as_it_is_printed() -> None:
    after = other_total(REPORT, MINUTES.name, 13_475, 12_880, 12_150)
    told = "Temps passé\u00a0: 224\u00a0h\u00a035 au lieu de 223\u00a0h\u00a035"
    assert changes_told(REPORT, after) == (told,)


def test_another_period_is_named_as_in_the_head_of_a_column() -> None:
    [was] = [t for s in SECTIONS for t in s.totals if t.population is NEW]
    values = was.values[0], 99, *was.values[2:]
    [told] = changes_told(REPORT, other_total(REPORT, NEW.name, *values))
    assert told.startswith("Situations nouvelles (T2\u00a02026)\u00a0: 99 au lieu de ")


def test_delays_and_the_hours_of_the_post_are_told() -> None:
    after = replace(
        REPORT,
        delay=replace(REPORT.delay, median=7),
        work=replace(REPORT.work, expected=REPORT.work.expected + 60),
    )
    assert changes_told(REPORT, after) == (
        "Délai entre le premier appel et le premier entretien – médiane\u00a0: 7 au lieu de 6",
        "Horaire du poste\u00a0: 248\u00a0h au lieu de 247\u00a0h",
    )


def test_a_delay_that_no_longer_prints_tells_nothing() -> None:
    after = replace(REPORT, delay=PrintedSpread(REPORT.delay.name, Symbol.SMALL))
    assert changes_told(REPORT, after) == ()


def test_the_hours_of_the_post_are_not_told_where_no_work_is_printed() -> None:
    before = replace(REPORT, sections=SECTIONS[:1])
    assert changes_told(before, replace(before, work=PrintedWork(0, 0, 60))) == ()


def test_what_changed_besides_the_figures_is_named_and_not_repeated() -> None:
    after = replace(
        REPORT,
        comment="Tout autre chose.",
        lessons=(),
        sender=replace(REPORT.sender, title="Référent famille"),
    )
    told = changes_told(REPORT, after, chosen_otherwise=True)
    assert told == (
        "Commentaire modifié",
        "«\u00a0Ce que les familles nous apprennent\u00a0» modifié",
        "En-tête modifié",
        "Autre choix de parties, de tableaux ou de regroupements",
    )
