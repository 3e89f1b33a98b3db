"""What is in front, and what looking at it leaves."""

import pytest
from pytestqt.qtbot import QtBot

from referent_desk.families import Family
from referent_desk.office import Office
from ui.workspace import Workspace


@pytest.fixture
def workspace(qtbot: QtBot, office: Office) -> Workspace:
    made = Workspace(office)
    qtbot.addWidget(made)
    return made


def opened(office: Office) -> list[str]:
    entries = office.vault.journal.entries()
    return [entry.subject for entry in entries if entry.event == "family.opened"]


def test_a_family_counts_once_a_visit_however_it_is_read(
    workspace: Workspace, office: Office
) -> None:
    first, second = (office.families.create(Family(name)) for name in ("Lacroix", "Petit"))
    workspace.show_meeting(first)
    workspace.show_family(first)
    workspace.show_letter(first)
    assert opened(office) == [first]
    workspace.show_family(second)
    workspace.show_home()
    workspace.show_family(second)
    assert opened(office) == [first, second, second]
