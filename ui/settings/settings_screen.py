"""The settings, a section a card, and the words of the office."""

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from referent_desk.office import Office
from referent_desk.settings import ALL
from referent_desk.settings.declared import ENVELOPE, LETTERHEAD, SCREEN
from ui import messages
from ui.settings.logo_edit import LogoEdit
from ui.settings.scheme_choice import SchemeChoice
from ui.settings.setting_field import SettingField
from ui.settings.templates_panel import TemplatesPanel
from ui.settings.window_test import WindowTest
from ui.settings.words_panel import WordsPanel
from ui.widgets import Card, PageTitle, Scrolling

TEMPLATES = "templates"
_KEPT = "Chaque changement est gardé aussitôt\u202f; un modèle, quand vous le gardez."


class SettingsScreen(QWidget):
    """Each change is kept at once: there is no button to forget; a template, once it reads."""

    settingsChanged = Signal()

    def __init__(self, office: Office, tab: str = "") -> None:
        super().__init__()
        self.setObjectName("settings_screen")
        self._office = office
        self._fields = [SettingField(office.settings, setting) for setting in ALL]
        self._words = WordsPanel(office.vocabulary)
        self._logo = LogoEdit(office.documents.logos)
        self._logo.changed.connect(self._kept)
        for field in self._fields:
            field.kept.connect(self._kept)
        self._templates = TemplatesPanel(office)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("settings_tabs")
        self._tabs.addTab(self._make_general(), "Bureau et catalogues")
        self._tabs.addTab(self._templates, "Modèles de documents")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 0)
        column.setSpacing(16)
        column.addWidget(PageTitle("Réglages", _KEPT))
        column.addWidget(self._tabs, 1)
        self.show_tab(tab)
        self._tabs.currentChanged.connect(self.refresh)

    @property
    def tab(self) -> str:
        """Empty, or the template in front: « templates:CODE »."""
        in_front = self._tabs.currentWidget() is self._templates
        return f"{TEMPLATES}:{self._templates.code}" if in_front else ""

    def show_tab(self, tab: str) -> None:
        name, _, code = tab.partition(":")
        if name == TEMPLATES:
            self._tabs.setCurrentWidget(self._templates)
            self._templates.show_template(code)

    def refresh(self) -> None:
        for field in self._fields:
            field.refresh()
        self._words.refresh()
        self._logo.refresh()
        self._templates.refresh()

    def flush_draft(self) -> None:
        """What is typed and not yet left is kept, where it is valid."""
        for field in self._fields:
            field.keep()
        self._templates.flush_draft()

    def _make_general(self) -> QWidget:
        general = QWidget()
        both = QHBoxLayout(general)
        both.setContentsMargins(0, 12, 0, 20)
        both.setSpacing(24)
        both.addWidget(self._scrolled(), 1)
        words = Card("Catalogues")
        words.body.addWidget(self._words)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(words)
        both.addWidget(Scrolling(inside), 1)
        return general

    def _scrolled(self) -> Scrolling:
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        pairs = zip(ALL, self._fields, strict=True)
        for section, group in groupby(pairs, key=lambda pair: pair[0].section):
            card = Card(section)
            for _setting, field in group:
                card.body.addWidget(field)
            if section == ENVELOPE:
                card.body.addWidget(WindowTest(self._office))
            if section == LETTERHEAD:
                card.body.addWidget(self._logo)
            if section == SCREEN:
                card.body.addWidget(SchemeChoice())
            cards.addWidget(card)
        cards.addStretch(1)
        return Scrolling(inside)

    def _kept(self) -> None:
        messages.notify(self, "Réglage enregistré")
        self.settingsChanged.emit()
