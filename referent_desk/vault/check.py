"""Finding damage that opening does not show."""

from dataclasses import dataclass

from referent_desk.errors import DamagedDatabase
from referent_desk.vault.store import Store

_QUICK = ("cipher_integrity_check", "quick_check")
_THOROUGH = ("cipher_integrity_check", "integrity_check", "foreign_key_check")


@dataclass(frozen=True)
class Finding:
    """What `check` said, in SQLite's words."""

    check: str
    detail: str


def check_store(store: Store, *, thorough: bool) -> list[Finding]:
    """Empty when all is sound. One check reads the seals, the other the structure: both needed."""
    return [
        finding for check in (_THOROUGH if thorough else _QUICK) for finding in _run(store, check)
    ]


def _run(store: Store, check: str) -> list[Finding]:
    try:
        found = store.rows(f"PRAGMA {check}")
    except DamagedDatabase as error:
        return [Finding(check, str(error.__cause__))]
    details = [" ".join(str(value) for value in row) for row in found]
    return [Finding(check, detail) for detail in details if detail != "ok"]
