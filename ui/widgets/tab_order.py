"""Tab goes as one reads: what is made later would else come last."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_as_laid_out(parts: Iterable[QWidget]) -> None:
    """Through each part in the order of its layouts, then the next part."""
    for before, after in pairwise(chain.from_iterable(map(_within, parts))):
        QWidget.setTabOrder(before, after)


def _within(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
        yield widget
    if isinstance(widget, QScrollArea):
        if (inside := widget.widget()) is not None:
            yield from _within(inside)
    elif (layout := widget.layout()) is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from _within(widget)
        elif (inner := item.layout()) is not None:
            yield from _laid_out(inner)
