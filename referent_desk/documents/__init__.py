"""Documents: kinds, templates, French typography, their PDF, the bytes issued; lists."""

from referent_desk.documents.batch import MOST_IN_A_BATCH, Planned, Sent, Target, ready
from referent_desk.documents.checks import ISSUED_BYTES, OFFICE_BYTES, bytes_check
from referent_desk.documents.content import (
    Blank,
    Block,
    Box,
    Heading,
    ItemList,
    Letter,
    Logo,
    Notice,
    Paragraph,
    Run,
    SheetBlock,
    Style,
    Tick,
)
from referent_desk.documents.earlier import LETTER_DRAFT, PAPER_DRAFT
from referent_desk.documents.envelope import ENVELOPES, EnvelopeLayout, EnvelopeSize
from referent_desk.documents.envelope_page import LABELS
from referent_desk.documents.errors import (
    DocumentError,
    LogoRefused,
    MissingGlyphs,
    TemplateError,
    UnknownField,
)
from referent_desk.documents.facts import Facts
from referent_desk.documents.fields import Field, fields_of
from referent_desk.documents.kinds import (
    KINDS,
    MODELS,
    Addressee,
    DocumentKind,
    Kind,
    Look,
    Model,
    kind_of,
)
from referent_desk.documents.listing import Column, Listing, render_listing
from referent_desk.documents.logo import (
    BOX_PIXELS,
    LOGO_BYTES,
    Logos,
    PrintedSize,
    printed_size,
    read_logo_file,
)
from referent_desk.documents.mail import MAILED, Mailing
from referent_desk.documents.markdown import letter_blocks, sheet_blocks
from referent_desk.documents.models import Models, TemplateParts, TemplateText
from referent_desk.documents.notice import render_notice
from referent_desk.documents.occasion import (
    appointments,
    at_the_office,
    meetings_with,
    past_meetings,
    usual_meeting,
)
from referent_desk.documents.outline import Outline
from referent_desk.documents.own_notes import NotePage, NoteSection, OwnNotes, render_own_notes
from referent_desk.documents.paper import (
    Beside,
    Cover,
    Figure,
    Grid,
    Header,
    Highlight,
    Highlights,
    Paper,
    PaperBlock,
    Part,
    Remark,
    RowDrawing,
)
from referent_desk.documents.paper_pdf import render_paper
from referent_desk.documents.pdf import missing_characters, page_count, render
from referent_desk.documents.posting import Concern, postal_address, postal_lines
from referent_desk.documents.replay import (
    LettersDrawn,
    NotReplayed,
    PageDrawn,
    PathDrawn,
    PictureDrawn,
    pages_drawn,
)
from referent_desk.documents.rows import IssuedDocument, Registers
from referent_desk.documents.service import Documents, Preview
from referent_desk.documents.templates import fill
from referent_desk.documents.typography import long_date, typeset
from referent_desk.documents.window_page import window_test_page
from referent_desk.secrecy import Way

__all__ = [
    "BOX_PIXELS",
    "ENVELOPES",
    "ISSUED_BYTES",
    "KINDS",
    "LABELS",
    "LETTER_DRAFT",
    "LOGO_BYTES",
    "MAILED",
    "MODELS",
    "MOST_IN_A_BATCH",
    "OFFICE_BYTES",
    "PAPER_DRAFT",
    "Addressee",
    "Beside",
    "Blank",
    "Block",
    "Box",
    "Column",
    "Concern",
    "Cover",
    "DocumentError",
    "DocumentKind",
    "Documents",
    "EnvelopeLayout",
    "EnvelopeSize",
    "Facts",
    "Field",
    "Figure",
    "Grid",
    "Header",
    "Heading",
    "Highlight",
    "Highlights",
    "IssuedDocument",
    "ItemList",
    "Kind",
    "Letter",
    "LettersDrawn",
    "Listing",
    "Logo",
    "LogoRefused",
    "Logos",
    "Look",
    "Mailing",
    "MissingGlyphs",
    "Model",
    "Models",
    "NotReplayed",
    "NotePage",
    "NoteSection",
    "Notice",
    "Outline",
    "OwnNotes",
    "PageDrawn",
    "Paper",
    "PaperBlock",
    "Paragraph",
    "Part",
    "PathDrawn",
    "PictureDrawn",
    "Planned",
    "Preview",
    "PrintedSize",
    "Registers",
    "Remark",
    "RowDrawing",
    "Run",
    "Sent",
    "SheetBlock",
    "Style",
    "Target",
    "TemplateError",
    "TemplateParts",
    "TemplateText",
    "Tick",
    "UnknownField",
    "Way",
    "appointments",
    "at_the_office",
    "bytes_check",
    "fields_of",
    "fill",
    "kind_of",
    "letter_blocks",
    "long_date",
    "meetings_with",
    "missing_characters",
    "page_count",
    "pages_drawn",
    "past_meetings",
    "postal_address",
    "postal_lines",
    "printed_size",
    "read_logo_file",
    "ready",
    "render",
    "render_listing",
    "render_notice",
    "render_own_notes",
    "render_paper",
    "sheet_blocks",
    "typeset",
    "usual_meeting",
    "window_test_page",
]
