"""Settings by section at the left, the words of the lists at the right."""

from itertools import groupby

from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from referent_desk.office import Office
from referent_desk.settings import ALL
from ui import theme, workstation
from ui.settings.setting_fields import field_for
from ui.settings.words_card import WordsCard
from ui.widgets import Card, Field, PageTitle

SCHEMES = (("system", "Comme le système"), ("light", "Clair"), ("dark", "Sombre"))


class SettingsScreen(QWidget):
    """Each change is kept at once."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings_screen")
        self._office = office
        self._words = WordsCard(office)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 0)
        column.setSpacing(12)
        column.addWidget(PageTitle("Réglages", "Chaque changement est gardé aussitôt."))
        column.addWidget(self._scroll_area(), 1)

    def refresh(self) -> None:
        """The lists anew; fields hold what the user has typed."""
        self._words.refresh()

    def flush_draft(self) -> None:
        """A line still being typed is kept when it is left."""
        for line in self.findChildren(QLineEdit):
            if line.hasFocus():
                line.clearFocus()

    def _scroll_area(self) -> QScrollArea:
        left, right = QVBoxLayout(), QVBoxLayout()
        for section, settings in groupby(ALL, key=lambda setting: setting.section):
            card = Card(section)
            for setting in settings:
                card.body.addWidget(field_for(setting, self._office.settings))
            left.addWidget(card)
        right.addWidget(self._words)
        right.addWidget(_look_card())
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 16)
        columns.setSpacing(16)
        for layout in (left, right):
            layout.setSpacing(16)
            layout.addStretch(1)
            columns.addLayout(layout, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        return area


def _look_card() -> Card:
    card = Card("Sur cet ordinateur")
    combo = QComboBox()
    combo.setObjectName("scheme")
    for code, label in SCHEMES:
        combo.addItem(label, code)
    combo.setCurrentIndex(combo.findData(workstation.scheme()))

    def choose(index: int) -> None:
        name = str(combo.itemData(index))
        workstation.remember_scheme(name)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, theme.Scheme[name.upper()])

    combo.activated.connect(choose)
    card.body.addWidget(Field("Apparence", combo))
    return card
