"""PDF/UA-1 and PDF/A-2a from reportlab: structure, artifacts, metadata, faces embedded once.

A document is drawn on a `TaggedCanvas`, by itself or under reportlab's page templates; what is
drawn belongs to an `Element`. `Text` is a paragraph that tags itself.
"""

from referent_desk.documents.tagged.canvas import (
    PageMark,
    Placed,
    Stretch,
    TaggedCanvas,
    UntaggedText,
)
from referent_desk.documents.tagged.face import Face
from referent_desk.documents.tagged.pictures import Picture, picture
from referent_desk.documents.tagged.structure import (
    Artifact,
    Element,
    Role,
    bullets,
    column_header,
    row_header,
)
from referent_desk.documents.tagged.text import Label, Line, Text, broken

__all__ = [
    "Artifact",
    "Element",
    "Face",
    "Label",
    "Line",
    "PageMark",
    "Picture",
    "Placed",
    "Role",
    "Stretch",
    "TaggedCanvas",
    "Text",
    "UntaggedText",
    "broken",
    "bullets",
    "column_header",
    "picture",
    "row_header",
]
