"""The line that a secret is typed in."""

from PySide6.QtWidgets import QLineEdit


def secret_edit(name: str) -> QLineEdit:
    """Shows dots and is kept by no history."""
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.setObjectName(name)
    return edit


def forget_text(edit: QLineEdit) -> None:
    """Unlike `clear`, which Ctrl+Z takes back once what is typed is shown."""
    edit.setText("")
