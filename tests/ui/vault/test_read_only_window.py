"""The window over a vault that takes no writing: told before typing, nothing lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person
from referent_desk.office import Office
from referent_desk.vault import ANY_COST_POLICY, Passphrase, open_vault
from tests.conftest import PASSPHRASE
from ui import workstation
from ui.main_window import UNSTORED_READ_ONLY, MainWindow
from ui.vault import ReadOnlyBanner


@pytest.fixture
def closed(office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Path, str]:
    monkeypatch.setattr(workstation, "remember_vault", lambda _folder: None)
    family = office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix")])
    office.close()
    return office.vault.folder, family


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """What it showed is gone, as in the program, before the next test."""
    made = MainWindow()
    qtbot.addWidget(made)
    yield made
    QApplication.processEvents()
    made.lock()
    qtbot.wait(20)


def opened(folder: Path, *, read_only: bool) -> Office:
    vault = open_vault(folder, Passphrase(PASSPHRASE), policy=ANY_COST_POLICY, read_only=read_only)
    return Office.open(vault)


def type_into(window: MainWindow, family: str, text: str) -> None:
    assert window.workspace is not None
    QApplication.processEvents()  # going back to the place of before comes first
    window.workspace.show_meeting(family)
    edit = window.workspace.findChildren(QPlainTextEdit, "meeting_text")[-1]
    edit.setFocus()
    QTest.keyClicks(edit, text)


def test_what_is_typed_waits_until_the_vault_takes_writing(
    window: MainWindow, closed: tuple[Path, str]
) -> None:
    folder, family = closed
    window.opening.opened.emit(opened(folder, read_only=True))
    assert window.workspace is not None
    [banner] = window.workspace.findChildren(ReadOnlyBanner)
    assert not banner.isHidden()
    for text in ("Elle parle", "Elle parle de la nuit"):
        type_into(window, family, text)
        window.lock()
        assert window.opening.unlock_page.problem() == UNSTORED_READ_ONLY
        window.opening.opened.emit(opened(folder, read_only=True))
    QApplication.processEvents()
    window.lock()
    office = opened(folder, read_only=False)
    window.opening.opened.emit(office)
    [draft] = office.vault.drafts.all()
    assert "Elle parle de la nuit" in str(draft.body)


def test_the_home_tells_of_damage_that_the_week_brought(
    window: MainWindow, closed: tuple[Path, str]
) -> None:
    folder, _family = closed
    office = opened(folder, read_only=False)
    with office.vault.unit() as unit:
        unit.execute("DROP TRIGGER journal_is_never_rewritten")
        unit.execute("UPDATE journal SET holder = 'x' WHERE seq = 1")
        unit.commit()
    office.vault.check(thorough=True)
    window.opening.opened.emit(office)
    assert window.workspace is not None
    from ui.widgets import Row

    [row] = window.workspace.findChildren(Row, "home_damage")
    row.click()
    assert window.workspace.place.target == "integrity"


@pytest.mark.parametrize("table", ["meta", "drafts", "journal", "family", "meeting", "document"])
def test_whatever_page_is_damaged_there_is_a_screen_that_says_so(
    window: MainWindow, closed: tuple[Path, str], table: str
) -> None:
    folder, _family = closed
    with open_vault(folder, Passphrase(PASSPHRASE), policy=ANY_COST_POLICY) as vault:
        [row] = vault.rows("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
    content = bytearray((folder / "coffre.db").read_bytes())
    content[(row["rootpage"] - 1) * 4096 + 2000] ^= 1
    (folder / "coffre.db").write_bytes(content)
    window.opening.opened.emit(opened(folder, read_only=True))
    assert window.workspace is not None
    window.workspace.show_vault("integrity")
    assert window.workspace.place.target == "integrity"
    [banner] = window.workspace.findChildren(ReadOnlyBanner)
    assert not banner.isHidden()
