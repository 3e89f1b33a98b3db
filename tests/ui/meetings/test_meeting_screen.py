from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person
from referent_desk.meetings import Meeting, MeetingState
from referent_desk.office import Office
from ui.families import PersonSheet
from ui.home.drafts_card import DraftsCard
from ui.meetings import MeetingScreen
from ui.meetings.meeting_draft import to_draft
from ui.widgets import Button, Chip, ChipGroup, NumberEdit, PlainTextEdit
from ui.workspace import Workspace

ALT = Qt.KeyboardModifier.AltModifier
Show = Callable[[QWidget], None]
Kind = TypeVar("Kind", bound=QWidget)


@pytest.fixture
def family_id(office: Office) -> str:
    people = (Person("Claire", "Lacroix", "Mme"), Person("Thomas", "Lacroix"))
    return office.families.create(Family("Lacroix"), people)


@pytest.fixture
def screen(office: Office, family_id: str, qtbot: QtBot, show_active: Show) -> MeetingScreen:
    return opened(office, family_id, qtbot, show_active)


def opened(office: Office, family_id: str, qtbot: QtBot, show_active: Show) -> MeetingScreen:
    made = MeetingScreen(office, family_id)
    qtbot.addWidget(made)
    show_active(made)
    return made


def part(screen: QWidget, kind: type[Kind], name: str) -> Kind:
    found = screen.findChild(kind, name)
    assert found is not None
    return found


def editor(screen: MeetingScreen) -> PlainTextEdit:
    return part(screen, PlainTextEdit, "meeting_text")


