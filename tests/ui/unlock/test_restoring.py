from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from referent_desk.vault import FLOOR_COST, Passphrase, create_vault, open_vault
from ui import messages, operations, workstation
from ui.unlock import OpeningScreen
from ui.unlock.restore_page import RestorePage

PASSPHRASE = "violon tournesol brique corail"
WAIT = 20_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = create_vault(tmp_path / "bureau.coffre", PASSPHRASE, "Zoé Exemple", cost=FLOOR_COST)
    made.vault.backups.write(tmp_path / "bureau-2026-11-24-1730.sauvegarde")
    made.vault.drafts.save("call", "", {}, label="Depuis")
    made.vault.close()
    return made.vault.folder


@pytest.fixture
def backup(folder: Path) -> Path:
    [file] = folder.parent.glob("*.sauvegarde")
    return file


@pytest.fixture
def screen(qtbot: QtBot, folder: Path) -> OpeningScreen:
    opening = OpeningScreen(folder)
    qtbot.addWidget(opening)
    opening.show()
    return opening


def look(qtbot: QtBot, screen: OpeningScreen, file: Path, secret: str) -> RestorePage:
    screen.restore(screen._vault, str(file))
    page = screen.restoring.page
    qtbot.waitUntil(page.isVisible, timeout=WAIT)
    qtbot.keyClicks(page.passphrase, secret)
    qtbot.mouseClick(page.look, Qt.MouseButton.LeftButton)
    return page


def words(page: RestorePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_seen_then_restored_then_unlocked(
    qtbot: QtBot, screen: OpeningScreen, folder: Path, backup: Path
) -> None:
    page = look(qtbot, screen, backup, PASSPHRASE)
    assert page.passphrase.text() == ""
    qtbot.waitUntil(page.confirm.isVisible, timeout=WAIT)
    assert "0 famille" in words(page)
    assert "Zoé Exemple" in words(page)
    with open_vault(folder, Passphrase(PASSPHRASE)) as present:
        assert [draft.label for draft in present.drafts.all()] == ["Depuis"]
    qtbot.mouseClick(page.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.waits_for_unlock, timeout=WAIT)
    assert "est restaurée" in screen.unlock_page.problem()
    assert "mis-de-cote" in screen.unlock_page.problem()
    with open_vault(folder, Passphrase(PASSPHRASE)) as restored:
        assert restored.drafts.all() == []


def test_a_wrong_passphrase_asks_again(qtbot: QtBot, screen: OpeningScreen, backup: Path) -> None:
    page = look(qtbot, screen, backup, "autre chose")
    qtbot.waitUntil(lambda: "n’ouvre pas" in page.problem(), timeout=WAIT)
    assert page.look.isVisible()
    assert not page.confirm.isVisible()


def test_going_back_leaves_everything_as_it_was(
    qtbot: QtBot, screen: OpeningScreen, folder: Path, backup: Path
) -> None:
    before = {path.name for path in folder.parent.iterdir()}
    page = look(qtbot, screen, backup, PASSPHRASE)
    qtbot.waitUntil(page.confirm.isVisible, timeout=WAIT)
    page.backRequested.emit()
    assert screen.waits_for_unlock
    assert {path.name for path in folder.parent.iterdir()} == before


def test_closing_the_program_leaves_nothing_extracted(
    qtbot: QtBot, screen: OpeningScreen, folder: Path, backup: Path
) -> None:
    before = {path.name for path in folder.parent.iterdir()}
    page = look(qtbot, screen, backup, PASSPHRASE)
    qtbot.waitUntil(page.confirm.isVisible, timeout=WAIT)
    screen.close_waiting()
    assert {path.name for path in folder.parent.iterdir()} == before


def test_a_damaged_backup_is_told_before_any_secret(
    qtbot: QtBot, screen: OpeningScreen, backup: Path
) -> None:
    backup.write_bytes(b"PK\x03\x04 rotten")
    screen.restore(None, str(backup))
    qtbot.waitUntil(lambda: not operations.busy(), timeout=WAIT)
    assert screen.waits_for_unlock
    messages.close_all()


def test_another_vault_s_backup_may_stand_beside(
    qtbot: QtBot, screen: OpeningScreen, backup: Path, tmp_path: Path
) -> None:
    other = create_vault(tmp_path / "autre.coffre", PASSPHRASE, "Zoé Exemple", cost=FLOOR_COST)
    other.vault.close()
    screen.restore(other.vault.folder, str(backup))
    page = screen.restoring.page
    qtbot.waitUntil(page.isVisible, timeout=WAIT)
    assert "d’un autre" in words(page)
    page.besideRequested.emit()
    assert "d’un autre" not in words(page)
    assert "autre (restauré).coffre" in words(page)


def test_from_the_start_page_it_goes_to_its_own_place(
    qtbot: QtBot, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workstation, "vaults_folder", lambda: tmp_path / "donnees")
    screen = OpeningScreen()
    qtbot.addWidget(screen)
    screen.show()
    page = look(qtbot, screen, backup, PASSPHRASE)
    qtbot.waitUntil(page.confirm.isVisible, timeout=WAIT)
    qtbot.mouseClick(page.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.waits_for_unlock, timeout=WAIT)
    open_vault(tmp_path / "donnees" / "bureau.coffre", Passphrase(PASSPHRASE)).close()
