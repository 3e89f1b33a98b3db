"""What a layout holds goes, for something else to come."""

from PySide6.QtWidgets import QLayout


def empty(layout: QLayout) -> None:
    """The widgets leave the screen now and end later; layouts inside are emptied too."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            empty(inner)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
