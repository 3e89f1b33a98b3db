"""An interview whose record was changed while its form, or its draft, was open: nothing is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.meetings import Meeting, MeetingState, NeedNote, NeedState, Passage
from referent_desk.office import Office
from tests.ui.meetings.parts import (
    CONTROL,
    LEFT,
    buttons_of_passages,
    editor,
    focused,
    note,
    part,
)
from ui.meetings import MeetingScreen
from ui.widgets import Banner, Button, LinkButton, PlainTextEdit

Reopen = Callable[[], MeetingScreen]


@pytest.fixture
def meeting_id(office: Office, family_id: str) -> str:
    claire = office.families.open_file(family_id).people[0].id
    meeting = Meeting(
        family_id,
        office.clock() - timedelta(hours=2),
        channel="office",
        participants=(claire,),
        passages=(Passage("frame", "Un.", said_by=claire), Passage("frame", "Deux.")),
        needs=(NeedNote("support", person_id=claire),),
        next_step="Rappeler",
    )
    return office.meetings.save(meeting)


@pytest.fixture
def reopen(
    office: Office,
    family_id: str,
    meeting_id: str,
    qtbot: QtBot,
    show_active: Callable[[QWidget], None],
) -> Reopen:
    def opened() -> MeetingScreen:
        screen = MeetingScreen(office, family_id, meeting_id)
        qtbot.addWidget(screen)
        show_active(screen)
        return screen

    return opened


def change(office: Office, meeting_id: str, **values: Any) -> None:
    """As another screen would."""
    office.meetings.save(replace(office.meetings.get(meeting_id), **values))


def told(screen: MeetingScreen) -> str:
    banner = part(screen, Banner, "meeting_elsewhere")
    return banner.text() if banner.isVisible() else ""


def next_step(screen: MeetingScreen, words: str) -> None:
    line = part(screen, QLineEdit, "next_step")
    line.selectAll()
    QTest.keyClicks(line, words)


def finish(screen: MeetingScreen) -> None:
    QTest.mouseClick(part(screen, Button, "finish_meeting"), LEFT)


def test_a_draft_takes_in_what_it_left_alone_and_says_so(
    office: Office, meeting_id: str, reopen: Reopen
) -> None:
    first = reopen()
    note(first, "Trois.")
    first.flush_draft()
    stored = office.meetings.get(meeting_id)
    met = replace(stored.needs[0], state=NeedState.MET)
    other = replace(stored.passages[1], text="Deux, relu.")
    change(
        office, meeting_id, needs=(met,), passages=(stored.passages[0], other), relay="À l’unité"
    )
    again = reopen()
    assert "Repris ici\u00a0: les passages, les besoins, le relais." in told(again)
    finish(again)
    now = office.meetings.get(meeting_id)
    assert [p.text for p in now.passages] == ["Un.", "Deux, relu.", "Trois."]
    assert (now.needs[0].state, now.relay) == (NeedState.MET, "À l’unité")


def test_a_draft_that_changed_the_same_words_keeps_them_and_says_so(
    office: Office, meeting_id: str, reopen: Reopen
) -> None:
    first = reopen()
    next_step(first, "Appeler")
    first.flush_draft()
    change(office, meeting_id, next_step="Écrire")
    again = reopen()
    assert "la prochaine étape" in told(again)
    assert part(again, QLineEdit, "next_step").text() == "Appeler"
    finish(again)
    assert office.meetings.get(meeting_id).next_step == "Appeler"


def test_what_is_recorded_can_be_taken_and_given_back(
    office: Office, meeting_id: str, reopen: Reopen
) -> None:
    first = reopen()
    next_step(first, "Appeler")
    note(first, "Trois.")
    first.flush_draft()
    change(office, meeting_id, next_step="Écrire")
    again = reopen()
    take = part(again, Banner, "meeting_elsewhere").findChild(LinkButton)
    assert take is not None
    QTest.mouseClick(take, LEFT)
    QApplication.processEvents()
    assert part(again, QLineEdit, "next_step").text() == "Écrire"
    editor(again).setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Z, CONTROL)
    assert part(again, QLineEdit, "next_step").text() == "Appeler"
    QTest.keyClick(focused(), Qt.Key.Key_Y, CONTROL)
    finish(again)
    now = office.meetings.get(meeting_id)
    assert now.next_step == "Écrire"
    assert [p.text for p in now.passages] == ["Un.", "Deux.", "Trois."]


def test_finishing_waits_for_a_second_press_when_both_changed_it(
    office: Office, meeting_id: str, reopen: Reopen
) -> None:
    screen = reopen()
    next_step(screen, "Appeler")
    change(office, meeting_id, next_step="Écrire", relay="À l’unité")
    finish(screen)
    assert "la prochaine étape" in told(screen)
    assert office.meetings.get(meeting_id).next_step == "Écrire"
    finish(screen)
    now = office.meetings.get(meeting_id)
    assert (now.next_step, now.relay) == ("Appeler", "À l’unité")


def test_what_nobody_else_touched_is_told_of_nothing(
    office: Office, meeting_id: str, reopen: Reopen
) -> None:
    first = reopen()
    note(first, "Trois.")
    first.flush_draft()
    assert told(reopen()) == ""


def test_the_passage_in_the_editor_is_one_of_them(
    office: Office, meeting_id: str, reopen: Reopen
) -> None:
    first = reopen()
    QTest.mouseClick(buttons_of_passages(first, "Reprendre ce passage")[0], LEFT)
    QTest.keyClicks(editor(first), "Bis. ")
    mine = editor(first).text()
    first.flush_draft()
    stored = office.meetings.get(meeting_id).passages
    change(office, meeting_id, passages=(stored[0], replace(stored[1], text="Relu.")))
    again = reopen()
    assert "les passages" in told(again)
    assert editor(again).text() == mine
    finish(again)
    assert [p.text for p in office.meetings.get(meeting_id).passages] == ["Un.", mine]


def test_a_passage_taken_up_and_left_as_it_was_takes_the_newer_words(
    office: Office, meeting_id: str, reopen: Reopen
) -> None:
    first = reopen()
    QTest.mouseClick(buttons_of_passages(first, "Reprendre ce passage")[0], LEFT)
    next_step(first, "Appeler")
    first.flush_draft()
    stored = office.meetings.get(meeting_id).passages
    change(office, meeting_id, passages=(stored[0], replace(stored[1], text="Relu.")))
    again = reopen()
    assert editor(again).text() == ""
    finish(again)
    assert [p.text for p in office.meetings.get(meeting_id).passages] == ["Un.", "Relu."]


def test_an_appointment_noted_as_missed_meanwhile_is_told(
    office: Office, family_id: str, qtbot: QtBot
) -> None:
    planned = Meeting(family_id, office.clock() - timedelta(hours=1), MeetingState.PLANNED)
    meeting_id = office.meetings.save(planned)
    screen = MeetingScreen(office, family_id, meeting_id)
    qtbot.addWidget(screen)
    screen.show()
    QTest.keyClicks(part(screen, PlainTextEdit, "meeting_text"), "Elle est venue.")
    change(office, meeting_id, state=MeetingState.MISSED)
    finish(screen)
    assert "l’état du rendez-vous" in told(screen)
    finish(screen)
    assert office.meetings.get(meeting_id).state is MeetingState.HELD
