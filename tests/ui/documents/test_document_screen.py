"""A document issued before: whether it left is noted later, and what may leave no more stays."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.directory import Resource, ResourceKind
from referent_desk.documents import DocumentKind, IssuedDocument, Outline
from referent_desk.families import Family, Person, Situation
from referent_desk.meetings import Agreement
from referent_desk.office import Office
from tests.ui.visible_texts import visible_texts
from ui.documents import DocumentScreen
from ui.families import FamilyScreen
from ui.vault import VaultScreen
from ui.workspace import Workspace


@pytest.fixture
def family_id(office: Office) -> str:
    situation = Situation(date(2026, 11, 2), patient="Theo")
    return office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix")], situation)


@pytest.fixture
def person_id(office: Office, family_id: str) -> str:
    return office.families.open_file(family_id).people[0].id


@pytest.fixture
def handed(office: Office, family_id: str, person_id: str) -> IssuedDocument:
    outline = Outline(DocumentKind.HANDOUT, family_id, person_id)
    return office.documents.issue(outline, office.documents.compose(outline))


@pytest.fixture
def transmitted(office: Office, family_id: str, person_id: str) -> IssuedDocument:
    """Issued under an agreement, and still on the desk."""
    ward = Resource("Unité X", ResourceKind.WARD, "Rue Haute 1", "5000", "Namur")
    ward_id = office.directory.save(ward)
    office.agreements.give(family_id, Agreement(person_id, "Ma demande", "Unité X"))
    outline = Outline(DocumentKind.CONTACT_REQUEST, family_id, person_id, (ward_id,))
    return office.documents.issue(outline, office.documents.compose(outline))


def shown(qtbot: QtBot, office: Office, document: IssuedDocument) -> DocumentScreen:
    screen = DocumentScreen(office, document.id)
    qtbot.addWidget(screen)
    screen.show()
    return screen


def is_shown(screen: QWidget, name: str) -> bool:
    found = screen.findChild(QWidget, name)
    assert found is not None, name
    return found.isVisible()


def click(qtbot: QtBot, screen: QWidget, name: str) -> None:
    button = screen.findChild(QPushButton, name)
    assert button is not None, name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_that_it_was_handed_over_is_noted_another_day(
    qtbot: QtBot, office: Office, handed: IssuedDocument
) -> None:
    screen = shown(qtbot, office, handed)
    assert "remise pas encore notée" in " ".join(visible_texts())
    click(qtbot, screen, "hand_over")
    assert office.documents.has_left(handed)
    assert "remis à Claire" in " ".join(visible_texts())
    assert not is_shown(screen, "hand_over")


@pytest.mark.parametrize("way", ["print_document", "save_pdf", "hand_over", "envelope"])
def test_what_waits_on_an_agreement_taken_back_leaves_by_no_way(
    qtbot: QtBot, office: Office, family_id: str, transmitted: IssuedDocument, way: str
) -> None:
    [agreement] = office.agreements.of_family(family_id)
    office.agreements.withdraw(agreement.id)
    screen = shown(qtbot, office, transmitted)
    assert "a retiré son accord" in " ".join(visible_texts())
    click(qtbot, screen, way)
    assert [type(dialog) for dialog in screen.findChildren(QDialog)] == [QMessageBox]
    assert "a retiré son accord" in screen.findChildren(QMessageBox)[0].text()
    assert not office.documents.has_left(transmitted)


def test_what_may_leave_says_nothing_and_asks_for_the_printer(
    qtbot: QtBot, office: Office, transmitted: IssuedDocument
) -> None:
    screen = shown(qtbot, office, transmitted)
    assert not is_shown(screen, "held_back")
    click(qtbot, screen, "print_document")
    dialog = screen.findChild(QPrintDialog, "print_dialog")
    assert dialog is not None
    dialog.reject()


def test_the_arrow_leads_back_to_the_documents_of_the_file(
    qtbot: QtBot, office: Office, family_id: str, handed: IssuedDocument
) -> None:
    workspace = Workspace(office)
    qtbot.addWidget(workspace)
    for opens in (
        lambda: workspace.show_document(handed.id),
        lambda: workspace.show_paper(family_id, DocumentKind.ATTESTATION),
    ):
        opens()
        click(qtbot, workspace, "back")
        screen = workspace.findChild(FamilyScreen)
        assert screen is not None
        assert (screen.family_id, screen.tab) == (family_id, "documents")


def test_the_arrow_of_an_office_s_own_sheet_leads_to_the_incidents(
    qtbot: QtBot, office: Office
) -> None:
    workspace = Workspace(office)
    qtbot.addWidget(workspace)
    workspace.show_paper("", DocumentKind.INCIDENT_SHEET)
    click(qtbot, workspace, "back")
    screen = workspace.findChild(VaultScreen)
    assert screen is not None
    assert screen.tab == "incidents"
