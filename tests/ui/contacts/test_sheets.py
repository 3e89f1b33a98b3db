from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person
from referent_desk.meetings import (
    FirstCall,
    GroupMember,
    GroupSession,
    IndirectWork,
    Meeting,
    MeetingState,
    PastedEmail,
    Professional,
    Request,
)
from referent_desk.office import Office
from referent_desk.vault import Vault
from tests.ui.visible_texts import visible_texts
from ui.contacts import AbsenceSheet, ContactKind, ContactSheet, NoteButton
from ui.contacts.email_edit import EmailEdit
from ui.discretion import discretion
from ui.meetings import MeetingScreen
from ui.widgets import (
    Button,
    ChipGroup,
    DateEdit,
    NumberEdit,
    PlainTextEdit,
    Row,
    SearchEdit,
)
from ui.workspace import Workspace

Kind = TypeVar("Kind", bound=QWidget)
NOW = datetime(2026, 11, 24, 15, 10)
MAIL = (
    "De : Claire\nEnvoyé : lundi\nObjet : Vendredi\n\nBonjour,\nJe viendrai.\n\n"
    "Le lun. 23 nov. 2026 à 09:02, Zoé Exemple a écrit :\n> Vendredi ?"
)


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office.open(vault, lambda: NOW)


@pytest.fixture
def family_id(office: Office) -> str:
    return office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix", "Mme")])


@pytest.fixture
def workspace(office: Office, qtbot: QtBot, show_active: Callable[[QWidget], None]) -> Workspace:
    made = Workspace(office)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    show_active(made)
    return made


def part(within: QWidget, kind: type[Kind], name: str = "") -> Kind:
    found = within.findChild(kind, name) if name else within.findChild(kind)
    assert found is not None, name or kind
    return found


def sheet_of(workspace: Workspace) -> ContactSheet:
    QApplication.processEvents()
    shown = [s for s in workspace.findChildren(ContactSheet) if s.isVisible()]
    assert len(shown) == 1
    return shown[0]


