"""The vault's memory of itself: a few named texts in the table `meta`."""

from referent_desk.vault.sqlcipher import Reader
from referent_desk.vault.store import Unit

_GET = "SELECT value FROM meta WHERE key = ?"
_PUT = """
INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""
_FORGET = "DELETE FROM meta WHERE key = ?"


def recalled(reader: Reader, key: str) -> str | None:
    found = reader.row(_GET, (key,))
    return str(found["value"]) if found else None


def remember(unit: Unit, key: str, value: str) -> None:
    unit.execute(_PUT, (key, value))


def forget(unit: Unit, key: str) -> None:
    unit.execute(_FORGET, (key,))
