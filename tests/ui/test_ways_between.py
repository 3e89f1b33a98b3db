"""From screen to screen: the way back, where the keys go, and what the bar offers."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.documents import DocumentKind
from referent_desk.families import Family, Person
from referent_desk.office import Office
from ui.documents import PaperScreen
from ui.families import FamilyScreen
from ui.vault import VaultScreen
from ui.workspace import Workspace


@pytest.fixture
def family_id(office: Office) -> str:
    return office.families.create(Family("Lacroix"), (Person("Claire", "Lacroix", "Mme"),))


@pytest.fixture
def workspace(qtbot: QtBot, office: Office, show_active: Callable[[QWidget], None]) -> Workspace:
    shown = Workspace(office)
    qtbot.addWidget(shown)
    show_active(shown)
    return shown


def press(qtbot: QtBot, workspace: QWidget, name: str) -> None:
    button = workspace.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def in_front(workspace: Workspace, kind: type[QWidget]) -> QWidget:
    """Screens that were left wait to be deleted."""
    return next(shown for shown in workspace.findChildren(kind) if shown.isVisible())


def test_a_paper_leads_back_to_its_file(qtbot: QtBot, workspace: Workspace, family_id: str) -> None:
    workspace.show_paper(family_id, DocumentKind.HANDOUT)
    qtbot.waitUntil(lambda: any(w.isVisible() for w in workspace.findChildren(PaperScreen)))
    press(qtbot, in_front(workspace, PaperScreen), "back")
    qtbot.waitUntil(lambda: workspace.place.name == "family")
    assert workspace.place.family_id == family_id


def test_an_incident_leads_back_to_the_incidents(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.show_paper("", DocumentKind.INCIDENT_SHEET)
    qtbot.waitUntil(lambda: any(w.isVisible() for w in workspace.findChildren(PaperScreen)))
    press(qtbot, in_front(workspace, PaperScreen), "back")
    qtbot.waitUntil(lambda: any(w.isVisible() for w in workspace.findChildren(VaultScreen)))
    assert workspace.place.target == "incidents"


def test_the_keys_go_to_the_screen_that_opens(
    qtbot: QtBot, workspace: Workspace, family_id: str
) -> None:
    """Not to the rail: Tab would begin the whole window again."""
    workspace.show_family(family_id)
    qtbot.waitUntil(lambda: any(w.isVisible() for w in workspace.findChildren(FamilyScreen)))
    press(qtbot, workspace, "letter")
    qtbot.waitUntil(lambda: workspace.place.name == "letter")
    screen = workspace.findChild(QWidget, "letter_screen")
    assert screen is not None

    def has_the_keys() -> bool:
        focused = QApplication.focusWidget()
        return focused is screen or (focused is not None and screen.isAncestorOf(focused))

    qtbot.waitUntil(has_the_keys)


def test_a_family_has_one_button_for_its_meeting(
    qtbot: QtBot, workspace: Workspace, family_id: str
) -> None:
    bar = workspace.findChild(QPushButton, "bar_meeting")
    assert bar is not None
    assert bar.isVisible()
    workspace.show_family(family_id)
    assert not bar.isVisible()
    workspace.show_home()
    assert bar.isVisible()