def note(qtbot: QtBot, screen: MeetingScreen, text: str) -> None:
    qtbot.keyClicks(editor(screen), text)
    qtbot.keyClick(editor(screen), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_meeting_is_noted_and_finished(
    office: Office, family_id: str, qtbot: QtBot, screen: MeetingScreen
) -> None:
    claire = office.families.open_file(family_id).people[0].id
    part(screen, ChipGroup, "participants").chips()[0].click()
    part(screen, Chip, "verbatim").click()
    note(qtbot, screen, "Je ne dors plus.")
    assert editor(screen).text() == ""
    qtbot.keyClick(editor(screen), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(editor(screen), "Elle sourit.")
    chip = part(screen, ChipGroup, "source").chip("observed")
    assert chip
    chip.click()
    emotions = part(screen, QWidget, "emotions").findChild(ChipGroup)
    assert emotions
    emotions.chips()[0].click()
    part(screen, NumberEdit, "weight").setValue(7)
    with qtbot.waitSignal(screen.finished):
        qtbot.mouseClick(part(screen, Button, "finish_meeting"), Qt.MouseButton.LeftButton)
    (meeting,) = office.meetings.of_family(family_id)
    assert meeting.state is MeetingState.HELD
    assert [p.text for p in meeting.passages] == ["Je ne dors plus.", "Elle sourit."]
    assert meeting.passages[0].verbatim
    assert meeting.passages[0].said_by == claire
    assert meeting.passages[0].facet != meeting.passages[1].facet
    assert [(e.person_id, e.weight) for e in meeting.emotions] == [(claire, 7)]
    assert not office.vault.drafts.all()


def test_everything_comes_back_after_a_lock(
    office: Office, family_id: str, qtbot: QtBot, show_active: Show, screen: MeetingScreen
) -> None:
    part(screen, ChipGroup, "participants").chips()[1].click()
    qtbot.keyClick(editor(screen), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    note(qtbot, screen, "Il se tait.")
    qtbot.keyClicks(editor(screen), "Depuis hier")
    qtbot.keyClick(editor(screen), Qt.Key.Key_Left)
    screen.flush_draft()
    question = part(screen, QWidget, "question").property("text")
    again = opened(office, family_id, qtbot, show_active)
    assert editor(again).text() == "Depuis hier"
    assert editor(again).textCursor().position() == len("Depuis hie")
    assert part(again, QWidget, "question").property("text") == question
    assert part(again, ChipGroup, "participants").selected() == [
        office.families.open_file(family_id).people[1].id
    ]


def test_what_is_not_to_be_repeated_is_hidden_until_asked(
    office: Office, family_id: str, qtbot: QtBot, screen: MeetingScreen
) -> None:
    part(screen, Chip, "restrict").click()
    part(screen, ChipGroup, "restricted_from").chips()[0].click()
    note(qtbot, screen, "Il a peur de sa mère.".replace("è", "e"))
    noted = part(screen, QWidget, "noted")
    assert not shown(noted, "Il a peur")
    part(screen, QPushButton, "reveal_restricted").click()
    qtbot.waitUntil(lambda: shown(noted, "Il a peur"))


def test_a_wrong_date_is_pointed_at(
    office: Office, family_id: str, qtbot: QtBot, screen: MeetingScreen
) -> None:
    part(screen, QPushButton, "meeting_frame").click()
    part(screen, QWidget, "meeting_day").setProperty("text", "jamais")
    part(screen, Button, "finish_meeting").click()
    assert part(screen, QWidget, "meeting_day").property("invalid")
    assert not office.meetings.of_family(family_id)


def shown(inside: QWidget, text: str) -> bool:
    labels = inside.findChildren(QWidget)
    return any(
        str(label.property("text") or "").startswith(text) and label.isVisible() for label in labels
    )


def test_what_is_typed_after_ctrl_e_is_written(
    office: Office, family_id: str, qtbot: QtBot, show_active: Show
) -> None:
    workspace = Workspace(office)
    qtbot.addWidget(workspace)
    show_active(workspace)
    workspace.show_family(family_id)
    workspace.start_meeting()
    page = workspace.findChild(PlainTextEdit, "meeting_text")
    assert page is not None
    qtbot.waitUntil(page.hasFocus)


def test_escape_and_f6_come_back_to_the_writing(qtbot: QtBot, screen: MeetingScreen) -> None:
    for go, back in (
        (Qt.Key.Key_F6, Qt.Key.Key_Escape),
        (Qt.Key.Key_R, Qt.Key.Key_F6),
        (Qt.Key.Key_A, Qt.Key.Key_Escape),
    ):
        alt = Qt.KeyboardModifier.NoModifier if go is Qt.Key.Key_F6 else ALT
        qtbot.keyClick(editor(screen), go, alt)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus is not editor(screen)
        qtbot.keyClick(focus, back)
        assert editor(screen).hasFocus()


def test_much_noted_leaves_the_page_its_room(qtbot: QtBot, screen: MeetingScreen) -> None:
    screen.resize(1300, 640)
    editor(screen).set_text("Elle raconte sa nuit. " * 400)
    for number in range(12):
        note(qtbot, screen, f"Passage {number}")
    qtbot.waitUntil(
        lambda: editor(screen).height() >= 5 * editor(screen).fontMetrics().lineSpacing()
    )


def test_ctrl_e_from_a_letter_is_for_its_family(
    office: Office, family_id: str, qtbot: QtBot
) -> None:
    workspace = Workspace(office)
    qtbot.addWidget(workspace)
    workspace.show_letter(family_id)
    workspace.start_meeting()
    assert (workspace.place.name, workspace.place.family_id) == ("meeting", family_id)
    workspace.show_directory()
    workspace.start_meeting()
    assert workspace.place.name == "families"


def test_ctrl_e_when_the_family_has_come_notes_its_appointment(
    office: Office, family_id: str, qtbot: QtBot
) -> None:
    """Else it would stay behind, to be noted once more."""
    now = datetime(2026, 11, 24, 14, 25)
    desk = Office.open(office.vault, lambda: now)
    planned = Meeting(family_id, now + timedelta(minutes=5), MeetingState.PLANNED)
    meeting_id = desk.meetings.save(planned)
    workspace = Workspace(desk)
    qtbot.addWidget(workspace)
    workspace.show_family(family_id)
    workspace.start_meeting()
    assert workspace.place.target == meeting_id
    workspace.show_family(family_id)
    desk.vault.drafts.save("meeting", f"{family_id}:", {"meeting": to_draft(planned)})
    workspace.start_meeting()
    assert workspace.place.target == ""


def test_words_selected_for_an_emotion_are_not_typed_over_afterwards(
    qtbot: QtBot, screen: MeetingScreen
) -> None:
    page = editor(screen)
    qtbot.keyClicks(page, "Il a tout perdu")
    qtbot.keyClick(page, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page, Qt.Key.Key_F6)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)
    assert page.hasFocus()
    qtbot.keyClicks(page, ".")
    assert page.text() == "Il a tout perdu."


def test_somebody_new_is_added_from_the_meeting_which_goes_on(
    office: Office, family_id: str, qtbot: QtBot, show_active: Show
) -> None:
    workspace = Workspace(office)
    qtbot.addWidget(workspace)
    show_active(workspace)
    workspace.show_meeting(family_id)
    before = workspace.findChild(MeetingScreen)
    assert before is not None
    qtbot.keyClicks(editor(before), "Elle vient avec son fils.")
    qtbot.mouseClick(part(before, QWidget, "newcomer"), Qt.MouseButton.LeftButton)
    sheet = before.findChild(PersonSheet)
    assert sheet is not None
    name = part(sheet, QLineEdit, "person_first_name")
    qtbot.keyClicks(name, "Bastien")
    sheet.flush_draft()
    sheet.leave()
    assert before.reopen_draft("person", f"{family_id}:")
    again = before.findChildren(PersonSheet)[-1]
    assert part(again, QLineEdit, "person_first_name").text() == "Bastien"
    again.write()
    qtbot.waitUntil(lambda: before not in workspace.findChildren(MeetingScreen))
    screen = workspace.findChild(MeetingScreen)
    assert screen is not None
    bastien = office.families.open_file(family_id).people[-1]
    assert bastien.first_name == "Bastien"
    assert bastien.id in screen.present
    assert editor(screen).text() == "Elle vient avec son fils."


def test_what_was_typed_a_moment_ago_is_among_the_drafts_of_home(
    office: Office, family_id: str, qtbot: QtBot
) -> None:
    workspace = Workspace(office)
    qtbot.addWidget(workspace)
    workspace.show_meeting(family_id)
    screen = workspace.findChild(MeetingScreen)
    assert screen is not None
    editor(screen).insertPlainText("Elle ne dort plus.")
    workspace.show_home()
    assert workspace.findChild(DraftsCard) is not None
