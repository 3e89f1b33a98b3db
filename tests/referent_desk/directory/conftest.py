"""The directory of a fresh vault."""

import pytest

from referent_desk.directory import Directory
from referent_desk.office import Office


@pytest.fixture
def directory(office: Office) -> Directory:
    return office.directory
