"""Pieces of a PDF file, written as they are."""

import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject

_LEVEL = 6


class Raw(PDFObject):
    """An object whose bytes are ready, of the file's top level."""

    __RefOnly__ = 1

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: Any) -> bytes:  # noqa: ARG002
        return self.content


class Packed(Raw):
    """The same, written with others of its kind in one packed stream: no stream itself."""


def stream(content: bytes, *, packed: bool = True, **entries: int | str) -> bytes:
    """A stream with its dictionary; `entries` are values as they are written."""
    told = "".join(f"/{name} {value}" for name, value in entries.items())
    if packed:
        content = zlib.compress(content, _LEVEL)
        told += "/Filter/FlateDecode"
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(content), told.encode(), content)


def text_string(text: str) -> bytes:
    """For a reader: any character."""
    return b"<FEFF" + text.encode("utf-16-be").hex().encode() + b">"
