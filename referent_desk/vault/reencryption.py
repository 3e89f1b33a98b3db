"""The whole vault under a new key: a new file, compared with the old one, then swapped.

The header decides which file counts. Until it is written anew, the old database is the vault's and
the new one a leftover; once it is, the new database is the vault's, wherever it still stands.
"""

import secrets
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from referent_desk.errors import DamagedDatabase, HeaderNotTrusted
from referent_desk.vault.access import Access
from referent_desk.vault.connection import (
    connect_apart,
    connect_at_rest,
    connect_existing,
    connect_new,
    key_literal,
)
from referent_desk.vault.faults import told_in_french
from referent_desk.vault.files import sync_file, sync_folder
from referent_desk.vault.journal import Journal
from referent_desk.vault.keys.header import FORMAT, Header, read_header, write_header
from referent_desk.vault.keys.header_file import adopt
from referent_desk.vault.keys.kdf import KEY_BYTES
from referent_desk.vault.layout import (
    COPIES_BEFORE_MIGRATION,
    DATABASE_NAME,
    HEADER_NAME,
    RENEWED_NAME,
)
from referent_desk.vault.log import log_of
from referent_desk.vault.migrate import schema_version
from referent_desk.vault.sqlcipher import Connection
from referent_desk.vault.store import Store

Tell = Callable[[str], None]


def reencrypt(
    access: Access, store: Store, journal_of: Callable[[Store], Journal], tell: Tell
) -> None:
    """Every way in stays. Raises HeaderNotTrusted, and the faults of the disk: nothing changed,
    or, after the point of no return, the store is closed and the next opening finishes.

    `tell` is given a sentence before each step, from this same thread.
    """
    with told_in_french():
        old = read_header(access.folder / HEADER_NAME, access.policy)
    if not old.sealed_by(access.key()):
        raise HeaderNotTrusted
    key = secrets.token_bytes(KEY_BYTES)
    header = _under(key, old)
    renewed = access.folder / RENEWED_NAME
    with store.exclusively():
        try:
            tell("Écriture du coffre sous une nouvelle clé…")
            store.settle()
            _export(access.folder / DATABASE_NAME, access.key(), renewed, key)
            tell("Comparaison avec le coffre actuel…")
            _compare(access.folder / DATABASE_NAME, access.key(), renewed, key)
            _adopt_header(renewed, key, header, journal_of)
            tell("Mise en place…")
            write_header(access.folder / HEADER_NAME, header)
        except BaseException:
            if not _dropped(access):
                store.close()
            raise
        store.change_connection(lambda: _enter_renewed(access, header, key))


def finish_renewal(folder: Path, header: Header) -> Header:
    """Puts the new database in its place, if a crash came before. Gives the settled header."""
    if not header.renewing:
        (folder / RENEWED_NAME).unlink(missing_ok=True)
        return header
    log_of(folder / DATABASE_NAME).unlink(missing_ok=True)  # of the old one: all is in the new
    if (folder / RENEWED_NAME).exists():
        (folder / RENEWED_NAME).replace(folder / DATABASE_NAME)
        sync_folder(folder)
    for copy in folder.glob(COPIES_BEFORE_MIGRATION):
        copy.unlink()
    settled = replace(header, renewing=False)
    write_header(folder / HEADER_NAME, settled)
    return settled


def _dropped(access: Access) -> bool:
    """False if the header on the disk may already count on the new database.

    The old one must then take no more writes: they would be lost with it at the next opening.
    """
    with suppress(Exception):
        if not read_header(access.folder / HEADER_NAME, access.policy).renewing:
            (access.folder / RENEWED_NAME).unlink(missing_ok=True)
            return True
    return False


def _under(key: bytes, header: Header) -> Header:
    slots = tuple(slot.holding(key, FORMAT, header.vault_id) for slot in header.slots)
    return replace(header, slots=slots, renewing=True).sealed(key)


def _enter_renewed(access: Access, header: Header, key: bytes) -> Connection:
    finish_renewal(access.folder, header)
    access.change_key(key)
    return connect_existing(access.folder / DATABASE_NAME, key)


def _export(database: Path, old_key: bytes, renewed: Path, key: bytes) -> None:
    renewed.unlink(missing_ok=True)
    connect_new(renewed, key).close()
    with closing(connect_at_rest(database, old_key)) as source:
        source.execute("PRAGMA foreign_keys = OFF")
        place = renewed.resolve().as_uri() + "?mode=rw"
        source.execute(f"ATTACH ? AS renewed KEY {key_literal(key)}", (place,))
        source.execute("SELECT sqlcipher_export('renewed')")
        source.execute(f"PRAGMA renewed.user_version = {schema_version(source)}")
        source.execute("DETACH renewed")


def _compare(database: Path, old_key: bytes, renewed: Path, key: bytes) -> None:
    """Row by row, and by SQLite's own checks. Raises DamagedDatabase at the first difference."""
    with (
        closing(connect_at_rest(database, old_key)) as before,
        closing(connect_apart(renewed, key)) as after,
    ):
        for query in ("PRAGMA user_version", _SCHEMA, *_reading_every_table(before)):
            _require_same(before.execute(query).fetchall(), after.execute(query).fetchall())
        checked = after.execute("PRAGMA cipher_integrity_check").fetchall()
        checked += after.execute("PRAGMA integrity_check").fetchall()
        if [tuple(row) for row in checked] != [("ok",)]:
            raise DamagedDatabase


_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


def _reading_every_table(connection: Connection) -> list[str]:
    named = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    return [f'SELECT * FROM "{row[0]}"' for row in named.fetchall()]  # noqa: S608  (our own tables)


def _require_same(before: Iterable[Iterable[object]], after: Iterable[Iterable[object]]) -> None:
    for left, right in zip_longest(before, after):
        if left is None or right is None or tuple(left) != tuple(right):
            raise DamagedDatabase


def _adopt_header(
    renewed: Path, key: bytes, header: Header, journal_of: Callable[[Store], Journal]
) -> None:
    """The new database knows its header, and tells of the change, before anything counts on it."""
    store = Store(connect_apart(renewed, key))
    try:
        with store.unit() as unit:
            adopt(unit, header)
            journal_of(store).record("vault.reencrypted", unit=unit)
            unit.commit()
    finally:
        store.close()
    sync_file(renewed)
    sync_folder(renewed.parent)
