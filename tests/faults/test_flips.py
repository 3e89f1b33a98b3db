"""One byte flipped anywhere: never a traceback, never wrong data shown as right."""

import random
import shutil
from pathlib import Path

import pytest

from referent_desk.errors import VaultError
from referent_desk.vault import HeaderTrust, Vault
from referent_desk.vault.log import log_of
from tests.faults.conftest import make_older, older_versions
from tests.kept_vault import Kept

pytestmark = pytest.mark.slow
TABLES = ("meta", "drafts", "journal", "family", "person", "meeting", "passage", "resource")
CHANGING = {"meta", "journal"}
"""Opening itself writes there: only the rows that were there before are compared."""


def flip(path: Path, chance: random.Random) -> int:
    content = bytearray(path.read_bytes())
    place = chance.randrange(len(content))
    content[place] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    return place


def read(vault: Vault, table: str) -> set[tuple[object, ...]] | None:
    """All rows, or None when the vault says that the table cannot be read."""
    try:
        return {tuple(row) for row in vault.rows(f'SELECT * FROM "{table}"')}
    except VaultError:
        return None


def everything(vault: Vault) -> dict[str, set[tuple[object, ...]] | None]:
    return {table: read(vault, table) for table in TABLES}


def assert_right_or_said(
    found: dict[str, set[tuple[object, ...]] | None], right: dict[str, set[tuple[object, ...]]]
) -> None:
    for table, rows in found.items():
        if rows is not None and table not in CHANGING:
            assert rows == right[table], table


@pytest.fixture
def lived_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    kept = make_older(tmp_path / "essai.coffre", older_versions()[-1], monkeypatch)
    kept.open().close()
    return kept


def test_in_the_log(lived_in: Kept, tmp_path: Path, rounds: int, chance: random.Random) -> None:
    """Told, but in the last save, which cannot be told from one that was cut short."""
    names, before_last = [f"{number:02}" for number in range(12)], 0
    with lived_in.open() as opened:
        for name in names:
            before_last = log_of(lived_in.database).stat().st_size
            opened.drafts.save("note", name, {"text": "x" * 2000})
        image = shutil.copytree(lived_in.folder, tmp_path / "arret.coffre")
    log, told = log_of(image / "coffre.db"), 0
    whole = log.read_bytes()
    database = (image / "coffre.db").read_bytes()
    for number in range(rounds * 4):
        (image / "coffre.db").write_bytes(database)
        log.write_bytes(whole)
        place = flip(log, chance)
        try:
            opened = lived_in.open(lived_in.secrets[number % 2], image)
        except VaultError:
            told += 1
            continue
        assert place >= before_last
        with opened:
            found = [draft.subject for draft in opened.drafts.all() if draft.kind == "note"]
            assert sorted(found) in (names, names[:-1])
            assert opened.check(thorough=True) == []
            assert opened.journal.verify().sound
    assert told


def test_in_the_database(lived_in: Kept, rounds: int, chance: random.Random) -> None:
    with lived_in.open() as opened:
        right = {table: rows for table, rows in everything(opened).items() if rows is not None}
    whole = lived_in.database.read_bytes()
    told = 0
    for number in range(rounds * 4):
        lived_in.database.write_bytes(whole)
        flip(lived_in.database, chance)
        try:
            opened = lived_in.open(lived_in.secrets[number % 2])
        except VaultError:
            told += 1
            continue
        with opened:
            assert_right_or_said(everything(opened), right)
            told += opened.check(thorough=True) != []
    assert told >= rounds * 4 * 0.9, "the seals cover nearly every byte of the file"


def test_in_the_header(lived_in: Kept, rounds: int, chance: random.Random) -> None:
    whole = lived_in.header.read_bytes()
    for number in range(rounds * 4):
        lived_in.header.write_bytes(whole)
        flip(lived_in.header, chance)
        try:
            opened = lived_in.open(lived_in.secrets[number % 2])
        except VaultError:
            continue
        with opened:
            assert opened.ways.trust() is HeaderTrust.OURS
            assert opened.holder == "Camille Dumont"
