"""Makes Qt itself speak French: its menus « Copier », its file and print dialogs, its calendars."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

LOCALE = QLocale(QLocale.Language.French, QLocale.Country.Belgium)


def speak_french(app: QApplication) -> bool:
    """To be called once, before any widget is made. False when Qt's own French is not installed."""
    QLocale.setDefault(LOCALE)
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    found = translator.load("qtbase_fr", folder)
    return found and app.installTranslator(translator)
