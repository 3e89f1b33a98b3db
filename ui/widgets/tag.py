"""The short label at the right of a row, which says why it is here."""

from typing import Literal

from PySide6.QtWidgets import QSizePolicy

from ui.theme import restyle
from ui.widgets.labels import Text

TagKind = Literal["info", "warning", "danger", "accent"]


class Tag(Text):
    """Its words carry the meaning; the colour only helps."""

    def __init__(self, text: str, kind: TagKind = "accent") -> None:
        super().__init__(text, wrap=False)
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_kind(self, kind: TagKind) -> None:
        self.setProperty("kind", kind)
        restyle(self)