def note(workspace: Workspace, kind: ContactKind, family_id: str = "") -> ContactSheet:
    if family_id:
        workspace.show_family(family_id)
    workspace.note(kind)
    return sheet_of(workspace)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def finish(sheet: QWidget) -> None:
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def paste(sheet: ContactSheet, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    part(sheet, PlainTextEdit, "contact_email_pasted").insertFromMimeData(data)


def plan(office: Office, family_id: str, at: datetime = NOW - timedelta(hours=1)) -> str:
    return office.meetings.save(Meeting(family_id, at, MeetingState.PLANNED, channel="office"))


def row(workspace: Workspace, beginning: str) -> Row:
    return next(r for r in workspace.findChildren(Row) if r.data.title.startswith(beginning))


@pytest.mark.parametrize(
    ("kind", "channel"),
    [
        (ContactKind.CALL, "phone"),
        (ContactKind.VISIT, "office"),
        (ContactKind.VIDEO, "video"),
        (ContactKind.HOME_VISIT, "home"),
    ],
)
def test_what_was_said_is_typed_and_recorded_at_once(
    office: Office, workspace: Workspace, family_id: str, kind: ContactKind, channel: str
) -> None:
    sheet = note(workspace, kind, family_id)
    editor = part(sheet, PlainTextEdit, f"{kind.draft}_text")
    assert editor.hasFocus()
    QTest.keyClicks(editor, "Elle attend.")
    finish(sheet)
    [meeting] = office.meetings.of_family(family_id)
    assert (meeting.channel, meeting.state, meeting.starts_at) == (channel, "held", NOW)
    [passage] = meeting.passages
    assert passage.text == "Elle attend."
    assert (passage.said_by,) == meeting.participants


def test_a_call_leaves_the_request_waiting_unless_ticked(
    office: Office, workspace: Workspace
) -> None:
    asked = FirstCall(Request(NOW, "Quand ?"), Person("Claire", "Lacroix"))
    family_id = office.meetings.record_call(asked).family_id
    finish(note(workspace, ContactKind.CALL, family_id))
    assert office.contacts.waits(family_id)
    sheet = note(workspace, ContactKind.CALL, family_id)
    sheet.form.set_values({"answers": True})
    finish(sheet)
    assert not office.contacts.waits(family_id)


def test_from_the_home_the_family_is_found_by_typing(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    sheet = note(workspace, ContactKind.CALL)
    line = part(sheet, SearchEdit, "contact_family")
    assert line.hasFocus()
    finish(sheet)
    assert "Choisissez la famille." in visible_texts()
    QTest.keyClicks(line, "lacr")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert sheet.family_id == family_id
    finish(sheet)
    assert len(office.meetings.of_family(family_id)) == 1


def test_a_pasted_email_is_read_apart_and_can_be_put_back(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    sheet = note(workspace, ContactKind.EMAIL, family_id)
    paste(sheet, MAIL)
    edit = part(sheet, EmailEdit)
    quoted = part(sheet, PlainTextEdit, "contact_email_quoted")
    assert edit.editor.text() == "Bonjour,\nJe viendrai."
    assert not quoted.isVisible()
    assert "2 lignes citées, mises à part" in visible_texts()
    QTest.mouseClick(part(sheet, Button, "contact_email_fold"), Qt.MouseButton.LeftButton)
    assert quoted.isVisible()
    QTest.mouseClick(part(sheet, Button, "contact_email_back"), Qt.MouseButton.LeftButton)
    assert edit.editor.text().endswith("> Vendredi ?")
    assert edit.quoted() == ""
    finish(sheet)
    [meeting] = office.meetings.of_family(family_id)
    mail = office.contacts.email(meeting.id)
    assert mail is not None
    assert (mail.subject, mail.quoted) == ("Vendredi", "")


def test_who_wrote_a_pasted_email_is_ticked_unless_somebody_is(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    bastien = office.families.save_person(family_id, Person("Bastien", "Lacroix"))
    claire = office.families.open_file(family_id).people[0].id
    workspace.open_note(ContactKind.EMAIL, f"{family_id}:")
    sheet = sheet_of(workspace)
    paste(sheet, MAIL.replace("De : Claire", "De : Bastien Lacroix <b@exemple.be>"))
    assert sheet.who.selected() == [bastien]
    paste(sheet, MAIL.replace("De : Claire", "De : Claire Lacroix"))
    assert sheet.who.selected() == [bastien]
    sheet.write()
    [meeting] = office.meetings.of_family(family_id)
    assert meeting.participants == (bastien,)
    assert claire not in meeting.participants


def test_an_empty_email_is_refused_on_its_field(
    workspace: Workspace, office: Office, family_id: str
) -> None:
    sheet = note(workspace, ContactKind.EMAIL, family_id)
    finish(sheet)
    assert part(sheet, EmailEdit).field.error()
    assert office.meetings.of_family(family_id) == ()


def test_a_recorded_email_opens_from_the_thread_with_its_quotation_folded(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    mail = PastedEmail("Bonjour", "> Ancien", "La sortie")
    meeting_id = office.contacts.save_email(Meeting(family_id, NOW, minutes=5), mail)
    workspace.show_family(family_id)
    row(workspace, "E-mail").click()
    sheet = sheet_of(workspace)
    assert part(sheet, EmailEdit).editor.text() == "Bonjour"
    assert not part(sheet, PlainTextEdit, "contact_email_quoted").isVisible()
    part(sheet, PlainTextEdit, "contact_email_pasted").set_text("Bonsoir")
    finish(sheet)
    assert office.contacts.email(meeting_id) == PastedEmail("Bonsoir", "> Ancien", "La sortie")
    assert office.meetings.get(meeting_id).minutes == 5
    row(workspace, "E-mail").click()
    part(sheet_of(workspace), Button, "whole_contact_email_sheet").click()
    QApplication.processEvents()
    assert part(workspace, MeetingScreen).isVisible()


def test_a_network_meeting_and_its_professionals(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    sheet = note(workspace, ContactKind.NETWORK, family_id)
    QTest.keyClicks(part(sheet, QLineEdit, "professional_name_1"), "Dr Exemple")
    QTest.keyClicks(part(sheet, QLineEdit, "professional_service_1"), "Clinique")
    QApplication.processEvents()
    assert part(sheet, QLineEdit, "professional_name_2").isVisible()
    QTest.keyClicks(part(sheet, PlainTextEdit, "contact_network_decided"), "Un essai.")
    finish(sheet)
    [meeting] = office.meetings.of_family(family_id)
    network = office.contacts.network(meeting.id)
    assert network.professionals == (Professional("Dr Exemple", "Clinique"),)
    row(workspace, "Réunion de réseau").click()
    again = sheet_of(workspace)
    assert part(again, PlainTextEdit, "contact_network_decided").text() == "Un essai."


def test_a_group_writes_one_line_in_each_file(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    other_id = office.families.create(Family("Quévrain"), [Person("Wivine", "Quévrain")])
    sheet = note(workspace, ContactKind.GROUP, family_id)
    line = part(sheet, SearchEdit, "contact_family")
    QTest.keyClicks(line, "que")
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClicks(part(sheet, QLineEdit, "contact_group_title"), "Vivre avec")
    QTest.keyClicks(part(sheet, PlainTextEdit, "contact_group_note"), "Wivine a dit non.")
    finish(sheet)
    assert office.meetings.of_family(other_id) == ()
    part(sheet, PlainTextEdit, "contact_group_note").set_text("On a parlé.")
    finish(sheet)
    assert [m.channel for m in office.meetings.of_family(other_id)] == ["group"]
    assert "Vivre avec" in row(workspace, "Groupe").data.subtitle
    assert "Quévrain" not in "\n".join(visible_texts())


def test_a_family_leaves_a_group_before_it_is_recorded(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    sheet = note(workspace, ContactKind.GROUP, family_id)
    sheet.form.set_values({"title": "Groupe"})
    remove = next(
        b for b in sheet.findChildren(Button) if b.accessibleName() == "Retirer cette famille"
    )
    remove.click()
    finish(sheet)
    assert "Choisissez au moins une famille." in visible_texts()
    assert office.meetings.of_family(family_id) == ()


def test_indirect_work_with_the_keyboard_alone(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    sheet = note(workspace, ContactKind.INDIRECT, family_id)
    finish(sheet)
    assert "Choisissez de quel travail il s’agit." in visible_texts()
    part(sheet, ChipGroup).setFocus()
    QTest.keyClicks(focused(), "c")
    finish(sheet)
    [work] = office.contacts.indirect_work(family_id)
    assert (work.kind, work.minutes, work.done_on) == ("association", 15, NOW.date())
    row(workspace, "Travail indirect").click()
    again = sheet_of(workspace)
    again.form.set_values({"minutes": 40})
    finish(again)
    assert [w.minutes for w in office.contacts.indirect_work(family_id)] == [40]


def test_indirect_work_without_a_family(office: Office, workspace: Workspace) -> None:
    sheet = note(workspace, ContactKind.INDIRECT)
    sheet.form.set_values({"kind": "training", "minutes": 120})
    finish(sheet)
    assert office.contacts.indirect_work() == (
        IndirectWork("training", NOW.date(), 120, id=office.contacts.indirect_work()[0].id),
    )


@pytest.mark.parametrize("where", ["home", "family"])
def test_two_keys_from_an_appointment_say_that_nobody_came(
    office: Office, workspace: Workspace, family_id: str, where: str
) -> None:
    meeting_id = plan(office, family_id)
    if where == "home":
        workspace.show_home()
        appointment = row(workspace, "14")
    else:
        workspace.show_family(family_id)
        appointment = row(workspace, "Rendez-vous")
    appointment.setFocus()
    QTest.keyClick(appointment, Qt.Key.Key_A)
    sheet_of(workspace)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert office.meetings.get(meeting_id).state is MeetingState.MISSED
    [action] = office.followup.actions(family_id)
    assert action.due_on == date(2026, 11, 25)


def test_a_new_date_is_proposed_on_a_working_day(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    on_a_saturday = datetime(2026, 11, 21, 10, 0)
    plan(office, family_id, on_a_saturday)
    sheet = note(workspace, ContactKind.ABSENCE, family_id)
    QTest.keyClick(focused(), Qt.Key.Key_N)
    day = part(sheet, DateEdit, "contact_absence_new_day")
    assert day.hasFocus()
    assert day.date() == date(2026, 11, 30)
    day.setText("28/11/2026")
    assert "samedi 28\u00a0novembre\u00a0: un samedi" in visible_texts()
    finish(sheet)
    new, _missed = office.meetings.of_family(family_id)
    assert (new.state, new.starts_at) == (MeetingState.PLANNED, datetime(2026, 11, 28, 10, 0))


def test_without_an_appointment_there_is_nothing_to_miss(
    workspace: Workspace, family_id: str
) -> None:
    sheet = note(workspace, ContactKind.ABSENCE, family_id)
    assert isinstance(sheet, AbsenceSheet)
    assert not sheet.primary_button.isVisible()
    assert not any(chips.isVisible() for chips in sheet.findChildren(ChipGroup))


def test_a_letter_typed_on_another_row_does_nothing(workspace: Workspace, family_id: str) -> None:
    workspace.show_family(family_id)
    other = row(workspace, "Mme Claire")
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_A)
    assert workspace.findChildren(ContactSheet) == []


def test_the_menu_offers_every_kind_by_a_letter(workspace: Workspace, family_id: str) -> None:
    workspace.show_family(family_id)
    QTest.keyClick(
        workspace,
        Qt.Key.Key_N,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    menu = part(part(workspace, NoteButton), QMenu, "note_menu")
    letters = [a.text().partition("&")[2][:1].casefold() for a in menu.actions() if a.text()]
    assert len(set(letters)) == len(ContactKind)
    QTest.keyClick(menu, Qt.Key.Key_T)
    assert sheet_of(workspace).objectName() == "contact_indirect_sheet"


@pytest.mark.parametrize("kind", list(ContactKind))
def test_every_sheet_comes_back_at_its_place_after_a_lock(
    office: Office, workspace: Workspace, family_id: str, qtbot: QtBot, kind: ContactKind
) -> None:
    plan(office, family_id)
    sheet = note(workspace, kind, family_id)
    field = sheet.findChildren(PlainTextEdit) or [part(sheet, QLineEdit, f"{kind.draft}_note")]
    QTest.keyClicks(field[0], "Moitie")
    workspace.flush_drafts()
    place, name = workspace.place, sheet.objectName()
    sheet.leave()
    again = Workspace(Office.open(office.vault, lambda: NOW))
    qtbot.addWidget(again)
    again.show()
    again.go_to(place)
    back = sheet_of(again)
    assert back.objectName() == name
    texts = [e.text() for e in (*back.findChildren(PlainTextEdit), *back.findChildren(QLineEdit))]
    assert "Moitie" in texts


def test_a_draft_is_taken_up_from_the_home(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    sheet = note(workspace, ContactKind.EMAIL, family_id)
    paste(sheet, MAIL)
    workspace.flush_drafts()
    sheet.leave()
    workspace.show_home()
    row(workspace, "E-mail\u00a0: commencé, famille Lacroix").click()
    assert part(sheet_of(workspace), EmailEdit).quoted().endswith("> Vendredi ?")


@pytest.mark.parametrize("kind", list(ContactKind))
def test_no_sheet_over_the_home_names_a_family_on_a_discreet_screen(
    office: Office, workspace: Workspace, family_id: str, kind: ContactKind
) -> None:
    plan(office, family_id)
    discretion().set_on(on=True)
    sheet = note(workspace, kind)
    lines = sheet.findChildren(SearchEdit)
    if lines:
        QTest.keyClicks(lines[0], "la")
        QTest.keyClick(lines[0], Qt.Key.Key_Return)
    QApplication.processEvents()
    told = "\n".join(visible_texts())
    assert "Lacroix" not in told
    assert "Claire" not in told
    discretion().toggle()
    QApplication.processEvents()
    assert "Lacroix" in "\n".join(visible_texts())


def test_a_group_recorded_is_corrected_as_a_whole_and_names_others_when_asked(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    other_id = office.families.create(Family("Quévrain"), [Person("Wivine", "Quévrain")])
    members = (GroupMember(family_id), GroupMember(other_id))
    yesterday = NOW - timedelta(days=1)
    office.contacts.record_group(GroupSession("Vivre avec", yesterday, members, 90, "Bien."))
    workspace.show_family(family_id)
    row(workspace, "Groupe").click()
    sheet = sheet_of(workspace)
    assert "Quévrain" not in "\n".join(visible_texts())
    part(sheet, Button, "contact_group_others").click()
    QApplication.processEvents()
    assert "Famille Quévrain" in visible_texts()
    part(sheet, QLineEdit, "contact_group_title").setText("Vivre avec, deux")
    part(sheet, DateEdit, "contact_group_day").setText("20/11/2026")
    part(sheet, NumberEdit, "contact_group_minutes").setValue(60)
    part(sheet, PlainTextEdit, "contact_group_note").set_text("On a parlé.")
    finish(sheet)
    for each in (family_id, other_id):
        [meeting] = office.meetings.of_family(each)
        assert (meeting.starts_at.date(), meeting.minutes) == (date(2026, 11, 20), 60)
        assert [p.text for p in meeting.passages] == ["On a parlé."]
    assert "Vivre avec, deux" in row(workspace, "Groupe").data.subtitle


def test_what_a_family_said_in_a_group_goes_into_its_own_meeting(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    office.contacts.record_group(GroupSession("Vivre avec", NOW, (GroupMember(family_id),)))
    workspace.show_family(family_id)
    row(workspace, "Groupe").click()
    part(sheet_of(workspace), Button, "whole_contact_group_sheet").click()
    QApplication.processEvents()
    assert part(workspace, MeetingScreen).isVisible()


def undo() -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def test_what_was_done_in_a_sheet_is_undone_across_its_fields(
    workspace: Workspace, family_id: str
) -> None:
    sheet = note(workspace, ContactKind.VIDEO, family_id)
    text, step = part(sheet, PlainTextEdit, "contact_video_text"), "contact_video_next_step"
    QTest.keyClicks(focused(), "Elle dort mieux")
    part(sheet, QLineEdit, step).setFocus()
    QTest.keyClicks(focused(), "Rappeler ")
    part(sheet, ChipGroup, "contact_video_who").setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    QTest.mouseClick(part(sheet, Button, "contact_video_proposed_0"), Qt.MouseButton.LeftButton)
    for done, shown in (
        ("day", ("Elle dort mieux", "Rappeler ", [])),
        ("who", ("Elle dort mieux", "Rappeler ", sheet.who.selected())),
    ):
        undo()
        assert part(sheet, DateEdit, "contact_video_next_step_on").text() == "", done
        assert (text.text(), part(sheet, QLineEdit, step).text()) == shown[:2]
    undo()
    assert part(sheet, QLineEdit, step).text() == ""
    assert part(sheet, QLineEdit, step).hasFocus()
    undo()
    assert text.text() == ""
    assert text.hasFocus()


def test_a_family_taken_out_of_a_group_comes_back_with_who_came(
    workspace: Workspace, family_id: str
) -> None:
    sheet = note(workspace, ContactKind.GROUP, family_id)
    who = next(g for g in sheet.findChildren(ChipGroup) if "Qui est venu" in g.accessibleName())
    who.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    (out,) = (b for b in sheet.findChildren(Button) if b.accessibleName().startswith("Retirer"))
    QTest.mouseClick(out, Qt.MouseButton.LeftButton)
    assert sheet.form.values()["families"] == []
    undo()
    (row,) = sheet.form.values()["families"]
    assert (row[0], len(row[1])) == (family_id, 1)


@pytest.mark.usefixtures("family_id")
def test_tab_goes_from_the_families_of_a_group_to_what_happened(
    office: Office, workspace: Workspace, qtbot: QtBot
) -> None:
    office.families.create(Family("Wauters"), [Person("Wivine", "Wauters", "Mme")])
    workspace.show_home()
    workspace.note(ContactKind.GROUP)
    sheet = sheet_of(workspace)
    line = part(sheet, SearchEdit, "contact_family")
    for name in ("Lacroix", "Wauters"):
        QTest.keyClicks(line, name)
        QTest.keyClick(line, Qt.Key.Key_Return)
    sheet.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    reached: list[str] = []
    for _ in range(5):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        text = focus.text() if isinstance(focus, Button) else ""
        reached.append(focus.objectName() or focus.accessibleName() or text)
    assert reached == [
        "Mme Lacroix",
        "Retirer cette famille",
        "Mme Wauters",
        "Retirer cette famille",
        "contact_group_note",
    ]
    came = [group.selected() for group in sheet.findChildren(ChipGroup) if group.selected()]
    assert len(came) == 2, "the only one of a family came"
