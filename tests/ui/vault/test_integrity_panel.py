from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.office import Office
from referent_desk.vault import Finding, SalvageReport, TableOutcome, Vault
from ui.vault import FullCheck, ReadOnlyBanner
from ui.vault.integrity_panel import IntegrityPanel
from ui.vault.salvage_sheet import SalvageSheet
from ui.widgets import PlainTextEdit

WAIT = 20_000
BROKEN = Finding("seal", "passage", 32)


@pytest.fixture
def panel(qtbot: QtBot, office: Office) -> IntegrityPanel:
    made = IntegrityPanel(office.vault, FullCheck(office.vault, _owner(qtbot)), office.vocabulary)
    qtbot.addWidget(made)
    made.show()
    return made


def _owner(qtbot: QtBot) -> QWidget:
    owner = QWidget()
    qtbot.addWidget(owner)
    return owner


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def button(widget: QWidget, name: str) -> QPushButton:
    found = widget.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def damage(office: Office) -> None:
    """As an earlier full check noted it."""
    office.vault.journal.record("vault.opened")
    with office.vault.unit() as unit:
        unit.execute("DROP TRIGGER journal_is_never_rewritten")
        unit.execute("UPDATE journal SET holder = 'x' WHERE seq = 1")
        unit.commit()


def test_a_check_asked_for_tells_that_all_is_sound(qtbot: QtBot, panel: IntegrityPanel) -> None:
    assert "Contrôle complet\u00a0: pas encore fait" in words(panel)
    check = panel._check
    with qtbot.waitSignal(check.ended, timeout=WAIT):
        qtbot.mouseClick(button(panel, "integrity_check"), Qt.MouseButton.LeftButton)
        assert not button(panel, "integrity_stop").isHidden()
        assert not button(panel, "integrity_check").isVisible()
    assert words(panel).count("rien à signaler") == 2
    assert button(panel, "integrity_check").isVisible()
    assert not button(panel, "integrity_salvage").isVisible()


def test_damage_is_told_with_what_to_do(
    qtbot: QtBot, office: Office, panel: IntegrityPanel
) -> None:
    damage(office)
    with qtbot.waitSignal(panel._check.ended, timeout=WAIT):
        panel._check.start()
    told = words(panel)
    assert "Le journal des accès ne se suit plus à partir de l’entrée 1." in told
    assert "restaurez-la" in told
    qtbot.waitUntil(lambda: button(panel, "integrity_salvage").isVisible())


def test_a_check_given_up_says_nothing_and_can_begin_again(
    qtbot: QtBot, office: Office, panel: IntegrityPanel
) -> None:
    button(panel, "integrity_check").click()
    button(panel, "integrity_stop").click()
    assert not panel._check.running
    assert button(panel, "integrity_check").isVisible()
    with qtbot.waitSignal(panel._check.ended, timeout=WAIT):
        button(panel, "integrity_check").click()
    assert office.vault.last_full_check is not None


def test_salvage_is_asked_then_shows_its_report(
    qtbot: QtBot, office: Office, panel: IntegrityPanel, answer: Callable[[str], None]
) -> None:
    damage(office)
    office.vault.check()
    panel.refresh()
    button(panel, "integrity_salvage").click()
    answer("Récupérer")
    qtbot.waitUntil(lambda: bool(panel.findChildren(SalvageSheet)), timeout=WAIT)
    [sheet] = panel.findChildren(SalvageSheet)
    with qtbot.waitSignal(panel.otherVaultRequested) as asked:
        sheet.primary_button.click()
    assert asked.args == [office.vault.folder.with_name("essai-récupéré.coffre")]
    assert office.vault.read_only


@pytest.fixture
def answer() -> Callable[[str], None]:
    from PySide6.QtWidgets import QApplication, QMessageBox

    def choose(text: str) -> None:
        boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]
        [chosen] = [b for box in boxes for b in box.buttons() if b.text() == text]
        chosen.click()

    return choose


def report(folder: Path) -> SalvageReport:
    from datetime import datetime

    tables = (TableOutcome("family", 3, 0, 0), TableOutcome("passage", 40, 2, None))
    return SalvageReport(folder, datetime(2026, 11, 24, 9, 30), tables, (32,), 120, 19, 1)


def test_the_report_is_kept_as_a_text(qtbot: QtBot, tmp_path: Path) -> None:
    owner = _owner(qtbot)
    sheet = SalvageSheet(report(tmp_path / "bureau-récupéré.coffre"), owner)
    shown = sheet.findChild(PlainTextEdit, "salvage_report")
    assert isinstance(shown, PlainTextEdit)
    assert "40 reprises, 2 mises de côté, nombre de pertes inconnu" in shown.text()
    sheet.write(str(tmp_path / "rapport.txt"))
    written = (tmp_path / "rapport.txt").read_text()
    assert "Les passages d’entretien\u00a0: 40 reprises" in written
    assert written == shown.text()


def test_the_banner_tells_why_nothing_can_be_written(qtbot: QtBot, office: Office) -> None:
    banner = ReadOnlyBanner(office.vault)
    qtbot.addWidget(banner)
    assert banner.isHidden()
    damage(office)
    office.vault.check()
    banner.refresh()
    assert not banner.isHidden()
    assert "Des dégâts ont été trouvés" in banner.text()


def test_the_weekly_check_is_due_once_a_week(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = FullCheck(office.vault, _owner(qtbot))
    check._soon.setInterval(0)
    with qtbot.waitSignal(check.ended, timeout=WAIT):
        check.start_soon_if_due()
    assert office.vault.last_full_check is not None
    check.start_soon_if_due()
    assert not check._soon.isActive()


def test_a_weekly_check_without_room_interrupts_nobody(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from referent_desk.errors import DiskFull
    from ui import messages

    def full(*_: object, **__: object) -> None:
        raise DiskFull

    told: list[object] = []
    monkeypatch.setattr(Vault, "check", full)
    monkeypatch.setattr(messages, "error", lambda *given: told.append(given))
    check = FullCheck(office.vault, _owner(qtbot))
    with qtbot.waitSignal(check.ended, timeout=WAIT):
        check._start_quietly()
    assert told == []
    with qtbot.waitSignal(check.ended, timeout=WAIT):
        check.start()
    assert len(told) == 1
