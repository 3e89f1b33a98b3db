"""Small parts of the cards of choices."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox


def combo(name: str, items: Iterable[tuple[str, str]]) -> QComboBox:
    """(key, label) in order; never wider than its column."""
    made = QComboBox()
    made.setObjectName(name)
    made.setMinimumContentsLength(12)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for key, label in items:
        made.addItem(label, key)
    return made
