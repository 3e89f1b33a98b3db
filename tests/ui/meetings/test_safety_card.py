"""What was said of suicide or violence, through the card at the right of a meeting."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from referent_desk.office import Office
from tests.ui.meetings.parts import LEFT, finish, focused, part
from ui.meetings import MeetingScreen
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
