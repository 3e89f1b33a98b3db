"""Pages of our documents as lines and letters on any paint device: sharp on every printer."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QRawFont,
    QTransform,
)

from referent_desk import resource_files
from referent_desk.documents import LettersDrawn, PageDrawn, PathDrawn, PictureDrawn

_EM = 1000.0
_CAPS = (Qt.PenCapStyle.FlatCap, Qt.PenCapStyle.RoundCap, Qt.PenCapStyle.SquareCap)
_JOINS = (Qt.PenJoinStyle.MiterJoin, Qt.PenJoinStyle.RoundJoin, Qt.PenJoinStyle.BevelJoin)


class Replay:
    """Each character's outline is taken once from the face that the document embeds."""

    def __init__(self) -> None:
        self._faces: dict[str, QRawFont] = {}
        self._outlines: dict[tuple[str, str], QPainterPath] = {}

    def draw(self, painter: QPainter, page: PageDrawn, scale: float) -> None:
        """From the device's upper left corner, `scale` dots to the point."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(QTransform(scale, 0, 0, -scale, 0, page.height * scale))
        for mark in page.marks:
            if isinstance(mark, PathDrawn):
                _draw_outline(painter, mark)
            elif isinstance(mark, PictureDrawn):
                _draw_picture(painter, mark)
            else:
                painter.fillPath(self._letters(mark), QBrush(QColor.fromRgbF(*mark.ink)))
        painter.restore()

    def _letters(self, mark: LettersDrawn) -> QPainterPath:
        """All of them as one shape, where they stand on the page."""
        whole = QPainterPath()
        whole.setFillRule(Qt.FillRule.WindingFill)
        to_size = mark.size / _EM
        for character, x in zip(mark.text, mark.at, strict=True):
            place = QTransform(to_size, 0, 0, -to_size, x, 0)
            whole.addPath(place.map(self._outline(mark.face, character)))
        return QTransform(*mark.matrix).map(whole)

    def _outline(self, face: str, character: str) -> QPainterPath:
        known = self._outlines.get((face, character))
        if known is None:
            font = self._face(face)
            glyphs: Iterable[int] = font.glyphIndexesForString(character)
            known = QPainterPath()
            for glyph in glyphs:
                known.addPath(font.pathForGlyph(glyph))
            self._outlines[face, character] = known
        return known

    def _face(self, name: str) -> QRawFont:
        if name not in self._faces:
            path = str(resource_files.path(f"fonts/{name}.ttf"))
            self._faces[name] = QRawFont(path, _EM, QFont.HintingPreference.PreferNoHinting)
        return self._faces[name]


def _draw_picture(painter: QPainter, mark: PictureDrawn) -> None:
    """Images stand on their head in the page's own directions."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(QTransform(1, 0, 0, -1, 0, 1) * QTransform(*mark.matrix), True)
    painter.drawImage(QRectF(0, 0, 1, 1), QImage.fromData(mark.png))
    painter.restore()


def _draw_outline(painter: QPainter, mark: PathDrawn) -> None:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill if mark.even_odd else Qt.FillRule.WindingFill)
    for operator, points in mark.path:
        if operator == "m":
            path.moveTo(*points)
        elif operator == "l":
            path.lineTo(*points)
        elif operator == "c":
            path.cubicTo(*points)
        else:
            path.closeSubpath()
    fill = QBrush(QColor.fromRgbF(*mark.fill)) if mark.fill else QBrush(Qt.BrushStyle.NoBrush)
    painter.setBrush(fill)
    painter.setPen(_pen(mark))
    painter.drawPath(path)


def _pen(mark: PathDrawn) -> QPen:
    if mark.line is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor.fromRgbF(*mark.line), mark.width)
    pen.setCapStyle(_CAPS[mark.cap])
    pen.setJoinStyle(_JOINS[mark.join])
    if mark.dash:
        unit = mark.width or 1
        dash = mark.dash * 2 if len(mark.dash) % 2 else mark.dash
        pen.setDashPattern([length / unit for length in dash])
        pen.setDashOffset(mark.phase / unit)
    return pen
