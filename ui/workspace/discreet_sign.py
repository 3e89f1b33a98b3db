"""That the screen is discreet, and how to leave it: a line in the bar, an entry of the rail."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.discretion import discretion
from ui.theme import set_icon
from ui.widgets import RailButton, Text, announce

SIGN = "Écran discret\u00a0: les autres familles en initiales. F9 pour en sortir."
ON = "Écran discret"
OFF = "Fin de l’écran discret"


class DiscreetSign(QWidget):
    """There only while the screen is discreet; tells screen readers of each change."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("discreet_sign")
        mark = QLabel()
        set_icon(mark, "eye-off", "accent")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(mark)
        line.addWidget(Text(SIGN, "secondary", wrap=False))
        self._on = discretion().on
        self.setVisible(self._on)
        discretion().changed.connect(self._follow)

    def _follow(self) -> None:
        if self._on != discretion().on:
            self._on = discretion().on
            self.setVisible(self._on)
            announce(self.window(), ON if self._on else OFF)


class DiscreetButton(RailButton):
    """A switch among the rail's entries: its words and its icon say where it stands."""

    def __init__(self) -> None:
        super().__init__("Discret", "eye", "F9")
        self.setAutoExclusive(False)
        self.setObjectName("rail_discreet")
        self.setAccessibleName("Écran discret")
        self.clicked.connect(self._switch)
        discretion().changed.connect(self._follow)
        self._follow()

    def _switch(self, checked: bool) -> None:
        discretion().set_on(on=checked)

    def _follow(self) -> None:
        on = discretion().on
        self.setChecked(on)
        self.set_icon("eye-off" if on else "eye")
        self.set_words("Discret\u00a0: oui" if on else "Discret")
