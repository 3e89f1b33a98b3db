from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from referent_desk.office import Office
from referent_desk.overview import BackupReminder, backup_reminder
from referent_desk.settings import declared
from referent_desk.vault import BackupFolderMissing

BEGUN = date.today()


@pytest.fixture
def stick(office: Office, tmp_path: Path) -> Path:
    folder = tmp_path / "cle"
    folder.mkdir()
    office.settings.put(declared.BACKUP_FOLDER, str(folder))
    return folder


def said(office: Office, days: int) -> BackupReminder | None:
    """So many days after the vault was made."""
    return backup_reminder(office.vault, office.settings, BEGUN + timedelta(days=days))


def back_up(office: Office, folder: Path, days: int = 0) -> None:
    noon = datetime.combine(BEGUN + timedelta(days=days), datetime.min.time()).astimezone()
    office.vault.backups.make(folder, taken=noon + timedelta(hours=12))


def test_a_young_vault_is_left_in_peace(office: Office) -> None:
    assert said(office, 2) is None
    assert said(office, 3) == BackupReminder("no_folder", None)


def test_a_folder_without_any_backup(office: Office, stick: Path) -> None:
    assert said(office, 2) is None
    assert said(office, 3) == BackupReminder("never", None)


def test_an_old_one_is_told_after_the_days_set(office: Office, stick: Path) -> None:
    back_up(office, stick)
    assert said(office, 7) is None
    assert said(office, 8) == BackupReminder("old", 8)
    office.settings.put(declared.BACKUP_WARN_DAYS, 30)
    assert said(office, 8) is None


def test_a_stick_that_was_not_there_is_told_until_it_is(office: Office, stick: Path) -> None:
    back_up(office, stick)
    with pytest.raises(BackupFolderMissing):
        office.vault.backups.make(stick / "absent")
    assert said(office, 1) == BackupReminder("missing", 1)
    back_up(office, stick, days=1)
    assert said(office, 1) is None
