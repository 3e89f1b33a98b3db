from dataclasses import replace
from functools import cache
from io import BytesIO

import pypdf
import pytest

from referent_desk.activity import wording
from referent_desk.activity.charts import bar
from referent_desk.activity.indicators import Unit
from referent_desk.activity.pages import pdf
from referent_desk.activity.report import PrintedSpread, PrintedWork, Report, Sender
from referent_desk.drawings import Look
from tests.referent_desk.activity import reports
from tests.referent_desk.activity.reports import (
    EMPTY,
    OMITTED,
    PREVIEW,
    RECTIFIED,
    REPORT,
    SMALL,
    WITHHELD,
)
from tests.referent_desk.documents.tagged.checker import spoken


@cache
def said(report: Report) -> list[str]:
    return [text for _, text in spoken(pdf(report))]


def after(texts: list[str], text: str, count: int) -> list[str]:
    at = texts.index(text)
    return texts[at + 1 : at + 1 + count]


def test_the_cover_says_who_what_and_when() -> None:
    assert said(REPORT)[:8] == [
        "Service du référent famille",
        "Rue de la Source 5, 5002 Saint-Exemple",
        "Camille Dumont",
        "Référente famille",
        "Rapport d’activité",
        "3e\u00a0trimestre\u00a02026",
        "Du 1er\u00a0juillet au 30\u00a0septembre 2026",
        "Émis le 5\u00a0octobre 2026",
    ]


def test_a_rectified_report_says_what_changed() -> None:
    texts = said(RECTIFIED)
    assert "Version 2, rectifiée" in texts
    assert after(texts, "Ce qui change depuis la version 1", 2) == [
        "•",
        "Situations nouvelles\u00a0: 18 au lieu de 17.",
    ]
    assert not any("rectifiée" in text for text in said(REPORT))


def test_a_preview_says_so_on_every_page() -> None:
    content = pdf(PREVIEW)
    assert "Aperçu, pas encore émis\u00a0: à ne pas transmettre" in [
        text for _, text in spoken(content)
    ]
    pages = pypdf.PdfReader(BytesIO(content)).pages
    assert all("aperçu, pas encore émis" in page.extract_text().lower() for page in pages)
    assert not any("aperçu" in text.lower() for text in said(REPORT))


def test_hidden_values_are_printed_by_their_sign() -> None:
    texts = said(REPORT)
    assert after(texts, "Ami, amie", 3) == ["n.c.", "<5", "<5"]
    assert after(texts, "Voisin", 3) == ["<5", "0", "<5"]
    told = after(said(replace(REPORT, threshold=8)), "Voisin", 1)
    assert told == ["<8"]


def test_answers_that_nobody_gave_are_named_together() -> None:
    texts = said(REPORT)
    assert "Aucun cas\u00a0: Grand-parent, Non noté." in texts
    assert "Grand-parent" not in texts


def test_an_omitted_table_is_told_with_its_reason() -> None:
    texts = said(REPORT)
    assert "Omis, avec leur raison à la fin du rapport\u00a0: Motif de clôture." in texts
    assert after(texts, "Tableaux omis", 4) == [
        "Tableau",
        "Raison",
        "Motif de clôture",
        reports.WHY,
    ]


def test_tables_omitted_for_the_same_reason_are_told_together() -> None:
    [omitted] = [t for section in REPORT.sections for t in section.tables if t.reason]
    twin = replace(omitted, indicator=replace(omitted.indicator, code="twin", name="Jumeau"))
    section = replace(REPORT.sections[0], tables=(omitted, twin))
    texts = said(replace(REPORT, sections=(section,)))
    told = after(texts, "Raison", 2)
    assert told == [f"{omitted.indicator.name}\u202f; Jumeau", reports.WHY]
    assert texts.count(reports.WHY) == 1


def test_what_omitted_means_is_told_where_something_is() -> None:
    assert any("« omis »" in text.replace("\u00a0", " ") for text in said(REPORT))
    whole = replace(REPORT, sections=REPORT.sections[1:2])
    assert not any("omis" in text for text in said(whole))


def test_every_chart_is_told_in_words_and_has_its_table() -> None:
    told = _alternatives(pdf(REPORT))
    assert any("Mère\u00a0: 21" in alt and "Voisin\u00a0: <5" in alt for alt in told)
    assert any("Situations en cours, T4\u00a02024\u00a0: 25, T1" in alt for alt in told)
    tables = [table for section in REPORT.sections for table in section.tables if table.rows]
    for table in tables:
        assert any(table.indicator.name in alt for alt in told)


def test_the_threshold_is_told_in_plain_words() -> None:
    texts = " ".join(said(replace(REPORT, threshold=8)))
    assert "un nombre de 1 à 7, trop petit pour être imprimé" in texts
    assert "Le seuil de ce rapport est de 8." in texts


