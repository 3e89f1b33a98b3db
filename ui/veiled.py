"""Records of families, shown by name or by initials as the screen's discretion asks."""

from collections.abc import Callable
from typing import TypeVar

from referent_desk.overview import discreet
from ui.discretion import discretion
from ui.widgets import RowData

R = TypeVar("R")


def veiled_row(make: Callable[[R], RowData], record: R, family_id: str) -> RowData:
    """The row that `make` writes of it, which knows its discreet words too."""
    return make(record).veiled_by(lambda: make(discreet(record)), family_id)


def shown(record: R, family_id: str) -> R:
    """As it may be shown now; what is made of it listens to `discretion().changed`."""
    return discreet(record) if discretion().veils(family_id) else record
