"""A template is written, tried as one types, kept once it reads, and had back as shipped."""

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QMenu, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.documents import MODELS
from referent_desk.office import Office
from ui.settings.template_edit import TemplateEdit
from ui.settings.template_text import TemplateText
from ui.settings.templates_panel import TemplatesPanel
from ui.widgets import Field, FilterList
from ui.workspace import Workspace

SHEET, LETTER = "attestation", "relative_letter.meeting"


@pytest.fixture
def panel(qtbot: QtBot, office: Office) -> TemplatesPanel:
    return opened(qtbot, office)


def opened(qtbot: QtBot, office: Office, code: str = SHEET) -> TemplatesPanel:
    made = TemplatesPanel(office)
    qtbot.addWidget(made)
    made.resize(1106, 560)
    made.show()
    made.show_template(code)
    return made


def part(panel: QWidget, kind: type, name: str = "") -> Any:
    found = panel.findChild(kind, name) if name else panel.findChild(kind)
    assert found is not None, name
    return found


def text(panel: QWidget) -> TemplateText:
    return part(panel, TemplateText)


def button(panel: TemplatesPanel, name: str) -> QPushButton:
    return part(panel, QPushButton, name)


def tag(panel: TemplatesPanel, code: str) -> str:
    rows = part(panel, FilterList, "templates")
    rows.select_key(code)
    return rows.current_row().tag


def error_of(editor: QWidget) -> str:
    field = editor.parentWidget()
    assert isinstance(field, Field)
    return field.error()


def wait_page(qtbot: QtBot, panel: TemplatesPanel) -> None:
    view = panel._preview  # pyright: ignore[reportPrivateUsage]
    qtbot.waitUntil(lambda: view.page_total() > 0, timeout=5000)


@pytest.mark.parametrize("code", MODELS)
def test_each_shipped_template_is_shown_with_its_page(
    qtbot: QtBot, office: Office, code: str
) -> None:
    panel = opened(qtbot, office, code)
    wait_page(qtbot, panel)
    assert error_of(text(panel)) == ""
    assert not button(panel, "keep_template").isEnabled()
    assert not button(panel, "restore_shipped").isEnabled()


def test_what_reads_is_kept_and_marked(qtbot: QtBot, office: Office, panel: TemplatesPanel) -> None:
    text(panel).insertPlainText("Bonjour. ")
    qtbot.waitUntil(lambda: tag(panel, SHEET) == "brouillon")
    qtbot.mouseClick(button(panel, "keep_template"), Qt.MouseButton.LeftButton)
    assert office.documents.models.parts(SHEET).text.startswith("Bonjour. Je ")
    qtbot.waitUntil(lambda: tag(panel, SHEET) == "modifié")
    assert office.vault.drafts.all() == []


def test_an_unknown_field_is_named_with_its_line_and_nothing_is_kept(
    office: Office, panel: TemplatesPanel
) -> None:
    text(panel).replace_all("Bonjour,\n{{ patient }}")
    assert "patient (ligne 2)" in error_of(text(panel))
    assert text(panel).extraSelections()[0].cursor.blockNumber() == 1
    assert not button(panel, "keep_template").isEnabled()
    text(panel).replace_all("Bonjour,\n{{ relative }}")
    assert error_of(text(panel)) == ""
    assert text(panel).extraSelections() == []
    assert not office.documents.models.text(SHEET).own


def test_a_fault_in_the_subject_is_told_there(qtbot: QtBot, office: Office) -> None:
    panel = opened(qtbot, office, LETTER)
    line = part(panel, QLineEdit, "template_subject")
    qtbot.keyClicks(line, "{{")
    assert "dans l’objet" in error_of(line)
    assert error_of(text(panel)) == ""


def test_a_sheet_s_title_is_edited_and_kept(
    qtbot: QtBot, office: Office, panel: TemplatesPanel
) -> None:
    line = part(panel, QLineEdit, "template_subject")
    assert (line.accessibleName(), line.placeholderText()) == ("Titre", "Attestation de visite")
    qtbot.keyClicks(line, "Votre visite")
    button(panel, "keep_template").click()
    assert office.documents.models.parts(SHEET).subject == "Votre visite"
    panel.show_template(LETTER)
    assert line.accessibleName() == "Objet"


