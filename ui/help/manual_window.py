"""The manual: chapters at the left, the text at the right."""

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from ui.help.manual import Manual, Topic, chapter_text
from ui.help.page import ChapterPage

_CODE = Qt.ItemDataRole.UserRole


class ManualWindow(QWidget):
    """A window of its own, so that one reads while one works; Escape closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("manual_window")
        self._manual = Manual.shipped()
        self._file = ""
        self.setWindowTitle(self._manual.title)
        self._chapters = QListWidget()
        self._chapters.setObjectName("manual_chapters")
        self._chapters.setAccessibleName("Chapitres")
        self._chapters.setFixedWidth(260)
        for topic in self._manual.chapters:
            item = QListWidgetItem(topic.title)
            item.setData(_CODE, topic.code)
            item.setSizeHint(QSize(0, 29))
            self._chapters.addItem(item)
        self._page = ChapterPage("manual_page", "Texte du manuel")
        self._page.document().setDocumentMargin(24)
        self._page.anchorClicked.connect(self._follow_link)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 16, 16, 16)
        line.setSpacing(16)
        line.addWidget(self._chapters)
        line.addWidget(self._page, 1)
        self._chapters.currentRowChanged.connect(self._choose)
        self.resize(1120, 700)
        self._chapters.setCurrentRow(0)

    def show_topic(self, topic: str) -> None:
        """Opens the window on a topic of the index, or at the beginning."""
        found = self._manual.topic(topic)
        files = [chapter.file for chapter in self._manual.chapters]
        self._chapters.setCurrentRow(files.index(found.file))
        self.show()
        self.raise_()
        self.activateWindow()
        self._open(found)

    def page_text(self) -> str:
        return self._page.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self._open(self._manual.chapters[row])

    def _open(self, topic: Topic) -> None:
        if topic.file != self._file:
            self._file = topic.file
            self._page.show_chapter(chapter_text(topic))
        self._page.moveCursor(QTextCursor.MoveOperation.Start)
        if topic.heading:
            self._go_to(topic.heading)

    def _go_to(self, heading: str) -> None:
        block = _heading(self._page, heading)
        if block is None:
            return
        self._page.setTextCursor(QTextCursor(block))
        layout = self._page.document().documentLayout()
        top = layout.blockBoundingRect(block).top()
        self._page.verticalScrollBar().setValue(round(top) - 12)

    def _follow_link(self, url: QUrl) -> None:
        """Another chapter here; an address of the web in the browser."""
        if url.scheme() in {"http", "https", "mailto"}:
            QDesktopServices.openUrl(url)
            return
        files = [chapter.file for chapter in self._manual.chapters]
        if url.path() in files:
            self._chapters.setCurrentRow(files.index(url.path()))


def _heading(page: ChapterPage, heading: str) -> QTextBlock | None:
    headings = (block for block in page.blocks() if block.blockFormat().headingLevel())
    return next((block for block in headings if block.text() == heading), None)
