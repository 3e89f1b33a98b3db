"""Copies what can be read of a damaged vault into a new one, and tells what could not be."""

import re
import secrets
import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from referent_desk.errors import NewerVersion
from referent_desk.figures import figures
from referent_desk.vault import sqlcipher
from referent_desk.vault.connection import connect_new, refuse_unsound_file
from referent_desk.vault.faults import told_in_french
from referent_desk.vault.files import copy_durably, sync_folder
from referent_desk.vault.integrity.chain import Chain
from referent_desk.vault.integrity.finding import Progress, RoomCheck
from referent_desk.vault.integrity.pages import Pages
from referent_desk.vault.integrity.quick import FULL_CHECK
from referent_desk.vault.integrity.reading import (
    Reading,
    Row,
    TableRead,
    as_json,
    schema_version_in,
)
from referent_desk.vault.integrity.report import SalvageReport
from referent_desk.vault.integrity.schema import (
    Link,
    declared_tables,
    is_derived,
)
from referent_desk.vault.journal import HEAD, Journal, JournalEntry
from referent_desk.vault.layout import DATABASE_NAME, HEADER_NAME, SUFFIX
from referent_desk.vault.migrate import migrate, shipped_migrations
from referent_desk.vault.store import Store

_EACH = 2000
_NOT_OF_THE_OFFICE = {"journal", "salvaged_row"}


@dataclass(frozen=True)
class Damaged:
    """The vault to read from; nothing in its folder is touched."""

    folder: Path
    data_key: bytes = field(repr=False)
    vault_id: str
    holder: str


def salvage(damaged: Damaged, checks: Sequence[RoomCheck], progress: Progress) -> SalvageReport:
    """Takes a second for some five thousand rows. Raises what `progress.check` raises.

    The new vault stands beside, under the same header; interrupted, nothing of it stays.
    """
    with told_in_french():
        refuse_unsound_file(damaged.folder / DATABASE_NAME)
        target = _free_name(damaged.folder)
        _remove_left_over(target)
        beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        try:
            beside.mkdir(mode=0o700)
            report = _Salvage(damaged, checks, progress).into(beside, target)
            copy_durably(damaged.folder / HEADER_NAME, beside / HEADER_NAME)
            sync_folder(beside)
            beside.rename(target)
            sync_folder(target.parent)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    return report


def _free_name(folder: Path) -> Path:
    stem = folder.name.removesuffix(SUFFIX)
    stem = re.sub(r"-récupéré(-\d+)?\Z", "", stem)
    number, target = 1, folder.with_name(f"{stem}-récupéré{SUFFIX}")
    while target.exists():
        number += 1
        target = folder.with_name(f"{stem}-récupéré-{number}{SUFFIX}")
    return target


def _remove_left_over(target: Path) -> None:
    """Of a salvage that was killed; the damaged vault's lock is held, so that none is under way."""
    for left in target.parent.glob(f".{target.name}.*.part"):
        shutil.rmtree(left, ignore_errors=True)


