"""Migrations go whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from referent_desk.errors import NewerVersion
from referent_desk.vault.connection import connect_new
from referent_desk.vault.migrate import (
    Migration,
    copy_beside,
    migrate,
    schema_version,
    shipped_migrations,
    statements,
)
from referent_desk.vault.sqlcipher import Connection

KEY = bytes(range(32))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Connection]:
    opened = connect_new(tmp_path / "coffre.db", KEY)
    yield opened
    opened.close()


def test_statements_are_cut_outside_texts_triggers_and_comments() -> None:
    script = """
    -- a comment; with a semicolon
    CREATE TABLE a (b TEXT DEFAULT ';');
    CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END;
    ;
    /* the end; */
    """
    found = statements(script)
    assert [piece.split()[-1] for piece in found] == ["';');", "END;"]
    with pytest.raises(RuntimeError):
        statements("CREATE TABLE a (b)")


def test_the_shipped_migrations_apply_once(database: Connection, tmp_path: Path) -> None:
    shipped = shipped_migrations()
    migrate(database, shipped[:1])
    migrate(database, shipped, copy_beside(tmp_path / "coffre.db"))
    assert schema_version(database) == len(shipped)
    copies = [path.name for path in tmp_path.glob("coffre-avant-*")]
    assert copies == (["coffre-avant-migration-0001.db"] if len(shipped) > 1 else [])
    migrate(database, shipped, lambda _: pytest.fail("nothing to upgrade"))


def test_a_failed_migration_leaves_the_one_before(database: Connection) -> None:
    for script in (
        "CREATE TABLE b (x); CREATE TABLE a (x);",
        "CREATE TABLE b (x); COMMIT; CREATE TABLE c (x);",
    ):
        steps = [Migration(1, "CREATE TABLE a (x);"), Migration(2, script)]
        with pytest.raises(Exception, match=r"already exists|its own transaction"):
            migrate(database, steps)
        assert schema_version(database) == 1


def test_a_broken_link_stops_a_migration(database: Connection) -> None:
    script = """
    CREATE TABLE a (id INTEGER PRIMARY KEY);
    CREATE TABLE b (a INTEGER REFERENCES a (id));
    INSERT INTO b VALUES (1);
    """
    with pytest.raises(RuntimeError, match="foreign key"):
        migrate(database, [Migration(1, script)])
    assert schema_version(database) == 0
    assert database.execute("SELECT * FROM sqlite_master").fetchall() == []


def test_a_schema_from_the_future(database: Connection) -> None:
    database.execute("PRAGMA user_version = 9")
    with pytest.raises(NewerVersion):
        migrate(database, [])
