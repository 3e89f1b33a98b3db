"""Units of work, and reads that cannot write."""

import threading
import time
from datetime import date, datetime

import pytest

from referent_desk.errors import NotFound
from referent_desk.vault import ConstraintFailed, Interrupted, Vault


def _put(vault: Vault, key: str, *, commit: bool = True) -> None:
    with vault.unit() as unit:
        unit.insert("meta", key=key, value="x")
        if commit:
            unit.commit()


def _keys(vault: Vault) -> list[str]:
    sql = "SELECT key FROM meta WHERE key NOT IN ('journal_head', 'header_seal') ORDER BY key"
    return [row["key"] for row in vault.rows(sql)]


def test_without_commit_nothing_stays(vault: Vault) -> None:
    _put(vault, "kept")
    _put(vault, "forgotten", commit=False)
    with pytest.raises(ConstraintFailed), vault.unit() as unit:  # noqa: PT012
        unit.insert("meta", key="failed", value="x")
        raise ConstraintFailed
    assert _keys(vault) == ["kept"]


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO meta VALUES ('a', 'b')",
        "insert or ignore into meta VALUES ('a', 'b') RETURNING key",
        "REPLACE INTO meta VALUES ('a', 'b')",
        "WITH it AS (SELECT 'a', 'b') INSERT INTO meta SELECT * FROM it",
        "WITH it AS (SELECT 'kept') UPDATE meta SET value = 'y' WHERE key IN it",
        "WITH it AS (SELECT 'kept') delete\nfrom meta WHERE key IN it",
        "DROP TABLE meta",
        "-- SELECT\nDELETE FROM meta",
    ],
)
def test_reads_cannot_write(vault: Vault, sql: str) -> None:
    _put(vault, "kept")
    with pytest.raises(RuntimeError):
        vault.rows(sql)
    with pytest.raises(RuntimeError):
        vault.row(sql)
    assert _keys(vault) == ["kept"]


def test_a_unit_inside_another_stands_or_falls_with_it(vault: Vault) -> None:
    with vault.unit() as outer:
        _put(vault, "inner")
        _put(vault, "undone", commit=False)
        outer.commit()
    with vault.unit():
        _put(vault, "lost")
    assert _keys(vault) == ["inner"]


def test_a_unit_is_over_after_its_commit(vault: Vault) -> None:
    with vault.unit() as unit:
        unit.commit()
        with pytest.raises(RuntimeError):
            unit.execute("SELECT 1")


def test_the_schema_refuses(vault: Vault) -> None:
    _put(vault, "once")
    with pytest.raises(ConstraintFailed):
        _put(vault, "once")


def test_only_plain_names_become_sql(vault: Vault) -> None:
    with vault.unit() as unit:
        with pytest.raises(ValueError, match="identifier"):
            unit.insert("meta; DROP TABLE meta", key="a")
        with pytest.raises(ValueError, match="identifier"):
            unit.insert("meta", **{'key") --': "a"})


def test_update_tells_when_the_row_is_gone(vault: Vault) -> None:
    with vault.unit() as unit:
        unit.execute("CREATE TABLE probe (id TEXT PRIMARY KEY, day TEXT, moment TEXT) STRICT")
        unit.insert("probe", id="a", day=date(2026, 3, 1), moment=None)
        unit.update("probe", "a", moment=datetime(2026, 3, 1, 14, 30))
        with pytest.raises(NotFound):
            unit.update("probe", "b", day=None)
        unit.commit()
    found = vault.row("SELECT day, moment FROM probe")
    assert found is not None
    assert tuple(found) == ("2026-03-01", "2026-03-01T14:30:00")


def test_a_long_statement_gives_way(vault: Vault) -> None:
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    )
    stopped: list[BaseException] = []

    def run() -> None:
        try:
            vault.rows(endless)
        except Interrupted as error:
            stopped.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    deadline = time.monotonic() + 5
    while worker.is_alive() and time.monotonic() < deadline:
        vault.interrupt()
        time.sleep(0.01)
    assert len(stopped) == 1


def test_threads_take_turns(vault: Vault) -> None:
    workers = [threading.Thread(target=_put, args=(vault, f"k{n}")) for n in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert _keys(vault) == [f"k{n}" for n in range(8)]
