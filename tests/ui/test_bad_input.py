"""What a form is given by mistake or in a hurry, through the real widgets."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.directory import Resource
from referent_desk.families import Family, Person, Situation
from referent_desk.office import Office
from ui.directory import ResourceSheet
from ui.documents import LetterScreen
from ui.families import FamilySheet, PersonSheet, SituationSheet
from ui.families.form import ChoiceEdit
from ui.meetings import FirstCallWindow, MeetingScreen
from ui.widgets import Banner, PlainTextEdit

LEFT = Qt.MouseButton.LeftButton
NUMBER = "85.07.30-033.28"
RECORD, REVIEW = "Ce n’en est pas un\u00a0: enregistrer", "Revoir le texte"
MIXED = "Elle dit 🙂 : «\u00a0مرحبا\u00a0», puis שלום et é."


@pytest.fixture
def family_id(office: Office) -> str:
    people = [Person("Claire", "Lacroix", "Mme")]
    return office.families.create(Family("Lacroix"), people, Situation(date(2026, 11, 2), "Theo"))


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Shows a form; it stays after closing, so that each test takes its own down."""

    def show(form: QWidget) -> None:
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(form)
        form.show()

    return show


def part(form: QWidget, name: str) -> QWidget:
    found = form.findChild(QWidget, name)
    assert found is not None, name
    return found


def press(form: QWidget, name: str) -> None:
    QTest.mouseClick(part(form, name), LEFT)


def paste(form: QWidget, name: str, text: str) -> None:
    """As from another program; what was there is replaced."""
    editor = part(form, name)
    assert isinstance(editor, PlainTextEdit | QLineEdit)
    QApplication.clipboard().setText(text)
    editor.selectAll()
    editor.paste()


def told(form: QWidget) -> QMessageBox:
    box = form.findChild(QMessageBox)
    assert box is not None
    return box


def answer(box: QMessageBox, words: str) -> None:
    button = next(b for b in box.buttons() if b.text() == words)
    QTest.mouseClick(button, LEFT)


@contextmanager
def full_disk(office: Office) -> Generator[None]:
    """The database may not grow by one page: the real fault, from the real engine."""
    office.vault.rows("PRAGMA max_page_count = 1")
    yield
    office.vault.rows("PRAGMA max_page_count = 1073741823")


# The forms that hold a free text: how each is made, where one writes, what records, what is kept.

Make = Callable[[Office, str], QWidget]
Kept = Callable[[Office, str], str]


def new_family(office: Office, _family_id: str) -> QWidget:
    sheet = FamilySheet(office)
    paste(sheet, "family_name", "Marchal")
    return sheet


def known_family(office: Office, family_id: str) -> QWidget:
    return FamilySheet(office, office.families.open_file(family_id).family)


def new_person(office: Office, family_id: str) -> QWidget:
    sheet = PersonSheet(office, family_id)
    paste(sheet, "person_first_name", "Louis")
    return sheet


def known_person(office: Office, family_id: str) -> QWidget:
    return PersonSheet(office, family_id, office.families.open_file(family_id).people[0])


def situation(office: Office, family_id: str) -> QWidget:
    return SituationSheet(office, family_id, office.families.open_file(family_id).current)


def call(office: Office, family_id: str) -> QWidget:
    return FirstCallWindow(office, family_id)


def meeting(office: Office, family_id: str) -> QWidget:
    return MeetingScreen(office, family_id)


def resource(office: Office, _family_id: str) -> QWidget:
    sheet = ResourceSheet(office)
    paste(sheet, "resource_name", "Le Passage")
    return sheet


def note_of_new_family(office: Office, _family_id: str) -> str:
    found = next((f for f in office.families.list() if f.name == "Marchal"), None)
    return office.families.open_file(found.id).family.note if found else ""


def note_of_last_person(office: Office, family_id: str) -> str:
    return office.families.open_file(family_id).people[-1].note


def scope(office: Office, family_id: str) -> str:
    current = office.families.open_file(family_id).current
    return current.agreement_scope if current else ""


def asked(office: Office, _family_id: str) -> str:
    return "".join(row["asked"] for row in office.vault.rows("SELECT asked FROM request"))


def first_passage(office: Office, family_id: str) -> str:
    return "".join(p.text for m in office.meetings.of_family(family_id) for p in m.passages)


def next_step(office: Office, family_id: str) -> str:
    return "".join(m.next_step for m in office.meetings.of_family(family_id))


def note_of_resource(office: Office, _family_id: str) -> str:
    return "".join(r.note for r in office.directory.list() if r.name == "Le Passage")


FORMS = [
    pytest.param(new_family, "family_note", "save_family", note_of_new_family, id="new family"),
    pytest.param(
        known_family,
        "family_note",
        "save_family",
        lambda office, family_id: office.families.open_file(family_id).family.note,
        id="family",
    ),
    pytest.param(new_person, "person_note", "save_person", note_of_last_person, id="new person"),
    pytest.param(known_person, "person_note", "save_person", note_of_last_person, id="person"),
    pytest.param(situation, "situation_agreement_scope", "save_situation", scope, id="situation"),
    pytest.param(call, "call_asked", "save_call", asked, id="call"),
    pytest.param(meeting, "meeting_text", "finish_meeting", first_passage, id="meeting"),
    pytest.param(resource, "resource_note", "save_resource", note_of_resource, id="directory"),
]
EVERY_FORM = pytest.mark.parametrize(("make", "editor", "save", "kept"), FORMS)


