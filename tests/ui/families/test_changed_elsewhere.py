"""The same family written in two places: nothing goes without a word."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import ContactKind, ContactPoint, Family, Person, Situation
from referent_desk.office import Office
from ui.families import FamilySheet, PersonSheet, SituationSheet
from ui.families.sheet import Sheet
from ui.widgets import Banner, LinkButton, PlainTextEdit

MINE, THEIRS = "Elle rappellera.", "Ne pas appeler le soir."
Opened = Callable[[Sheet], None]


@pytest.fixture
def family_id(office: Office) -> str:
    people = [Person("Claire", "Lacroix", "Mme")]
    return office.families.create(Family("Lacroix"), people, Situation(office.clock().date()))


@pytest.fixture
def opened(qtbot: QtBot) -> Opened:
    def show(sheet: Sheet) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(sheet)
        sheet.show()

    return show


def family_sheet(office: Office, family_id: str) -> FamilySheet:
    return FamilySheet(office, office.families.open_file(family_id).family)


def write(sheet: Sheet, name: str, text: str) -> None:
    editor = sheet.findChild(QWidget, name)
    assert isinstance(editor, PlainTextEdit | QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)


def record(sheet: Sheet) -> None:
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def elsewhere(sheet: Sheet, kind: str) -> Banner:
    banner = sheet.findChild(Banner, f"{kind}_elsewhere")
    assert banner is not None
    return banner


def note_elsewhere(office: Office, family_id: str, note: str = THEIRS) -> None:
    family = office.families.open_file(family_id).family
    office.families.update(replace(family, note=note))


def test_the_same_text_in_both_is_told_before_it_is_written(
    office: Office, family_id: str, opened: Opened
) -> None:
    sheet = family_sheet(office, family_id)
    opened(sheet)
    write(sheet, "family_note", MINE)
    note_elsewhere(office, family_id)
    record(sheet)
    assert sheet.isVisible()
    assert f"Note «\u00a0{THEIRS}\u00a0»" in elsewhere(sheet, "family").text()
    assert office.families.open_file(family_id).family.note == THEIRS
    record(sheet)
    assert not sheet.isVisible()
    assert office.families.open_file(family_id).family.note == MINE


def test_what_is_recorded_can_be_taken_instead(
    office: Office, family_id: str, opened: Opened
) -> None:
    sheet = family_sheet(office, family_id)
    opened(sheet)
    write(sheet, "family_note", MINE)
    note_elsewhere(office, family_id)
    record(sheet)
    link = elsewhere(sheet, "family").findChild(LinkButton)
    assert link is not None
    link.click()
    assert not elsewhere(sheet, "family").isVisible()
    record(sheet)
    assert office.families.open_file(family_id).family.note == THEIRS


def test_what_was_left_alone_here_keeps_what_was_written_there(
    office: Office, family_id: str, opened: Opened
) -> None:
    sheet = family_sheet(office, family_id)
    opened(sheet)
    write(sheet, "family_name", "Lacroix-Petit")
    note_elsewhere(office, family_id)
    record(sheet)
    assert not sheet.isVisible()
    family = office.families.open_file(family_id).family
    assert (family.name, family.note) == ("Lacroix-Petit", THEIRS)


def test_a_draft_taken_up_days_later_says_what_was_recorded_since(
    office: Office, family_id: str, opened: Opened
) -> None:
    before = family_sheet(office, family_id)
    opened(before)
    write(before, "family_note", MINE)
    before.flush_draft()
    before.leave()
    note_elsewhere(office, family_id)
    again = family_sheet(office, family_id)
    opened(again)
    assert THEIRS in elsewhere(again, "family").text()
    assert again.form.values()["note"] == MINE


def test_a_situation_closed_meanwhile_stays_closed(
    office: Office, family_id: str, opened: Opened
) -> None:
    sheet = SituationSheet(office, family_id, office.families.open_file(family_id).current)
    opened(sheet)
    write(sheet, "situation_agreement_scope", MINE)
    office.families.close(family_id, "family_wish", office.clock().date())
    record(sheet)
    file = office.families.open_file(family_id)
    assert not file.open
    assert file.situations[0].agreement_scope == MINE


def test_a_telephone_noted_elsewhere_stays(office: Office, family_id: str, opened: Opened) -> None:
    (claire,) = office.families.open_file(family_id).people
    sheet = PersonSheet(office, family_id, claire)
    opened(sheet)
    write(sheet, "person_note", MINE)
    phone = ContactPoint(ContactKind.PHONE, "+32470123456")
    office.families.save_person(family_id, replace(claire, contacts=(phone,)))
    record(sheet)
    (claire,) = office.families.open_file(family_id).people
    assert claire.note == MINE
    assert [contact.value for contact in claire.contacts] == ["+32470123456"]
