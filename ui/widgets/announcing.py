"""Says a sentence to screen readers, without moving the focus."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Heard after what is being read; an urgent one interrupts it."""
    from PySide6.QtGui import (  # noqa: PLC0415  (slow to load, and the first screen says nothing)
        QAccessible,
        QAccessibleAnnouncementEvent,
    )

    event = QAccessibleAnnouncementEvent(widget, text)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
