import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests import said
from tests.ui.visible_texts import visible_texts
from ui.french import LACKING, speak_french
from ui.widgets import FileDialog

LOOSE_SIGN = re.compile(r"(?<=[\w’)}%.…»]) [;:!?»](?=[\s,.)»]|$)|« (?! ?$)")
QUERY = re.compile(r"\b(SELECT|DELETE|UPDATE|INSERT|WHERE|ATTACH|IS|OFFSET)\b")
BUNDLE = Path(__file__).parents[2] / "build.spec"


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


def test_qt_speaks_french(qapp: QApplication) -> None:
    assert speak_french(qapp)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    assert QCoreApplication.translate("QFileDialog", "&Look in:") == "&Dossier\u00a0:"
    assert QCoreApplication.translate("QFileDialog", "unknown to both") == "unknown to both"
    assert QLocale().language() == QLocale.Language.French


def test_the_print_dialog_speaks_french(qtbot: QtBot, qapp: QApplication) -> None:
    speak_french(qapp)
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    told = visible_texts()
    assert {"Im&primer", "P&ropriétés", "Annuler", "Imprimante"} <= told
    assert not told & {"&Print", "P&roperties", "Cancel", *LACKING}


@pytest.mark.parametrize("mode", QFileDialog.AcceptMode)
def test_the_file_dialog_speaks_french(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, mode: QFileDialog.AcceptMode
) -> None:
    speak_french(qapp)
    (tmp_path / "dossier").mkdir()
    dialog = FileDialog(None, "Choisir", str(tmp_path))  # pyright: ignore[reportArgumentType]
    qtbot.addWidget(dialog)
    dialog.setAcceptMode(mode)
    dialog.show()
    told = visible_texts()
    assert {LACKING["Files of &type:"], "Annuler"} <= told
    assert not told & {"&Open", "&Save", "Cancel", *LACKING}


def test_the_bundle_keeps_qt_s_french() -> None:
    assert r"/translations/(?!qt(base)?_fr\.qm$)" in BUNDLE.read_text()


def test_no_line_ends_before_a_sign() -> None:
    """What is printed gets its spaces from `typeset`; the terminal's words stay plain."""
    apart = ("/demo/", "/__main__.py", "/activity/explanations.py", "/activity/pages.py")
    apart += ("/documents/window_page.py", "/documents/models.py", "/theme/stylesheet.py")
    told = [
        f"{module}:{line}: {text}"
        for module in said.modules("ui", "referent_desk")
        if not any(name in str(module) for name in apart)
        for line, text in said.texts(module)
        if LOOSE_SIGN.search(text) and not QUERY.search(text)
    ]
    assert not told, "\n".join(told)
