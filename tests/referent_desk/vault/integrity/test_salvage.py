"""Whatever is not on a damaged page comes back, row by row."""

import base64
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from referent_desk.errors import DamagedDatabase, DiskFull
from referent_desk.office import ROOM_CHECKS, Office
from referent_desk.vault import SalvageReport, Unwatched, Vault, migrate
from referent_desk.vault.integrity import salvage as salvaging
from referent_desk.vault.integrity.pages import Pages
from referent_desk.vault.integrity.schema import declared_tables, is_derived, roots
from referent_desk.vault.integrity.trees import TABLE_LEAF, Trees
from tests.referent_desk.vault.integrity.conftest import PAGE, Lived
from tests.referent_desk.vault.integrity.test_damage import past_the_rules

OWN = {"meta", "journal", "salvaged_row"}
Rows = dict[str, Counter[str]]


def told(row: Any) -> str:
    return str(sorted((name, row[name]) for name in row.keys()))  # noqa: SIM118


def rows_of(vault: Vault) -> Rows:
    declared = [t.name for t in declared_tables(vault._store.connection)]
    tables = [name for name in declared if name not in OWN and not is_derived(name)]
    return {t: Counter(told(row) for row in vault.rows(f'SELECT * FROM "{t}"')) for t in tables}


def set_aside(vault: Vault) -> Rows:
    found: Rows = {}
    for row in vault.rows("SELECT * FROM salvaged_row"):
        content = {name: _back(value) for name, value in json.loads(row["content"]).items()}
        found.setdefault(row["table_name"], Counter())[told(content)] += 1
    return found


def _back(value: object) -> object:
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value


def on_pages(lived: Lived, damaged: set[int]) -> Rows:
    """Of the sound vault: the rows of which some part stands on these pages."""
    found: Rows = {}
    with Pages(lived.database, lived.key) as pages:
        trees = Trees(pages)
        starts = {root.name: root.page for root in roots(trees, set())}
        for table in lived.tables():
            counted = found.setdefault(table.name, Counter())
            for leaf in lived.pages_of(table.name):
                reading = Trees(pages)
                if table.with_rowid and reading.kind_of(leaf) != TABLE_LEAF:
                    continue
                for record in _cells(reading, leaf):
                    if reading.reached & damaged:
                        counted[told(table.row(record))] += 1
                    reading.reached = {leaf}
        assert starts
    return found


def _cells(reading: Trees, leaf: int) -> Any:
    reading.reached.add(leaf)
    page = reading._page(leaf)
    return reading._cells(page, set()) if page and page.kind else ()


def open_salvaged(lived: Lived, report: SalvageReport) -> Vault:
    return Lived(report.folder, lived.key, lived.vault_id).watched()


def _leaf(table: str, number: int = -1) -> Callable[[Lived], list[int]]:
    return lambda lived: [lived.pages_of(table)[number]]


@pytest.mark.parametrize(
    "choose",
    [
        pytest.param(_leaf("passage"), id="a leaf"),
        pytest.param(_leaf("passage", 0), id="the root of a tree"),
        pytest.param(_leaf("term", 0), id="the root of a tree without rowid"),
        pytest.param(_leaf("journal", 1), id="the journal"),
        pytest.param(_leaf("family"), id="what others lead back to"),
        pytest.param(_leaf("document"), id="a document's bytes"),
        pytest.param(_leaf("passage_meeting"), id="an index"),
        pytest.param(lambda lived: lived.pages_of("sqlite_schema"), id="the plan of the base"),
        pytest.param(lambda lived: lived.pages_of("sqlite_schema")[1:2], id="a part of the plan"),
        pytest.param(lambda lived: list(range(20, lived.pages(), 9)), id="here and there"),
    ],
)
def test_every_row_off_the_damaged_pages_comes_back(
    lived: Lived, original: Lived, choose: Callable[[Lived], list[int]]
) -> None:
    damaged = choose(lived)
    for page in damaged:
        lived.flip(page)
    before = lived.database.read_bytes()
    report = lived.salvage()
    assert set(report.pages) == set(damaged)
    with original.open(read_only=True) as vault:
        expected = rows_of(vault)
    gone = on_pages(original, set(damaged))
    with open_salvaged(lived, report) as vault:
        assert not vault.read_only
        assert vault.check(thorough=True) == []
        kept, aside = rows_of(vault), set_aside(vault)
        assert vault.journal.entries()[-2].event == "vault.salvaged"
    for table, rows in expected.items():
        assert kept[table] + aside.get(table, Counter()) == rows - gone[table], table
    assert lived.database.read_bytes() == before


def test_a_lost_parent_sends_its_rows_aside_not_away(lived: Lived) -> None:
    for page in lived.pages_of("family"):
        lived.flip(page)
    report = lived.salvage()
    with open_salvaged(lived, report) as vault:
        assert vault.rows("SELECT 1 FROM meeting") == []
        reasons = {row["reason"] for row in vault.rows("SELECT reason FROM salvaged_row")}
        assert reasons == {"parent_lost"}
    by_table = {outcome.table: outcome for outcome in report.tables}
    assert by_table["family"].lost == 14, "an index that is whole tells how many there were"
    assert by_table["passage"].aside > 20
    assert "Les familles\u00a0: aucune reprise, aucune mise de côté, 14 perdues" in report.text()


