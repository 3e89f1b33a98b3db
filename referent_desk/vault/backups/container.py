"""One file that holds a vault: a ZIP of three entries, stored as they are, any tool can open it.

Reading trusts nothing: the three names in their order, nothing compressed, every size checked
against the file before a byte of it is read; an entry's name never becomes a path.
"""

import hashlib
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from referent_desk.vault.backups.faults import DamagedBackup, NotABackup
from referent_desk.vault.backups.manifest import (
    LARGEST_MANIFEST,
    Manifest,
    parse_manifest,
    sha256,
)
from referent_desk.vault.connection import PAGE
from referent_desk.vault.keys.header import LARGEST_HEADER
from referent_desk.vault.layout import DATABASE_NAME, HEADER_NAME

MANIFEST_NAME = "sauvegarde.json"
CHUNK = 1 << 20
Chunk = Callable[[int], None]
"""Told how many bytes are done after each chunk; may raise to stop."""

_NAMES = (HEADER_NAME, DATABASE_NAME, MANIFEST_NAME)
_LARGEST_DIRECTORY = 1024
_FIRST_BYTES = b"PK\x03\x04"
_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_LONG_SIZES = struct.Struct("<HHQQ")
_IN_EXTRA = 0xFFFFFFFF


def write_container(
    stream: BinaryIO, header: bytes, database: Iterable[bytes], manifest: Manifest, chunk: Chunk
) -> None:
    moment = manifest.moment
    stamp = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, 0)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(HEADER_NAME, stamp), header)
        entry = zipfile.ZipInfo(DATABASE_NAME, stamp)
        entry.file_size = manifest.database_bytes
        with archive.open(entry, "w") as writing:
            done = 0
            for block in database:
                writing.write(block)
                done += len(block)
                chunk(done)
        archive.writestr(zipfile.ZipInfo(MANIFEST_NAME, stamp), manifest.content())


@dataclass(frozen=True)
class _Entry:
    start: int
    size: int
    checksum: int


class Container:
    """A backup open for reading; the caller owns the stream. Raises NotABackup, DamagedBackup."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        length = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        if stream.read(len(_FIRST_BYTES)) != _FIRST_BYTES:
            raise NotABackup
        self._entries: dict[str, _Entry] = {}
        at = 0
        for name in _NAMES:
            entry = self._read_entry(name, at, length)
            self._entries[name] = entry
            at = entry.start + entry.size
        if length - at > _LARGEST_DIRECTORY:
            raise DamagedBackup
        self.manifest = parse_manifest(self._small(MANIFEST_NAME, LARGEST_MANIFEST))
        self.header = self._small(HEADER_NAME, LARGEST_HEADER)
        self._check_sizes()

    def copy_database(self, writing: BinaryIO, chunk: Chunk) -> None:
        """Raises DamagedBackup when what was copied is not what the manifest tells."""
        entry, digest, done = self._entries[DATABASE_NAME], hashlib.sha256(), 0
        self._stream.seek(entry.start)
        while done < entry.size:
            block = self._stream.read(min(CHUNK, entry.size - done))
            if not block:
                raise DamagedBackup
            digest.update(block)
            writing.write(block)
            done += len(block)
            chunk(done)
        if digest.hexdigest() != self.manifest.database_sha256:
            raise DamagedBackup

    def _check_sizes(self) -> None:
        size = self._entries[DATABASE_NAME].size
        if size != self.manifest.database_bytes or size < PAGE or size % PAGE:
            raise DamagedBackup
        if sha256(self.header) != self.manifest.header_sha256:
            raise DamagedBackup

    def _small(self, name: str, largest: int) -> bytes:
        entry = self._entries[name]
        if entry.size > largest:
            raise DamagedBackup
        self._stream.seek(entry.start)
        content = self._stream.read(entry.size)
        if zlib.crc32(content) != entry.checksum:
            raise DamagedBackup
        return content

    def _read_entry(self, name: str, at: int, length: int) -> _Entry:
        """From its own header, where a tool that streams would look too."""
        self._stream.seek(at)
        start = self._stream.read(_LOCAL.size)
        if len(start) < _LOCAL.size:
            raise DamagedBackup
        magic, _, flags, method, _, _, checksum, packed, size, name_size, extra_size = (
            _LOCAL.unpack(start)
        )
        if magic != _FIRST_BYTES or flags or method != zipfile.ZIP_STORED:
            raise DamagedBackup
        if extra_size not in {0, _LONG_SIZES.size} or name_size != len(name):
            raise DamagedBackup
        if self._stream.read(name_size) != name.encode():
            raise DamagedBackup
        if extra_size:
            extra = self._stream.read(extra_size)
            packed, size = _long_sizes(extra, packed, size)
        begin = at + _LOCAL.size + name_size + extra_size
        if packed != size or begin + size > length:
            raise DamagedBackup
        return _Entry(begin, size, checksum)


def _long_sizes(extra: bytes, packed: int, size: int) -> tuple[int, int]:
    """What does not fit in 32 bits stands in the extra field."""
    if len(extra) < _LONG_SIZES.size or packed != _IN_EXTRA or size != _IN_EXTRA:
        raise DamagedBackup
    tag, width, long_size, long_packed = _LONG_SIZES.unpack(extra)
    if tag != 1 or width != 16:
        raise DamagedBackup
    return long_packed, long_size
