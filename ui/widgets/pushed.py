"""A widget pushed to one side, without the flags of `Qt`, which a start does not load."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def at_top(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addWidget(widget)
    column.addStretch(1)
    return column


def at_left(widget: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(widget)
    line.addStretch(1)
    return line
