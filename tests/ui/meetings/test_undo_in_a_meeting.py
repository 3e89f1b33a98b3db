"""Ctrl+Z goes back through the whole meeting, whatever part of the form something was done in."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.meetings import NeedState, Passage, Source
from referent_desk.office import Office
from tests.ui.meetings.parts import (
    CONTROL,
    buttons_of_passages,
    editor,
    finish,
    focused,
    note,
    part,
    tick,
    tick_code,
)
from tests.ui.meetings.test_words_kept import chips
from ui.meetings import FirstCallWindow, MeetingScreen
from ui.meetings.writing import Writing
from ui.widgets import Button, ChipGroup, PlainTextEdit


def undo(times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(focused(), Qt.Key.Key_Z, CONTROL)
        QApplication.processEvents()


def redo(times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(focused(), Qt.Key.Key_Y, CONTROL)
        QApplication.processEvents()


def passages(screen: MeetingScreen) -> tuple[Passage, ...]:
    """Noted, and what is being written at its place among them."""
    writing = screen.findChild(Writing)
    assert writing is not None
    return writing.passages()


def noted(screen: MeetingScreen) -> list[str]:
    return [passage.text for passage in passages(screen)]


def test_typed_noted_removed_and_back(screen: MeetingScreen) -> None:
    note(screen, "Elle ne dort plus.")
    QTest.keyClicks(editor(screen), "Il est parti")
    QTest.mouseClick(
        buttons_of_passages(screen, "Retirer ce passage")[0], Qt.MouseButton.LeftButton
    )
    assert noted(screen) == ["Il est parti"]
    undo()
    assert noted(screen) == ["Elle ne dort plus.", "Il est parti"]
    assert focused() in buttons_of_passages(screen, "Retirer ce passage")
    undo()
    assert editor(screen).text() == ""
    assert editor(screen).hasFocus()
    undo()
    assert editor(screen).text() == "Elle ne dort plus."
    undo()
    assert noted(screen) == []
    redo(4)
    assert noted(screen) == ["Il est parti"]


def test_a_passage_taken_up_again_goes_back_to_its_place(screen: MeetingScreen) -> None:
    for text in ("Un.", "Deux.", "Trois."):
        note(screen, text)
    QTest.mouseClick(
        buttons_of_passages(screen, "Reprendre ce passage")[1], Qt.MouseButton.LeftButton
    )
    assert editor(screen).text() == "Deux."
    QTest.keyClick(editor(screen), Qt.Key.Key_End, CONTROL)
    QTest.keyClicks(editor(screen), " bis")
    QTest.keyClick(editor(screen), Qt.Key.Key_Return, CONTROL)
    assert noted(screen) == ["Un.", "Deux. bis", "Trois."]
    undo(3)
    assert editor(screen).text() == ""
    assert noted(screen) == ["Un.", "Deux.", "Trois."]


def test_sources_marks_people_and_chips(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    tick(screen, "participants", 0)
    editor(screen).setFocus()
    QTest.keyClicks(editor(screen), "Je me tais")
    QTest.keyClick(editor(screen), Qt.Key.Key_3, CONTROL)
    QTest.keyClick(editor(screen), Qt.Key.Key_1, CONTROL)
    QTest.keyClick(editor(screen), Qt.Key.Key_V, alt)
    undo()
    QTest.keyClick(focused(), Qt.Key.Key_V, alt)
    undo(2)
    (passage,) = passages(screen)
    assert (passage.source, passage.verbatim) == (Source.HYPOTHESIS, False)
    undo()
    (passage,) = passages(screen)
    assert passage.source is Source.SAID
    undo(2)
    assert part(screen, ChipGroup, "participants").selected() == []


def test_a_need_and_where_it_stands(office: Office, family_id: str, screen: MeetingScreen) -> None:
    QTest.mouseClick(chips(screen, "needs").chips()[0], Qt.MouseButton.LeftButton)
    tick_code(screen, "need_state", NeedState.MET)
    QTest.mouseClick(chips(screen, "emotions").chips()[0], Qt.MouseButton.LeftButton)
    undo(2)
    assert part(screen, ChipGroup, "need_state").isAncestorOf(focused())
    (need,) = finish(office, family_id, screen).needs
    assert need.state is NeedState.EXPRESSED


def test_what_is_typed_is_not_read_through_the_form(screen: MeetingScreen) -> None:
    """Neither the space one has just typed nor a date that is none yet is lost."""
    step, day = part(screen, QLineEdit, "next_step"), part(screen, QLineEdit, "next_step_on")
    step.setFocus()
    QTest.keyClicks(step, "Rappeler ")
    day.setFocus()
    QTest.keyClicks(day, "lund")
    editor(screen).setFocus()
    QTest.keyClicks(editor(screen), "Bon")
    undo()
    assert (step.text(), day.text()) == ("Rappeler ", "lund")
    undo()
    assert (step.text(), day.text()) == ("Rappeler ", "")
    assert day.hasFocus()


def test_an_exception_is_a_record_that_undoing_does_not_reach(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    QTest.keyClicks(editor(screen), "Bonjour")
    QTest.keyClick(focused(), Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert len(office.disclosures.of_family(family_id)) == 1
    undo(3)
    assert editor(screen).text() == ""
    assert len(office.disclosures.of_family(family_id)) == 1
    assert not part(screen, Button, "exception_undo").isHidden()


def test_a_mention_goes_with_the_words_it_was_found_in(screen: MeetingScreen, qtbot: QtBot) -> None:
    said = part(screen, PlainTextEdit, "safety_said")
    QTest.keyClicks(editor(screen), "Il parle de suicide")
    qtbot.waitUntil(lambda: said.text() != "")
    undo()
    assert (editor(screen).text(), said.text()) == ("", "")
    redo()
    assert said.text() == "Il parle de suicide"


def test_what_was_undone_is_the_draft(
    office: Office, family_id: str, screen: MeetingScreen, open_meeting: Callable[[], MeetingScreen]
) -> None:
    """After a lock the steps are gone: there is nothing to go back to."""
    note(screen, "Un.")
    note(screen, "Deux.")
    undo(2)
    screen.flush_draft()
    again = open_meeting()
    assert noted(again) == ["Un."]
    undo()
    redo()
    assert noted(again) == ["Un."]


def test_a_first_call(
    office: Office, family_id: str, qtbot: QtBot, show_active: Callable[[QWidget], None]
) -> None:
    window = FirstCallWindow(office)
    qtbot.addWidget(window)
    show_active(window)
    name = part(window, QLineEdit, "call_last_name")
    asked = part(window, PlainTextEdit, "call_asked")
    QTest.keyClicks(name, "Lacroix")
    QTest.keyClick(name, Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert window.caller.joined_id == family_id
    asked.setFocus()
    QTest.keyClicks(asked, "Une place")
    undo()
    assert asked.text() == ""
    undo()
    assert window.caller.joined_id == ""
    assert name.text() == "Lacroix"
    redo(2)
    assert (window.caller.joined_id, asked.text()) == (family_id, "Une place")
