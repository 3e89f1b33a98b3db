"""After wrong secrets the page waits a little; one may type meanwhile, and Enter works after."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from referent_desk.errors import NotAVault, TooSoon, WrongPassphrase
from ui.unlock.unlock_page import UnlockPage


def shown(qtbot: QtBot) -> UnlockPage:
    page = UnlockPage()
    qtbot.addWidget(page)
    page.show()
    return page


def refused(wait: int) -> WrongPassphrase:
    error = WrongPassphrase()
    error.wait = wait
    return error


def test_the_first_failures_make_nobody_wait(qtbot: QtBot) -> None:
    page = shown(qtbot)
    page.fail(refused(0))
    assert not page.waiting
    assert page.button.isEnabled()


def test_the_page_counts_down_and_keeps_what_is_typed(qtbot: QtBot) -> None:
    page = shown(qtbot)
    page.fail(refused(1))
    assert "n’ouvre pas ce coffre" in page.problem()
    assert "Prochain essai dans une seconde." in page.problem()
    qtbot.keyClicks(page.passphrase, "violon")
    with qtbot.assertNotEmitted(page.passphraseGiven):
        qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert page.passphrase.text() == "violon"
    qtbot.waitUntil(page.button.isEnabled)
    assert "Prochain essai" not in page.problem()
    with qtbot.waitSignal(page.passphraseGiven) as given:
        qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert given.args == ["violon"]


def test_too_soon_counts_down_too(qtbot: QtBot) -> None:
    page = shown(qtbot)
    page.fail(TooSoon(12))
    assert "Prochain essai dans 12 secondes." in page.problem()


def test_another_vault_or_another_fault_does_not_wait(qtbot: QtBot) -> None:
    page = shown(qtbot)
    page.fail(refused(30))
    page.set_vault(Path("autre.coffre"))
    assert not page.waiting
    page.fail(NotAVault())
    assert not page.waiting


def test_a_secret_once_sent_cannot_be_brought_back(qtbot: QtBot) -> None:
    """Ctrl+Z in a field that shows what one types."""
    page = shown(qtbot)
    show_it = next(box for box in page.findChildren(QCheckBox) if box.text().startswith("Montrer"))
    for leave in (page.button.click, page.start):
        qtbot.keyClicks(page.passphrase, "violon")
        leave()
        show_it.setChecked(True)
        page.passphrase.undo()
        assert page.passphrase.text() == ""
        show_it.setChecked(False)
