"""More than one event of suicide or violence in one meeting."""

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.meetings import Meeting, Passage, SafetyEvent
from referent_desk.office import Office
from tests.ui.meetings.parts import CONTROL, LEFT, editor, finish, focused, note, part, tick
from ui.meetings import MeetingScreen
from ui.meetings.meeting_screen import MENTION_MS
from ui.meetings.safety_event import SafetyEventEdit
from ui.widgets import Button, Chip, ChipGroup, LinkButton, PlainTextEdit, Text

ALT = Qt.KeyboardModifier.AltModifier


def edits(screen: MeetingScreen) -> list[SafetyEventEdit]:
    return screen.findChildren(SafetyEventEdit)


def said(screen: MeetingScreen) -> list[str]:
    return [part(edit, PlainTextEdit, "safety_said").text() for edit in edits(screen)]


def another(screen: MeetingScreen) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_S, ALT)
    QApplication.processEvents()


def write(screen: MeetingScreen, at: int, name: str, words: str) -> None:
    field = edits(screen)[at].findChild(QWidget, name)
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, words)


@pytest.fixture
def two(
    office: Office, family_id: str, qtbot: QtBot, show_active: Callable[[QWidget], None]
) -> MeetingScreen:
    """Recorded before: what Claire said of suicide, closed, and what Thomas said of violence."""
    claire, thomas = (p.id for p in office.families.open_file(family_id).people)
    meeting = Meeting(
        family_id,
        office.clock(),
        participants=(claire, thomas),
        passages=(
            Passage("safety", "Il veut mourir.", said_by=claire),
            Passage("safety", "Il m’a menacé. Je le frapperai.", said_by=thomas),
        ),
        safety=(
            SafetyEvent("suicide", "Il veut mourir.", claire, closed_on=office.clock().date()),
            SafetyEvent("violence", "Il m’a menacé.", thomas, alerted="le 101"),
        ),
    )
    screen = MeetingScreen(office, family_id, office.meetings.save(meeting))
    qtbot.addWidget(screen)
    show_active(screen)
    return screen


