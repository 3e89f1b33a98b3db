import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from referent_desk.families import Family
from referent_desk.office import Office
from ui.vault import VaultScreen, journal_panel
from ui.vault.journal_panel import JournalPanel
from ui.vault.journal_words import SENTENCES, lines_counted, what
from ui.widgets import FilterList, Text

ROOT = Path(__file__).parents[3]


def opened(qtbot: QtBot, office: Office) -> JournalPanel:
    panel = JournalPanel(office)
    qtbot.addWidget(panel)
    panel.resize(1100, 600)
    panel.show()
    panel.refresh()
    return panel


def titles(panel: JournalPanel) -> list[str]:
    model = part(panel).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def part(panel: JournalPanel) -> FilterList:
    found = panel.findChild(FilterList, "journal_list")
    assert isinstance(found, FilterList)
    return found


def events(office: Office) -> list[str]:
    return [entry.event for entry in office.vault.journal.entries()]


def test_who_did_what_on_whom(qtbot: QtBot, office: Office) -> None:
    office.families.create(Family("Lacroix"))
    panel = opened(qtbot, office)
    assert titles(panel) == ["Journal consulté", "Dossier créé · famille Lacroix", "Coffre ouvert"]
    assert "Camille Dumont" in part(panel).model().index(0, 0).data(0x000B)
    count = panel.findChild(Text, "journal_count")
    assert count is not None
    assert count.text() == "3 lignes"


def test_looking_is_noted_once_a_visit(qtbot: QtBot, office: Office) -> None:
    screen = VaultScreen(office, "access")
    qtbot.addWidget(screen)
    assert "journal.read" not in events(office)
    for tab in ("journal", "access", "journal"):
        screen.show_tab(tab)
    assert events(office).count("journal.read") == 1


def test_filters_narrow_as_one_types(qtbot: QtBot, office: Office) -> None:
    for name in ("Lacroix", "Petit"):
        office.families.create(Family(name))
    panel = opened(qtbot, office)
    panel.filters.family.setText("lacr")
    qtbot.waitUntil(lambda: titles(panel) == ["Dossier créé · famille Lacroix"])
    panel.filters.family.setText("personne de ce nom")
    qtbot.waitUntil(lambda: titles(panel) == [])
    panel.filters.family.clear()
    panel.filters.kind.setCurrentIndex(panel.filters.kind.findText("Ouvertures du coffre"))
    qtbot.waitUntil(lambda: titles(panel) == ["Coffre ouvert"])


def test_the_rest_comes_as_one_scrolls(qtbot: QtBot, office: Office) -> None:
    with office.vault.unit() as unit:
        for _ in range(450):
            office.vault.journal.record("family.opened", "f1", unit=unit)
        unit.commit()
    panel = opened(qtbot, office)
    model = part(panel).model()
    assert model.rowCount() < 450
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 452


def test_the_chain_is_told_sound_or_where_it_breaks(qtbot: QtBot, office: Office) -> None:
    office.families.create(Family("Lacroix"))
    panel = opened(qtbot, office)
    chain = panel._chain
    panel.verify()
    qtbot.waitUntil(lambda: "intacte" in chain.text())
    with office.vault.unit() as unit:
        unit.execute("DROP TRIGGER journal_is_never_rewritten")
        unit.execute("UPDATE journal SET holder = 'Un autre' WHERE seq = 2")
        unit.commit()
    panel.verify()
    qtbot.waitUntil(lambda: "rompue à la ligne nº\u00a02 (" in chain.text())


def test_the_list_as_filtered_leaves_as_a_pdf_and_that_is_noted(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    for name in ("Lacroix", "Petit"):
        office.families.create(Family(name))
    panel = opened(qtbot, office)
    panel.filters.family.setText("petit")
    panel.filters.since.set_date(date(2000, 1, 1))
    panel.save()
    qtbot.waitUntil(lambda: panel.findChild(QFileDialog) is not None)
    dialog = panel.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    target = tmp_path / "journal.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    text = pypdf.PdfReader(target).pages[0].extract_text()
    assert "famille Petit" in text
    assert "du 01/01/2000" in text
    assert "Lacroix" not in text
    assert events(office)[-1] == "journal.exported"


def test_printing_goes_through_the_dialog_and_its_job_names_nobody(
    qtbot: QtBot, office: Office
) -> None:
    office.families.create(Family("Lacroix"))
    panel = opened(qtbot, office)
    panel.print()
    qtbot.waitUntil(lambda: panel.findChild(QPrintDialog) is not None)
    dialog = panel.findChild(QPrintDialog)
    assert isinstance(dialog, QPrintDialog)
    assert dialog.printer().docName() == "Journal des accès"
    dialog.reject()
    assert "journal.printed" not in events(office)


def test_a_list_too_long_to_print_says_so(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_panel, "MOST_PRINTED", 1)
    panel = opened(qtbot, office)
    panel.save()
    qtbot.waitUntil(lambda: panel.findChild(QMessageBox) is not None)
    box = panel.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "période plus courte" in box.informativeText()
    box.close()


def test_numbers_are_written_in_french() -> None:
    assert lines_counted(1) == "1 ligne"
    assert lines_counted(100_000) == "100\u202f000 lignes"
    assert what("seal.broken") == "Autre événement (seal.broken)"


def test_every_event_that_the_program_records_has_its_sentence() -> None:
    recorded = set(recorded_events())
    assert {"vault.opened", "family.opened", "journal.printed"} <= recorded
    assert recorded <= set(SENTENCES)


def recorded_events() -> Iterator[str]:
    """The literal events handed to the journal, wherever that is."""
    for folder in ("referent_desk", "ui"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _tells_the_journal(node.func):
                    yield from _literals(node)


def _tells_the_journal(called: ast.expr) -> bool:
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in {"record", "note_reading", "HeaderChange", "partial"}


def _literals(call: ast.Call) -> Iterator[str]:
    for argument in call.args:
        text = argument.value if isinstance(argument, ast.Constant) else None
        if isinstance(text, str) and text.count(".") == 1 and text.replace(".", "").isidentifier():
            yield text
