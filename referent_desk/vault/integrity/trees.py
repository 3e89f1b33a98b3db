"""Rows read straight from the pages of SQLite's b-trees, around whatever page is lost.

The format is https://www.sqlite.org/fileformat2.html; names follow it.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from referent_desk.vault.integrity.pages import USABLE, BrokenPage, Pages

TABLE_LEAF, TABLE_INNER, INDEX_LEAF, INDEX_INNER = 0x0D, 0x05, 0x0A, 0x02
OF_TABLES, OF_INDEXES = {TABLE_LEAF, TABLE_INNER}, {INDEX_LEAF, INDEX_INNER}
_HEADER_OF_FILE = 100
Value = None | int | float | str | bytes


@dataclass(frozen=True)
class Record:
    """`rowid` is 0 in trees without rowid."""

    rowid: int
    values: tuple[Value, ...]


class Trees:
    """Keeps account of the pages that were reached, and of those that could not be read."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.reached: set[int] = set()

    def records(self, root: int, lost: set[int]) -> Iterator[Record]:
        """All that can be read under `root`; the pages that cannot are added to `lost`."""
        stack, family = [root], set[int]()
        while stack:
            number = stack.pop()
            if number in self.reached:
                continue
            self.reached.add(number)
            page = self._page(number)
            family = family or _family(page)
            if page is None or page.kind not in family:
                lost.add(number)
                continue
            stack.extend(reversed(page.children()))
            yield from self._cells(page, lost)

    def kind_of(self, number: int) -> int:
        """0 when it cannot be read."""
        page = self._page(number)
        return page.kind if page else 0

    def free_pages(self) -> tuple[set[int], int]:
        """Those on the list of free pages, and how many the file says there are.

        Raises BrokenPage where the list itself cannot be followed.
        """
        trunk, counted = struct.unpack_from(">II", self.pages.read(1), 32)
        found: set[int] = set()
        while trunk:
            if trunk in found or not 1 < trunk <= self.pages.count:
                raise BrokenPage(trunk)
            found.add(trunk)
            page = self.pages.read(trunk)
            following, leaves = struct.unpack_from(">II", page)
            if leaves > USABLE // 4 - 2:
                raise BrokenPage(trunk)
            found.update(struct.unpack_from(f">{leaves}I", page, 8))
            trunk = following
        return found, counted

    def _page(self, number: int) -> "_TreePage | None":
        try:
            return _TreePage(number, self.pages.read(number))
        except (BrokenPage, IndexError, struct.error):
            return None

    def _cells(self, page: "_TreePage", lost: set[int]) -> Iterator[Record]:
        if page.kind == TABLE_INNER:
            return
        for start in page.pointers:
            try:
                yield self._record(page, start)
            except BrokenPage as error:
                lost.add(error.number)
            except (IndexError, ValueError, struct.error):
                lost.add(page.number)

    def _record(self, page: "_TreePage", start: int) -> Record:
        at = start + 4 if page.kind == INDEX_INNER else start
        size, at = _varint(page.content, at)
        rowid = 0
        if page.kind == TABLE_LEAF:
            rowid, at = _varint(page.content, at)
        return Record(_signed(rowid), _values(self._payload(page, at, size)))

    def _payload(self, page: "_TreePage", at: int, size: int) -> bytes:
        """Its start stands on the page, the rest on a chain of overflow pages."""
        most = USABLE - 35 if page.kind == TABLE_LEAF else (USABLE - 12) * 64 // 255 - 23
        if size <= most:
            return page.content[at : at + size]
        least = (USABLE - 12) * 32 // 255 - 23
        local = least + (size - least) % (USABLE - 4)
        local = local if local <= most else least
        parts, missing = [page.content[at : at + local]], size - local
        (following,) = struct.unpack_from(">I", page.content, at + local)
        while missing > 0:
            overflow = self.pages.read(following)
            self.reached.add(following)
            parts.append(overflow[4 : 4 + missing])
            missing -= USABLE - 4
            (following,) = struct.unpack_from(">I", overflow)
        return b"".join(parts)


class _TreePage:
    def __init__(self, number: int, content: bytes) -> None:
        self.number, self.content = number, content
        self._start = _HEADER_OF_FILE if number == 1 else 0
        self.kind = content[self._start]
        inner = self.kind in {TABLE_INNER, INDEX_INNER}
        (cells,) = struct.unpack_from(">H", content, self._start + 3)
        pointers = self._start + (12 if inner else 8)
        self.pointers = struct.unpack_from(f">{cells}H", content, pointers)

    def children(self) -> list[int]:
        if self.kind not in {TABLE_INNER, INDEX_INNER}:
            return []
        places = (*self.pointers, self._start + 8)
        return [struct.unpack_from(">I", self.content, place)[0] for place in places]


def _family(page: _TreePage | None) -> set[int]:
    """A tree is all of tables' pages or all of indexes': an old page put back may not be."""
    if page is None:
        return set()
    return OF_TABLES if page.kind in OF_TABLES else OF_INDEXES


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(at, at + 8):
        byte = content[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    return value << 8 | content[at + 8], at + 9


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _values(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        size = _size(kind)
        if at + size > len(payload):
            raise ValueError("a record runs past its end")
        values.append(_value(kind, payload[at : at + size]))
        at += size
    return tuple(values)


def _size(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind]


def _value(kind: int, content: bytes) -> Value:
    if kind == 0:
        return None
    if kind == 7:
        return struct.unpack(">d", content)[0]
    if kind in {8, 9}:
        return kind - 8
    if kind < 7:
        return int.from_bytes(content, "big", signed=True)
    return content.decode() if kind % 2 else content