def test_a_key_opens_one_after_the_other_and_all_are_recorded(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    another(screen)
    assert part(edits(screen)[0], ChipGroup, "safety_kind").chips()[0].hasFocus()
    write(screen, 0, "safety_said", "Elle veut mourir.")
    another(screen)
    assert part(edits(screen)[1], ChipGroup, "safety_kind").chips()[0].hasFocus()
    QTest.keyClicks(focused(), "v")
    write(screen, 1, "safety_said", "Il la frappe.")
    write(screen, 1, "safety_alerted", "le 101")
    write(screen, 1, "safety_follow_up", "Rappeler.")
    first, second = finish(office, family_id, screen).safety
    assert (first.kind, first.said, first.alerted_at) == ("other", "Elle veut mourir.", None)
    assert (second.kind, second.said, second.alerted) == ("violence", "Il la frappe.", "le 101")
    assert second.alerted_at is not None
    assert second.follow_up == "Rappeler."


def test_one_is_open_and_a_line_stands_for_the_other(two: MeetingScreen) -> None:
    closed, waiting = edits(two)
    assert not part(closed, PlainTextEdit, "safety_said").isVisible()
    assert part(waiting, PlainTextEdit, "safety_said").isVisible()
    line = part(closed, LinkButton, "safety_line")
    assert line.text() == "1 · Suicide, clôturé"
    QTest.mouseClick(line, LEFT)
    assert part(closed, PlainTextEdit, "safety_said").isVisible()
    assert not part(waiting, PlainTextEdit, "safety_said").isVisible()


def test_each_is_corrected_and_closed_without_the_other(
    office: Office, family_id: str, two: MeetingScreen
) -> None:
    before = office.meetings.of_family(family_id)[0].safety
    QTest.mouseClick(part(edits(two)[1], Chip, "safety_closed"), LEFT)
    QTest.mouseClick(part(edits(two)[0], LinkButton, "safety_line"), LEFT)
    write(two, 0, "safety_done", "Numeros donnes.")
    first, second = finish(office, family_id, two).safety
    assert [first.id, second.id] == [event.id for event in before]
    assert (first.done, second.done) == ("Numeros donnes.", "")
    assert second.closed_on == office.clock().date()
    assert office.meetings.safety_open() == ()


def test_when_somebody_was_alerted_can_be_corrected(
    office: Office, family_id: str, two: MeetingScreen
) -> None:
    write(two, 1, "safety_alerted", " et le 112")
    day = part(edits(two)[1], QLineEdit, "safety_alerted_on")
    hour = part(edits(two)[1], QLineEdit, "safety_alerted_at")
    assert day.text()
    assert hour.text()
    day.clear()
    hour.setText("midi")
    QTest.mouseClick(part(two, Button, "finish_meeting"), LEFT)
    assert hour.hasFocus()
    hour.setText("9 h 05")
    _first, second = finish(office, family_id, two).safety
    assert second.alerted_at is not None
    assert (second.alerted_at.hour, second.alerted_at.minute) == (9, 5)


def test_one_that_was_opened_and_left_empty_goes_with_the_next(screen: MeetingScreen) -> None:
    another(screen)
    write(screen, 0, "safety_said", "Il la frappe.")
    another(screen)
    assert len(edits(screen)) == 2
    QTest.mouseClick(part(edits(screen)[0], LinkButton, "safety_line"), LEFT)
    assert said(screen) == ["Il la frappe."]
    assert not part(screen, LinkButton, "safety_line").isVisible()


def test_another_matter_opens_another_event(
    office: Office, family_id: str, qtbot: QtBot, screen: MeetingScreen
) -> None:
    tick(screen, "participants", 0)
    note(screen, "Il veut mourir.")
    note(screen, "Il dort peu. Il a frapp")
    qtbot.waitUntil(lambda: len(edits(screen)) == 2)
    assert said(screen) == ["Il veut mourir.", "Il a frapp"]
    assert part(edits(screen)[1], Text, "safety_noticed").isVisible()
    assert not part(edits(screen)[1], PlainTextEdit, "safety_said").isVisible()
    first, second = finish(office, family_id, screen).safety
    assert (first.kind, second.kind) == ("suicide", "violence")


def test_two_sentences_of_one_passage_are_two_matters(qtbot: QtBot, screen: MeetingScreen) -> None:
    QTest.keyClicks(editor(screen), "Il veut mourir. Il prend un couteau.")
    qtbot.waitUntil(lambda: said(screen) == ["Il veut mourir.", "Il prend un couteau."])


def test_the_same_matter_again_does_not_nag(qtbot: QtBot, screen: MeetingScreen) -> None:
    tick(screen, "participants", 0)
    note(screen, "Il veut mourir.")
    note(screen, "Elle croit qu'il veut en finir, il parle de suicide.")
    qtbot.waitUntil(lambda: said(screen) == ["Il veut mourir."])
    qtbot.wait(MENTION_MS + 100)
    assert said(screen) == ["Il veut mourir."]


def test_the_same_matter_again_is_told_and_becomes_another_event_with_a_key(
    office: Office, family_id: str, qtbot: QtBot, screen: MeetingScreen
) -> None:
    tick(screen, "participants", 0)
    note(screen, "Il m'a frappe en mars.")
    note(screen, "Hier, il a pris un couteau.")
    also = part(screen, Text, "safety_also")
    qtbot.waitUntil(also.isVisible)
    assert "Hier, il a pris un couteau." in also.text()
    another(screen)
    assert said(screen) == ["Il m'a frappe en mars.", "Hier, il a pris un couteau."]
    assert edits(screen)[1].unfolded
    assert cast("Chip", focused()).isChecked()
    assert not also.isVisible()
    first, second = finish(office, family_id, screen).safety
    assert (first.kind, second.kind) == ("violence", "violence")
    assert first.said_by == second.said_by


def test_what_was_said_besides_is_hidden_with_the_one_who_left(
    qtbot: QtBot, screen: MeetingScreen
) -> None:
    tick(screen, "participants", 0)
    note(screen, "Il veut mourir.")
    note(screen, "Il parle de suicide.")
    also = part(screen, Text, "safety_also")
    qtbot.waitUntil(also.isVisible)
    tick(screen, "participants", 1)
    tick(screen, "participants", 0)
    assert not also.isVisible()


def test_a_danger_told_apart_is_hidden_from_the_one_who_must_not_learn_it(
    qtbot: QtBot, screen: MeetingScreen
) -> None:
    tick(screen, "participants", 0)
    tick(screen, "participants", 1)
    QTest.keyClicks(editor(screen), "Il veut mourir.")
    noticed = part(screen, Text, "safety_noticed")
    qtbot.waitUntil(noticed.isVisible)
    QTest.keyClick(editor(screen), Qt.Key.Key_R, ALT)
    tick(screen, "restricted_from", 1)
    qtbot.waitUntil(lambda: not noticed.isVisible())
    tick(screen, "participants", 1)
    assert noticed.isVisible()


def test_the_same_kind_from_someone_else_is_another_event(
    office: Office, family_id: str, qtbot: QtBot, screen: MeetingScreen
) -> None:
    tick(screen, "participants", 0)
    tick(screen, "participants", 1)
    editor(screen).setFocus()
    QTest.keyClicks(editor(screen), "Il veut mourir.")
    qtbot.waitUntil(lambda: said(screen) == ["Il veut mourir."])
    QTest.keyClick(editor(screen), Qt.Key.Key_Return, CONTROL)
    QTest.keyClick(editor(screen), Qt.Key.Key_1, CONTROL)
    QTest.keyClicks(editor(screen), "Il veut en finir")
    qtbot.waitUntil(lambda: len(edits(screen)) == 2)
    claire, thomas = (p.id for p in office.families.open_file(family_id).people)
    assert [e.said_by for e in finish(office, family_id, screen).safety] == [claire, thomas]


def test_a_sentence_being_typed_stays_one_event(qtbot: QtBot, screen: MeetingScreen) -> None:
    QTest.keyClicks(editor(screen), "Il veut mourir")
    qtbot.waitUntil(lambda: said(screen) == ["Il veut mourir"])
    QTest.keyClicks(editor(screen), " depuis lundi.")
    qtbot.waitUntil(lambda: said(screen) == ["Il veut mourir depuis lundi."])


def test_what_was_recorded_before_is_not_noticed_anew(qtbot: QtBot, two: MeetingScreen) -> None:
    QTest.keyClicks(editor(two), "Il dort.")
    qtbot.wait(MENTION_MS + 100)
    assert said(two) == ["Il veut mourir.", "Il m’a menacé."]


def test_putting_one_aside_leaves_the_other(qtbot: QtBot, screen: MeetingScreen) -> None:
    QTest.keyClicks(editor(screen), "Le chat va mourir. Il prend un couteau.")
    qtbot.waitUntil(lambda: len(edits(screen)) == 2)
    QTest.mouseClick(part(edits(screen)[0], LinkButton, "safety_not_that"), LEFT)
    assert said(screen) == ["Il prend un couteau."]
    QTest.keyClicks(editor(screen), " Bon.")
    qtbot.wait(MENTION_MS + 100)
    assert said(screen) == ["Il prend un couteau."]


def test_undo_goes_back_over_events_one_by_one(screen: MeetingScreen) -> None:
    another(screen)
    write(screen, 0, "safety_said", "Un.")
    another(screen)
    write(screen, 1, "safety_said", "Deux.")
    write(screen, 1, "safety_done", "Fait.")
    QTest.keyClick(focused(), Qt.Key.Key_Z, CONTROL)
    assert said(screen) == ["Un.", "Deux."]
    assert part(edits(screen)[1], PlainTextEdit, "safety_done").text() == ""
    QTest.keyClick(focused(), Qt.Key.Key_Z, CONTROL)
    QApplication.processEvents()
    assert "".join(said(screen)) == "Un."
    QTest.keyClick(focused(), Qt.Key.Key_Y, CONTROL)
    QApplication.processEvents()
    QTest.keyClick(focused(), Qt.Key.Key_Y, CONTROL)
    QApplication.processEvents()
    assert said(screen) == ["Un.", "Deux."]
    assert part(edits(screen)[1], PlainTextEdit, "safety_done").text() == "Fait."


def test_a_draft_keeps_them_all_and_which_one_is_open(
    screen: MeetingScreen, open_meeting: Callable[[], MeetingScreen]
) -> None:
    another(screen)
    write(screen, 0, "safety_said", "Un.")
    another(screen)
    write(screen, 1, "safety_follow_up", "Rappeler.")
    screen.flush_draft()
    again = open_meeting()
    assert said(again) == ["Un.", ""]
    assert part(edits(again)[1], PlainTextEdit, "safety_follow_up").text() == "Rappeler."
    assert [edit.unfolded for edit in edits(again)] == [False, True]


def test_each_has_its_own_legal_exception(
    office: Office,
    family_id: str,
    screen: MeetingScreen,
    open_meeting: Callable[[], MeetingScreen],
) -> None:
    another(screen)
    write(screen, 0, "safety_said", "Un.")
    QTest.keyClick(focused(), Qt.Key.Key_D, ALT)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    another(screen)
    write(screen, 1, "safety_said", "Deux.")
    write(screen, 1, "safety_alerted", "le 101")
    QTest.keyClick(focused(), Qt.Key.Key_D, ALT)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    screen.flush_draft()
    first, second = finish(office, family_id, open_meeting()).safety
    recorded = {d.safety_event_id: d for d in office.disclosures.of_family(family_id)}
    assert set(recorded) == {first.id, second.id}
    assert recorded[second.id].to_whom == "le 101"
    assert recorded[first.id].what == "Un."


def test_undoing_an_event_leaves_its_recorded_exception(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    another(screen)
    write(screen, 0, "safety_said", "Un.")
    another(screen)
    write(screen, 1, "safety_said", "Deux.")
    QTest.keyClick(focused(), Qt.Key.Key_D, ALT)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    editor(screen).setFocus()
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_Z, CONTROL)
    assert len(office.disclosures.of_family(family_id)) == 1
    told = [edit for edit in edits(screen) if edit.exception.recorded]
    assert len(told) == 1


def test_a_national_number_is_shown_in_the_event_it_stands_in(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    another(screen)
    write(screen, 0, "safety_done", "85 07 30 033 28")
    another(screen)
    write(screen, 1, "safety_said", "Deux.")
    QTest.mouseClick(part(screen, Button, "finish_meeting"), LEFT)
    QApplication.processEvents()
    assert office.meetings.of_family(family_id) == ()
    back = next(b for b in screen.findChildren(QPushButton) if b.text() == "Revoir le texte")
    QTest.mouseClick(back, LEFT)
    assert screen.focusWidget() is part(edits(screen)[0], PlainTextEdit, "safety_done")


def test_the_home_opens_that_very_event(two: MeetingScreen) -> None:
    closed = edits(two)[0]
    two.show_safety(closed.event_id)
    assert closed.unfolded
