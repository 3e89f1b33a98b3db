"""Light, dark or as the computer: put on at once, remembered on this computer."""

from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget

from ui import theme, workstation
from ui.theme import Scheme
from ui.widgets import Field

_CHOICES = (
    (Scheme.SYSTEM, "comme l’ordinateur"),
    (Scheme.LIGHT, "clair"),
    (Scheme.DARK, "sombre"),
)
_HINT = "Pour cet ordinateur, aussi avant l’ouverture du coffre."


class SchemeChoice(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._choice = QComboBox()
        self._choice.setObjectName("scheme")
        for scheme, label in _CHOICES:
            self._choice.addItem(label, scheme.value)
        self._choice.setCurrentIndex(self._choice.findData(workstation.scheme()))
        self._choice.activated.connect(self._put_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Field("Couleurs de l’écran", self._choice, hint=_HINT))

    def _put_on(self) -> None:
        chosen = Scheme(self._choice.currentData())
        workstation.remember_scheme(chosen.value)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, chosen)