class _Salvage:
    """One salvage, from the damaged file to the tables of the new one."""

    def __init__(self, damaged: Damaged, checks: Sequence[RoomCheck], progress: Progress) -> None:
        self._damaged, self._checks, self._progress = damaged, checks, progress
        self._asides: list[tuple[str, str, str]] = []
        self._tables: dict[str, TableRead] = {}
        self._unfit = 0

    def into(self, beside: Path, target: Path) -> SalvageReport:
        database = self._damaged.folder / DATABASE_NAME
        with Pages(database, self._damaged.data_key) as pages:
            broken = tuple(pages.broken(self._tell_seals))
            version = schema_version_in(pages)
            shipped = shipped_migrations()
            if version > len(shipped):
                raise NewerVersion
            total = pages.count
            with closing(connect_new(beside / DATABASE_NAME, self._damaged.data_key)) as made:
                migrate(made, shipped[:version])
                read = Reading(declared_tables(made), self._progress)
                read.read(pages)
                self._tables, self._asides = read.tables, read.unplaced
                kept = self._write(made)
                migrate(made, shipped)
                self._close(made)
        return SalvageReport(
            target,
            datetime.now().astimezone(),
            tuple(k.outcome for name, k in self._tables.items() if not is_derived(name)),
            broken,
            total,
            kept,
            self._unfit,
        )

    def _tell_seals(self, number: int) -> None:
        self._progress.check()
        self._progress(f"Lecture des pages\u00a0: {figures(number)}")

    def _write(self, made: sqlcipher.Connection) -> int:
        made.execute("PRAGMA foreign_keys = OFF")
        made.execute("BEGIN IMMEDIATE")
        try:
            for known in self._tables.values():
                name = known.table.name
                if name not in _NOT_OF_THE_OFFICE and not is_derived(name):
                    self._fill(made, known)
            kept = self._fill_journal(made)
            self._set_orphans_aside(made)
            made.execute("COMMIT")
        except BaseException:
            if made.in_transaction:
                made.execute("ROLLBACK")
            raise
        finally:
            made.execute("PRAGMA foreign_keys = ON")
        return kept

    def _fill(self, made: sqlcipher.Connection, known: TableRead) -> None:
        fits = [check.fits for check in self._checks if check.table == known.table.name]
        for number, row in enumerate(known.rows()):
            if number % _EACH == 0:
                self._progress.check()
                self._progress(f"Écriture\u00a0: {known.table.name}")
            if known.table.name == "meta" and row.get("key") in {HEAD, FULL_CHECK}:
                known.kept += 1
            elif not all(fit(row) for fit in fits):
                self._unfit += 1
                self._set_aside(known, "unfit", row)
            elif _insert(made, known.table.name, row):
                known.kept += 1
            elif not _is_there(made, known.table.name, row):
                self._set_aside(known, "refused", row)

    def _fill_journal(self, made: sqlcipher.Connection) -> int:
        """As far as its chain is sound; what comes after is no journal any more."""
        known = self._tables["journal"]
        followed = Chain(self._damaged.vault_id)
        sound = 0
        for row in known.rows():
            entry = JournalEntry(**row)  # pyright: ignore[reportArgumentType]
            if sound != followed.count or not followed.takes(entry):
                self._set_aside(known, "unchained", row)
                continue
            sound += 1
            known.kept += 1
            if not _insert(made, "journal", row):
                raise RuntimeError("a sound entry of the journal was refused")
        if followed.head:
            _insert(made, "meta", {"key": HEAD, "value": followed.head})
        return sound

    def _set_orphans_aside(self, made: sqlcipher.Connection) -> None:
        """Until no row names one that is lost: what is set aside may be named by others."""
        links = [(known, link) for known in self._tables.values() for link in known.table.links]
        found = True
        while found:
            self._progress.check()
            found = sum(self._set_aside_without(made, known, link) for known, link in links) > 0

    def _set_aside_without(self, made: sqlcipher.Connection, known: TableRead, link: Link) -> bool:
        condition = _without_parent(link)
        name = known.table.name
        found = made.execute(f'SELECT * FROM "{name}" AS child WHERE {condition}').fetchall()
        for row in found:
            self._set_aside(known, "parent_lost", {key: row[key] for key in row.keys()})  # noqa: SIM118
            known.kept -= 1
        if found:
            made.execute(f'DELETE FROM "{name}" AS child WHERE {condition}')
        return bool(found)

    def _set_aside(self, known: TableRead, reason: str, row: Row) -> None:
        known.aside += 1
        self._asides.append((known.table.name, reason, as_json(row)))

    def _close(self, made: sqlcipher.Connection) -> None:
        """What was set aside, by this salvage or an earlier one, and the word in the journal."""
        store = Store(made)
        with store.unit() as unit:
            if earlier := self._tables.get("salvaged_row"):
                for row in earlier.rows():
                    unit.insert("salvaged_row", **row)
                    earlier.kept += 1
            for table, reason, content in self._asides:
                unit.insert("salvaged_row", table_name=table, reason=reason, content=content)
            journal = Journal(store, lambda: self._damaged.holder, self._damaged.vault_id)
            journal.record("vault.salvaged", unit=unit)
            unit.commit()
        if store.rows("PRAGMA foreign_key_check") or _unsound(store):
            raise RuntimeError("the salvaged vault is not sound")


def _unsound(store: Store) -> bool:
    return [row[0] for row in store.rows("PRAGMA integrity_check")] != ["ok"]


def _insert(made: sqlcipher.Connection, table: str, row: Row) -> bool:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    try:
        made.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))
    except sqlcipher.Error as error:
        if sqlcipher.primary_code(error) not in {sqlcipher.CONSTRAINT, sqlcipher.MISMATCH}:
            raise
        return False
    return True


def _is_there(made: sqlcipher.Connection, table: str, row: Row) -> bool:
    same = " AND ".join(f'"{name}" IS ?' for name in row)
    found = made.execute(f'SELECT 1 FROM "{table}" WHERE {same}', tuple(row.values()))
    return found.fetchone() is not None


def _without_parent(link: Link) -> str:
    named = " AND ".join(f'child."{column}" IS NOT NULL' for column in link.columns)
    pairs = zip(link.parent_columns, link.columns, strict=True)
    same = " AND ".join(f'parent."{theirs}" = child."{ours}"' for theirs, ours in pairs)
    return f'{named} AND NOT EXISTS (SELECT 1 FROM "{link.parent}" AS parent WHERE {same})'
