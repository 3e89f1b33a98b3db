"""The settings, a section a card, and the words of the office."""

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from referent_desk.office import Office
from referent_desk.settings import ALL
from referent_desk.settings.declared import ENVELOPE
from ui import messages
from ui.settings.setting_field import SettingField
from ui.settings.window_test import WindowTest
from ui.settings.words_panel import WordsPanel
from ui.widgets import Card, PageTitle


class SettingsScreen(QWidget):
    """Each change is kept at once: there is no button to forget."""

    settingsChanged = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings_screen")
        self._office = office
        self._fields = [SettingField(office.settings, setting) for setting in ALL]
        self._words = WordsPanel(office.vocabulary)
        for field in self._fields:
            field.kept.connect(self._kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(PageTitle("Réglages", "Chaque changement est gardé aussitôt."))
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(self._scrolled(), 1)
        words = Card("Catalogues")
        words.body.addWidget(self._words)
        both.addWidget(words, 1)
        column.addLayout(both, 1)

    def refresh(self) -> None:
        for field in self._fields:
            field.refresh()
        self._words.refresh()

    def flush_draft(self) -> None:
        """What is typed and not yet left is kept, where it is valid."""
        for field in self._fields:
            field.keep()

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 8, 0)
        cards.setSpacing(12)
        pairs = zip(ALL, self._fields, strict=True)
        for section, group in groupby(pairs, key=lambda pair: pair[0].section):
            card = Card(section)
            for _setting, field in group:
                card.body.addWidget(field)
            if section == ENVELOPE:
                card.body.addWidget(WindowTest(self._office))
            cards.addWidget(card)
        cards.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area

    def _kept(self) -> None:
        messages.notify(self, "Réglage enregistré")
        self.settingsChanged.emit()
