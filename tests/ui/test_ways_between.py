"""From screen to screen: the way back, where the keys go, and what the bar offers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.documents import DocumentKind
from referent_desk.families import Family, Person
from referent_desk.meetings import Meeting
from referent_desk.office import Office
from ui.documents import PaperScreen
from ui.families import FamilyScreen
from ui.vault import VaultScreen
from ui.widgets import Row
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


def test_tab_goes_through_a_file_as_one_reads_it(
    qtbot: QtBot, office: Office, workspace: Workspace, family_id: str
) -> None:
    """Its rows are made anew at each reading, and would come after all the cards."""
    office.meetings.save(Meeting(family_id, office.clock() - timedelta(days=2)))
    workspace.show_family(family_id)
    qtbot.waitUntil(lambda: any(w.isVisible() for w in workspace.findChildren(FamilyScreen)))
    screen = in_front(workspace, FamilyScreen)
    reached = list[QWidget]()
    widget = screen.nextInFocusChain()
    while widget is not None and widget is not screen:
        tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabbed and widget.isVisible() and screen.isAncestorOf(widget):
            reached.append(widget)
        widget = widget.nextInFocusChain()
    rows = [at for at, widget in enumerate(reached) if isinstance(widget, Row)]
    said = [reached[at].accessibleName() for at in rows]
    assert "Claire" in said[-1], "the thread's rows come before"
    assert reached[rows[-1] - 1].accessibleName().startswith("Ajouter"), "the link of its card"
