"""One card of the board: to what, who, since when."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import current_tokens, secondary_font
from ui.widgets import RowModel, row_painting
from ui.widgets.filter_list import Index
from ui.widgets.row_painting import RowData

CARD_HEIGHT = 100
_GAP, _INSET, _LINE, _TITLE_LINES = 6, 10, 18, 2


class CardDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        row = model.row_at(index) if isinstance(model, RowModel) else None
        if row is None:
            return
        flags: QStyle.StateFlag = option.state
        focused = bool(flags & QStyle.StateFlag.State_HasFocus)
        hovered = bool(flags & QStyle.StateFlag.State_MouseOver)
        paint_card(painter, option.rect, row.on_screen, focused=focused, hovered=hovered)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(110, CARD_HEIGHT)


def paint_card(
    painter: QPainter, rect: QRect, data: RowData, *, focused: bool, hovered: bool
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tokens = current_tokens()
    card = rect.adjusted(1, 1, -1, -_GAP)
    ink = tokens.accent if focused else tokens.border if hovered else tokens.line
    painter.setPen(QPen(QColor(ink), 2 if focused else 1))
    painter.setBrush(QColor(tokens.surface))
    painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
    line = QRect(card.left() + _INSET, card.top() + 9, card.width() - 2 * _INSET, _LINE)
    strong, left = secondary_font(strong=True), Qt.AlignmentFlag.AlignVCenter
    title = in_lines(data.title, QFontMetrics(strong), line.width(), _TITLE_LINES)
    for words in title:
        row_painting.paint_text(painter, line, words, strong, tokens.text, left)
        line.translate(0, _LINE)
    left_over = 1 + _TITLE_LINES - len(title)
    who = in_lines(data.subtitle, QFontMetrics(secondary_font()), line.width(), left_over)
    line.moveTop(card.bottom() - (len(who) + 1) * _LINE - 8)
    for words in who:
        row_painting.paint_text(painter, line, words, secondary_font(), tokens.text, left)
        line.translate(0, _LINE)
    row_painting.paint_text(painter, line, data.tag, secondary_font(), tokens.muted, left)
    painter.restore()


def in_lines(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """At most so many lines of whole words; what is left over stays on the last one."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(lines) < most and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
