"""Documents on screen: writing one, and seeing the one that left."""

from ui.documents.batch_screen import BatchScreen
from ui.documents.document_screen import DocumentScreen
from ui.documents.letter_screen import LetterScreen
from ui.documents.live_preview import DocumentPages
from ui.documents.new_document import ICONS, NewDocumentButton
from ui.documents.paper_screen import PaperScreen
from ui.documents.ways import WAY_WORDS

__all__ = [
    "ICONS",
    "WAY_WORDS",
    "BatchScreen",
    "DocumentPages",
    "DocumentScreen",
    "LetterScreen",
    "NewDocumentButton",
    "PaperScreen",
]
