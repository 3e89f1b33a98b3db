"""F1 opens the chapter about what is in front, and the manual has one."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from referent_desk.families import Family
from referent_desk.office import Office
from ui.contacts import ContactKind
from ui.help import Manual
from ui.workspace import Workspace


@pytest.fixture
def workspace(qtbot: QtBot, office: Office) -> Workspace:
    made = Workspace(office)
    qtbot.addWidget(made)
    made.show()
    return made


def asked(qtbot: QtBot, workspace: Workspace) -> str:
    with qtbot.waitSignal(workspace.helpRequested) as told:
        workspace.ask_help()
    [topic] = told.args or [""]
    return topic


@pytest.mark.parametrize(
    ("show", "topic"),
    [
        (lambda w, _f: w.show_home(), "home"),
        (lambda w, _f: w.show_preparation(), "home"),
        (lambda w, _f: w.show_families(), "family"),
        (lambda w, f: w.show_family(f), "family"),
        (lambda w, f: w.show_family(f, "needs"), "needs"),
        (lambda w, f: w.show_family(f, "network"), "network"),
        (lambda w, f: w.show_family(f, "evolution"), "evolution"),
        (lambda w, f: w.show_family(f, "sharing"), "sharing"),
        (lambda w, f: w.show_family(f, "documents"), "documents"),
        (lambda w, f: w.show_meeting(f), "meeting"),
        (lambda w, f: w.show_letter(f), "letter"),
        (lambda w, f: w.show_paper(f, "handout"), "documents"),
        (lambda w, _f: w.show_batch([]), "documents"),
        (lambda w, _f: w.show_referrals(), "referrals"),
        (lambda w, _f: w.show_directory(), "directory"),
        (lambda w, _f: w.show_activity(), "activity_screen"),
        (lambda w, _f: w.show_lessons(), "lessons"),
        (lambda w, _f: w.show_basket(), "mistakes"),
        (lambda w, _f: w.show_settings(), "settings"),
        (lambda w, _f: w.show_settings("templates:attestation"), "templates"),
        (lambda w, _f: w.show_vault(), "access"),
        (lambda w, _f: w.show_vault("journal"), "journal"),
        (lambda w, _f: w.show_vault("backups"), "backups"),
        (lambda w, _f: w.show_vault("integrity"), "trouble"),
        (lambda w, _f: w.show_vault("incidents"), "documents"),
    ],
)
def test_each_screen_has_its_chapter(
    qtbot: QtBot,
    workspace: Workspace,
    office: Office,
    show: Callable[[Workspace, str], None],
    topic: str,
) -> None:
    show(workspace, office.families.create(Family("Lacroix")))
    assert asked(qtbot, workspace) == topic
    assert topic in {known.code for known in Manual.shipped().topics}


def test_what_stands_over_the_screen_comes_first(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.show_vault("backups")
    workspace.note(ContactKind.CALL)
    assert asked(qtbot, workspace) == "contact"
    workspace.start_call()
    assert asked(qtbot, workspace) == "call"
    workspace.start_search()
    assert asked(qtbot, workspace) == "search"


@pytest.mark.parametrize(
    ("open_it", "name", "topic"),
    [
        (Workspace.start_call, "first_call", "call"),
        (Workspace.start_search, "search_window", "search"),
    ],
)
def test_f1_is_heard_over_what_stands_on_a_screen(
    qtbot: QtBot,
    workspace: Workspace,
    open_it: Callable[[Workspace], None],
    name: str,
    topic: str,
) -> None:
    open_it(workspace)
    dialog = next(d for d in workspace.findChildren(QDialog) if d.objectName() == name)
    with qtbot.waitSignal(workspace.helpRequested) as told:
        qtbot.keyClick(dialog, Qt.Key.Key_F1)
    assert told.args == [topic]