def test_the_journal_goes_on_from_its_sound_part(lived: Lived) -> None:
    past_the_rules(lived, "UPDATE journal SET holder = 'x' WHERE seq = 40")
    report = lived.salvage()
    assert report.journal_kept == 39
    with open_salvaged(lived, report) as vault:
        assert vault.journal.verify().sound
        events = [entry.event for entry in vault.journal.entries()]
        assert events[39:] == ["vault.salvaged", "vault.opened"]
        [row] = vault.rows("SELECT count(*) FROM salvaged_row WHERE reason = 'unchained'")
        assert row[0] > 100


def test_a_document_that_is_not_what_was_issued_is_no_document_any_more(lived: Lived) -> None:
    past_the_rules(lived, "UPDATE document SET bytes = zeroblob(2000) WHERE rowid = 1")
    report = lived.salvage()
    assert report.unfit == 1
    with open_salvaged(lived, report) as vault:
        [row] = vault.rows("SELECT reason, content FROM salvaged_row")
        assert row["reason"] == "unfit"
        assert _back(json.loads(row["content"])["bytes"]) == bytes(2000)
        unfit = json.loads(row["content"])["id"]
        assert vault.rows("SELECT 1 FROM document WHERE id = ?", (unfit,)) == []


@pytest.mark.parametrize("harm", ["truncated", "first page"])
def test_a_vault_that_does_not_open_at_all_is_salvaged(lived: Lived, harm: str) -> None:
    if harm == "truncated":
        os.truncate(lived.database, (lived.pages() - 5) * PAGE)
    else:
        lived.flip(1, 50)
        with pytest.raises(DamagedDatabase):
            lived.open(read_only=True)
    with pytest.raises(DamagedDatabase):
        lived.open()
    report = lived.salvage()
    with open_salvaged(lived, report) as vault:
        office = Office.open(vault)
        assert len(office.families.list()) == 14


def test_a_sound_vault_comes_back_whole(lived: Lived, original: Lived) -> None:
    report = lived.salvage()
    assert report.whole
    assert "rien ne manque" in report.text()
    with open_salvaged(lived, report) as vault, original.open(read_only=True) as before:
        assert rows_of(vault) == rows_of(before)


def test_the_report_has_no_name(lived: Lived) -> None:
    lived.flip(lived.pages_of("passage")[-1])
    text = lived.salvage().text()
    with lived.open(read_only=True) as vault:
        names = [row["name"] for row in vault.rows("SELECT name FROM family")]
    assert not [name for name in names if name in text]
    assert "Pages abîmées (1 sur" in text


def test_a_second_salvage_takes_another_name(lived: Lived) -> None:
    names = [lived.salvage().folder.name for _ in range(2)]
    assert names == ["bureau-récupéré.coffre", "bureau-récupéré-2.coffre"]


class _StopsAt(Unwatched):
    def __init__(self, word: str) -> None:
        self._word, self._due = word, False

    def __call__(self, text: str) -> None:
        self._due = self._word in text

    def check(self) -> None:
        if self._due:
            raise KeyboardInterrupt


@pytest.mark.parametrize("word", ["Lecture\u00a0: passage", "Écriture\u00a0: passage"])
def test_stopped_half_way_nothing_stays(lived: Lived, word: str) -> None:
    with lived.watched(read_only=True) as vault, pytest.raises(KeyboardInterrupt):
        vault.salvage(_StopsAt(word))
    assert [path.name for path in lived.folder.parent.iterdir()] == [lived.folder.name]


def test_what_a_killed_salvage_left_is_removed(lived: Lived) -> None:
    left = lived.folder.with_name(".bureau-récupéré.coffre.0badcafe.part")
    left.mkdir()
    lived.salvage()
    assert not left.exists()


def test_on_a_full_disk_nothing_stays(lived: Lived, small_disk: Path) -> None:
    folder = small_disk / "bureau.coffre"
    shutil.copytree(lived.folder, folder)
    moved = Lived(folder, lived.key, lived.vault_id)
    (small_disk / "filling").write_bytes(bytes(_room(small_disk) - 200_000))
    with pytest.raises(DiskFull):
        moved.salvage()
    assert {path.name for path in small_disk.iterdir()} == {"bureau.coffre", "filling"}


def _room(place: Path) -> int:
    if sys.platform == "win32":
        return shutil.disk_usage(place).free
    found = os.statvfs(place)
    return found.f_bavail * found.f_frsize


def test_an_older_vault_is_salvaged_under_its_own_tables_then_upgraded(
    lived: Lived, original: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program one migration ahead reads the vault of today."""
    shipped = migrate.shipped_migrations()
    ahead = migrate.Migration(
        len(shipped) + 1,
        "ALTER TABLE family ADD COLUMN colour TEXT NOT NULL DEFAULT 'bleu';"
        "CREATE TABLE later (id TEXT PRIMARY KEY) STRICT;",
    )
    lived.flip(lived.pages_of("passage")[-1])
    monkeypatch.setattr(salvaging, "shipped_migrations", lambda: [*shipped, ahead])
    with original.open(read_only=True) as vault:
        report = salvaging.salvage(
            salvaging.Damaged(lived.folder, lived.key, lived.vault_id, "Zoé"),
            ROOM_CHECKS,
            Unwatched(),
        )
        assert {t.table: t.kept for t in report.tables}["family"] == len(
            vault.rows("SELECT 1 FROM family")
        )
