"""Documents on screen: writing one, seeing the one that left, and a family's own."""

from ui.documents.document_screen import DocumentScreen
from ui.documents.documents_panel import DocumentsPanel
from ui.documents.letter_screen import LetterScreen
from ui.documents.paper_screen import PaperScreen

__all__ = ["DocumentScreen", "DocumentsPanel", "LetterScreen", "PaperScreen"]
