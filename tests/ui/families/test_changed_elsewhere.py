"""The same family written in two places: nothing goes without a word."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import ContactKind, ContactPoint, Family, Person, Situation
from referent_desk.followup import Action
from referent_desk.meetings import IndirectWork
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui.contacts.indirect_sheet import IndirectSheet
from ui.families import FamilySheet, PersonSheet, SituationSheet
from ui.families.action_sheets import ActionSheet, LaterSheet, ResultSheet
from ui.families.sheet import Sheet
from ui.widgets import Banner, LinkButton, PlainTextEdit
from ui.widgets.typed_dates import show_date

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


@pytest.fixture
def action(office: Office, family_id: str) -> Action:
    action_id = office.followup.save_action(Action(family_id, "Rappeler", date(2026, 12, 1)))
    return office.followup.action(action_id)


def test_an_action_reworded_in_both_is_told_and_its_other_day_is_taken(
    office: Office, opened: Opened, action: Action
) -> None:
    sheet = ActionSheet(office, action)
    opened(sheet)
    write(sheet, "action_what", "Rappeler Claire")
    other = replace(action, what="Rappeler la mère", due_on=date(2026, 12, 8))
    office.followup.save_action(other)
    record(sheet)
    assert "«\u00a0Rappeler la mère\u00a0»" in elsewhere(sheet, "action").text()
    assert office.followup.action(action.id) == other
    record(sheet)
    now = office.followup.action(action.id)
    assert (now.what, now.due_on) == ("Rappeler Claire", date(2026, 12, 8))


def test_an_action_done_meanwhile_stays_done(
    office: Office, opened: Opened, action: Action
) -> None:
    sheet = ActionSheet(office, action)
    opened(sheet)
    write(sheet, "action_what", "Rappeler Claire")
    office.followup.finish(action.id, "Elle viendra.")
    record(sheet)
    now = office.followup.action(action.id)
    assert (now.what, now.result) == ("Rappeler Claire", "Elle viendra.")
    assert now.done_on is not None


@pytest.mark.parametrize("again", [False, True])
def test_an_action_is_not_ended_twice_without_a_word(
    office: Office, family_id: str, opened: Opened, action: Action, *, again: bool
) -> None:
    first = ResultSheet(office, action, again=again)
    opened(first)
    kind = "chase" if again else "finish"
    write(first, f"{kind}_result", "Message.")
    first.flush_draft()
    first.leave()
    office.followup.finish(action.id)
    sheet = ResultSheet(office, office.followup.action(action.id), again=again)
    opened(sheet)
    record(sheet)
    assert sheet.isVisible()
    assert office.followup.action(action.id).result == ""
    assert office.followup.actions(family_id) == ()
    record(sheet)
    assert not sheet.isVisible()
    assert office.followup.action(action.id).result == "Message."


def test_the_result_noted_elsewhere_is_shown_before_it_is_replaced(
    office: Office, opened: Opened, action: Action
) -> None:
    sheet = ResultSheet(office, action, again=False)
    opened(sheet)
    write(sheet, "finish_result", MINE)
    office.followup.finish(action.id, THEIRS)
    record(sheet)
    assert THEIRS in elsewhere(sheet, "finish").text()
    assert office.followup.action(action.id).result == THEIRS


def later(office: Office, opened: Opened, action: Action) -> Sheet:
    sheet = LaterSheet(office, action)
    opened(sheet)
    write(sheet, "later_until", show_date(office.clock().date() + timedelta(days=3)))
    return sheet


def told_of_the_day(sheet: Sheet) -> str:
    editor = sheet.findChild(QLineEdit, "later_until")
    assert editor is not None
    return editor.accessibleDescription()


def test_an_action_done_meanwhile_is_not_put_off(
    office: Office, opened: Opened, action: Action
) -> None:
    sheet = later(office, opened, action)
    office.followup.finish(action.id, "Elle viendra.")
    for _twice in range(2):
        record(sheet)
        assert sheet.isVisible()
        assert "notée faite" in told_of_the_day(sheet)
    assert office.followup.action(action.id).snoozed_until is None


def test_an_action_put_off_in_both_is_told_before_its_day_changes(
    office: Office, opened: Opened, action: Action
) -> None:
    sheet = later(office, opened, action)
    theirs = office.clock().date() + timedelta(days=9)
    office.followup.snooze(action.id, theirs)
    record(sheet)
    assert show_date(theirs) in told_of_the_day(sheet)
    assert office.followup.action(action.id).snoozed_until == theirs
    record(sheet)
    assert not sheet.isVisible()
    put_off = office.followup.action(action.id).snoozed_until
    assert put_off == office.clock().date() + timedelta(days=3)


def test_indirect_work_is_compared_too(office: Office, family_id: str, opened: Opened) -> None:
    kind = office.vocabulary.entries(Catalogue.INDIRECT_WORK)[0].code
    work = IndirectWork(kind, date(2026, 11, 2), 20, "Lu.", family_id)
    work_id = office.contacts.save_indirect(work)
    sheet = IndirectSheet(office, family_id, work_id)
    opened(sheet)
    write(sheet, "contact_indirect_note", MINE)
    office.contacts.save_indirect(replace(work, id=work_id, note=THEIRS, minutes=45))
    record(sheet)
    assert THEIRS in elsewhere(sheet, "contact_indirect").text()
    record(sheet)
    now = office.contacts.indirect(work_id)
    assert (now.note, now.minutes) == (MINE, 45)
