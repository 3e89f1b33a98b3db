"""A damaged header is told as such, whatever the damage; migrations go whole or not at all."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referent_desk.errors import DamagedHeader, NewerVersion
from referent_desk.vault import ANY_COST_POLICY, KdfCost
from referent_desk.vault.connection import connect_new
from referent_desk.vault.keys.header import FORMAT, Header, parse_header, read_header, write_header
from referent_desk.vault.keys.slots import Slot, SlotRequest
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
REQUEST = SlotRequest("passphrase", "Camille Dumont", b"secret", KdfCost(8, 1, 1))
HEADER = Header("v1", "2026-03-01", (Slot.new(REQUEST, KEY, FORMAT, "v1"),)).sealed(KEY)


def _content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("header") / "coffre.json"
    write_header(path, HEADER)
    assert read_header(path, ANY_COST_POLICY) == HEADER
    return path.read_bytes()


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return _content(tmp_path_factory)


@given(place=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_one_byte_changed(content: bytes, place: int, byte: int) -> None:
    harmed = bytearray(content)
    harmed[place % len(harmed)] = byte
    try:
        found = parse_header(bytes(harmed), ANY_COST_POLICY)
    except (DamagedHeader, NewerVersion):
        return
    assert found == HEADER


@given(length=st.integers(0, 10_000))
def test_cut_short(content: bytes, length: int) -> None:
    with pytest.raises(DamagedHeader):
        parse_header(content[: length % len(content)], ANY_COST_POLICY)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_anything_else(content: bytes) -> None:
    with pytest.raises((DamagedHeader, NewerVersion)):
        parse_header(content, ANY_COST_POLICY)


@pytest.mark.parametrize("depth", [100_000])
def test_deep_nesting(depth: int) -> None:
    with pytest.raises(DamagedHeader):
        parse_header(b"[" * depth, ANY_COST_POLICY)


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "recovery"), ("passes", 2), ("id", "x")],
)
def test_what_a_slot_says_is_bound_to_its_key(
    content: bytes, monkeypatch: pytest.MonkeyPatch, field: str, value: object
) -> None:
    """Even by someone who makes the checksum anew."""
    fields = json.loads(content)
    fields["slots"][0][field] = value
    fields["check"] = "made anew"

    def forged(_: object) -> str:
        return "made anew"

    monkeypatch.setattr("referent_desk.vault.keys.header._checksum", forged)
    found = parse_header(json.dumps(fields).encode(), ANY_COST_POLICY)
    assert found.slots[0].unwrap(b"secret", FORMAT, found.vault_id) is None
    assert HEADER.slots[0].unwrap(b"secret", FORMAT, "v1") == KEY
    assert HEADER.slots[0].unwrap(b"secret", FORMAT, "v2") is None


@pytest.mark.parametrize(
    ("field", "value"), [("holder", "Someone"), ("created", "x"), ("place", "elsewhere")]
)
def test_what_the_list_of_ways_in_says_is_under_the_seal(field: str, value: str) -> None:
    [slot] = HEADER.slots
    changed = replace(HEADER, slots=(replace(slot, **{field: value}),))
    assert HEADER.sealed_by(KEY)
    assert not changed.sealed_by(KEY)
    assert not HEADER.sealed_by(bytes(32))


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
