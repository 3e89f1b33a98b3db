"""A vault that does not open as usual: what is left to do, from the same page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from referent_desk.errors import DamagedDatabase, NoPermission, WrongPassphrase
from referent_desk.office import Office
from referent_desk.vault import FLOOR_COST, create_vault
from ui.unlock import OpeningScreen
from ui.vault.salvage_sheet import SalvageSheet

PASSPHRASE = "violon tournesol brique corail"
PAGE = 4096
WAIT = 20_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Cut short by one page."""
    vault = create_vault(
        tmp_path / "bureau.coffre", PASSPHRASE, "Zoé Exemple", cost=FLOOR_COST
    ).vault
    Office.open(vault)
    vault.drafts.save("note", "", {"text": "x" * 9000})
    vault.close()
    database = vault.folder / "coffre.db"
    database.write_bytes(database.read_bytes()[:-PAGE])
    return vault.folder


@pytest.fixture
def screen(qtbot: QtBot, folder: Path) -> OpeningScreen:
    opening = OpeningScreen(folder)
    qtbot.addWidget(opening)
    opening.show()
    page = opening.unlock_page
    assert page.read_only.isHidden()
    qtbot.keyClicks(page.passphrase, PASSPHRASE)
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.problem()), timeout=WAIT)
    return opening


def test_it_opens_to_be_read_once_the_passphrase_is_typed_again(
    qtbot: QtBot, screen: OpeningScreen
) -> None:
    page = screen.unlock_page
    assert "abîmée" in page.problem()
    with qtbot.assertNotEmitted(page.readOnlyRequested):
        qtbot.mouseClick(page.read_only, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.passphrase, PASSPHRASE)
    with qtbot.waitSignal(screen.opened, timeout=WAIT) as opened:
        qtbot.mouseClick(page.read_only, Qt.MouseButton.LeftButton)
    [office] = opened.args or []
    assert office.vault.read_only
    assert office.vault.last_quick_check.findings
    office.close()


def test_what_is_readable_goes_to_a_new_vault_which_is_then_asked_for(
    qtbot: QtBot, screen: OpeningScreen, folder: Path
) -> None:
    page = screen.unlock_page
    qtbot.keyClicks(page.passphrase, PASSPHRASE)
    qtbot.mouseClick(page.salvage, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(screen.findChildren(SalvageSheet)), timeout=WAIT)
    [sheet] = screen.findChildren(SalvageSheet)
    sheet.primary_button.click()
    assert "bureau-récupéré" in page.sentence.text()
    qtbot.keyClicks(page.passphrase, PASSPHRASE)
    with qtbot.waitSignal(screen.opened, timeout=WAIT) as opened:
        qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    [office] = opened.args or []
    assert not office.vault.read_only
    office.close()


@pytest.mark.parametrize(
    ("error", "offered"),
    [
        (DamagedDatabase(), (True, True)),
        (NoPermission(), (True, False)),
        (WrongPassphrase(), (False, False)),
    ],
)
def test_each_failure_offers_what_helps(
    qtbot: QtBot, error: Exception, offered: tuple[bool, bool], tmp_path: Path
) -> None:
    screen = OpeningScreen(tmp_path)
    qtbot.addWidget(screen)
    page = screen.unlock_page
    page.fail(error)  # pyright: ignore[reportArgumentType]
    assert (not page.read_only.isHidden(), not page.salvage.isHidden()) == offered
    page.set_vault(tmp_path)
    assert page.read_only.isHidden()
