"""What the workspace notes in the journal of access."""

import pytest
from pytestqt.qtbot import QtBot

from referent_desk.families import Family
from referent_desk.office import Office
from ui.help import Manual
from ui.widgets import Banner
from ui.workspace import SET_ASIDE, Workspace


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


def test_a_file_set_aside_at_the_unlock_is_told(qtbot: QtBot, office: Office) -> None:
    def told() -> list[str]:
        shown = Workspace(office)
        qtbot.addWidget(shown)
        return [banner.text() for banner in shown.findChildren(Banner)]

    assert SET_ASIDE not in told()
    office.vault.set_aside = (office.vault.folder / "coffre.db-wal.ecarte-1",)
    assert SET_ASIDE in told()


VAULT = {
    "access": "access",
    "backups": "backups",
    "integrity": "trouble",
    "journal": "journal",
    "incidents": "documents",
}
FAMILY = {
    "": "family",
    "needs": "needs",
    "network": "network",
    "evolution": "evolution",
    "sharing": "sharing",
    "documents": "documents",
}


def chapter(qtbot: QtBot, workspace: Workspace) -> str:
    with qtbot.waitSignal(workspace.helpRequested) as asked:
        workspace.ask_help()
    return str((asked.args or [""])[0])


@pytest.mark.parametrize(("tab", "topic"), VAULT.items())
def test_help_opens_the_chapter_of_the_tab(
    qtbot: QtBot, workspace: Workspace, tab: str, topic: str
) -> None:
    workspace.show_vault_tab(tab)
    assert chapter(qtbot, workspace) == topic
    assert topic in {known.code for known in Manual.shipped().topics}


def test_help_opens_the_chapter_of_the_panel_of_a_file(
    qtbot: QtBot, workspace: Workspace, office: Office
) -> None:
    family = office.families.create(Family("Lacroix"))
    opened = {}
    for tab in FAMILY:
        workspace.show_family(family, tab)
        opened[tab] = chapter(qtbot, workspace)
    assert opened == FAMILY
    assert set(FAMILY.values()) <= {known.code for known in Manual.shipped().topics}