@EVERY_FORM
def test_a_national_number_is_recorded_only_once_confirmed(
    office: Office,
    family_id: str,
    opened: Callable[[QWidget], None],
    make: Make,
    editor: str,
    save: str,
    kept: Kept,
) -> None:
    form = make(office, family_id)
    opened(form)
    paste(form, editor, f"NISS {NUMBER}")
    press(form, save)
    assert kept(office, family_id) == ""
    box = told(form)
    assert "numéro national" in box.text()
    assert "Rien n’a été enregistré" in box.informativeText()
    assert box.defaultButton().text() == REVIEW
    answer(box, REVIEW)
    assert kept(office, family_id) == ""
    assert form.isVisible()
    QTest.qWait(0)
    press(form, save)
    answer(told(form), RECORD)
    assert kept(office, family_id) == f"NISS {NUMBER}"


@EVERY_FORM
def test_ten_thousand_characters_emoji_and_right_to_left_stay_whole(
    office: Office,
    family_id: str,
    opened: Callable[[QWidget], None],
    make: Make,
    editor: str,
    save: str,
    kept: Kept,
) -> None:
    long = (MIXED + " ") * (10_000 // len(MIXED)) + "Fin."
    form = make(office, family_id)
    opened(form)
    paste(form, editor, long)
    press(form, save)
    assert kept(office, family_id) == long


@EVERY_FORM
def test_a_full_disk_says_so_and_the_form_is_still_there(
    office: Office,
    family_id: str,
    opened: Callable[[QWidget], None],
    make: Make,
    editor: str,
    save: str,
    kept: Kept,
) -> None:
    text = "Elle ne dort plus. " * 400
    form = make(office, family_id)
    opened(form)
    paste(form, editor, text)
    with full_disk(office):
        press(form, save)
        box = told(form)
        assert "disque est plein" in box.text()
        assert "toujours à l’écran" in box.informativeText()
        assert "Libérez de la place" in box.informativeText()
        answer(box, "J’ai compris")
    assert form.isVisible()
    assert part(form, editor).property("plainText") == text
    assert kept(office, family_id) == ""
    press(form, save)
    assert kept(office, family_id) == text.strip()


@EVERY_FORM
def test_what_is_pasted_with_its_looks_is_kept_as_text(
    office: Office,
    family_id: str,
    opened: Callable[[QWidget], None],
    make: Make,
    editor: str,
    save: str,
    kept: Kept,
) -> None:
    rich = QMimeData()
    rich.setHtml("<h1>Elle</h1> dit <b>non</b> <img src='x.png'>")
    rich.setText("Elle dit non")
    form = make(office, family_id)
    opened(form)
    QApplication.clipboard().setMimeData(rich)
    QTest.keyClick(part(form, editor), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(form, save)
    assert kept(office, family_id) == "Elle dit non"


def test_a_national_number_in_the_next_step_leads_back_there(
    office: Office,
    family_id: str,
    opened: Callable[[QWidget], None],
) -> None:
    form = MeetingScreen(office, family_id)
    opened(form)
    paste(form, "next_step", f"Dossier {NUMBER}")
    press(form, "finish_meeting")
    answer(told(form), REVIEW)
    QTest.qWait(0)
    assert next_step(office, family_id) == ""
    assert form.focusWidget() is part(form, "next_step")


@pytest.mark.parametrize("name", ["", "   "])
def test_a_person_without_a_name_is_pointed_at(
    office: Office, family_id: str, opened: Callable[[QWidget], None], name: str
) -> None:
    form = PersonSheet(office, family_id)
    opened(form)
    paste(form, "person_first_name", name)
    press(form, "save_person")
    assert part(form, "person_last_name").property("invalid")
    assert part(form, "person_last_name").accessibleDescription() == (
        "Il manque un prénom ou un nom."
    )
    assert len(office.families.open_file(family_id).people) == 1


def test_a_resource_without_a_name_is_pointed_at(
    office: Office, opened: Callable[[QWidget], None]
) -> None:
    before = len(office.directory.list())
    form = ResourceSheet(office)
    opened(form)
    press(form, "save_resource")
    assert part(form, "resource_name").property("invalid")
    assert len(office.directory.list()) == before


def test_a_held_meeting_in_the_future_is_pointed_at(
    office: Office, family_id: str, opened: Callable[[QWidget], None]
) -> None:
    form = MeetingScreen(office, family_id)
    opened(form)
    tomorrow = office.clock().date() + timedelta(days=1)
    press(form, "meeting_frame")
    paste(form, "meeting_day", tomorrow.strftime("%d/%m/%Y"))
    paste(form, "meeting_text", "Elle ne dort plus.")
    press(form, "finish_meeting")
    day = part(form, "meeting_day")
    assert day.isVisible()
    assert "dans le futur" in day.accessibleDescription()
    assert part(form, "meeting_text").property("plainText") == "Elle ne dort plus."
    assert office.meetings.of_family(family_id) == ()


def test_a_postcode_of_three_digits_is_pointed_at_in_an_address(
    office: Office, family_id: str, opened: Callable[[QWidget], None]
) -> None:
    form = PersonSheet(office, family_id)
    opened(form)
    paste(form, "person_first_name", "Louis")
    press(form, "add_contact")
    kind = form.findChild(ChoiceEdit, "contact_kind")
    assert kind is not None
    kind.setFocus()
    for _ in range(2):
        QTest.keyClick(kind, Qt.Key.Key_Down)
    paste(form, "contact_value", "Rue Haute 1")
    paste(form, "contact_postcode", "500")
    press(form, "save_person")
    assert "quatre chiffres" in part(form, "contact_postcode").accessibleDescription()
    assert len(office.families.open_file(family_id).people) == 1
    paste(form, "contact_postcode", "5000")
    press(form, "save_person")
    assert office.families.open_file(family_id).people[-1].contacts[0].postcode == "5000"


def test_a_postcode_of_three_digits_is_pointed_at_in_the_directory(
    office: Office, opened: Callable[[QWidget], None]
) -> None:
    form = ResourceSheet(office)
    opened(form)
    paste(form, "resource_name", "Le Passage")
    paste(form, "resource_postcode", "500")
    press(form, "save_resource")
    assert "quatre chiffres" in part(form, "resource_postcode").accessibleDescription()
    assert form.isVisible()


# The letter.


@pytest.fixture
def letter(
    office: Office, family_id: str, qtbot: QtBot, opened: Callable[[QWidget], None]
) -> LetterScreen:
    resource_id = office.directory.save(Resource("Le Passage", address="Rue Haute 1", city="Namur"))
    form = LetterScreen(office, family_id)
    opened(form)
    form.resize(1154, 710)
    combo = form.findChild(QComboBox, "letter_resource")
    assert combo is not None
    combo.setCurrentIndex(combo.findData(resource_id))
    qtbot.waitUntil(part(form, "hand_over").isEnabled, timeout=5000)
    return form


def issue(letter: LetterScreen) -> None:
    """« Remise en main propre », confirmed."""
    QTest.mouseClick(part(letter, "hand_over"), LEFT)
    answer(told(letter), "Noter la remise")


def test_a_letter_longer_than_a_page_flows(qtbot: QtBot, letter: LetterScreen) -> None:
    paste(letter, "letter_text", "Une phrase de plus.\n\n" * 80)
    qtbot.waitUntil(lambda: letter.preview.page_total() > 1, timeout=5000)
    qtbot.waitUntil(part(letter, "hand_over").isEnabled)


def test_a_character_that_the_font_lacks_stops_the_letter_and_is_named(
    qtbot: QtBot, letter: LetterScreen
) -> None:
    paste(letter, "letter_text", "Bonjour مرحبا")
    banner = part(letter, "letter_problem")
    qtbot.waitUntil(banner.isVisible, timeout=5000)
    assert isinstance(banner, Banner)
    assert "م" in banner.text()
    for way in ("hand_over", "save_pdf", "print_letter"):
        assert not part(letter, way).isEnabled()


def test_a_national_number_in_a_letter_is_issued_only_once_confirmed(
    office: Office, family_id: str, qtbot: QtBot, letter: LetterScreen
) -> None:
    paste(letter, "letter_text", f"NISS {NUMBER}")
    qtbot.waitUntil(part(letter, "hand_over").isEnabled, timeout=5000)
    issue(letter)
    qtbot.waitUntil(lambda: any(b.text() == RECORD for b in buttons(letter)), timeout=5000)
    assert office.documents.issued(family_id) == ()
    answer_any(letter, RECORD)
    qtbot.waitUntil(lambda: len(office.documents.issued(family_id)) == 1, timeout=5000)


def test_a_full_disk_keeps_the_letter_a_draft(
    office: Office, family_id: str, qtbot: QtBot, letter: LetterScreen
) -> None:
    text = part(letter, "letter_text").property("plainText")
    with full_disk(office):
        issue(letter)
        qtbot.waitUntil(
            lambda: any("disque est plein" in box.text() for box in boxes(letter)), timeout=5000
        )
        answer_any(letter, "J’ai compris")
    assert office.documents.issued(family_id) == ()
    assert part(letter, "letter_text").property("plainText") == text
    qtbot.waitUntil(part(letter, "hand_over").isEnabled)


def boxes(form: QWidget) -> list[QMessageBox]:
    return [box for box in form.findChildren(QMessageBox) if box.isVisible()]


def buttons(form: QWidget) -> list[QPushButton]:
    return [b for box in boxes(form) for b in box.findChildren(QPushButton)]


def answer_any(form: QWidget, words: str) -> None:
    QTest.mouseClick(next(b for b in buttons(form) if b.text() == words), LEFT)
