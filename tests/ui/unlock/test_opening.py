from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from referent_desk.office import Office
from referent_desk.vault import FLOOR_COST, Passphrase, create_vault, open_vault
from ui.unlock import OpeningScreen

PASSPHRASE = "violon tournesol brique corail"
WAIT = 20_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = create_vault(tmp_path / "bureau.coffre", PASSPHRASE, "Zoé Exemple", cost=FLOOR_COST)
    made.vault.close()
    return made.vault.folder


@pytest.fixture
def screen(qtbot: QtBot, folder: Path) -> OpeningScreen:
    opening = OpeningScreen(folder)
    qtbot.addWidget(opening)
    opening.show()
    return opening


def unlock(qtbot: QtBot, screen: OpeningScreen, passphrase: str) -> None:
    qtbot.keyClicks(screen.unlock_page.passphrase, passphrase)
    qtbot.keyClick(screen.unlock_page.passphrase, Qt.Key.Key_Return)


def test_the_right_passphrase_opens_the_office(qtbot: QtBot, screen: OpeningScreen) -> None:
    with qtbot.waitSignal(screen.opened, timeout=WAIT) as opened:
        unlock(qtbot, screen, PASSPHRASE)
    [office] = opened.args or []
    assert isinstance(office, Office)
    assert office.vault.holder == "Zoé Exemple"
    office.close()


def test_a_wrong_one_says_so_and_leaves_the_field_empty(
    qtbot: QtBot, screen: OpeningScreen
) -> None:
    unlock(qtbot, screen, "autre chose")
    page = screen.unlock_page
    qtbot.waitUntil(lambda: "n’ouvre pas ce coffre" in page.problem(), timeout=WAIT)
    assert page.passphrase.text() == ""


def test_an_empty_passphrase_is_not_tried(qtbot: QtBot, screen: OpeningScreen) -> None:
    with qtbot.assertNotEmitted(screen.unlock_page.passphraseGiven):
        qtbot.keyClick(screen.unlock_page.passphrase, Qt.Key.Key_Return)


def test_a_mistyped_recovery_code_is_told_from_a_wrong_one(
    qtbot: QtBot, screen: OpeningScreen
) -> None:
    page = screen.unlock_page
    page.recoveryCodeGiven.emit("AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAB")
    qtbot.waitUntil(lambda: "faute de frappe" in page.problem(), timeout=WAIT)


def test_a_new_vault_shows_its_code_before_anything_else(qtbot: QtBot, tmp_path: Path) -> None:
    screen = OpeningScreen()
    qtbot.addWidget(screen)
    screen.show()
    target = tmp_path / "neuf" / "bureau.coffre"
    screen.create_page.created.emit(target, PASSPHRASE, "Zoé Exemple")
    code = screen.recovery_page.view.code
    qtbot.waitUntil(lambda: bool(code.text()), timeout=WAIT)
    shown = code.text()
    assert not screen.recovery_page.button.isEnabled()
    with qtbot.waitSignal(screen.opened, timeout=WAIT) as opened:
        screen.recovery_page.view.keep.setChecked(True)
        qtbot.mouseClick(screen.recovery_page.button, Qt.MouseButton.LeftButton)
    assert code.text() == ""
    [office] = opened.args or []
    office.close()
    from referent_desk.vault import parse_recovery_code

    for secret in (parse_recovery_code(shown), Passphrase(PASSPHRASE)):
        open_vault(target, secret).close()


@pytest.mark.parametrize(
    ("holder", "first", "second"),
    [
        ("Zoé", "azerty", "azerty"),
        ("Zoé", PASSPHRASE, "autre"),
        ("", PASSPHRASE, PASSPHRASE),
    ],
)
def test_a_weak_or_mistyped_passphrase_creates_nothing(
    qtbot: QtBot, holder: str, first: str, second: str
) -> None:
    screen = OpeningScreen()
    qtbot.addWidget(screen)
    page = screen.create_page
    with qtbot.assertNotEmitted(page.created):
        page.holder.setText(holder)
        page.passphrase.first.setText(first)
        page.passphrase.again.setText(second)
        page.button.click()
