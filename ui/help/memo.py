"""The aide-mémoire beside a form: a page that stays open while one writes."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.help.manual import Manual, chapter_text
from ui.help.page import ChapterPage
from ui.widgets import IconButton, SheetDialog

TOPIC = "memo"
LEAST_WIDTH = 240
KEYS, KEYS_SHOWN = "Shift+F1", "Maj+F1"


class MemoButton(IconButton):
    def __init__(self) -> None:
        super().__init__("book-open", "Aide-mémoire")
        self.setFixedSize(28, 24)
        self.setObjectName("open_memo")
        self.setToolTip(f"Aide-mémoire ({KEYS_SHOWN})")
        self.clicked.connect(self._open)
        QShortcut(QKeySequence(KEYS), self, self._open)

    def _open(self) -> None:
        """One at a time, over the column it is opened from: what one writes in stays in sight."""
        window = self.window()
        memo = window.findChild(Memo) or Memo(window)
        corner = window.mapToGlobal(window.rect().topLeft())
        column = self.parentWidget() or window
        width = column.mapTo(window, column.rect().topRight()).x() + 1
        memo.setGeometry(
            corner.x(), corner.y() + 60, max(LEAST_WIDTH, width), max(320, window.height() - 120)
        )
        memo.open()
        memo.raise_()


def beside_memo(heading: QWidget) -> QHBoxLayout:
    """A heading, and at its right the button that opens the aide-mémoire."""
    line = QHBoxLayout()
    line.addWidget(heading, 1)
    line.addWidget(MemoButton())
    return line


class Memo(SheetDialog):
    """Not modal: one goes on writing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Aide-mémoire", parent, close="Fermer")
        self.setObjectName("memo")
        page = ChapterPage("memo_page", "Texte de l’aide-mémoire")
        _title, _, text = chapter_text(Manual.shipped().topic(TOPIC)).partition("\n")
        page.show_chapter(text)
        self.add(page)

    def open(self) -> None:
        """`QDialog.open` would make it modal."""
        self.setModal(False)
        self.show()
