"""Whether what was issued is still what the vault keeps: its bytes against their SHA-256."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from referent_desk.vault import Fields, Finding, Reader, RoomCheck

NEWEST_BYTES = 1 << 20
_BATCH = 50


@dataclass(frozen=True)
class _Issued:
    """A table of issued bytes, and the words for one row of it."""

    table: str
    words: str

    @property
    def columns(self) -> str:
        return f"SELECT rowid, bytes, sha256, issued_at FROM {self.table}"  # noqa: S608

    def newest(self, reader: Reader) -> Iterator[Finding]:
        """The latest documents, as far as a mebibyte goes back."""
        read = number = 0
        sql = f"{self.columns} ORDER BY rowid DESC LIMIT 1 OFFSET ?"
        while read < NEWEST_BYTES and (row := reader.row(sql, (number,))) is not None:
            if not fits(row):
                yield self._changed(row["rowid"], row["issued_at"])
            read, number = read + len(row["bytes"]), number + 1

    def every(self, reader: Reader) -> Iterator[Finding]:
        last = 0
        sql = f"{self.columns} WHERE rowid > ? ORDER BY rowid LIMIT ?"
        while batch := reader.rows(sql, (last, _BATCH)):
            for row in batch:
                if not fits(row):
                    yield self._changed(row["rowid"], row["issued_at"])
            last = batch[-1]["rowid"]

    def _changed(self, rowid: int, issued_at: str) -> Finding:
        """Told by its day: its recipient is a name."""
        told = (
            f"{self.words} le {issued_at[8:10]}/{issued_at[5:7]}/{issued_at[:4]}"
            f" (n°\u00a0{rowid}) n’est plus tel qu’il a été émis\u00a0: son empreinte ne convient"
            " pas."
        )
        return Finding("documents", self.table, detail=str(rowid), told=told)


def fits(row: Fields) -> bool:
    return hashlib.sha256(row["bytes"]).hexdigest() == row["sha256"]


def bytes_check(table: str, words: str) -> RoomCheck:
    """Of a table with `bytes`, `sha256` and `issued_at`; `words` begin a finding's sentence."""
    issued = _Issued(table, words)
    return RoomCheck("documents", table, issued.every, issued.newest, fits)


ISSUED_BYTES = bytes_check("document", "Le document émis")
OFFICE_BYTES = bytes_check("office_document", "Le document du bureau émis")
