from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.referent_desk.vault.backups.desk import Desk


@pytest.fixture
def desk(closed: Any, tmp_path: Path) -> Iterator[Desk]:
    stick = tmp_path / "cle"
    stick.mkdir()
    with closed.open() as vault:
        yield Desk(vault, closed, stick)
