"""The full check: every seal, the structure, the links, the journal, and what the rooms know."""

import secrets
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from referent_desk.errors import DamagedDatabase
from referent_desk.vault import sqlcipher
from referent_desk.vault.connection import connect_to_read
from referent_desk.vault.faults import Interrupted, told_in_french
from referent_desk.vault.integrity.chain import whole_chain
from referent_desk.vault.integrity.finding import (
    LINK,
    SEAL,
    STRUCTURE,
    UNREADABLE,
    Finding,
    Progress,
    Reader,
    RoomCheck,
    Subject,
)
from referent_desk.vault.integrity.pages import Pages
from referent_desk.vault.integrity.quick import shape, unreadable_told
from referent_desk.vault.integrity.schema import owners_of

_COPY = ".coffre.db.*.controle"
_OPCODES = 20_000
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"


class ConnectionReader:
    """Reads over a connection of its own, which the user may stop."""

    def __init__(self, subject: Subject, progress: Progress) -> None:
        self._subject, self._progress = subject, progress
        self._connection = self._connect()

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[sqlcipher.Row]:
        try:
            with told_in_french():
                return self._connection.execute(sql, params).fetchall()
        except DamagedDatabase:
            self.start_anew()
            raise
        except Interrupted:
            self._progress.check()
            raise

    def row(self, sql: str, params: Sequence[object] = ()) -> sqlcipher.Row | None:
        found = self.rows(sql, params)
        return found[0] if found else None

    def close(self) -> None:
        self._connection.close()

    def start_anew(self) -> None:
        """After one broken seal SQLCipher fails whatever else this connection reads.

        SQLite's own check meets it and goes on: nobody is told that the connection is spoilt.
        """
        self._connection.close()
        self._connection = self._connect()

    def _connect(self) -> sqlcipher.Connection:
        with told_in_french():
            made = connect_to_read(self._subject.file, self._subject.data_key, at_rest=True)
        made.set_progress_handler(self._stops, _OPCODES)
        return made

    def _stops(self) -> int:
        try:
            self._progress.check()
        except Exception:  # whatever says stop; `rows` lets it through
            return 1
        return 0


def full_findings(
    subject: Subject, checks: Sequence[RoomCheck], progress: Progress
) -> tuple[Finding, ...]:
    """All that is wrong with the file. Raises what `progress.check` raises."""
    found = [*_seals(subject, progress)]
    found += shape(subject)
    try:
        reader = ConnectionReader(subject, progress)
    except DamagedDatabase as error:
        return (*found, Finding(UNREADABLE, detail=str(error.__cause__)))
    with closing(reader):
        for sentence, check in _steps(reader, subject, checks):
            progress(sentence)
            progress.check()
            if found:
                reader.start_anew()
            found += check()
    return tuple(found)


def _steps(
    reader: ConnectionReader, subject: Subject, checks: Sequence[RoomCheck]
) -> Iterator[tuple[str, Callable[[], Iterable[Finding]]]]:
    yield "Structure de la base…", lambda: unreadable_told(lambda: _structure(reader), "")
    yield "Liens entre les fiches…", lambda: unreadable_told(lambda: _links(reader), "")
    yield (
        "Journal des accès…",
        lambda: unreadable_told(lambda: whole_chain(reader, subject.vault_id), "journal"),
    )
    for check in checks:
        yield (
            "Contenu des lettres et des fiches…",
            lambda check=check: unreadable_told(lambda: check.full(reader), check.table),
        )


def _seals(subject: Subject, progress: Progress) -> list[Finding]:
    """Page by page; broken ones are told with the table that they belong to."""
    with told_in_french(), Pages(subject.file, subject.data_key) as pages:

        def each(number: int) -> None:
            progress.check()
            progress(f"Sceaux des pages\u00a0: {100 * number // pages.count} %")

        broken = list(pages.broken(each))
        owners = owners_of(pages, set(broken)) if broken else {}
        return [Finding(SEAL, owners.get(number, ""), number) for number in broken]


def _structure(reader: ConnectionReader) -> list[Finding]:
    """SQLite's own check; table by table once it has found something, to name the table."""
    try:
        said = _said(reader, "PRAGMA integrity_check")
    except DamagedDatabase as error:
        said = [str(error.__cause__)]
    if not said:
        return []
    reader.start_anew()
    tables = [row["name"] for row in reader.rows(_TABLES)]
    found = [finding for table in tables for finding in _structure_of(reader, table)]
    return found or [Finding(STRUCTURE, detail=text) for text in said]


def _structure_of(reader: ConnectionReader, table: str) -> list[Finding]:
    reader.start_anew()
    try:
        said = _said(reader, f'PRAGMA integrity_check("{table}")')
    except DamagedDatabase as error:
        said = [str(error.__cause__)]
    return [Finding(STRUCTURE, table, detail=said[0])] if said else []


def _said(reader: Reader, pragma: str) -> list[str]:
    return [str(row[0]) for row in reader.rows(pragma) if row[0] != "ok"]


def _links(reader: Reader) -> Iterator[Finding]:
    """Each table once a parent, whatever the number of its rows that lead nowhere.

    What cannot be read was told by the check of the structure, which reads it all.
    """
    for table in [row["name"] for row in reader.rows(_TABLES)]:
        with suppress(DamagedDatabase):
            found = reader.rows(f'PRAGMA foreign_key_check("{table}")')
            for parent, count in Counter(row["parent"] for row in found).items():
                yield Finding(LINK, table, detail=f"{count} -> {parent}")


@contextmanager
def private_copy(database: Path, copy: Callable[[Path], None]) -> Generator[Path]:
    """`copy` fills it; it is encrypted as the original is, and gone at the end whatever happens."""
    remove_old_copies(database.parent)
    target = database.with_name(_COPY.replace("*", secrets.token_hex(4)))
    try:
        with told_in_french():
            target.touch(mode=0o600, exist_ok=False)
            copy(target)
        yield target
    finally:
        target.unlink(missing_ok=True)
        target.with_name(target.name + "-journal").unlink(missing_ok=True)


def remove_old_copies(folder: Path) -> None:
    """What a crash left behind."""
    for left in folder.glob(_COPY):
        left.unlink(missing_ok=True)
