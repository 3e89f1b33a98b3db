"""The reports that were issued: read, printed, saved, and what was corrected since."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from referent_desk.activity import Choice, Form, IssuedReport, Period
from referent_desk.errors import ReadOnlyVault
from referent_desk.families import Family, Person, Situation
from referent_desk.office import Office
from referent_desk.vault import ANY_COST_POLICY, Passphrase, open_vault
from tests.conftest import PASSPHRASE
from tests.ui.activity.conftest import Show
from tests.ui.activity.parts import issue, part
from tests.ui.visible_texts import visible_texts
from ui import operations
from ui.activity.activity_screen import ActivityScreen
from ui.activity.issue_card import IssueCard
from ui.activity.issued_panel import IssuedPanel
from ui.documents.page_view import PageView
from ui.widgets import Banner, Card, FilterList, LinkButton, Text

T3 = Period.quarter(2026, 3)


def since(screen: ActivityScreen) -> str:
    card = part(screen, Card, "issued_since")
    return "\n".join(text.text() for text in card.findChildren(Text))


def shown(office: Office, show: Show) -> tuple[ActivityScreen, IssuedReport]:
    report = office.activity.issue(T3, Choice())
    return show(office, "2026-T3/issued"), report


def test_the_pages_of_the_one_chosen_are_shown(worked: Office, show: Show, qtbot: QtBot) -> None:
    screen, report = shown(worked, show)
    pages = part(part(screen, IssuedPanel), PageView)
    assert pages.page_total() > 1
    view = part(pages, QPdfView, "pages")
    pages.zoom_in()
    width = pages.pdf.pagePointSize(0).width() * view.zoomFactor() * view.logicalDpiX() / 72
    assert width > view.viewport().width(), "it was as wide as its room"
    card = part(screen, Card, "issued_card")
    told = "\n".join(text.text() for text in card.findChildren(Text))
    assert f"Version 1, émise le 05/10/2026 à 10\u00a0h\u00a000 par {report.issued_by}" in told
    qtbot.waitUntil(lambda: "Rien n’a changé depuis" in since(screen), timeout=8000)


def test_a_correction_shows_and_leads_to_a_rectified_version(
    worked: Office, show: Show, qtbot: QtBot
) -> None:
    screen, _report = shown(worked, show)
    worked.families.create(Family("Neuve"), [Person("Anne")], Situation(date(2026, 8, 1)))
    screen.refresh()
    qtbot.waitUntil(lambda: "13 à l’émission, 14 aujourd’hui" in since(screen), timeout=8000)
    again = part(screen, LinkButton, "issued_rectify")
    texts = part(screen, Card, "issued_since").findChildren(Text)
    last = [text for text in texts if text.text().endswith("aujourd’hui")][-1]
    qtbot.waitUntil(lambda: 0 < again.y() < last.y(), timeout=8000)
    again.click()
    assert screen.tab == "2026-T3/report"
    issue(screen, qtbot)
    qtbot.waitUntil(lambda: len(worked.activity.issued()) == 2, timeout=15000)
    qtbot.waitUntil(lambda: screen.tab == "2026-T3/issued", timeout=8000)
    assert [one.version for one in worked.activity.issued()] in ([2, 1], [1, 2])
    listed = part(screen, FilterList, "issued_list")
    assert listed.hasFocus()
    assert listed.current_row().tag == "version 2"
    QTest.keyClick(listed, Qt.Key.Key_Down)
    assert listed.current_row().tag == "remplacée"


def test_each_form_is_saved_as_it_left(
    worked: Office, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    screen, report = shown(worked, show)
    part(screen, QPushButton, "issued_csv").click()
    dialog = part(screen, QFileDialog, "save_pdf_as")
    assert dialog.defaultSuffix() == "csv"
    there = tmp_path / "rapport.csv"
    dialog.fileSelected.emit(str(there))
    dialog.close()
    assert there.read_bytes() == worked.activity.file(report.id, Form.CSV)
    events = [line.event for line in worked.vault.journal.entries()]
    assert "report.exported" in events


def test_the_report_of_the_period_chosen_comes_in_front(worked: Office, show: Show) -> None:
    """And stays as it was chosen in the list, an earlier version too."""
    first = worked.activity.issue(T3, Choice())
    worked.activity.issue(T3, Choice(comment="Un mot."))
    worked.activity.issue(T3.previous, Choice())
    screen = show(worked, "2026-T3/year")
    screen.show_tab("issued")
    listed = part(screen, FilterList, "issued_list")
    assert (listed.current_row().title[:2], listed.current_row().tag) == ("3e", "version 2")
    listed.select_key(first.id)
    screen.show_tab("year")
    screen.show_tab("issued")
    assert listed.current_key() == first.id


def test_a_vault_to_be_read_only_still_gives_its_reports_and_issues_none(
    worked: Office, show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    report = worked.activity.issue(T3, Choice())
    folder, clock = worked.vault.folder, worked.clock
    worked.vault.close()
    with open_vault(
        folder, Passphrase(PASSPHRASE), policy=ANY_COST_POLICY, read_only=True
    ) as vault:
        office = Office.open(vault, clock)
        screen = show(office, "2026-T3/issued")
        part(screen, QPushButton, "issued_csv").click()
        dialog = part(screen, QFileDialog, "save_pdf_as")
        there = tmp_path / "rapport.csv"
        dialog.fileSelected.emit(str(there))
        dialog.close()
        assert there.read_bytes() == office.activity.file(report.id, Form.CSV)
        assert "le journal des accès ne le note pas" in "\n".join(visible_texts())
        screen.show_tab("report")
        part(screen, QPushButton, "report_issue").click()
        assert "en lecture seule" in part(screen, Banner, "report_problem").text()
        assert not part(screen, IssueCard).isVisible()
        with pytest.raises(ReadOnlyVault):
            office.activity.issue(T3, Choice(comment="Un mot."))
        operations.abandon_all()
        operations.wait_for_all()
