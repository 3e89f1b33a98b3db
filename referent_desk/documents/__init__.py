"""Letters: what they say, how French sets them, their PDF, the bytes issued; and lists."""

from referent_desk.documents.checks import ISSUED_BYTES
from referent_desk.documents.content import Block, ItemList, Letter, Paragraph, Run, Style
from referent_desk.documents.envelope import EnvelopeLayout
from referent_desk.documents.errors import (
    DocumentError,
    MissingGlyphs,
    TemplateError,
    UnknownField,
)
from referent_desk.documents.listing import Column, Listing, render_listing
from referent_desk.documents.own_notes import NotePage, NoteSection, OwnNotes, render_own_notes
from referent_desk.documents.pdf import missing_characters, page_count, render
from referent_desk.documents.service import Documents, IssuedDocument, Preview
from referent_desk.documents.templates import fill, letter_blocks
from referent_desk.documents.typography import long_date, typeset
from referent_desk.documents.window_page import window_test_page

__all__ = [
    "ISSUED_BYTES",
    "Block",
    "Column",
    "DocumentError",
    "Documents",
    "EnvelopeLayout",
    "IssuedDocument",
    "ItemList",
    "Letter",
    "Listing",
    "MissingGlyphs",
    "NotePage",
    "NoteSection",
    "OwnNotes",
    "Paragraph",
    "Preview",
    "Run",
    "Style",
    "TemplateError",
    "UnknownField",
    "fill",
    "letter_blocks",
    "long_date",
    "missing_characters",
    "page_count",
    "render",
    "render_listing",
    "render_own_notes",
    "typeset",
    "window_test_page",
]
