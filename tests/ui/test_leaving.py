"""Locking and quitting, with the backup of the day."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from referent_desk.errors import AlreadyOpen
from referent_desk.office import Office
from referent_desk.settings import declared
from referent_desk.vault import FLOOR_COST, Backup, Backups, Passphrase, create_vault, open_vault
from ui.leaving import ABSENT, DONE
from ui.main_window import MainWindow
from ui.unlock.farewell_page import FarewellPage

PASSPHRASE = "violon tournesol brique corail"
WAIT = 20_000


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "cle"
    folder.mkdir()
    return folder


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """Open, with a stick for its backups."""
    monkeypatch.setattr("ui.workstation.remember_vault", lambda _vault: None)
    made = create_vault(tmp_path / "bureau.coffre", PASSPHRASE, "Zoé Exemple", cost=FLOOR_COST)
    office = Office.open(made.vault)
    office.settings.put(declared.BACKUP_FOLDER, str(stick))
    window = MainWindow(made.vault.folder)
    window.show()
    window.opening.opened.emit(office)
    yield window
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    window.deleteLater()
    made.vault.close()


@pytest.fixture
def slow_stick(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Backups that wait until it is set."""
    gate, whole = threading.Event(), Backups.make

    def make(backups: Backups, folder: Path, step: Callable[[str], None]) -> Backup:
        step("Écriture…")
        while not gate.wait(0.01):
            step("Écriture…")
        return whole(backups, folder, step)

    monkeypatch.setattr(Backups, "make", make)
    yield gate
    gate.set()


def backups_on(stick: Path) -> int:
    return len(list(stick.glob("*.sauvegarde")))


def told(window: MainWindow) -> str:
    return window.opening.unlock_page.problem()


def unlock(qtbot: QtBot, window: MainWindow) -> None:
    window.opening.unlock_page.passphraseGiven.emit(PASSPHRASE)
    qtbot.waitUntil(lambda: not window.locked, timeout=WAIT)


def test_locking_empties_the_screen_then_backs_up_once_a_day(
    qtbot: QtBot, window: MainWindow, stick: Path, slow_stick: threading.Event
) -> None:
    window.lock()
    assert window.locked
    assert window.office is None
    assert "Sauvegarde en cours" in told(window)
    with pytest.raises(AlreadyOpen):
        open_vault(stick.parent / "bureau.coffre", Passphrase(PASSPHRASE))
    slow_stick.set()
    qtbot.waitUntil(lambda: DONE in told(window), timeout=WAIT)
    assert backups_on(stick) == 1
    unlock(qtbot, window)
    window.lock()
    assert "Sauvegarde en cours" not in told(window)
    assert backups_on(stick) == 1


def test_an_unlock_asked_meanwhile_waits(
    qtbot: QtBot, window: MainWindow, stick: Path, slow_stick: threading.Event
) -> None:
    window.lock()
    window.opening.unlock_page.passphraseGiven.emit(PASSPHRASE)
    qtbot.wait(50)
    assert window.locked
    slow_stick.set()
    qtbot.waitUntil(lambda: not window.locked, timeout=WAIT)
    assert backups_on(stick) == 1


def test_a_stick_that_is_not_there_is_told_calmly(
    qtbot: QtBot, window: MainWindow, stick: Path
) -> None:
    stick.rmdir()
    window.lock()
    qtbot.waitUntil(lambda: ABSENT in told(window), timeout=WAIT)
    unlock(qtbot, window)
    assert window.office is not None
    assert window.office.vault.backups.trouble() == "missing"


def test_without_backup_the_key_is_forgotten_at_once(window: MainWindow, stick: Path) -> None:
    office = window.office
    assert office is not None
    window.lock(backup=False)
    assert office.vault.closed
    assert backups_on(stick) == 0


def test_quitting_waits_for_the_backup(
    qtbot: QtBot, window: MainWindow, stick: Path, slow_stick: threading.Event
) -> None:
    window.close()
    page = window.findChild(FarewellPage)
    assert window.isVisible()
    assert page is not None
    assert page.isVisible()
    slow_stick.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    assert backups_on(stick) == 1


def test_one_may_quit_without(
    qtbot: QtBot, window: MainWindow, stick: Path, slow_stick: threading.Event
) -> None:
    window.close()
    page = window.findChild(FarewellPage)
    assert page is not None
    page.button.click()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    assert not slow_stick.is_set()
    assert list(stick.iterdir()) == []
    open_vault(stick.parent / "bureau.coffre", Passphrase(PASSPHRASE)).close()


def test_restoring_from_the_open_office_locks_first(
    qtbot: QtBot, window: MainWindow, stick: Path
) -> None:
    office = window.office
    assert office is not None
    file = office.vault.backups.make(stick).file
    assert window.workspace is not None
    window.workspace.restoreRequested.emit(str(file))
    assert window.locked
    qtbot.waitUntil(window.opening.restoring.page.isVisible, timeout=WAIT)
    assert backups_on(stick) == 1
