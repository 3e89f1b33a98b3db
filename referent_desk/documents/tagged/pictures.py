"""A picture on the page: the packed data of a PNG, which PDF reads as they are."""

import hashlib
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEAD = struct.Struct(">IIBBBBB")
_OURS = (8, 2, 0, 0, 0)
"""Eight bits, red green blue, not interlaced: all that a PDF needs nothing else for."""


@dataclass(frozen=True)
class Picture:
    """Opaque, in sRGB. `data` is packed, with PNG's predictors."""

    width: int
    height: int
    data: bytes
    name: str

    @property
    def png(self) -> bytes:
        """As a file: what `picture` took, or its like."""
        head = _HEAD.pack(self.width, self.height, *_OURS)
        chunks = ((b"IHDR", head), (b"IDAT", self.data), (b"IEND", b""))
        return _SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks)

    @property
    def entries(self) -> dict[str, int | str]:
        """Of its dictionary in the file."""
        return {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": self.width,
            "Height": self.height,
            "ColorSpace": "/DeviceRGB",
            "BitsPerComponent": 8,
            "Filter": "/FlateDecode",
            "DecodeParms": f"<</Predictor 15/Colors 3/BitsPerComponent 8/Columns {self.width}>>",
        }


@lru_cache(maxsize=4)
def picture(png: bytes) -> Picture:
    """Raises ValueError for a PNG of another make than `_OURS`."""
    if not png.startswith(_SIGNATURE):
        raise ValueError("no PNG")
    chunks = list(_chunks(png))
    width, height, *make = _HEAD.unpack(chunks[0][1])
    if tuple(make) != _OURS:
        raise ValueError("not eight bits of red, green, blue")
    data = b"".join(content for kind, content in chunks if kind == b"IDAT")
    return Picture(width, height, data, f"picture-{hashlib.sha256(png).hexdigest()[:16]}")


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I4s", len(content), kind) + content + struct.pack(">I", check)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        yield kind, png[at + 8 : at + 8 + length]
        at += length + 12
