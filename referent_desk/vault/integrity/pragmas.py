"""SQLite's and SQLCipher's own words over an open store, for a copy that was just made."""

from referent_desk.errors import DamagedDatabase
from referent_desk.vault.integrity.finding import SEAL, STRUCTURE, Finding
from referent_desk.vault.store import Store

_CHECKS = {"cipher_integrity_check": SEAL, "quick_check": STRUCTURE}


def check_store(store: Store) -> list[Finding]:
    """Empty when all is sound. One check reads the seals, the other the structure: both needed."""
    return [found for pragma, name in _CHECKS.items() for found in _run(store, pragma, name)]


def _run(store: Store, pragma: str, name: str) -> list[Finding]:
    try:
        said = [str(row[0]) for row in store.rows(f"PRAGMA {pragma}")]
    except DamagedDatabase as error:
        said = [str(error.__cause__)]
    return [Finding(name, detail=words) for words in said if words != "ok"]
