"""A chapter on screen: its Markdown with some air, its pictures as wide as the page at most."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from referent_desk import resource_files

_SIZES = {1: 22, 2: 17, 3: 15}
_SINGLE_HEIGHT = QTextBlockFormat.LineHeightTypes.SingleHeight.value
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class ChapterPage(QTextBrowser):
    """Headings of the size of the window's titles. It opens no link by itself."""

    def __init__(self, name: str, accessible_name: str) -> None:
        super().__init__()
        self._pictures: dict[str, QImage] = {}
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)

    def show_chapter(self, markdown: str) -> None:
        self.setMarkdown(markdown)
        self._pictures = {}
        for block in self.blocks():
            self._set(block)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                shape = frame.format()
                shape.setCellPadding(6)
                frame.setFormat(shape)
        self._fit_pictures()

    def blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_pictures()

    def _set(self, block: QTextBlock) -> None:
        """The height of lines would grow with a picture, and leave as much again below it."""
        cursor, shape = QTextCursor(block), block.blockFormat()
        level = shape.headingLevel()
        pictures = {name: _picture(name) for name in _picture_names(block)}
        self._pictures |= pictures
        shape.setTopMargin(18 if level else 4)
        shape.setBottomMargin(6)
        if pictures:
            shape.setLineHeight(0, _SINGLE_HEIGHT)
        else:
            shape.setLineHeight(125, _PROPORTIONAL)
        cursor.setBlockFormat(shape)
        if level:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            look = cursor.charFormat()
            look.clearProperty(look.Property.FontSizeAdjustment)
            font = QFont(self.font())
            font.setPixelSize(_SIZES.get(level, 15))
            font.setWeight(QFont.Weight.DemiBold)
            look.setFont(font)
            cursor.setCharFormat(look)

    def _fit_pictures(self) -> None:
        """Made smaller here: Qt's own scaling leaves their words in pieces."""
        document, ratio = self.document(), self.devicePixelRatioF()
        room = self.viewport().width() - 2 * document.documentMargin()
        for name, picture in self._pictures.items():
            width = min(round(room * ratio), picture.width())
            fit = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            fit.setDevicePixelRatio(ratio)
            document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), fit)
        if self._pictures:
            document.markContentsDirty(0, document.characterCount())


def _picture_names(block: QTextBlock) -> Iterator[str]:
    at = block.begin()
    while not at.atEnd():
        look = at.fragment().charFormat()
        if look.isImageFormat():
            yield look.toImageFormat().name()
        at += 1


def _picture(name: str) -> QImage:
    return QImage(str(resource_files.path(f"manual/{name}")))
