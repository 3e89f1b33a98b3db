"""A panel of a family's file that is made once it is asked for: most visits never open it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget


class FamilyPanel(QWidget):
    """What such a panel answers to."""

    def refresh(self) -> None:
        raise NotImplementedError

    def reopen_draft(self, kind: str, record: str, /) -> bool:
        raise NotImplementedError


class LatePanel(FamilyPanel):
    """Stands for it among the tabs."""

    def __init__(self, make: Callable[[], FamilyPanel]) -> None:
        super().__init__()
        self._make = make
        self._panel: FamilyPanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def refresh(self) -> None:
        self._made().refresh()

    def reopen_draft(self, kind: str, record: str, /) -> bool:
        return self._made().reopen_draft(kind, record)

    def _made(self) -> FamilyPanel:
        if self._panel is None:
            self._panel = self._make()
            self._column.addWidget(self._panel)
        return self._panel
