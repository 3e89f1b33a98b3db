"""What was said of suicide or violence, through the card at the right of a meeting."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.meetings import Meeting, Passage, SafetyEvent
from referent_desk.office import Office
from tests.ui.meetings.parts import LEFT, editor, finish, focused, part, tick
from ui.meetings import MeetingScreen
from ui.meetings.meeting_screen import MENTION_MS
from ui.widgets import Chip, ChipGroup, LinkButton, PlainTextEdit, Text


def open_card(screen: MeetingScreen) -> None:
    link = part(screen, QWidget, "safety").findChild(LinkButton)
    assert link is not None
    QTest.mouseClick(link, LEFT)


def test_the_numbers_are_in_sight_before_anything_is_opened(screen: MeetingScreen) -> None:
    card = part(screen, QWidget, "safety")
    shown = [text.text() for text in card.findChildren(Text) if text.isVisible()]
    assert any(
        "112" in text and "107" in text and "0800\u00a032\u00a0123" in text for text in shown
    )
    assert not part(screen, ChipGroup, "safety_kind").isVisible()


def test_it_is_filled_in_with_keys_and_recorded(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    open_card(screen)
    kinds = part(screen, ChipGroup, "safety_kind")
    assert kinds.chips()[0].hasFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "Elle a peur la nuit.")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "t")
    QTest.mouseClick(part(screen, Chip, "safety_numbers"), LEFT)
    part(screen, ChipGroup, "safety_said_by").chips()[1].setFocus()
    for words in ("Numeros donnes.", "le medecin"):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        QTest.keyClicks(focused(), words)
    (event,) = finish(office, family_id, screen).safety
    assert event.kind == kinds.chips()[0].code
    assert (event.said, event.done, event.alerted) == (
        "Elle a peur la nuit.",
        "Numeros donnes.",
        "le medecin",
    )
    assert event.alerted_at is not None
    assert event.numbers_given
    assert event.said_by == office.families.open_file(family_id).people[1].id


def test_words_without_a_kind_are_kept_as_another(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    open_card(screen)
    QTest.keyClicks(part(screen, PlainTextEdit, "safety_said"), "Une menace.")
    (event,) = finish(office, family_id, screen).safety
    assert (event.kind, event.said, event.alerted_at) == ("other", "Une menace.", None)


def test_opened_and_left_empty_it_notes_nothing(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    open_card(screen)
    assert finish(office, family_id, screen).safety == ()


def test_folding_it_loses_nothing(office: Office, family_id: str, screen: MeetingScreen) -> None:
    open_card(screen)
    QTest.keyClicks(part(screen, QLineEdit, "safety_alerted"), "le medecin")
    open_card(screen)
    assert not part(screen, QLineEdit, "safety_alerted").isVisible()
    assert finish(office, family_id, screen).safety[0].alerted == "le medecin"


def test_half_written_it_comes_back_open(
    screen: MeetingScreen, open_meeting: Callable[[], MeetingScreen]
) -> None:
    open_card(screen)
    QTest.keyClicks(part(screen, PlainTextEdit, "safety_done"), "Numeros")
    screen.flush_draft()
    again = open_meeting()
    assert part(again, PlainTextEdit, "safety_done").text() == "Numeros"
    assert part(again, PlainTextEdit, "safety_done").isVisible()


def test_a_mention_is_noticed_without_taking_the_focus(
    office: Office, family_id: str, qtbot: QtBot, screen: MeetingScreen
) -> None:
    tick(screen, "participants", 0)
    editor(screen).setFocus()
    QTest.keyClicks(editor(screen), "Il dort. Il veut mourir.")
    noticed = part(screen, Text, "safety_noticed")
    qtbot.waitUntil(noticed.isVisible)
    assert editor(screen).hasFocus()
    QTest.mouseClick(part(screen, Chip, "safety_numbers"), LEFT)
    (event,) = finish(office, family_id, screen).safety
    claire = office.families.open_file(family_id).people[0].id
    assert (event.kind, event.said, event.said_by) == ("suicide", "Il veut mourir.", claire)
    assert event.numbers_given
    assert len(office.meetings.safety_open()) == 1


def test_words_that_speak_of_something_else_are_put_aside_for_good(
    office: Office, family_id: str, qtbot: QtBot, screen: MeetingScreen
) -> None:
    QTest.keyClicks(editor(screen), "Le chat va mourir.")
    noticed = part(screen, Text, "safety_noticed")
    qtbot.waitUntil(noticed.isVisible)
    QTest.mouseClick(part(screen, LinkButton, "safety_not_that"), LEFT)
    assert not noticed.isVisible()
    QTest.keyClick(editor(screen), Qt.Key.Key_Space)
    qtbot.wait(MENTION_MS + 100)
    assert not noticed.isVisible()
    assert finish(office, family_id, screen).safety == ()


def test_the_legal_exception_takes_two_keys_and_joins_the_meeting(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    QTest.keyClick(editor(screen), Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    (recorded,) = office.disclosures.of_family(family_id)
    assert recorded.told_at is not None
    part(screen, QLineEdit, "safety_alerted").setText("le 112")
    (event,) = finish(office, family_id, screen).safety
    (recorded,) = office.disclosures.of_family(family_id)
    assert (recorded.to_whom, recorded.safety_event_id) == ("le 112", event.id)


def test_the_exception_stands_there_when_the_meeting_is_opened_again(
    office: Office, family_id: str, screen: MeetingScreen, qtbot: QtBot
) -> None:
    QTest.keyClick(editor(screen), Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    meeting = finish(office, family_id, screen)
    again = MeetingScreen(office, family_id, meeting.id)
    qtbot.addWidget(again)
    again.show()
    assert part(again, LinkButton, "exception_undo").isVisible()
    assert not part(again, QWidget, "exception_told").isVisible()


def test_it_is_recorded_before_the_call_and_survives_a_lock(
    office: Office,
    family_id: str,
    screen: MeetingScreen,
    open_meeting: Callable[[], MeetingScreen],
) -> None:
    QTest.keyClick(editor(screen), Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    QTest.mouseClick(part(screen, LinkButton, "exception_before"), LEFT)
    assert office.disclosures.of_family(family_id)[0].told_at is None
    screen.flush_draft()
    again = open_meeting()
    QTest.mouseClick(part(again, LinkButton, "exception_done"), LEFT)
    assert office.disclosures.of_family(family_id)[0].told_at is not None
    QTest.mouseClick(part(again, LinkButton, "exception_undo"), LEFT)
    assert office.disclosures.of_family(family_id) == ()


def test_words_of_someone_absent_hide_until_asked(
    office: Office, family_id: str, qtbot: QtBot
) -> None:
    claire, thomas = (p.id for p in office.families.open_file(family_id).people)
    meeting = Meeting(
        family_id,
        office.clock(),
        participants=(claire,),
        passages=(Passage("frame", "Je lui en veux.", said_by=thomas),),
        safety=(SafetyEvent("violence", "Il m’a menacé.", thomas),),
        relay="À son médecin.",
    )
    screen = MeetingScreen(office, family_id, office.meetings.save(meeting))
    qtbot.addWidget(screen)
    screen.show()
    assert not part(screen, PlainTextEdit, "safety_said").isVisible()
    assert not part(screen, PlainTextEdit, "relay").isVisible()
    tick(screen, "participants", 1)
    assert part(screen, PlainTextEdit, "safety_said").isVisible()
    assert part(screen, PlainTextEdit, "relay").isVisible()
