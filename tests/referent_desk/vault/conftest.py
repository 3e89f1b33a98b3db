"""Closed vaults to be harmed, and a small disk to fill."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults import places
from tests.kept_vault import Kept, make_kept


@pytest.fixture
def make_vault(tmp_path: Path) -> Callable[[str], Kept]:
    return lambda name: make_kept(tmp_path / name)


@pytest.fixture
def closed(make_vault: Callable[[str], Kept]) -> Kept:
    return make_vault("essai.coffre")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Four mebibytes of memory as a disk."""
    with places.small_disk(tmp_path / "disk", 4096) as disk:
        yield disk.place
