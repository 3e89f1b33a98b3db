"""One passage at a time: whom it is about, taken back to be corrected, removed and put back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from referent_desk.meetings import Source
from referent_desk.office import Office
from tests.ui.meetings.parts import (
    LEFT,
    buttons_of_passages,
    editor,
    finish,
    focused,
    note,
    part,
    tick,
    tick_code,
)
from ui.meetings import MeetingScreen
from ui.meetings.noted import LONG
from ui.meetings.selectable import SelectableText
from ui.widgets import Banner, Chip, ChipGroup, LinkButton

REMOVE, TAKE_BACK = "Retirer ce passage", "Reprendre ce passage"


def ids(office: Office, family_id: str) -> tuple[str, str]:
    claire, thomas = office.families.open_file(family_id).people
    return claire.id, thomas.id


def press_undo(screen: MeetingScreen) -> None:
    link = part(screen, Banner, "undo_removal").findChild(LinkButton)
    assert link is not None
    QTest.mouseClick(link, LEFT)


def test_whom_a_passage_is_about_is_said_with_keys(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    _claire, thomas = ids(office, family_id)
    QTest.keyClicks(editor(screen), "Il ne sort plus.")
    QTest.keyClick(editor(screen), Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    whom = part(screen, ChipGroup, "about_whom")
    assert whom.chips()[0].hasFocus()
    QTest.keyClicks(focused(), "t")
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert editor(screen).hasFocus()
    assert not whom.isVisible()
    assert part(screen, Chip, "about").text() == "à propos de Thomas"
    note(screen, "")
    assert part(screen, Chip, "about").text() == "à propos de…"
    note(screen, "Elle soupire.")
    first, second = finish(office, family_id, screen).passages
    assert (first.about, second.about) == (thomas, None)


def test_whom_it_is_about_can_be_left_out_again(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    QTest.mouseClick(part(screen, Chip, "about"), LEFT)
    tick(screen, "about_whom", 1)
    QTest.mouseClick(part(screen, Chip, "about"), LEFT)
    note(screen, "Il ne sort plus.")
    assert finish(office, family_id, screen).passages[0].about is None


def test_whom_it_is_about_comes_back_after_a_lock(
    screen: MeetingScreen, open_meeting: Callable[[], MeetingScreen]
) -> None:
    QTest.keyClicks(editor(screen), "Il ne sort plus.")
    QTest.mouseClick(part(screen, Chip, "about"), LEFT)
    tick(screen, "about_whom", 1)
    screen.flush_draft()
    again = open_meeting()
    assert part(again, Chip, "about").text() == "à propos de Thomas"
    assert part(again, Chip, "about").isChecked()


def test_a_passage_taken_back_is_corrected_at_its_place(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    tick(screen, "participants", 0)
    QTest.mouseClick(part(screen, Chip, "verbatim"), LEFT)
    note(screen, "Je ne dors pus.")
    note(screen, "Elle pleure.")
    QTest.mouseClick(buttons_of_passages(screen, TAKE_BACK)[-1], LEFT)
    assert editor(screen).text() == "Je ne dors pus."
    assert editor(screen).hasFocus()
    assert part(screen, Chip, "verbatim").isChecked()
    for _ in range(3):
        QTest.keyClick(editor(screen), Qt.Key.Key_End)
        QTest.keyClick(editor(screen), Qt.Key.Key_Backspace)
    note(screen, "lus.")
    passages = finish(office, family_id, screen).passages
    assert [p.text for p in passages] == ["Je ne dors plus.", "Elle pleure."]
    assert [p.verbatim for p in passages] == [True, False]


def test_what_was_being_written_is_noted_before_a_passage_is_taken_back(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    note(screen, "Un.")
    QTest.keyClicks(editor(screen), "Deux.")
    QTest.mouseClick(buttons_of_passages(screen, TAKE_BACK)[0], LEFT)
    assert editor(screen).text() == "Un."
    assert [p.text for p in finish(office, family_id, screen).passages] == ["Un.", "Deux."]


def test_a_passage_taken_back_stays_with_who_said_it_even_if_they_left(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    claire, thomas = ids(office, family_id)
    tick(screen, "participants", 0)
    tick(screen, "participants", 1)
    tick_code(screen, "source", f"said:{thomas}")
    note(screen, "Je me tais.")
    tick(screen, "participants", 1)
    QTest.mouseClick(part(screen, QPushButton, "reveal_restricted"), LEFT)
    QTest.mouseClick(buttons_of_passages(screen, TAKE_BACK)[0], LEFT)
    note(screen, "")
    assert part(screen, ChipGroup, "source").selected() == [f"said:{claire}"]
    (passage,) = finish(office, family_id, screen).passages
    assert (passage.source, passage.said_by) == (Source.SAID, thomas)


def test_words_keep_their_speaker_when_they_leave_meanwhile(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    _claire, thomas = ids(office, family_id)
    tick(screen, "participants", 0)
    tick(screen, "participants", 1)
    tick_code(screen, "source", f"said:{thomas}")
    QTest.keyClicks(editor(screen), "Je me tais.")
    tick(screen, "participants", 1)
    assert finish(office, family_id, screen).passages[0].said_by == thomas


def test_a_removed_passage_is_put_back_where_it_was(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    for text in ("Un.", "Deux.", "Trois."):
        note(screen, text)
    QTest.mouseClick(buttons_of_passages(screen, REMOVE)[1], LEFT)
    assert len(buttons_of_passages(screen, REMOVE)) == 2
    undo = part(screen, Banner, "undo_removal")
    assert undo.isVisible()
    assert undo.text() == "Passage retiré."
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert not undo.isVisible()
    texts = [p.text for p in finish(office, family_id, screen).passages]
    assert texts == ["Un.", "Deux.", "Trois."]


def test_removals_are_undone_one_by_one(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    for text in ("Un.", "Deux.", "Trois."):
        note(screen, text)
    QTest.mouseClick(buttons_of_passages(screen, REMOVE)[0], LEFT)
    QTest.mouseClick(buttons_of_passages(screen, REMOVE)[0], LEFT)
    assert part(screen, Banner, "undo_removal").text() == "2 passages retirés."
    press_undo(screen)
    assert [p.text for p in finish(office, family_id, screen).passages] == ["Un.", "Deux."]


def test_a_removed_passage_is_not_recorded_nor_drafted(
    office: Office,
    family_id: str,
    screen: MeetingScreen,
    open_meeting: Callable[[], MeetingScreen],
) -> None:
    note(screen, "Un.")
    note(screen, "Deux.")
    QTest.mouseClick(buttons_of_passages(screen, REMOVE)[0], LEFT)
    screen.flush_draft()
    again = open_meeting()
    assert not part(again, Banner, "undo_removal").isVisible()
    assert [p.text for p in finish(office, family_id, again).passages] == ["Un."]


def test_a_hidden_passage_is_removed_without_showing_its_words(screen: MeetingScreen) -> None:
    QTest.mouseClick(part(screen, Chip, "restrict"), LEFT)
    tick(screen, "restricted_from", 0)
    note(screen, "Il a peur d’elle.".replace("’", "'"))
    QTest.mouseClick(part(screen, QPushButton, "reveal_restricted"), LEFT)
    QTest.mouseClick(buttons_of_passages(screen, REMOVE)[0], LEFT)
    shown = [w for w in part(screen, QWidget, "noted").findChildren(QWidget) if w.isVisible()]
    assert not any("peur" in str(widget.property("text") or "") for widget in shown)


def test_a_very_long_passage_shows_its_beginning_and_the_rest_when_asked(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    text = "Il ne dort plus. " * 500
    editor(screen).set_text(f"{text}Fin.")
    note(screen, "")
    card = part(screen, SelectableText, "")
    assert card.text().endswith("…")
    assert len(card.text()) <= LONG + 1
    QTest.mouseClick(part(screen, LinkButton, "read_on"), LEFT)
    assert card.text() == f"{text}Fin."
    assert not part(screen, LinkButton, "read_on").isVisible()
    (passage,) = finish(office, family_id, screen).passages
    assert passage.text == f"{text}Fin."


def test_a_passage_of_usual_length_is_whole(screen: MeetingScreen) -> None:
    note(screen, "Il ne dort plus.")
    assert part(screen, SelectableText, "").text() == "Il ne dort plus."
    assert screen.findChild(LinkButton, "read_on") is None
