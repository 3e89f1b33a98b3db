"""Letters on screen: writing one, and seeing the one that left."""

from ui.documents.document_screen import DocumentScreen
from ui.documents.letter_screen import LetterScreen

__all__ = ["DocumentScreen", "LetterScreen"]
