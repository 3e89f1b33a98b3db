"""The backups of an open vault: when one is due, making it, what is known of the last."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from referent_desk.errors import VaultError
from referent_desk.vault.backups.faults import (
    BackupDiskFull,
    BackupFolderMissing,
    BackupNotAllowed,
    told_of_target,
)
from referent_desk.vault.backups.making import Source, Step, write_backup
from referent_desk.vault.backups.shelf import (
    Backup,
    backups_of,
    free_file,
    neutral_name,
    rotate,
    under_another_key,
)
from referent_desk.vault.journal import Journal
from referent_desk.vault.meta import forget, recalled, remember
from referent_desk.vault.store import Store

Trouble = Literal["missing", "full", "read_only", "failed"]

_REENCRYPTED = """
SELECT at FROM journal WHERE event = 'vault.reencrypted' ORDER BY seq DESC LIMIT 1
"""
_LAST, _TROUBLE = "backup.last", "backup.trouble"
_TROUBLES: dict[type[VaultError], Trouble] = {
    BackupFolderMissing: "missing",
    BackupDiskFull: "full",
    BackupNotAllowed: "read_only",
}


@dataclass(frozen=True)
class LastBackup:
    """The last one that was made and verified, wherever it is now."""

    taken: datetime
    file: str


@dataclass(frozen=True)
class Renewal:
    """A backup under the present key; `left` are the old ones that could not be erased."""

    made: Backup
    erased: int
    left: tuple[Path, ...]


class Backups:
    """Kept in the vault: the last verified backup, and why the last attempt failed, if it did."""

    def __init__(self, source: Source, journal: Journal) -> None:
        self._source = source
        self._journal = journal

    def make(
        self, folder: Path, step: Step = lambda _text: None, taken: datetime | None = None
    ) -> Backup:
        """In `folder`, which must be there; older ones then go as `rotation` says."""
        try:
            with told_of_target():
                name = neutral_name(self._source.folder.stem, _holders(self._source.store))
                moment = taken or datetime.now().astimezone()
                made = write_backup(self._source, free_file(folder, name, moment), moment, step)
                rotate(folder, made)
        except VaultError as error:
            self._keep_trouble(_TROUBLES.get(type(error), "failed"))
            raise
        self._keep(made)
        return made

    def write(self, file: Path, step: Step = lambda _text: None) -> Backup:
        """At exactly `file`, without rotation. Raises VaultExists when something is there."""
        made = write_backup(self._source, file, datetime.now().astimezone(), step)
        self._keep(made)
        return made

    def renew(
        self, folder: Path, step: Step = lambda _text: None, taken: datetime | None = None
    ) -> Renewal:
        """A new one made and verified; only then are those `under_old_key` erased there."""
        old = self.under_old_key(folder)
        made = self.make(folder, step, taken)
        left = tuple(backup.file for backup in old if not _erased(backup.file))
        erased = len(old) - len(left)
        if erased:
            with suppress(VaultError):  # on a full disk they are erased all the same
                self._journal.record("vault.old_backups_erased", detail=str(erased))
        return Renewal(made, erased, left)

    def under_old_key(self, folder: Path) -> tuple[Backup, ...]:
        """This vault's in `folder`, made before it was last put under a new key.

        A backup made later under a key that is not this vault's stands on another branch of its
        history (this one was restored from before): it is never counted as old.
        """
        found = self._source.store.row(_REENCRYPTED)
        if found is None:
            return ()
        renewed, key = datetime.fromisoformat(found["at"]), self._source.key()
        return tuple(
            backup
            for backup in self.found_in(folder)
            if backup.taken <= renewed and under_another_key(backup, key)
        )

    def due(self, today: date) -> bool:
        """At most one a day is made without asking."""
        last = self.last()
        return last is None or last.taken.date() != today

    def last(self) -> LastBackup | None:
        kept = recalled(self._source.store, _LAST)
        if kept is None:
            return None
        fields = json.loads(kept)
        return LastBackup(datetime.fromisoformat(fields["taken"]), fields["file"])

    def trouble(self) -> Trouble | None:
        """Why the last attempt came to nothing; None once one has succeeded since."""
        found = recalled(self._source.store, _TROUBLE)
        return next((kind for kind in (*_TROUBLES.values(), "failed") if kind == found), None)

    def found_in(self, folder: Path) -> tuple[Backup, ...]:
        """This vault's, the newest first. Raises BackupFolderMissing and its like."""
        with told_of_target():
            if not folder.is_dir():
                raise BackupFolderMissing
            return backups_of(folder, self._source.vault_id)

    def shares_disk_with(self, folder: Path) -> bool:
        """A backup on the vault's own disk is lost with it."""
        try:
            return folder.stat().st_dev == self._source.folder.stat().st_dev
        except OSError:
            return False

    def _keep(self, made: Backup) -> None:
        """On a full disk the backup is still good; only its date is not known here."""
        fields = {"taken": made.taken.isoformat(), "file": str(made.file)}
        with suppress(VaultError), self._source.store.unit() as unit:
            remember(unit, _LAST, json.dumps(fields))
            forget(unit, _TROUBLE)
            self._journal.record("vault.backed_up", detail=made.file.name, unit=unit)
            unit.commit()

    def _keep_trouble(self, kind: Trouble) -> None:
        with suppress(VaultError), self._source.store.unit() as unit:
            remember(unit, _TROUBLE, kind)
            unit.commit()


def _erased(file: Path) -> bool:
    """Rotation may have been there first."""
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _holders(store: Store) -> list[str]:
    return [row["holder"] for row in store.rows("SELECT DISTINCT holder FROM journal")]
