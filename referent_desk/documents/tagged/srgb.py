"""The colour space that a document's colours are meant in: sRGB, as an ICC profile of version 4."""

import struct
from functools import cache

_D50 = (0.9642, 1.0, 0.8249)
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
_TO_D50 = (1.04788, 0.02292, -0.05019, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


@cache
def profile() -> bytes:
    """Primaries, white and curve of IEC 61966-2-1."""
    tags = {
        b"desc": _localised("sRGB"),
        b"cprt": _localised("CC0"),
        b"wtpt": _xyz(_D50),
        b"chad": b"sf32" + bytes(4) + _fixed(*_TO_D50),
        b"rXYZ": _xyz(_RED),
        b"gXYZ": _xyz(_GREEN),
        b"bXYZ": _xyz(_BLUE),
        b"rTRC": _curve(),
        b"gTRC": _curve(),
        b"bTRC": _curve(),
    }
    at = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for name, content in tags.items():
        table += name + struct.pack(">II", at + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    return _header(at + len(data)) + table + data


def _header(size: int) -> bytes:
    made_on = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    kind = b"mntrRGB XYZ "
    start = struct.pack(">I4sI", size, bytes(4), 0x04200000) + kind + made_on + b"acsp"
    return (start + bytes(28) + _fixed(*_D50)).ljust(128, b"\0")


def _fixed(*numbers: float) -> bytes:
    """With sixteen bits behind the point."""
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(*value)


def _curve() -> bytes:
    """Y = (aX + b)^g from d on, cX below."""
    return b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(*_CURVE)


def _localised(text: str) -> bytes:
    words = text.encode("utf-16-be")
    return (
        b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(words), 28) + words
    )