def test_without_a_threshold_nothing_is_said_to_be_hidden() -> None:
    texts = " ".join(said(replace(REPORT, threshold=1)))
    assert "aucun petit nombre n’est caché" in texts
    assert "n.c. »," not in texts


def test_each_thing_counted_is_defined_once() -> None:
    texts = said(REPORT)
    at = texts.index("Définitions")
    assert texts[at:].count(reports.NEW.name) == 1
    assert reports.LINKS.indicator.definition in texts[at:]


def test_the_delay_is_told_by_its_median_and_quartiles() -> None:
    texts = said(REPORT)
    assert after(texts, "Trois quarts ont attendu au plus", 1) == ["11 jours"]
    assert after(texts, "La moitié a attendu au plus (médiane)", 1) == ["6 jours"]
    assert after(said(_delayed(0, 1, 1)), "Un quart a attendu au plus", 1) == ["0 jour"]


def test_a_median_without_its_quartiles_is_a_sentence() -> None:
    texts = " ".join(said(replace(REPORT, delay=PrintedSpread("Délai", 12, None, 6, None))))
    assert "a attendu au plus 6 jours (médiane)" in texts.replace("\u00a0", " ")


@pytest.mark.parametrize("base", [SMALL, WITHHELD, 0])
def test_a_delay_on_a_small_base_is_not_printed(base: reports.Printed) -> None:
    texts = said(replace(REPORT, delay=PrintedSpread("Délai", base)))
    assert any("trop petite pour imprimer un délai" in text for text in texts)
    assert "La moitié a attendu au plus (médiane)" not in texts


def test_a_delay_that_is_not_asked_for_is_not_told() -> None:
    assert "Délai" not in said(replace(REPORT, delay=PrintedSpread("Délai", OMITTED)))


def test_work_is_compared_with_the_hours_of_the_post() -> None:
    texts = said(REPORT)
    assert after(texts, "Ensemble", 3) != []
    assert after(texts, "Horaire du poste sur la période", 1) == ["247\u00a0h"]
    assert "Le travail noté fait 91\u00a0% de l’horaire du poste." in texts
    without = said(replace(REPORT, work=PrintedWork(60, 0, 0)))
    assert not any("%" in text for text in without)


def test_the_comment_keeps_its_paragraphs() -> None:
    texts = said(replace(REPORT, comment="Un.\nSuite.\n\n\n  Deux\u00a0!\n \nTrois"))
    assert after(texts, "Commentaire", 3) == ["Un. Suite.", "Deux\u202f!", "Trois"]


def test_what_families_teach_is_a_list() -> None:
    assert after(said(REPORT), "Ce que les familles nous apprennent", 3)[1:] == [
        *("•", REPORT.lessons[0])
    ]


def test_a_report_with_nothing_in_it_still_says_its_method() -> None:
    texts = said(replace(EMPTY, sender=Sender()))
    assert texts[0] == "Rapport d’activité"
    assert "Méthode" in texts
    assert "Chiffres clés" not in texts
    assert "Définitions" not in texts


def test_an_empty_quarter_says_that_there_is_nothing_to_count() -> None:
    table = reports.table("x", reports.MET, "Âge", (0, 0, 0), ("Adulte", 0, 0, 0))
    section = replace(REPORT.sections[2], tables=(table,))
    assert "Rien à compter\u00a0: Âge." in said(replace(REPORT, sections=(section,)))


def test_parts_of_a_row_stand_under_it() -> None:
    assert after(said(reports.NESTED), "Parents", 4) == ["9", "9", "9", "Mère"]


def test_minutes_are_told_as_hours() -> None:
    assert wording.figure(13_415, 5, Unit.MINUTES) == "223\u00a0h\u00a035"
    assert wording.figure(65, 5, Unit.MINUTES) == "1\u00a0h\u00a005"
    assert wording.figure(120, 5, Unit.MINUTES) == "2\u00a0h"
    assert wording.figure(1203, 5, Unit.CONTACTS) == "1\u202f203"


def test_a_hidden_bar_has_no_length() -> None:
    assert (bar(SMALL, "<5").length, bar(SMALL, "<5").look) == (None, Look.HATCHED)
    assert (bar(WITHHELD, "n.c.").length, bar(WITHHELD, "n.c.").look) == (None, Look.OPEN)
    assert bar(0, "0").length == 0


def _delayed(*days: int) -> Report:
    return replace(REPORT, delay=PrintedSpread("Délai", 20, *days))


def _alternatives(content: bytes) -> list[str]:
    root = pypdf.PdfReader(BytesIO(content)).trailer["/Root"]
    found: list[str] = []

    def walk(node: object) -> None:
        node = getattr(node, "get_object", lambda: node)()
        if isinstance(node, list):
            for kid in node:
                walk(kid)
        elif isinstance(node, dict):
            found.extend([str(node["/Alt"])] if "/Alt" in node else [])
            walk(node.get("/K"))

    walk(root["/StructTreeRoot"])  # pyright: ignore[reportIndexIssue]
    return found
