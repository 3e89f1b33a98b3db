"""Whether what was issued is still what the vault keeps: its bytes against their SHA-256."""

import hashlib
from collections.abc import Iterator

from referent_desk.vault import Fields, Finding, Reader, RoomCheck

NEWEST_BYTES = 1 << 20
_BATCH = 50
_NEWEST = """
SELECT rowid, bytes, sha256, issued_at FROM document ORDER BY rowid DESC LIMIT 1 OFFSET ?
"""
_NEXT = """
SELECT rowid, bytes, sha256, issued_at FROM document WHERE rowid > ? ORDER BY rowid LIMIT ?
"""


def fits(row: Fields) -> bool:
    return hashlib.sha256(row["bytes"]).hexdigest() == row["sha256"]


def newest(reader: Reader) -> Iterator[Finding]:
    """The latest documents, as far as a mebibyte goes back."""
    read = number = 0
    while read < NEWEST_BYTES and (row := reader.row(_NEWEST, (number,))) is not None:
        if not fits(row):
            yield _changed(row["rowid"], row["issued_at"])
        read, number = read + len(row["bytes"]), number + 1


def every(reader: Reader) -> Iterator[Finding]:
    last = 0
    while batch := reader.rows(_NEXT, (last, _BATCH)):
        for row in batch:
            if not fits(row):
                yield _changed(row["rowid"], row["issued_at"])
        last = batch[-1]["rowid"]


def _changed(rowid: int, issued_at: str) -> Finding:
    """Told by its day: its recipient is a name."""
    told = (
        f"La lettre remise le {issued_at[8:10]}/{issued_at[5:7]}/{issued_at[:4]} (n°\u00a0{rowid})"
        " n’est plus celle qui a été remise\u00a0: son empreinte ne convient pas."
    )
    return Finding("documents", "document", detail=str(rowid), told=told)


ISSUED_BYTES = RoomCheck("documents", "document", every, newest, fits)
