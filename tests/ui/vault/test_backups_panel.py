from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.office import Office
from referent_desk.settings import declared
from referent_desk.vault import Passphrase
from ui import messages, operations
from ui.vault.backups_panel import BackupsPanel
from ui.widgets import Button, EmptyState, Row

SECRET = "violon marée tournesol brique"
NOW = datetime(2026, 11, 24, 17, 30).astimezone()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "cle"
    folder.mkdir()
    return folder


def panel_of(qtbot: QtBot, office: Office) -> BackupsPanel:
    panel = BackupsPanel(office)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: not operations.busy())
    return panel


def words(panel: QWidget) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_without_a_folder_it_says_which_would_do(qtbot: QtBot, office: Office) -> None:
    panel = panel_of(qtbot, office)
    assert panel.findChild(EmptyState)
    assert "Une clé USB" in words(panel)


def test_a_backup_on_demand_is_listed(qtbot: QtBot, office: Office, stick: Path) -> None:
    panel = panel_of(qtbot, office)
    panel.choose(str(stick))
    assert office.settings.get(declared.BACKUP_FOLDER) == str(stick)
    now = panel.findChild(Button, "backup_now")
    assert now is not None
    now.click()
    qtbot.waitUntil(lambda: len(panel.findChildren(Row)) == 1)
    [row] = panel.findChildren(Row)
    assert row.data.tag == "la dernière"
    assert [file.name for file in stick.iterdir()] == [row.data.subtitle.split(" · ")[0]]
    assert "même disque" in words(panel)


def test_the_newest_comes_first_and_one_is_chosen_to_restore(
    qtbot: QtBot, office: Office, stick: Path
) -> None:
    for days in (9, 2, 0):
        office.vault.backups.make(stick, taken=NOW - timedelta(days=days))
    office.settings.put(declared.BACKUP_FOLDER, str(stick))
    panel = panel_of(qtbot, office)
    qtbot.waitUntil(lambda: len(panel.findChildren(Row)) == 3)
    rows = panel.findChildren(Row)
    assert [row.data.title.split(" à")[0] for row in rows] == [
        "Mardi 24\u00a0novembre 2026",
        "Dimanche 22\u00a0novembre 2026",
        "Dimanche 15\u00a0novembre 2026",
    ]
    with qtbot.waitSignal(panel.restoreRequested) as asked:
        rows[1].click()
        agree_to_question()
    assert asked.args == [rows[1].data.key]


def agree_to_question() -> None:
    from PySide6.QtWidgets import QApplication

    [box] = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
    [yes] = [b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.AcceptRole]
    yes.click()


def test_those_under_the_old_key_are_told_until_they_are_gone(
    qtbot: QtBot, office: Office, stick: Path
) -> None:
    for days in (9, 2):
        office.vault.backups.make(stick, taken=datetime.now(UTC) - timedelta(days=days))
    office.settings.put(declared.BACKUP_FOLDER, str(stick))
    panel = panel_of(qtbot, office)
    assert "avant la nouvelle clé" not in words(panel)
    office.vault.reencrypt(Passphrase(SECRET), lambda _: None)
    panel.refresh()
    qtbot.waitUntil(lambda: "2\u00a0sauvegardes datent d’avant" in words(panel))
    office.vault.backups.renew(stick)
    panel.refresh()
    qtbot.waitUntil(lambda: "datent d’avant" not in words(panel) and not operations.busy())
    assert len(panel.findChildren(Row)) == 1


def test_an_absent_stick_is_no_fault(qtbot: QtBot, office: Office, stick: Path) -> None:
    office.settings.put(declared.BACKUP_FOLDER, str(stick / "absente"))
    panel = panel_of(qtbot, office)
    qtbot.waitUntil(lambda: "Branchez-la" in words(panel))
    messages.close_all()


def test_the_vault_s_own_folder_is_refused(qtbot: QtBot, office: Office) -> None:
    panel = panel_of(qtbot, office)
    panel.choose(str(office.vault.folder))
    assert office.settings.get(declared.BACKUP_FOLDER) == ""
    messages.close_all()
