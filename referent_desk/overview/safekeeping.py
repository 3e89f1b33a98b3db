"""What the home says of the backups, when there is something to say."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from referent_desk.settings import Settings, declared
from referent_desk.vault import Trouble, Vault

GRACE_DAYS = 3
"""A vault just made needs no warning yet."""


@dataclass(frozen=True)
class BackupReminder:
    """`why` the last attempt failed, or what is missing; `days` since the last good one, if any."""

    why: Literal["no_folder", "never", "old"] | Trouble
    days: int | None


def backup_reminder(vault: Vault, settings: Settings, today: date) -> BackupReminder | None:
    """None when all is well: a folder is chosen, and the last verified backup is recent."""
    last, trouble = vault.backups.last(), vault.backups.trouble()
    days = (today - last.taken.date()).days if last else None
    young = (today - _begun(vault, today)).days < GRACE_DAYS
    if not settings.get(declared.BACKUP_FOLDER):
        return None if young else BackupReminder("no_folder", days)
    if trouble is not None and days != 0:
        return BackupReminder(trouble, days)
    if days is None:
        return None if young else BackupReminder("never", days)
    return BackupReminder("old", days) if days > settings.get(declared.BACKUP_WARN_DAYS) else None


def _begun(vault: Vault, today: date) -> date:
    row = vault.row("SELECT at FROM journal WHERE seq = 1")
    return datetime.fromisoformat(row["at"]).date() if row else today
