"""A log found beside the database, judged before SQLite sees it: whose it is, and whether whole.

Only the vault's key makes the seals of its pages; only the file that a log goes with bears the
number that the log says (`vault.log`). An end that does not fit is the write that was cut short,
and SQLite drops it; but SQLite drops as quietly all that follows a byte that changed later on.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

from referent_desk.vault.connection import PAGE
from referent_desk.vault.integrity.pages import SALT_BYTES, Seals, plain
from referent_desk.vault.log import log_of

_HEADER, _FRAME_HEADER = 32, 24
_ORDERS = {0x377F0682: "<", 0x377F0683: ">"}
_WORDS = 1 << 32
_NUMBER_AT = slice(68, 72)


class Standing(Enum):
    """What is to be done with the log."""

    NOTHING = auto()
    """Nothing in it was ever acknowledged."""
    OURS = auto()
    """To be played back."""
    FOREIGN = auto()
    """Another vault's, or this one's of another moment."""
    DAMAGED = auto()
    """Ours, with acknowledged writes in it that SQLite would drop."""
    TOO_SHORT = auto()
    """Ours, but the database lost pages that it does not hold."""


@dataclass(frozen=True)
class _Frame:
    """One page as a write left it. `size`: pages of the database, in the last frame of a write."""

    number: int
    size: int
    of_this_log: bool
    chained: bool
    sealed: bool
    page: bytes
    """Kept of the first page only."""


def standing(database: Path, data_key: bytes) -> Standing:
    """Reads only. `database` is there, and not empty."""
    log = log_of(database)
    if not log.is_file():
        return Standing.NOTHING
    with database.open("rb") as stream:
        first = stream.read(PAGE)
    seals = Seals(data_key, first[:SALT_BYTES])
    with log.open("rb") as stream:
        header = _Header(stream.read(_HEADER))
        frames = list(_frames(stream, header, seals))
    if not header.sound:
        return _without_header(frames)
    played = _played(frames)
    rest = frames[len(played) :]
    if played and not _goes_with(played, first, seals, data_key):
        return Standing.FOREIGN
    if not all(frame.sealed for frame in played) or _holds_a_finished_write(rest):
        return Standing.DAMAGED
    if not played:
        return Standing.NOTHING
    return Standing.OURS if _whole(played, database.stat().st_size) else Standing.TOO_SHORT


def _without_header(frames: list[_Frame]) -> Standing:
    if not frames:
        return Standing.NOTHING
    return Standing.DAMAGED if any(frame.sealed for frame in frames) else Standing.FOREIGN


class _Header:
    def __init__(self, content: bytes) -> None:
        self.salts = content[16:24]
        self.order = _ORDERS.get(int.from_bytes(content[:4], "big"), "")
        self.sums = (0, 0)
        self.sound = False
        if self.order and len(content) == _HEADER:
            self.sums = _sums(content[:24], self.sums, self.order)
            same_pages = int.from_bytes(content[8:12], "big") == PAGE
            self.sound = same_pages and struct.pack(">2I", *self.sums) == content[24:32]


def _frames(stream: BinaryIO, header: _Header, seals: Seals) -> Iterator[_Frame]:
    sums, chained = header.sums, header.sound
    while len(content := stream.read(_FRAME_HEADER + PAGE)) == _FRAME_HEADER + PAGE:
        start, page = content[:_FRAME_HEADER], content[_FRAME_HEADER:]
        number, size = struct.unpack(">2I", start[:8])
        of_this_log = start[8:16] == header.salts
        if chained := chained and of_this_log:
            sums = _sums(start[:8] + page, sums, header.order)
            chained = struct.pack(">2I", *sums) == start[16:24]
        sealed = seals.fit(number, page)
        yield _Frame(number, size, of_this_log, chained, sealed, page if number == 1 else b"")


def _sums(content: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    """SQLite's, each frame's from the one before."""
    first, second = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) % _WORDS
        second = (second + other + first) % _WORDS
    return first, second


def _played(frames: list[_Frame]) -> list[_Frame]:
    """What SQLite takes: up to the last finished write before a frame that does not follow."""
    last = 0
    for place, frame in enumerate(frames, 1):
        if not frame.chained:
            break
        last = place if frame.size else last
    return frames[:last]


def _holds_a_finished_write(rest: list[_Frame]) -> bool:
    """Each write is on the disk before the next begins: only the last may be in pieces.

    So is one that began after the end of another, and one whose frame is whole but does not follow.
    """
    broken = [frame for frame in rest if not frame.chained]
    ends = [place for place, frame in enumerate(broken) if frame.size and frame.of_this_log]
    sealed = [place for place, frame in enumerate(broken) if frame.sealed and frame.of_this_log]
    if ends and ends[-1] > 0 and broken[0].sealed and broken[0].of_this_log:
        return True
    return bool(ends and sealed) and ends[0] < sealed[-1]


def _goes_with(played: list[_Frame], first: bytes, seals: Seals, data_key: bytes) -> bool:
    """A first page torn while the log was brought in tells no number; the log holds it whole."""
    ours = [frame for frame in played if frame.sealed]
    if not ours or not seals.fit(1, first):
        return bool(ours)
    said = {plain(1, frame.page, data_key)[_NUMBER_AT] for frame in ours if frame.number == 1}
    return plain(1, first, data_key)[_NUMBER_AT] in said


def _whole(played: list[_Frame], length: int) -> bool:
    """Each page that the file lacks is in the log, as after it was cut short while growing."""
    held = {frame.number for frame in played}
    return all(number in held for number in range(length // PAGE + 1, played[-1].size + 1))
