"""In a meeting, what those present must not read is out of sight until it is asked for."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person
from referent_desk.meetings import Meeting, Passage, Source
from referent_desk.office import Office
from referent_desk.settings import declared
from tests.ui.visible_texts import visible_texts
from ui import withheld_line
from ui.meetings import MeetingScreen
from ui.widgets import Button, ChipGroup, IconButton, PlainTextEdit

Kind = TypeVar("Kind", bound=QWidget)
Open = Callable[[], MeetingScreen]
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SAID, SEEN, SUPPOSED = "Je dors mal.", "Elle sourit.", "Elle minimise."
ABSENT, RESTRICTED = "Je lui en veux.", "Il a repris la boisson."


@pytest.fixture
def people(office: Office) -> tuple[str, str, str]:
    """The family, Claire who comes, Thomas who does not."""
    family = office.families.create(
        Family("Lacroix"), (Person("Claire", "Lacroix", "Mme"), Person("Thomas", "Lacroix"))
    )
    claire, thomas = office.families.open_file(family).people
    return family, claire.id, thomas.id


@pytest.fixture
def open_meeting(
    office: Office,
    people: tuple[str, str, str],
    qtbot: QtBot,
    show_active: Callable[[QWidget], None],
) -> Open:
    """One noted yesterday, taken up again, with Claire there."""
    family, claire, thomas = people
    noted = Meeting(
        family,
        office.clock() - timedelta(days=1),
        participants=(claire,),
        passages=(
            Passage("frame", SAID, said_by=claire),
            Passage("frame", SEEN, Source.OBSERVED),
            Passage("frame", SUPPOSED, Source.HYPOTHESIS),
            Passage("frame", ABSENT, said_by=thomas),
            Passage("frame", RESTRICTED, said_by=claire, restricted_from=(thomas,)),
        ),
    )
    meeting_id = office.meetings.save(noted)

    def opened() -> MeetingScreen:
        made = MeetingScreen(office, family, meeting_id)
        qtbot.addWidget(made)
        made.resize(1280, 720)
        show_active(made)
        QApplication.processEvents()
        return made

    return opened


@pytest.fixture
def screen(open_meeting: Open) -> MeetingScreen:
    return open_meeting()


def part(within: QWidget, kind: type[Kind], name: str) -> Kind:
    found = within.findChild(kind, name)
    assert found is not None, name
    return found


def readable() -> set[str]:
    """Of the passages, those that can be read or heard now."""
    QApplication.processEvents()
    told = "\n".join(visible_texts())
    return {text for text in (SAID, SEEN, SUPPOSED, ABSENT, RESTRICTED) if text in told}


def line(screen: MeetingScreen) -> str:
    return part(screen, QLabel, "withheld").text()


def reveal(screen: MeetingScreen) -> None:
    QTest.mouseClick(part(screen, Button, "reveal_restricted"), Qt.MouseButton.LeftButton)


def tick(screen: MeetingScreen, group: str, code: str) -> None:
    chip = part(screen, ChipGroup, group).chip(code)
    assert chip is not None
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)


def test_only_what_claire_may_read_is_there(screen: MeetingScreen) -> None:
    assert readable() == {SAID, SEEN}
    assert line(screen) == "3 passages masqués"


def test_everything_is_there_when_the_setting_says_so(office: Office, open_meeting: Open) -> None:
    office.settings.put(declared.MEETING_SCREEN, value=False)
    screen = open_meeting()
    assert readable() == {SAID, SEEN, SUPPOSED, ABSENT, RESTRICTED}
    assert not part(screen, QLabel, "withheld").isVisible()


def test_who_leaves_takes_their_words_along_and_brings_them_back(
    screen: MeetingScreen, people: tuple[str, str, str]
) -> None:
    _family, claire, thomas = people
    tick(screen, "participants", thomas)
    assert readable() == {SAID, SEEN, ABSENT}
    tick(screen, "participants", claire)
    assert readable() == {SEEN, ABSENT}


def test_they_show_when_asked_for_and_hide_when_asked_for(screen: MeetingScreen) -> None:
    reveal(screen)
    assert readable() == {SAID, SEEN, SUPPOSED, ABSENT, RESTRICTED}
    assert line(screen) == "3 passages montrés"
    reveal(screen)
    assert readable() == {SAID, SEEN}


def test_a_key_shows_them_and_gives_the_cursor_back(screen: MeetingScreen) -> None:
    editor = part(screen, PlainTextEdit, "meeting_text")
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_M, ALT)
    assert RESTRICTED in readable()
    QTest.keyClick(screen, Qt.Key.Key_M, ALT)
    assert RESTRICTED not in readable()
    assert editor.hasFocus()
    assert editor.text() == ""


def test_they_hide_when_one_writes_again(screen: MeetingScreen) -> None:
    reveal(screen)
    part(screen, PlainTextEdit, "meeting_text").setFocus()
    assert readable() == {SAID, SEEN}


def test_they_hide_by_themselves(
    open_meeting: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(withheld_line, "READING_MS", 50)
    screen = open_meeting()
    reveal(screen)
    qtbot.waitUntil(lambda: line(screen) == "3 passages masqués")
    assert readable() == {SAID, SEEN}


def test_a_hypothesis_is_readable_while_typed_and_hides_once_added(screen: MeetingScreen) -> None:
    editor = part(screen, PlainTextEdit, "meeting_text")
    tick(screen, "source", "hypothesis")
    QTest.keyClicks(editor, "Elle se protege.")
    assert "Elle se protege." in visible_texts()
    QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    QApplication.processEvents()
    assert "Elle se protege." not in visible_texts()
    assert line(screen) == "4 passages masqués"


def test_one_passage_is_said_in_the_singular(office: Office, open_meeting: Open) -> None:
    screen = open_meeting()
    reveal(screen)
    for _ in range(2):
        QApplication.processEvents()
        buttons = [b for b in screen.findChildren(IconButton) if b.isVisible()]
        next(b for b in buttons if b.accessibleName() == "Reprendre ce passage").click()
        part(screen, PlainTextEdit, "meeting_text").set_text("")
        reveal(screen)
    reveal(screen)
    assert line(screen) == "1 passage masqué"
    switch = part(screen, Button, "reveal_restricted")
    assert switch.accessibleName() == "Montrer le passage masqué"


def test_removing_a_withheld_passage_does_not_repeat_it(screen: MeetingScreen) -> None:
    reveal(screen)
    QApplication.processEvents()
    removing = (b for b in screen.findChildren(IconButton) if b.isVisible())
    next(b for b in removing if b.accessibleName() == "Retirer ce passage").click()
    boxes = screen.findChildren(QMessageBox)
    assert not any(RESTRICTED in box.informativeText() for box in boxes)


def test_each_way_is_said_to_screen_readers(
    screen: MeetingScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(withheld_line, "announce", lambda _widget, text: said.append(text))
    reveal(screen)
    reveal(screen)
    assert said == ["3 passages montrés", "3 passages masqués"]


def test_nothing_is_withheld_from_the_record(
    office: Office, people: tuple[str, str, str], screen: MeetingScreen
) -> None:
    part(screen, Button, "finish_meeting").click()
    (meeting,) = office.meetings.of_family(people[0])
    assert {p.text for p in meeting.passages} == {SAID, SEEN, SUPPOSED, ABSENT, RESTRICTED}
