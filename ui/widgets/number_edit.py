"""A whole number, with its unit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox


class NumberEdit(QSpinBox):
    """The wheel changes it only while it has the focus: scrolling a form alters nothing."""

    def __init__(
        self, minimum: int = 0, maximum: int = 999, *, step: int = 1, unit: str = ""
    ) -> None:
        super().__init__()
        self.setRange(minimum, maximum)
        self.setSingleStep(step)
        self.setSuffix(f"\u00a0{unit}" if unit else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(9, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
