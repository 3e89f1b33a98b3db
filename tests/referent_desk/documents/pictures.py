"""Invented logos: PNG of every make, and SVG."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' viewBox="0 0 240 120">%s</svg>'
)
CIRCLE = '<circle cx="60" cy="60" r="50" fill="#1C6B67"/>'


def svg(inside: str = CIRCLE) -> bytes:
    return (SVG % inside).encode()


def png(mode: str = "RGBA", size: tuple[int, int] = (300, 100), **saved: object) -> bytes:
    """A disc on a ground that is transparent where the mode allows."""
    drawn = Image.new("RGBA", size, (255, 255, 255, 0))
    ImageDraw.Draw(drawn).ellipse((0, 0, size[1], size[1]), fill=(28, 107, 103, 255))
    out = BytesIO()
    drawn.convert(mode).save(out, "PNG", **saved)
    return out.getvalue()


def grey_of_sixteen_bits() -> bytes:
    """Its left half a middle grey."""
    row = struct.pack("<60H", *[0x8000] * 30, *[0xFFFF] * 30)
    grey = Image.frombytes("I;16", (60, 40), row * 40)
    out = BytesIO()
    grey.save(out, "PNG")
    return out.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A few bytes that say they are as large as that."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
