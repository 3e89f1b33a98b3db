"""The manual: chapters at the left, the text at the right."""

from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QImage,
    QKeyEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QWidget,
)

from referent_desk import resource_files
from ui.help.manual import Manual, Topic, chapter_text

_CODE = Qt.ItemDataRole.UserRole
_MARGIN = 24
_OBJECT = "\ufffc"
"""Stands in a text for a picture, whose height is its own."""
_PICTURE = QTextDocument.ResourceType.ImageResource


class ManualPage(QTextBrowser):
    """Its pictures are never wider than the page."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures: dict[str, QImage] = {}

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        if kind != _PICTURE.value:
            return super().loadResource(kind, name)
        path = QUrl(name).path()
        self._pictures[path] = QImage(str(resource_files.path("manual") / path))
        return self._fitted(self._pictures[path])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() == event.size().width():
            return
        document = self.document()
        for path, whole in self._pictures.items():
            document.addResource(_PICTURE.value, QUrl(path), self._fitted(whole))
        document.markContentsDirty(0, document.characterCount())

    def _fitted(self, whole: QImage) -> QImage:
        ratio = self.devicePixelRatioF()
        room = round((self.viewport().width() - 2 * _MARGIN) * ratio)
        if whole.width() <= room or room <= 0:
            return whole
        smaller = whole.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
        smaller.setDevicePixelRatio(ratio)
        return smaller


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
            item.setSizeHint(QSize(0, 34))
            self._chapters.addItem(item)
        self._page = ManualPage()
        self._page.setObjectName("manual_page")
        self._page.setAccessibleName("Texte du manuel")
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        self._page.setOpenLinks(False)
        self._page.document().setDocumentMargin(_MARGIN)
        self._page.anchorClicked.connect(self._follow_link)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 16, 16, 16)
        line.setSpacing(16)
        line.addWidget(self._chapters)
        line.addWidget(self._page, 1)
        self._chapters.currentRowChanged.connect(self._choose)
        self.resize(980, 680)
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
            self._page.setMarkdown(chapter_text(topic))
            air(self._page)
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


def _heading(page: QTextBrowser, heading: str) -> QTextBlock | None:
    block = page.document().begin()
    while block.isValid():
        if block.blockFormat().headingLevel() and block.text() == heading:
            return block
        block = block.next()
    return None


def air(page: QTextBrowser) -> None:
    """Room above headings and between lines; headings of the size of the window's titles."""
    sizes = {1: 22, 2: 17, 3: 15}
    block = page.document().begin()
    while block.isValid():
        cursor = QTextCursor(block)
        shape = block.blockFormat()
        level = shape.headingLevel()
        shape.setTopMargin(18 if level else 4)
        shape.setBottomMargin(6)
        shape.setLineHeight(100 if _OBJECT in block.text() else 125, 1)
        cursor.setBlockFormat(shape)
        if level:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            look = cursor.charFormat()
            look.clearProperty(look.Property.FontSizeAdjustment)
            font = QFont(page.font())
            font.setPixelSize(sizes.get(level, 15))
            font.setWeight(QFont.Weight.DemiBold)
            look.setFont(font)
            cursor.setCharFormat(look)
        block = block.next()
