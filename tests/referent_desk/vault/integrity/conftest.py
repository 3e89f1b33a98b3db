"""One invented office a session, copied for each test that harms it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from referent_desk.demo import fill_office
from referent_desk.office import ROOM_CHECKS, Office
from referent_desk.vault import (
    ANY_COST_POLICY,
    KdfCost,
    Passphrase,
    SalvageReport,
    Vault,
    create_vault,
    open_vault,
    salvage_vault,
)
from referent_desk.vault.integrity.pages import Pages
from referent_desk.vault.integrity.schema import Table, declared_tables, roots
from referent_desk.vault.integrity.trees import Trees

SECRET = "violon marée tournesol brique"
PAGE = 4096


@dataclass(frozen=True)
class Lived:
    """A closed vault with a story, and its key to look inside."""

    folder: Path
    key: bytes
    vault_id: str

    @property
    def database(self) -> Path:
        return self.folder / "coffre.db"

    def open(self, *, read_only: bool = False) -> Vault:
        return open_vault(
            self.folder, Passphrase(SECRET), policy=ANY_COST_POLICY, read_only=read_only
        )

    def watched(self, *, read_only: bool = False) -> Vault:
        vault = self.open(read_only=read_only)
        vault.watch(ROOM_CHECKS)
        return vault

    def salvage(self) -> SalvageReport:
        return salvage_vault(self.folder, Passphrase(SECRET), ROOM_CHECKS, policy=ANY_COST_POLICY)

    def tables(self) -> list[Table]:
        with self.open(read_only=True) as vault:
            return declared_tables(vault._store.connection)

    def pages(self) -> int:
        return self.database.stat().st_size // PAGE

    def flip(self, page: int, place: int = 2000) -> None:
        content = bytearray(self.database.read_bytes())
        content[(page - 1) * PAGE + place] ^= 1
        self.database.write_bytes(content)

    def put(self, page: int, content: bytes) -> None:
        with self.database.open("r+b") as stream:
            stream.seek((page - 1) * PAGE)
            stream.write(content)

    def page(self, page: int) -> bytes:
        return self.database.read_bytes()[(page - 1) * PAGE : page * PAGE]

    def pages_of(self, name: str) -> list[int]:
        """Of a table or an index, root first; overflow pages among them."""
        with Pages(self.database, self.key) as pages:
            trees = Trees(pages)
            starts = {root.name: root.page for root in roots(trees, set())} | {"sqlite_schema": 1}
            if (root := starts[name]) == 1:
                return sorted(trees.reached)
            before = set(trees.reached)
            for _ in trees.records(root, set()):
                pass
            return [root, *sorted(trees.reached - before - {root})]


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    folder = tmp_path_factory.mktemp("lived") / "bureau.coffre"
    made = create_vault(
        folder, SECRET, "Zoé Exemple", cost=KdfCost(8, 1, 1), policy=ANY_COST_POLICY
    )
    fill_office(made.vault, families=14, years=1, seed=3, until=date(2026, 11, 23))
    office = Office.open(made.vault)
    for family in office.families.list() * 20:
        made.vault.journal.record("family.opened", family.id)
    made.vault.drafts.save("call", "", {"asked": "Je ne dors plus."}, label="Appel")
    lived = Lived(folder, bytes(made.vault._access.data_key), made.vault.vault_id)
    made.vault.close()
    return lived


@pytest.fixture
def lived(original: Lived, tmp_path: Path) -> Lived:
    folder = tmp_path / "bureau.coffre"
    shutil.copytree(original.folder, folder)
    return Lived(folder, original.key, original.vault_id)


Harm = Callable[[Lived], None]
