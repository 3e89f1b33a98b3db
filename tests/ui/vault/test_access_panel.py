"""Ways in are changed from the screen, after a proof, and the list follows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.errors import WrongPassphrase
from referent_desk.office import Office
from referent_desk.settings import declared
from referent_desk.vault import (
    ANY_COST_POLICY,
    HeaderTrust,
    Passphrase,
    RecoveryCode,
    open_vault,
)
from tests.fake_keyring import FakeKeyring
from ui import messages
from ui.vault.access_panel import AccessPanel
from ui.widgets import Banner, Row, SheetDialog

SECRET = "violon marée tournesol brique"
OTHER = "grenier cobalt lanterne tuile"
WAIT = 10_000
BEFORE = datetime.now(UTC) - timedelta(days=2)


@pytest.fixture
def keyring() -> FakeKeyring:
    return FakeKeyring()


@pytest.fixture
def panel(qtbot: QtBot, office: Office, keyring: FakeKeyring) -> AccessPanel:
    made = AccessPanel(office, keyring)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    return made


def told(panel: AccessPanel) -> list[tuple[str, str]]:
    return [(r.data.title, r.data.subtitle.split(" · ")[0]) for r in rows(panel)]


def rows(panel: AccessPanel) -> list[Row]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return panel.findChildren(Row)


def sheet(name: str) -> Any:
    found = [w for w in QApplication.topLevelWidgets() if w.objectName() == name and w.isVisible()]
    assert len(found) == 1, name
    return found[0]


def write(root: QWidget, name: str, text: str) -> None:
    edit = root.findChild(QLineEdit, name)
    assert edit is not None, name
    edit.setText(text)


def press(root: QWidget, name: str) -> None:
    button = root.findChild(QPushButton, name)
    assert button is not None, name
    button.click()


def do(qtbot: QtBot, proof: str = SECRET) -> None:
    open_sheet: SheetDialog = sheet("access_sheet")
    write(open_sheet, "proof", proof)
    with qtbot.waitSignal(open_sheet.finished, timeout=WAIT):
        press(open_sheet, "access_do")


def gone(root: QWidget) -> Callable[[], bool]:
    return lambda: not root.isVisible()


def test_a_person_is_added(qtbot: QtBot, office: Office, panel: AccessPanel) -> None:
    press(panel, "access_add_person")
    adding = sheet("access_sheet")
    write(adding, "access_holder", "Sacha Leroy")
    write(adding, "access_passphrase", OTHER)
    write(adding, "access_again", OTHER)
    do(qtbot)
    assert told(panel)[-1] == ("Sacha Leroy", "Phrase de passe")
    assert office.vault.ways.prove(Passphrase(OTHER)).holder == "Sacha Leroy"


def test_what_is_wrong_is_said_where_it_is(qtbot: QtBot, panel: AccessPanel) -> None:
    press(panel, "access_add_person")
    adding = sheet("access_sheet")
    write(adding, "access_holder", "Camille Dumont")
    write(adding, "access_passphrase", OTHER)
    write(adding, "access_again", "autre")
    write(adding, "proof", SECRET)
    press(adding, "access_do")
    assert adding.isVisible()
    write(adding, "access_again", OTHER)
    write(adding, "proof", SECRET)
    press(adding, "access_do")
    qtbot.waitUntil(lambda: "porte déjà ce nom" in adding._holder_field.error(), timeout=WAIT)
    write(adding, "access_holder", "Sacha Leroy")
    write(adding, "proof", "pas la bonne du tout")
    press(adding, "access_do")
    banner = adding.findChild(Banner)
    qtbot.waitUntil(lambda: "n’ouvre pas ce coffre" in banner.text(), timeout=WAIT)
    assert len(told(panel)) == 2
    adding.leave()


def test_after_wrong_proofs_the_sheet_waits_and_says_so(
    qtbot: QtBot, office: Office, panel: AccessPanel
) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            office.vault.ways.prove(Passphrase("pas la bonne"))
    press(panel, "access_renew_code")
    asked: SheetDialog = sheet("access_sheet")
    write(asked, "proof", "pas la bonne du tout")
    press(asked, "access_do")
    banner = asked.findChild(Banner)
    assert banner is not None
    qtbot.waitUntil(lambda: "Prochain essai dans une seconde" in banner.text(), timeout=WAIT)
    assert not asked.primary_button.isEnabled()
    assert banner.height() >= banner.heightForWidth(banner.width())
    write(asked, "proof", SECRET)
    qtbot.waitUntil(asked.primary_button.isEnabled, timeout=WAIT)
    with qtbot.waitSignal(asked.finished, timeout=WAIT):
        press(asked, "access_do")
    sheet("new_code_sheet").accept()


def test_a_passphrase_is_changed_from_its_row(
    qtbot: QtBot, office: Office, panel: AccessPanel
) -> None:
    rows(panel)[0].click()
    press(sheet("way_sheet"), "way_passphrase")
    changing = sheet("access_sheet")
    write(changing, "access_passphrase", OTHER)
    write(changing, "access_again", OTHER)
    do(qtbot)
    office.vault.ways.prove(Passphrase(OTHER))


def test_a_name_is_changed_from_its_row(office: Office, panel: AccessPanel) -> None:
    rows(panel)[0].click()
    naming = sheet("way_sheet")
    write(naming, "way_holder", "Camille Leroy")
    press(naming, "way_rename")
    assert {holder for holder, _ in told(panel)} == {"Camille Leroy"}
    assert office.vault.holder == "Camille Leroy"


def test_the_new_recovery_code_stays_until_it_is_put_away(
    qtbot: QtBot, office: Office, panel: AccessPanel
) -> None:
    press(panel, "access_renew_code")
    do(qtbot)
    shown = sheet("new_code_sheet")
    code = shown._view.code.text()
    shown.reject()
    assert shown.isVisible()
    shown._view.keep.setChecked(True)
    shown.primary_button.click()
    qtbot.waitUntil(gone(shown))
    folder = office.vault.folder
    office.close()
    open_vault(folder, RecoveryCode(code), policy=ANY_COST_POLICY).close()


def test_this_computer_is_added_and_forgotten(
    qtbot: QtBot, panel: AccessPanel, keyring: FakeKeyring
) -> None:
    press(panel, "access_remember_here")
    do(qtbot)
    assert len(keyring.kept) == 1
    rows(panel)[-1].click()
    press(sheet("way_sheet"), "way_revoke")
    do(qtbot)
    assert keyring.kept == {}
    assert len(told(panel)) == 2


def test_a_missing_keyring_is_told_in_the_sheet(
    qtbot: QtBot, panel: AccessPanel, keyring: FakeKeyring
) -> None:
    keyring.broken = True
    press(panel, "access_remember_here")
    trying = sheet("access_sheet")
    write(trying, "proof", SECRET)
    press(trying, "access_do")
    banner = trying.findChild(Banner)
    qtbot.waitUntil(lambda: "trousseau" in banner.text(), timeout=WAIT)
    trying.leave()


def test_the_vault_is_put_under_a_new_key(qtbot: QtBot, office: Office, panel: AccessPanel) -> None:
    before = office.vault._access.key()
    press(panel, "access_reencrypt")
    do(qtbot)
    assert office.vault._access.key() != before
    assert office.vault.journal.entries()[-1].event == "vault.reencrypted"
    messages.close_all()


def test_a_new_key_offers_to_renew_the_backups(
    qtbot: QtBot, office: Office, panel: AccessPanel, tmp_path: Path
) -> None:
    stick = tmp_path / "cle"
    stick.mkdir()
    office.settings.put(declared.BACKUP_FOLDER, str(stick))
    old = office.vault.backups.make(stick, taken=BEFORE)
    press(panel, "access_reencrypt")
    do(qtbot)
    offer: SheetDialog = sheet("renew_backups_sheet")
    with qtbot.waitSignal(offer.finished, timeout=WAIT):
        press(offer, "renew_backups_do")
    last = office.vault.backups.last()
    assert last is not None
    assert [str(file) for file in stick.iterdir()] == [last.file]
    assert last.file != str(old.file)


def test_an_absent_stick_is_told_in_the_offer_which_stays(
    qtbot: QtBot, office: Office, panel: AccessPanel, tmp_path: Path
) -> None:
    office.settings.put(declared.BACKUP_FOLDER, str(tmp_path / "absente"))
    press(panel, "access_reencrypt")
    do(qtbot)
    offer = sheet("renew_backups_sheet")
    press(offer, "renew_backups_do")
    banner = offer.findChild(Banner)
    qtbot.waitUntil(lambda: "Rien n’a été effacé" in banner.text(), timeout=WAIT)
    assert offer.isVisible()
    offer.leave()


def test_a_header_that_is_not_ours_is_told_until_accepted(
    qtbot: QtBot, office: Office, panel: AccessPanel
) -> None:
    header = office.vault.folder / "coffre.json"
    older = header.read_bytes()
    office.vault.ways.rename(office.vault.ways.all()[0].id, "Camille Leroy")
    header.write_bytes(older)
    panel.refresh()
    banner = panel.findChild(Banner)
    assert banner is not None
    assert not banner.isHidden()
    banner.actionRequested.emit()
    assert banner.isHidden()
    assert office.vault.ways.trust() is HeaderTrust.OURS
