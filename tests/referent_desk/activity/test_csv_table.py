import csv
import io
import re
from dataclasses import replace

import pytest

from referent_desk.activity.csv_table import csv_file, harmless, lines
from tests.referent_desk.activity import reports
from tests.referent_desk.activity.reports import OMITTED, REPORT, SMALL, WITHHELD

HEAD = "section indicateur modalite periode valeur partition cumulable".split()


def read(report: reports.Report = REPORT) -> list[dict[str, str]]:
    text = csv_file(report).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def value(answer: str, period: str, report: reports.Report = REPORT) -> list[str]:
    found = [row for row in read(report) if (row["modalite"], row["periode"]) == (answer, period)]
    return [row["valeur"] for row in found]


def test_one_figure_a_line_under_names_that_excel_reads() -> None:
    content = csv_file(REPORT)
    assert content.startswith(b"\xef\xbb\xbfsection;indicateur;modalite;")
    assert list(read()[0]) == HEAD
    keys = [(row["indicateur"], row["modalite"], row["periode"]) for row in read()]
    assert len(keys) == len(set(keys))


def test_a_value_is_a_number_or_says_that_it_is_hidden() -> None:
    assert all(re.fullmatch(r"\d+|<5|n\.c\.", row["valeur"]) for row in read())
    assert value("Mère", "2026-T3") == ["21"]
    assert value("Voisin", "2026-T3") == ["<5"]
    assert value("Ami, amie", "2026-T3") == ["n.c."]
    assert value("Grand-parent", "2026-T3") == ["0"]


def test_a_part_of_a_row_is_named_after_both_and_is_no_part_of_the_total() -> None:
    rows = {r["modalite"]: (r["indicateur"], r["partition"]) for r in read(reports.NESTED)}
    assert rows["Parents"] == ("Lien", "oui")
    assert rows["Parents > Mère"] == ("Lien, détail", "non")


def test_the_threshold_is_the_reports_own() -> None:
    assert value("Voisin", "2026-T3", replace(REPORT, threshold=12)) == ["<12"]


def test_what_adds_up_says_so() -> None:
    rows = {row["indicateur"]: (row["partition"], row["cumulable"]) for row in read()}
    assert rows["Émotions notées"] == ("non", "non")
    assert rows["Origine de la demande"] == ("oui", "oui")
    assert rows["Situations en cours"] == ("oui", "non")


def test_an_omitted_table_and_an_omitted_period_have_no_line() -> None:
    omitted = reports.table("x", reports.MET, "Âge", (OMITTED, 5, 5), ("Adulte", OMITTED, 5, 5))
    section = replace(REPORT.sections[2], tables=(omitted,))
    report = replace(REPORT, sections=(section,), key_figures=(), series=())
    assert value("Adulte", "2026-T3", report) == []
    assert value("Adulte", "2026-T2", report) == ["5"]
    assert not any("Motif de clôture" in row["indicateur"] for row in read())


def test_quarters_of_the_small_charts_are_there_too() -> None:
    found = [row["valeur"] for row in read() if row["indicateur"] == "Situations clôturées"]
    assert sorted(found) == sorted(["12", "<5", "9", "8", "7", "n.c.", "6"])


@pytest.mark.parametrize("text", ["=1+1", "+32", "-5", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    row = reports.table("x", reports.MET, "Âge", (5, 5, 5), (text, 5, 5, 5))
    section = replace(REPORT.sections[2], tables=(row,))
    cells = [row["modalite"] for row in read(replace(REPORT, sections=(section,)))]
    assert f"'{text}" in cells
    assert text not in cells


def test_a_separator_or_a_quote_in_a_name_stays_in_its_cell() -> None:
    row = reports.table("x", reports.MET, "Âge", (5, 5, 5), ('un; "deux"', 5, 5, 5))
    section = replace(REPORT.sections[2], tables=(row,))
    assert value('un; "deux"', "2026-T3", replace(REPORT, sections=(section,))) == ["5"]


def test_work_and_delay_are_in_minutes_and_days() -> None:
    told = {line.answer: line.value for line in lines(REPORT)}
    assert told["Travail indirect, en minutes"] == 5_405
    assert told["Médiane, en jours"] == 6


def test_a_delay_on_a_small_base_prints_its_base_alone() -> None:
    for base, said in ((SMALL, "<5"), (WITHHELD, "n.c.")):
        report = replace(REPORT, delay=reports.PrintedSpread("Délai", base))
        told = {line.answer: line.value for line in lines(report) if line.indicator == "Délai"}
        assert told == {"Demandes comptées": said}
