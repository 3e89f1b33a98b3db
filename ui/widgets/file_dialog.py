"""Asks for a place on disk, and leaves no trace of what was answered."""

import os

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

_QT = "QtProject"
_GROUP = "FileDialog"


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
        self.destroyed.connect(_forget)


def _forget() -> None:
    QSettings(QSettings.Scope.UserScope, _QT).remove(_GROUP)
