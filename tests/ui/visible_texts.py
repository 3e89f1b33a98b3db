"""Every text that a window tells: to the eye, to a pointer at rest, to a screen reader.

Scroll bars are left out: they say figures, which come and go with the room there is.
"""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QWidget,
)

_PROPERTIES = (
    *("text", "title", "windowTitle", "iconText", "placeholderText", "informativeText"),
    *("toolTip", "statusTip", "whatsThis", "accessibleName", "accessibleDescription"),
)
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_SPOKEN = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)


def visible_texts() -> set[str]:
    """Of all the windows on screen, their menus and actions included."""
    found: set[str] = set()
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            for widget in (window, *window.findChildren(QWidget)):
                if widget is window or widget.isVisible():
                    found.update(_of_widget(widget))
            found.update(_spoken(QAccessible.queryAccessibleInterface(window)))
    return found - {""}


def _of_widget(widget: QWidget) -> Iterator[str]:
    for bearer in (widget, *widget.actions()):
        yield from (str(bearer.property(name) or "") for name in _PROPERTIES)
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QAbstractItemView):
        yield from _of_model(widget.model())
    if isinstance(widget, QComboBox):
        yield from _of_model(widget.model())
    if isinstance(widget, QTabWidget):
        yield from (widget.tabText(at) for at in range(widget.count()))


def _of_model(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        yield from (str(model.data(index, role) or "") for role in _ROLES)


def _spoken(reader: QAccessibleInterface | None) -> Iterator[str]:
    if reader is None or not reader.isValid() or reader.state().invisible:
        return
    if reader.role() == QAccessible.Role.ScrollBar:
        return
    yield from (reader.text(kind) for kind in _SPOKEN)
    for at in range(reader.childCount()):
        yield from _spoken(reader.child(at))