def test_what_does_not_read_is_not_lost(
    qtbot: QtBot, office: Office, panel: TemplatesPanel
) -> None:
    text(panel).replace_all("Bonjour {{ ")
    panel.show_template(LETTER)
    panel.show_template(SHEET)
    assert text(panel).text() == "Bonjour {{ "
    again = opened(qtbot, office)
    assert text(again).text() == "Bonjour {{ "
    assert tag(again, SHEET) == "brouillon"


def test_a_draft_comes_back_where_it_was_after_the_lock(qtbot: QtBot, office: Office) -> None:
    workspace = Workspace(office)
    qtbot.addWidget(workspace)
    workspace.show_settings(f"templates:{SHEET}")
    text(part(workspace, TemplatesPanel)).insertPlainText("Un mot. ")
    place = workspace.place
    workspace.flush_drafts()
    workspace.show_home()
    workspace.go_to(place)
    panel = workspace.findChildren(TemplatesPanel)[-1]
    assert panel.code == SHEET
    assert text(panel).text().startswith("Un mot. ")


def test_the_shipped_one_is_had_back_with_a_key_and_that_is_undone(
    qtbot: QtBot, office: Office, panel: TemplatesPanel
) -> None:
    models = office.documents.models
    shipped = models.text(SHEET)
    models.change(SHEET, "Bonjour {{ relative }}.")
    panel = opened(qtbot, office)
    text(panel).insertPlainText("Ah. ")
    with qtbot.waitActive(panel):
        panel.activateWindow()
    text(panel).setFocus()
    qtbot.keyClick(text(panel), Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert models.text(SHEET) == shipped
    assert text(panel).text() == models.parts(SHEET).text
    qtbot.mouseClick(button(panel, "undo_restore"), Qt.MouseButton.LeftButton)
    assert models.parts(SHEET).text == "Bonjour {{ relative }}."
    assert text(panel).text() == "Ah. Bonjour {{ relative }}."
    assert not button(panel, "undo_restore").isVisible()


def test_a_field_is_inserted_where_one_types(qtbot: QtBot, office: Office) -> None:
    panel = opened(qtbot, office, LETTER)
    menu = part(panel, QMenu, "template_fields")
    actions = {action.data(): action for action in menu.actions()}
    assert actions["relative"].text().startswith("Le proche, tel qu’adressé")
    text(panel).replace_all("")
    actions["relative"].trigger()
    actions["feminine"].trigger()
    assert text(panel).text() == "{{ relative }}{% if feminine %}…{% else %}…{% endif %}"
    part(panel, QLineEdit, "template_subject").end(False)
    part(panel, QLineEdit, "template_subject").home(False)
    actions["today"].trigger()
    assert part(panel, TemplateEdit).parts().subject.startswith("{{ today }}")


def test_a_list_inserted_reads(qtbot: QtBot, office: Office) -> None:
    panel = opened(qtbot, office, "handout")
    menu = part(panel, QMenu, "template_fields")
    next(action for action in menu.actions() if action.data() == "resources").trigger()
    assert error_of(text(panel)) == ""


def test_an_image_pasted_or_dropped_is_refused_in_words(panel: TemplatesPanel) -> None:
    before = text(panel).text()
    image, file = QMimeData(), QMimeData()
    image.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    file.setUrls([QUrl.fromLocalFile("/nulle/part/logo.png")])
    for source in (image, file):
        assert text(panel).canInsertFromMimeData(source)
        text(panel).insertFromMimeData(source)
        assert "ne peut pas servir de modèle" in error_of(text(panel))
    assert text(panel).text() == before


def test_a_national_number_is_asked_about(
    qtbot: QtBot, office: Office, panel: TemplatesPanel
) -> None:
    text(panel).replace_all("Numéro 85.07.30-033.28")
    qtbot.mouseClick(button(panel, "keep_template"), Qt.MouseButton.LeftButton)
    asked = part(panel, QMessageBox)
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert not office.documents.models.text(SHEET).own


def test_letters_that_do_not_print_say_what_to_do(qtbot: QtBot, panel: TemplatesPanel) -> None:
    text(panel).replace_all("Bonjour ليلى")
    problem = part(panel, QWidget, "template_problem")
    qtbot.waitUntil(problem.isVisible, timeout=5000)
    assert "lettres latines" in problem.text()
