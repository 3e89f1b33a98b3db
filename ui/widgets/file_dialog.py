"""Asks for a place on disk, and leaves no trace of what was answered."""

import os

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from ui.theme import set_icon

_QT = "QtProject"
_GROUP = "FileDialog"
_ICONS = {
    "backButton": "arrow-left",
    "forwardButton": "arrow-right",
    "toParentButton": "arrow-up",
    "newFolderButton": "plus",
}
"""Qt's own are dark on dark. Its two for the ways to list files go: dates and sizes serve."""


class FileDialog(QFileDialog):
    """Qt's own: a native one lists what was saved among the system's recent files.

    Qt's remembers folders for every program of its kind (`QtProject.conf`, the registry): it is
    sent nowhere, and where that cannot be, what it has written is taken out.
    """

    def __init__(self, parent: QWidget, title: str, folder: str = "") -> None:
        native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
        QSettings.setPath(native, user, os.devnull)
        super().__init__(parent, title, folder)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        for button in self.findChildren(QToolButton):
            icon = _ICONS.get(button.objectName())
            button.setVisible(icon is not None)
            if icon:
                set_icon(button, icon)
        self.setViewMode(QFileDialog.ViewMode.Detail)
        self.resize(820, 500)
        self.destroyed.connect(_forget)


def _forget() -> None:
    QSettings(QSettings.Scope.UserScope, _QT).remove(_GROUP)
