"""Words selected in a passage stay with the emotion or the need they show."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from referent_desk.meetings import NeedState, Source
from referent_desk.office import Office
from tests.ui.meetings.parts import CONTROL, LEFT, editor, finish, focused, note, part, tick
from tests.ui.visible_texts import visible_texts
from ui.meetings import MeetingScreen
from ui.meetings.selectable import SelectableText
from ui.widgets import Chip, ChipGroup, IconButton

SHIFT = Qt.KeyboardModifier.ShiftModifier


def chips(screen: MeetingScreen, catalogue: str) -> ChipGroup:
    found = part(screen, QWidget, catalogue).findChild(ChipGroup)
    assert found is not None
    return found


def select_last_word(screen: MeetingScreen) -> None:
    QTest.keyClick(editor(screen), Qt.Key.Key_Left, CONTROL | SHIFT)


def test_words_selected_while_writing(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    tick(screen, "participants", 0)
    QTest.keyClicks(editor(screen), "Je dors mal")
    QTest.keyClick(editor(screen), Qt.Key.Key_2, CONTROL)
    select_last_word(screen)
    QTest.mouseClick(chips(screen, "emotions").chips()[0], LEFT)
    QTest.mouseClick(chips(screen, "needs").chips()[1], LEFT)
    meeting = finish(office, family_id, screen)
    (emotion,), (need,), (passage,) = meeting.emotions, meeting.needs, meeting.passages
    assert (emotion.words, emotion.passage_id) == ("mal", passage.id)
    assert (need.words, need.passage_id) == ("mal", passage.id)
    assert emotion.source is need.source is passage.source is Source.OBSERVED


def test_words_selected_in_a_noted_passage(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    note(screen, "Je dors mal.")
    label = part(screen, QWidget, "noted").findChild(SelectableText)
    assert label is not None
    label.setFocus()
    label.setSelection(3, 4)
    QTest.mouseClick(chips(screen, "emotions").chips()[0], LEFT)
    assert not label.hasSelectedText()
    meeting = finish(office, family_id, screen)
    assert meeting.emotions[0].words == "dors"
    assert meeting.emotions[0].passage_id == meeting.passages[0].id


def test_a_ticked_emotion_takes_more_words_and_gives_them_back(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    QTest.keyClicks(editor(screen), "peur mal")
    select_last_word(screen)
    guilt = chips(screen, "emotions").chips()[0]
    QTest.mouseClick(guilt, LEFT)
    select_last_word(screen)
    QTest.mouseClick(guilt, LEFT)
    assert guilt.isChecked()
    QTest.mouseClick(guilt, LEFT)
    assert not guilt.isChecked()
    QTest.mouseClick(guilt, LEFT)
    QApplication.processEvents()
    lines = part(screen, QWidget, "emotions").findChildren(IconButton)
    shown = [line for line in lines if line.isVisible()]
    assert len(shown) == 2
    QTest.mouseClick(shown[1], LEFT)
    assert [e.words for e in finish(office, family_id, screen).emotions] == ["mal"]


def test_where_a_need_stands(office: Office, family_id: str, screen: MeetingScreen) -> None:
    QTest.mouseClick(chips(screen, "needs").chips()[0], LEFT)
    met = part(screen, ChipGroup, "need_state").chip(NeedState.MET)
    assert met is not None
    QTest.mouseClick(met, LEFT)
    assert finish(office, family_id, screen).needs[0].state is NeedState.MET


def test_words_come_back_after_a_lock(
    office: Office,
    family_id: str,
    screen: MeetingScreen,
    open_meeting: Callable[[], MeetingScreen],
) -> None:
    QTest.keyClicks(editor(screen), "Je dors mal")
    select_last_word(screen)
    QTest.mouseClick(chips(screen, "emotions").chips()[0], LEFT)
    screen.flush_draft()
    meeting = finish(office, family_id, open_meeting())
    assert meeting.emotions[0].words == "mal"
    assert meeting.emotions[0].passage_id == meeting.passages[0].id


def test_one_key_goes_from_prompt_to_writing_and_on(screen: MeetingScreen) -> None:
    QTest.keyClick(editor(screen), Qt.Key.Key_F6, SHIFT)
    assert part(screen, QWidget, "guide").isAncestorOf(focused())
    QTest.keyClick(focused(), Qt.Key.Key_F6)
    assert editor(screen).hasFocus()
    QTest.keyClick(focused(), Qt.Key.Key_F6)
    assert chips(screen, "emotions").chips()[0].hasFocus()


def test_sources_and_marks_have_their_keys(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    tick(screen, "participants", 0)
    tick(screen, "participants", 1)
    claire, thomas = office.families.open_file(family_id).people
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(editor(screen), Qt.Key.Key_3, CONTROL)
    note(screen, "Elle minimise.")
    QTest.keyClick(editor(screen), Qt.Key.Key_3, CONTROL)
    QTest.keyClick(editor(screen), Qt.Key.Key_1, CONTROL)
    QTest.keyClick(editor(screen), Qt.Key.Key_1, CONTROL)
    QTest.keyClick(editor(screen), Qt.Key.Key_V, alt)
    assert part(screen, Chip, "verbatim").isChecked()
    QTest.keyClick(editor(screen), Qt.Key.Key_R, alt)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    note(screen, "Je me tais.")
    first, second = finish(office, family_id, screen).passages
    assert first.source is Source.HYPOTHESIS
    assert (second.said_by, second.verbatim) == (thomas.id, True)
    assert second.restricted_from == (claire.id,)


def texts_now() -> list[str]:
    QApplication.processEvents()
    return list(visible_texts())


def test_words_hide_with_their_passage(screen: MeetingScreen) -> None:
    tick(screen, "participants", 0)
    tick(screen, "participants", 1)
    QTest.keyClicks(editor(screen), "Je dors mal")
    select_last_word(screen)
    QTest.mouseClick(chips(screen, "emotions").chips()[0], LEFT)
    note(screen, "")
    assert "«\u00a0mal\u00a0»" in texts_now()
    tick(screen, "participants", 0)
    assert "«\u00a0mal\u00a0»" not in texts_now()
