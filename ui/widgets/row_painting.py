"""What a row holds, and the one way it is painted, in cards as in long lists."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from ui.discretion import discretion
from ui.theme import Tokens, current_tokens, icon_pixmap, secondary_font, text_font
from ui.widgets.tag import TagKind

ROW_HEIGHT = 58
ONE_LINE_HEIGHT = 40
_ICON = 18
_TAG_HEIGHT = 21
_TAG_PADDING = 12


@dataclass(frozen=True, slots=True)
class RowData:
    """Who, what, when; the tag says why it is here. `key` is what the row stands for."""

    title: str
    subtitle: str = ""
    tag: str = ""
    tag_kind: TagKind = "accent"
    icon: str = ""
    key: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    """Parts of the subtitle that stand out, as (start, end)."""
    veiled: "Callable[[], RowData] | None" = field(default=None, compare=False, repr=False)
    """The same row while the screen is discreet about the family of `family_id`."""
    family_id: str = ""

    def veiled_by(self, veiled: "Callable[[], RowData]", family_id: str) -> "RowData":
        return replace(self, veiled=veiled, family_id=family_id)

    @property
    def on_screen(self) -> "RowData":
        """What may be painted and spoken now."""
        if self.veiled is None or not discretion().veils(self.family_id):
            return self
        return self.veiled()

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.title, self.tag, self.subtitle) if part)

    @property
    def height(self) -> int:
        return ROW_HEIGHT if self.subtitle else ONE_LINE_HEIGHT


@dataclass(frozen=True, slots=True)
class RowState:
    hovered: bool = False
    selected: bool = False
    focused: bool = False


def paint_row(painter: QPainter, rect: QRect, data: RowData, state: RowState, inset: int) -> None:
    """`inset` is the room at both ends; texts too long are elided, the tag never is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tokens = current_tokens()
    _paint_ground(painter, rect, tokens, state)
    inner = rect.adjusted(inset, 0, -inset, 0)
    left = inner.left()
    if data.icon:
        pixmap = icon_pixmap(data.icon, "accent" if state.selected else "muted", _ICON)
        painter.drawPixmap(QPointF(left, rect.center().y() - _ICON / 2 + 1), pixmap)
        left += _ICON + 12
    right = inner.right() - _paint_tag(painter, inner, data, tokens, _ground(tokens, state))
    _paint_words(painter, QRect(left, rect.top(), right - left, rect.height()), data, tokens)
    painter.restore()


def _paint_ground(painter: QPainter, rect: QRect, tokens: Tokens, state: RowState) -> None:
    ground = _ground(tokens, state)
    if not (ground or state.focused):
        return
    painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.accent), 2) if state.focused else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 7, 7)


def _ground(tokens: Tokens, state: RowState) -> str:
    if state.selected:
        return tokens.accent_weak
    return tokens.hover if state.hovered else ""


def _paint_tag(painter: QPainter, inner: QRect, data: RowData, tokens: Tokens, under: str) -> int:
    """The width taken, with its gap. A tag of the row's own ground would be lost on it."""
    if not data.tag:
        return 0
    font = secondary_font(strong=True)
    width = QFontMetrics(font).horizontalAdvance(data.tag) + 2 * _TAG_PADDING
    pill = QRectF(
        inner.right() - width + 1,
        inner.top() + (inner.height() - _TAG_HEIGHT) / 2,
        width,
        _TAG_HEIGHT,
    )
    ground, ink = _tag_colours(data.tag_kind, tokens)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.surface if ground == under else ground))
    painter.drawRoundedRect(pill, _TAG_HEIGHT / 2, _TAG_HEIGHT / 2)
    paint_text(painter, pill.toRect(), data.tag, font, ink, Qt.AlignmentFlag.AlignCenter)
    return width + 12


def _tag_colours(kind: TagKind, tokens: Tokens) -> tuple[str, str]:
    return {
        "accent": (tokens.accent_weak, tokens.accent),
        "info": (tokens.hover, tokens.text),
        "warning": (tokens.warning_weak, tokens.warning),
        "danger": (tokens.danger_weak, tokens.danger),
    }[kind]


def _paint_words(painter: QPainter, area: QRect, data: RowData, tokens: Tokens) -> None:
    middle = Qt.AlignmentFlag.AlignVCenter
    if not data.subtitle:
        paint_text(painter, area, data.title, text_font(), tokens.text, middle)
        return
    top = area.center().y() - 20
    first = QRect(area.left(), top, area.width(), 22)
    second = QRect(area.left(), top + 22, area.width(), 19)
    paint_text(painter, first, data.title, text_font(), tokens.text, middle)
    if data.marks:
        _paint_marked(painter, second, data, tokens)
    else:
        paint_text(painter, second, data.subtitle, secondary_font(), tokens.muted, middle)


def _paint_marked(painter: QPainter, area: QRect, data: RowData, tokens: Tokens) -> None:
    """Weight says it, and not the colour alone."""
    left = area.left()
    for text, marked in _pieces(data.subtitle, data.marks):
        if left >= area.right():
            return
        font = secondary_font(strong=marked)
        place = QRect(left, area.top(), area.right() - left, area.height())
        ink = tokens.text if marked else tokens.muted
        paint_text(painter, place, text, font, ink, Qt.AlignmentFlag.AlignVCenter)
        left += QFontMetrics(font).horizontalAdvance(text)


def _pieces(text: str, marks: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in marks:
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def paint_text(
    painter: QPainter, area: QRect, text: str, font: QFont, ink: str, align: Qt.AlignmentFlag
) -> None:
    one_line = text.replace("\n", " ")
    fitting = QFontMetrics(font).elidedText(one_line, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(area, int(align | Qt.TextFlag.TextSingleLine), fitting)
