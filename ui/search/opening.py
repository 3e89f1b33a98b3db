"""The way to a passage found."""

from PySide6.QtWidgets import QScrollArea, QWidget


def bring_into_sight(screen: QWidget, passage_id: str) -> None:
    """Scrolls to the card of that passage, where there is one."""
    card = screen.findChild(QWidget, f"passage_{passage_id}")
    area = card.parentWidget() if card else None
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if card is not None and area is not None:
        area.ensureWidgetVisible(card)
