"""Ctrl+K from anywhere: typed, chosen with the keyboard, opened where it stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person, Situation
from referent_desk.meetings import EmotionNote, Meeting, MeetingState, Passage, Source
from referent_desk.office import Office
from tests.ui.visible_texts import visible_texts
from ui.discretion import discretion
from ui.meetings import FirstCallWindow
from ui.meetings.meeting_screen import MENTION_MS
from ui.search import SearchWindow
from ui.widgets import Chip, FilterList, PlainTextEdit, RowData, Text
from ui.widgets.filter_list import RowModel
from ui.workspace import Workspace


@pytest.fixture
def family_id(office: Office) -> str:
    day = office.clock()
    family = office.families.create(
        Family("Lefèvre"),
        (Person("Claire", "Lefèvre", "Mme", "mother"), Person("Paul", "Lefèvre", "", "brother")),
        Situation(day.date() - timedelta(days=30), "Julien"),
    )
    claire, paul = (person.id for person in office.families.open_file(family).people)
    passages = (
        Passage("lives_with", "Il a changé d’un coup.", said_by=claire),
        Passage("lives_with", "Je ne dors plus depuis le coup.", said_by=paul),
        Passage("history", "Peut-être un coup du sort.", Source.HYPOTHESIS),
    )
    office.meetings.save(
        Meeting(
            family,
            day - timedelta(days=2),
            MeetingState.HELD,
            participants=(claire,),
            passages=passages,
        )
    )
    while office.search.catch_up():
        pass
    return family


@pytest.fixture
def workspace(
    office: Office, family_id: str, qtbot: QtBot, show_active: Callable[[QWidget], None]
) -> Workspace:
    made = Workspace(office)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    show_active(made)
    return made


def opened(workspace: Workspace, qtbot: QtBot) -> SearchWindow:
    """As Ctrl+K opens it, pressed where the focus is."""
    focus = QApplication.focusWidget() or workspace
    QTest.keyClick(focus, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: windows() != [])
    [window] = windows()
    qtbot.waitUntil(window.line.hasFocus)
    return window


def windows() -> list[SearchWindow]:
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, SearchWindow) and w.isVisible()
    ]


def hits(window: SearchWindow) -> FilterList:
    found = window.findChild(FilterList, "search_hits")
    assert found is not None
    return found


def rows(window: SearchWindow) -> list[RowData]:
    model = hits(window).model()
    assert isinstance(model, RowModel)
    given = (model.row_at(model.index(at)) for at in range(model.rowCount()))
    return [row.on_screen for row in given if row is not None]


def told(window: SearchWindow) -> str:
    text = window.findChild(Text, "search_told")
    assert text is not None
    return text.text()


def test_typed_and_chosen_without_the_mouse(workspace: Workspace, qtbot: QtBot) -> None:
    window = opened(workspace, qtbot)
    QTest.keyClicks(window.line, "claire coup")
    assert [row.tag for row in rows(window)] == ["passage"]
    [row] = rows(window)
    assert row.subtitle[row.marks[0][0] : row.marks[0][1]] == "coup"
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    assert workspace.place.name == "meeting"
    assert windows() == []


def test_a_name_leads_to_the_family(workspace: Workspace, family_id: str, qtbot: QtBot) -> None:
    window = opened(workspace, qtbot)
    QTest.keyClicks(window.line, "lefev")
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    assert (workspace.place.name, workspace.place.family_id) == ("family", family_id)


def test_a_person_leads_to_all_that_they_said(
    workspace: Workspace, family_id: str, qtbot: QtBot
) -> None:
    window = opened(workspace, qtbot)
    QTest.keyClicks(window.line, "frere lefev")
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    assert (workspace.place.name, workspace.place.family_id) == ("family", family_id)
    qtbot.waitUntil(lambda: "Je ne dors plus depuis le coup." in visible_texts())
    assert "Il a changé d’un coup." not in visible_texts()


def test_a_resource_leads_to_its_card(workspace: Workspace, office: Office, qtbot: QtBot) -> None:
    resource = office.directory.list()[3]
    window = opened(workspace, qtbot)
    window.line.setText(f"type:annuaire {resource.name}")
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    assert workspace.place.name == "directory"
    shown = workspace.findChild(FilterList, "directory_list")
    assert shown is not None
    assert shown.current_key() == resource.id


def test_escape_closes_and_nothing_sought_is_kept(workspace: Workspace, qtbot: QtBot) -> None:
    window = opened(workspace, qtbot)
    QTest.keyClicks(window.line, "coup")
    QTest.keyClick(window.line, Qt.Key.Key_Escape)
    assert windows() == []
    assert opened(workspace, qtbot).line.text() == ""


def test_over_a_form_which_keeps_what_is_typed(
    workspace: Workspace, family_id: str, qtbot: QtBot
) -> None:
    workspace.start_call()
    call = workspace.window().findChild(FirstCallWindow)
    assert call is not None
    line = call.findChild(QLineEdit)
    assert line is not None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    line.setText("Nadia")
    window = opened(workspace, qtbot)
    window.line.setText("lefevre")
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    assert workspace.place.family_id == family_id
    assert workspace._office.vault.drafts.load("call", "new") is not None


def test_filters_by_a_click_are_written_in_the_line(workspace: Workspace, qtbot: QtBot) -> None:
    window = opened(workspace, qtbot)
    chip = window.findChild(Chip, "search_emotion")
    assert chip is not None
    chip.click()
    assert window.line.text() == "émotion:"
    assert window.line.hasFocus()
    assert chip.isChecked()
    assert "culpabilité" in told(window)
    chip.click()
    assert window.line.text() == ""


def test_a_filter_that_nobody_knows_is_told(workspace: Workspace, qtbot: QtBot) -> None:
    window = opened(workspace, qtbot)
    window.line.setText("période:zut")
    assert rows(window) == []
    assert "mars 2026" in told(window)


def test_a_discreet_screen_shows_initials_and_no_words(workspace: Workspace, qtbot: QtBot) -> None:
    window = opened(workspace, qtbot)
    window.line.setText("coup")
    discretion().set_on(on=True)
    said = " ".join(f"{row.title} {row.subtitle}" for row in rows(window))
    assert "L." in said
    assert "Lefèvre" not in said
    assert "coup" not in said


def test_in_a_meeting_only_what_those_present_may_read(
    workspace: Workspace, family_id: str, office: Office, qtbot: QtBot
) -> None:
    claire = office.families.open_file(family_id).people[0].id
    today = Meeting(family_id, office.clock(), MeetingState.HELD, participants=(claire,))
    workspace.show_meeting(family_id, office.meetings.save(today))
    window = opened(workspace, qtbot)
    window.line.setText("coup")
    [row] = rows(window)
    assert "Claire" in row.title
    assert "entretien" in told(window)
    window.line.setText("coup sort")
    assert rows(window) == []
    assert "Rien qui puisse se montrer pendant l’entretien." in visible_texts()
    assert "Essayez moins de lettres" not in "\n".join(visible_texts())


def test_an_old_meeting_that_is_only_read_hides_nothing(
    workspace: Workspace, office: Office, family_id: str, qtbot: QtBot
) -> None:
    meeting = office.meetings.of_family(family_id)[0]
    workspace.show_meeting(family_id, meeting.id)
    window = opened(workspace, qtbot)
    window.line.setText("coup")
    assert len(rows(window)) == 3
    assert "Rien qui puisse se montrer pendant l’entretien." not in visible_texts()


def test_an_old_meeting_hides_again_once_something_is_written_in_it(
    workspace: Workspace, office: Office, family_id: str, qtbot: QtBot
) -> None:
    meeting = office.meetings.of_family(family_id)[0]
    workspace.show_meeting(family_id, meeting.id)
    editor = workspace.findChild(PlainTextEdit, "meeting_text")
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Home)
    qtbot.wait(2 * MENTION_MS)
    assert discretion().meeting_with is None
    QTest.keyClicks(editor, "Il dort.")
    qtbot.waitUntil(lambda: discretion().meeting_with == family_id)
    workspace.show_families()
    assert discretion().meeting_with is None
    workspace.show_meeting(family_id, meeting.id)
    assert discretion().meeting_with == family_id, "its draft is taken up"


def test_a_meeting_of_today_hides_though_it_is_finished(
    workspace: Workspace, office: Office, family_id: str
) -> None:
    today = office.meetings.save(Meeting(family_id, office.clock(), MeetingState.HELD))
    workspace.show_meeting(family_id, today)
    assert discretion().meeting_with == family_id


def test_a_word_misspelt_is_corrected_by_enter(
    workspace: Workspace, office: Office, family_id: str, qtbot: QtBot
) -> None:
    meeting = office.meetings.of_family(family_id)[0]
    office.meetings.save(replace(meeting, emotions=(EmotionNote("guilt"),)))
    while office.search.catch_up():
        pass
    window = opened(workspace, qtbot)
    window.line.setText("type:émotion Culpabilte")
    [row] = rows(window)
    assert row.title == "Vouliez-vous dire\u00a0: type:émotion culpabilité\u00a0?"
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    assert window.line.text() == "type:émotion culpabilité"
    assert window.isVisible()
    [row] = rows(window)
    assert row.tag == "émotion"


def test_the_index_takes_in_what_was_noted_meanwhile(
    workspace: Workspace, office: Office, qtbot: QtBot
) -> None:
    window = opened(workspace, qtbot)
    window.line.setText("zeimet")
    assert rows(window) == []
    office.families.create(Family("Zeimet"), (Person("Anne", "Zeimet"),))
    window.finish()
    again = opened(workspace, qtbot)
    again.line.setText("zeimet")
    qtbot.waitUntil(lambda: len(rows(again)) == 2)
