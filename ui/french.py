"""Makes Qt itself speak French: its menus « Copier », its file and print dialogs, its calendars."""

from collections.abc import Mapping

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

LOCALE = QLocale(QLocale.Language.French, QLocale.Country.Belgium)
LACKING: Mapping[str, str] = {
    "&Look in:": "&Dossier\u00a0:",
    "Files of &type:": "&Type de fichier\u00a0:",
    "Folder": "Dossier",
    "File": "Fichier",
    "%1 File": "Fichier %1",
    "Drive": "Lecteur",
    "Page &Set:": "P&ages\u00a0:",
    "Pages &per sheet:": "Pages par &feuille\u00a0:",
    "Page &order:": "&Ordre des pages\u00a0:",
    "Scheduled &printing:": "&Moment de l’impression\u00a0:",
    "&Billing information:": "Facturation\u00a0:",
    "Job &priority:": "&Priorité\u00a0:",
    "&Start:": "&Début\u00a0:",
    "&End:": "&Fin\u00a0:",
}
"""What Qt 6.12 has not put into French, in the dialogs that we open."""


class _Lacking(QTranslator):
    """Asked only for what Qt's own French has not."""

    def translate(
        self,
        context: str,  # noqa: ARG002
        sourceText: str,  # noqa: N803
        /,
        disambiguation: str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str | None:
        return LACKING.get(sourceText)

    def isEmpty(self) -> bool:
        return False


def speak_french(app: QApplication) -> bool:
    """To be called once, before any widget is made. False when Qt's own French is not installed."""
    QLocale.setDefault(LOCALE)
    app.installTranslator(_Lacking(app))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    found = translator.load("qtbase_fr", folder)
    return found and app.installTranslator(translator)
