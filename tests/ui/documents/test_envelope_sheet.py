"""« Enveloppe… »: on what goes by post, previewed, saved; what speaks against it is told."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.documents import DocumentKind, IssuedDocument, Outline, Way
from referent_desk.families import (
    ContactKind,
    ContactPoint,
    Family,
    MessageRule,
    Person,
    Situation,
)
from referent_desk.office import Office
from ui.documents import DocumentScreen, PaperScreen
from ui.documents.envelope_sheet import EnvelopeSheet

ADDRESS = ContactPoint(ContactKind.ADDRESS, "Rue Haute 17", MessageRule.YES, "", "5590", "Ciney")


@pytest.fixture
def family_id(office: Office) -> str:
    claire = Person("Claire", "Lacroix", "Mme", lives_with_patient=True, contacts=(ADDRESS,))
    return office.families.create(Family("Lacroix"), [claire], Situation(date(2026, 11, 2)))


def issued(office: Office, family_id: str, way: Way) -> IssuedDocument:
    person = office.families.open_file(family_id).people[0]
    outline = Outline(DocumentKind.RELATIVE_LETTER, family_id, person.id, way=way)
    return office.documents.issue(outline, "Bonjour.")


def opened(qtbot: QtBot, office: Office, document: IssuedDocument) -> EnvelopeSheet:
    """From the document's screen, as the user does."""
    screen = DocumentScreen(office, document.id)
    qtbot.addWidget(screen)
    screen.show()
    button = screen.findChild(QPushButton, "envelope")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    sheet = screen.findChild(EnvelopeSheet)
    assert sheet is not None
    return sheet


def wait_drawn(qtbot: QtBot, sheet: EnvelopeSheet) -> None:
    qtbot.waitUntil(sheet.primary_button.isEnabled, timeout=5000)


def part(screen: QWidget, kind: type, name: str):  # noqa: ANN201
    found = screen.findChild(kind, name)
    assert found is not None, name
    return found


def test_a_posted_letter_offers_its_envelope_with_the_warning(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    sheet = opened(qtbot, office, issued(office, family_id, Way.POSTED))
    wait_drawn(qtbot, sheet)
    assert sheet.pages.page_total() == 1
    points = sheet.pages.pdf.pagePointSize(0)
    assert points.width() > points.height()
    assert part(sheet, QWidget, "warned").isVisible()


def test_a_handed_one_offers_none(qtbot: QtBot, office: Office, family_id: str) -> None:
    screen = DocumentScreen(office, issued(office, family_id, Way.HANDED).id)
    qtbot.addWidget(screen)
    assert screen.findChild(QPushButton, "envelope") is None


def test_the_button_comes_once_a_letter_is_issued_by_post(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    screen = PaperScreen(office, family_id, DocumentKind.RELATIVE_LETTER)
    qtbot.addWidget(screen)
    screen.show()
    envelope = part(screen, QPushButton, "envelope")
    assert not envelope.isVisible()
    screen._freeze(issued(office, family_id, Way.HANDED))
    assert not envelope.isVisible()
    screen._freeze(issued(office, family_id, Way.POSTED))
    assert envelope.isVisible()


def test_labels_ask_where_the_sheet_begins(qtbot: QtBot, office: Office, family_id: str) -> None:
    sheet = opened(qtbot, office, issued(office, family_id, Way.POSTED))
    wait_drawn(qtbot, sheet)
    first = part(sheet, QSpinBox, "first_label")
    assert not first.isVisible()
    kind = part(sheet, QComboBox, "envelope_format")
    with qtbot.waitSignal(sheet.drawn, timeout=5000):
        kind.setCurrentIndex(kind.findData("labels"))
    assert first.isVisible()
    before = sheet._pdf
    with qtbot.waitSignal(sheet.drawn, timeout=5000):
        first.setValue(9)
    assert sheet._pdf != before


def test_an_address_gone_since_is_told_and_nothing_can_leave(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    document = issued(office, family_id, Way.POSTED)
    person = office.families.open_file(family_id).people[0]
    office.families.save_person(family_id, replace(person, contacts=()))
    sheet = opened(qtbot, office, document)
    assert part(sheet, QWidget, "obstacle").isVisible()
    assert not sheet.primary_button.isEnabled()
    assert not part(sheet, QPushButton, "save_envelope").isEnabled()


def test_it_is_saved_and_noted(
    qtbot: QtBot, office: Office, family_id: str, tmp_path: Path
) -> None:
    document = issued(office, family_id, Way.POSTED)
    sheet = opened(qtbot, office, document)
    wait_drawn(qtbot, sheet)
    qtbot.mouseClick(part(sheet, QPushButton, "save_envelope"), Qt.MouseButton.LeftButton)
    dialog = part(sheet, QFileDialog, "save_pdf_as")
    dialog.fileSelected.emit(str(tmp_path / "enveloppe.pdf"))
    dialog.reject()
    assert (tmp_path / "enveloppe.pdf").read_bytes().startswith(b"%PDF")
    assert "envelope.exported" in [entry.event for entry in office.vault.journal.entries()]


def test_the_printer_is_asked_for_an_envelope(qtbot: QtBot, office: Office, family_id: str) -> None:
    sheet = opened(qtbot, office, issued(office, family_id, Way.POSTED))
    wait_drawn(qtbot, sheet)
    qtbot.mouseClick(sheet.primary_button, Qt.MouseButton.LeftButton)
    dialog = part(sheet, QPrintDialog, "print_dialog")
    layout = dialog.printer().pageLayout()
    size = layout.fullRectPoints().size()
    assert size.width() > size.height()
    dialog.reject()
