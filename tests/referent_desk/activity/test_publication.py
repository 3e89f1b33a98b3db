"""What a report prints, what it leaves out, and what would show more."""

import random
from dataclasses import replace

import pytest

from referent_desk.activity import publication
from referent_desk.activity.choice import Choice, Grouping
from referent_desk.activity.control import Symbol
from referent_desk.activity.counted import Counted
from referent_desk.activity.history import Issue, to_keep
from referent_desk.activity.indicators import Section
from referent_desk.activity.periods import Period
from referent_desk.activity.publication import Asked, Draft, draft, proposals, visible
from referent_desk.activity.report import PrintedTable, Report
from tests.referent_desk.activity.invented_figures import ANSWERS, Invented

T3 = Period.quarter(2026, 3)


def office(a_quarter: int = 25, seed: int = 4) -> Counted:
    return Counted(Invented(random.Random(seed), a_quarter, sorted(ANSWERS)))


def made(choice: Choice | None = None, threshold: int = 5, a_quarter: int = 25) -> Draft:
    return draft(Asked(T3, choice or Choice(), threshold), office(a_quarter))


def tables(report: Report) -> dict[str, PrintedTable]:
    return {table.indicator.code: table for s in report.sections for table in s.tables}


def test_the_report_has_its_period_first_then_those_compared() -> None:
    table = tables(made().report)["situations_new.ward"]
    assert table.columns == (T3, Period.quarter(2026, 2), Period.quarter(2025, 3))
    assert all(len(row.values) == 3 for row in table.rows)


def test_a_period_in_which_nothing_was_counted_is_no_column() -> None:
    asked = Asked(Period.quarter(2025, 1), Choice(), 5)
    table = tables(draft(asked, office()).report)["situations_new.ward"]
    assert table.columns == (Period.quarter(2025, 1),)


def test_sections_stand_as_chosen_and_left_out_indicators_are_gone() -> None:
    sections = Section.REFERRALS, Section.SITUATIONS
    choice = Choice(sections=sections, left_out=frozenset({"situations_new.ward"}))
    report = made(choice).report
    assert tuple(section.section for section in report.sections) == sections
    assert "situations_new.ward" not in tables(report)
    assert "situations_new.origin" in tables(report)


def test_a_threshold_of_one_shows_all_and_of_a_thousand_nothing_of_anybody() -> None:
    shown = made(threshold=1)
    assert shown.report.visible_share == 1.0
    assert not shown.left_out
    hidden = made(threshold=1000).report
    assert hidden.visible_share == 0.0
    assert all(table.reason for table in tables(hidden).values())
    assert not any(isinstance(v, int) and v for t in hidden.key_figures for v in t.values)


def test_a_table_that_would_say_nothing_is_left_out_and_says_why() -> None:
    few = made(a_quarter=2)
    assert few.left_out
    assert all(table.reason and not table.rows for table in few.left_out)


def test_an_office_without_any_contact_gets_its_report() -> None:
    report = draft(Asked(Period.quarter(2020, 1), Choice(), 5), office()).report
    assert report.visible_share == 1.0
    assert all(value == 0 for total in report.key_figures for value in total.values)
    assert report.series == ()


def test_a_name_that_tells_a_diagnosis_is_printed_from_the_threshold_up() -> None:
    """In each column, or not at all."""
    for seed in range(6):
        counted = office(30, seed)
        table = tables(draft(Asked(T3, Choice(), 5), counted).report)["referrals.resource"]
        source = Invented(random.Random(seed), 30, sorted(ANSWERS))
        counts = [
            source.answers("referrals.resource", p).get("funambule", 0) for p in T3_AND_OTHERS
        ]
        named = any(row.label == "funambule" for row in table.rows)
        assert table.reason or named == (min(counts) >= 5)


T3_AND_OTHERS = (T3, T3.previous, T3.year_before)


def test_answers_are_merged_as_chosen() -> None:
    merged = Grouping(("care_unit", "doctor"), "hôpital"), Grouping(("website", "family"))
    choice = Choice(groupings={"situations_new.origin": merged})
    table = tables(made(choice).report)["situations_new.origin"]
    labels = [row.label for row in table.rows]
    assert labels[:2] == ["hôpital", "Autres"]
    assert table.rows[0].codes == ("care_unit", "doctor")


def test_the_part_of_an_answer_stands_under_it() -> None:
    table = tables(made().report)["situations_seen.emotions"]
    levels = {row.label: row.level for row in table.rows}
    assert levels["fear"] == 0
    assert levels["fear.violence"] == 1


def test_the_part_of_an_answer_printed_among_others_stands_under_no_other() -> None:
    """Else it would be read as a part of the word above it."""
    grouped = {"situations_seen.emotions": (Grouping(("fear", "shame")),)}
    table = tables(made(Choice(groupings=grouped)).report)["situations_seen.emotions"]
    levels = {row.label: row.level for row in table.rows}
    assert "fear" not in levels
    assert levels["fear.violence"] == 0


def test_each_proposal_gives_the_share_that_it_says() -> None:
    asked, counted = Asked(T3, Choice(), 5), office(12)
    first = draft(asked, counted)
    found = [p for p in proposals(asked, counted, first) if p.indicator]
    assert found
    for proposal in found:
        choice = Choice(groupings={proposal.indicator: proposal.groupings})
        again = draft(replace(asked, choice=choice), counted)
        assert again.report.visible_share > first.report.visible_share
        assert again.report.visible_share == pytest.approx(proposal.visible_share, abs=0.03)


def test_of_fewer_than_the_threshold_no_grouping_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, counted = Asked(T3, Choice(), 1000), office(12)
    made_of_all = draft(asked, counted)
    monkeypatch.delattr(publication, "shares_of")
    assert not [found for found in proposals(asked, counted, made_of_all) if not found.period]


def test_the_same_figures_print_the_same() -> None:
    assert made(a_quarter=15).report == made(a_quarter=15).report


def test_small_counts_of_another_threshold_are_not_printed_under_this_one() -> None:
    counted = office(20)
    asked = Asked(T3, Choice(), 8)
    first = draft(asked, counted)
    reads = counted.count_if_known, counted.who_if_known
    issue = Issue(first.report, *(to_keep(first.layouts, read) for read in reads))
    later = draft(Asked(T3, Choice(), 3, (issue,)), counted).report
    before, after = tables(first.report), tables(later)
    for code, table in before.items():
        for row, new in zip(table.rows, after[code].rows, strict=False):
            if table.population.controlled and row.values[0] is Symbol.SMALL:
                assert new.values[0] is Symbol.WITHHELD


def test_shares_are_those_of_what_was_counted() -> None:
    assert visible({"a": (10, 5), "b": (10, 10)}) == 0.75
    assert visible({}) == 1.0
