"""Numbered migrations: `NNNN_name.sql` beside this module, each applied in one transaction."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from referent_desk.errors import NewerVersion
from referent_desk.vault.files import copy_durably
from referent_desk.vault.sqlcipher import Connection, complete_statement

_FOLDER = Path(__file__).with_name("migrations")
_NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql\Z")
_COMMENTS = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Migration:
    """`number` becomes the database's user_version."""

    number: int
    script: str


def shipped_migrations() -> list[Migration]:
    """In order; numbers follow each other from 1."""
    named = [(match, path) for path in _FOLDER.iterdir() if (match := _NAME.match(path.name))]
    found = sorted(
        (Migration(int(match[1]), path.read_text(encoding="utf-8")) for match, path in named),
        key=lambda migration: migration.number,
    )
    if [migration.number for migration in found] != list(range(1, len(found) + 1)):
        raise RuntimeError("migrations must be numbered from 0001 without a gap")
    return found


def schema_version(connection: Connection) -> int:
    found = connection.execute("PRAGMA user_version").fetchone()
    return int(found[0]) if found else 0


def migrate(
    connection: Connection,
    migrations: Sequence[Migration],
    before_upgrade: Callable[[int], None] | None = None,
) -> None:
    """Applies what is missing; `before_upgrade` is called once, with the present version, before.

    Raises NewerVersion when the database knows more migrations than this program.
    """
    present = schema_version(connection)
    if present > len(migrations):
        raise NewerVersion
    missing = migrations[present:]
    if missing and before_upgrade:
        before_upgrade(present)
    for migration in missing:
        _apply(connection, migration)


def copy_beside(database: Path) -> Callable[[int], None]:
    """Keeps the database as it was: coffre-avant-migration-<version>.db, under the same key."""

    def copy(version: int) -> None:
        copy_durably(database, database.with_name(f"coffre-avant-migration-{version:04}.db"))

    return copy


def _apply(connection: Connection, migration: Migration) -> None:
    """Foreign keys are off meanwhile, so that tables can be rebuilt, and checked before the end."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements(migration.script):
            connection.execute(statement)
            if not connection.in_transaction:
                raise RuntimeError(f"migration {migration.number} ends its own transaction")
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"migration {migration.number} breaks a foreign key")
        connection.execute(f"PRAGMA user_version = {migration.number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def statements(script: str) -> list[str]:
    """Cut at the semicolons that end a statement, not at those inside a trigger or a text."""
    found: list[str] = []
    current = ""
    for piece in re.split(r"(?<=;)", script):
        current += piece
        if complete_statement(current):
            found.append(current.strip())
            current = ""
    if _COMMENTS.sub("", current).strip():
        raise RuntimeError("a migration ends in the middle of a statement")
    return [statement for statement in found if _COMMENTS.sub("", statement).strip() != ";"]
