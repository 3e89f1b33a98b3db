"""A vault of any older version opens with all its data; a newer one is left alone."""

from pathlib import Path
from typing import Any

import pytest

from referent_desk.errors import NewerVersion
from referent_desk.vault import Vault
from referent_desk.vault.connection import connect_existing
from referent_desk.vault.migrate import shipped_migrations
from tests.faults.conftest import data_of, make_older, older_versions


def everything(vault: Vault) -> dict[str, list[dict[str, object]]]:
    """Each table's rows by column, so that a column added later is no difference."""
    tables = [row[0] for row in vault.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        table: [
            {name: row[name] for name in row.keys()}  # noqa: SIM118
            for row in vault.rows(f'SELECT * FROM "{table}"')
        ]
        for table in tables
    }


def test_every_schema_but_the_present_one_has_its_data() -> None:
    assert older_versions()[: len(shipped_migrations()) - 1] == list(
        range(1, len(shipped_migrations()))
    )


@pytest.mark.parametrize("version", older_versions())
def test_the_data_is_carried_over(
    tmp_path: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = make_older(tmp_path / "ancien.coffre", version, monkeypatch)
    script = data_of(version)
    for secret in kept.secrets:
        with kept.open(secret) as opened:
            [now] = opened.rows("PRAGMA user_version")
            assert now[0] == len(shipped_migrations())
            found = everything(opened)
            inserted = [
                line.split()[2] for line in script.splitlines() if line.startswith("INSERT")
            ]
            for table in set(inserted) - {"meta", "drafts"}:
                assert len(found[table]) >= inserted.count(table)
            assert opened.drafts.load("call", "") is not None
            assert opened.check(thorough=True) == []


def test_the_words_are_the_same_after_the_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = older_versions()[-1]
    kept = make_older(tmp_path / "ancien.coffre", last, monkeypatch)
    with monkeypatch.context() as past:
        past.setattr(
            "referent_desk.vault.opening.shipped_migrations", lambda: shipped_migrations()[:last]
        )
        with kept.open() as opened:
            before = everything(opened)
    with kept.open() as opened:
        after = everything(opened)
    for table in set(before) - {"meta", "journal", "search_pending"}:
        for old, new in zip(before[table], after[table], strict=True):
            assert new.items() >= old.items()


def test_a_newer_version_is_left_alone(kept: Any) -> None:
    with kept.open() as opened:
        key = opened._access.key()
    connection = connect_existing(kept.database, key)
    connection.execute(f"PRAGMA user_version = {len(shipped_migrations()) + 1}")
    connection.close()
    before = kept.database.read_bytes()
    with pytest.raises(NewerVersion):
        kept.open()
    assert kept.database.read_bytes() == before
