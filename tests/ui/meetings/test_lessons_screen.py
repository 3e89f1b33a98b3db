"""What families teach us: found, finished, searched for names, printed for oneself."""

from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.documents import OwnNotes
from referent_desk.families import Family, Person
from referent_desk.meetings import LessonGap, LessonKind, LessonMark, Meeting, Passage
from referent_desk.office import Office
from referent_desk.overview import LessonHeard
from ui.families.form import ChoiceEdit
from ui.meetings import LessonsScreen
from ui.meetings.lesson_sheet import LessonSheet
from ui.meetings.lesson_words import own_notes, periods
from ui.widgets import Banner, FilterList, PlainTextEdit, Text

Part = TypeVar("Part", bound=QWidget)
AT = datetime(2026, 11, 3, 10, 0)
TODAY = date(2026, 11, 24)
WORDED = LessonMark(LessonKind.SUGGESTION, "Prévenir avant la sortie.", TODAY, "worded")
NAMED = LessonMark(LessonKind.QUESTION, "Que dire à Clairre ?", TODAY, "named")
BARE = LessonMark(LessonKind.KNOW_HOW, id="bare")
ALL = {WORDED.wording, NAMED.wording, "Pas encore reformulé"}


@pytest.fixture
def family_id(office: Office) -> str:
    family_id = office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix")])
    [claire] = office.families.open_file(family_id).people
    passages = tuple(
        Passage("free", f"Elle dit {mark.id}.", said_by=claire.id, lesson=mark)
        for mark in (WORDED, NAMED, BARE)
    )
    office.meetings.save(Meeting(family_id, AT, participants=(claire.id,), passages=passages))
    return family_id


@pytest.fixture
def screen(qtbot: QtBot, office: Office, family_id: str) -> LessonsScreen:
    made = LessonsScreen(office)
    qtbot.addWidget(made)
    made.resize(1154, 710)
    made.show()
    qtbot.waitUntil(lambda: made.names.known)
    return made


def part(inside: QWidget, kind: type[Part], name: str) -> Part:
    found = inside.findChild(kind, name)
    assert found is not None
    return found


def rows(screen: QWidget) -> FilterList:
    return part(screen, FilterList, "lessons_list")


def listed(screen: QWidget) -> set[str]:
    shown = rows(screen)
    if shown.isHidden():
        return set()
    return {str(shown.model().index(at, 0).data()) for at in range(shown.row_total())}


def choose(screen: QWidget, name: str, label: str) -> None:
    choice = part(screen, ChoiceEdit, name)
    choice.setCurrentIndex(choice.findText(label))
    choice.activated.emit(choice.currentIndex())


def detail(screen: LessonsScreen, lesson_id: str) -> str:
    assert rows(screen).select_key(lesson_id)
    texts = part(screen, QWidget, "lesson_card").findChildren(Text)
    return "\n".join(text.text() for text in texts)


@pytest.mark.parametrize(
    ("name", "label", "shown"),
    [
        ("lessons_kind", "Questions", {"Que dire à Clairre ?"}),
        ("lessons_standing", "Prêtes", {"Prévenir avant la sortie."}),
        ("lessons_standing", "À compléter", {"Que dire à Clairre ?", "Pas encore reformulé"}),
        (
            "lessons_period",
            "Depuis le début",
            {WORDED.wording, NAMED.wording, "Pas encore reformulé"},
        ),
    ],
)
def test_choices_narrow_the_list(
    screen: LessonsScreen, name: str, label: str, shown: set[str]
) -> None:
    choose(screen, name, label)
    assert listed(screen) == shown


def test_what_misses_is_said(screen: LessonsScreen) -> None:
    assert "Prête" in detail(screen, "worded")
    told = detail(screen, "named")
    assert "«\u00a0Clairre\u00a0»\u00a0: proche d’un nom (Claire Lacroix" in told
    assert "Nom à vérifier" in told
    bare = detail(screen, "bare")
    assert "À reformuler, accord à demander" in bare
    assert "Elle dit bare." in bare


def test_what_is_no_name_is_cleared_for_that_wording(
    qtbot: QtBot, office: Office, screen: LessonsScreen
) -> None:
    rows(screen).select_key("named")
    part(screen, QPushButton, "lesson_clear").click()
    assert "Prête" in detail(screen, "named")
    again = {one.lesson.mark.id: one.lesson for one in office.overview.lessons()}["named"]
    assert again.gaps(names_found=True) == ()
    assert part(screen, QPushButton, "lesson_clear").isHidden()


def test_a_lesson_is_finished_in_its_sheet(
    qtbot: QtBot, office: Office, screen: LessonsScreen
) -> None:
    rows(screen).select_key("bare")
    part(screen, QPushButton, "lesson_finish").click()
    sheet = screen.findChildren(LessonSheet)[-1]
    names = part(sheet, Banner, "lesson_names")
    part(sheet, PlainTextEdit, "lesson_wording").set_text("Parler doucement à Claire.")
    qtbot.waitUntil(lambda: "Claire" in names.text())
    part(sheet, PlainTextEdit, "lesson_wording").set_text("Parler doucement.")
    qtbot.waitUntil(names.isHidden)
    part(sheet, QLineEdit, "lesson_agreed_on").setText("20/11/2026")
    part(sheet, QPushButton, "save_lesson").click()
    assert rows(screen).current_key() == "bare"
    [changed] = [h for h in office.overview.lessons() if h.lesson.mark.id == "bare"]
    assert changed.lesson.mark.wording == "Parler doucement."
    assert changed.lesson.mark.agreed_on == date(2026, 11, 20)


def test_a_wording_written_elsewhere_meanwhile_is_told_before_it_is_replaced(
    office: Office, screen: LessonsScreen
) -> None:
    rows(screen).select_key("bare")
    part(screen, QPushButton, "lesson_finish").click()
    sheet = screen.findChildren(LessonSheet)[-1]
    part(sheet, PlainTextEdit, "lesson_wording").set_text("Parler doucement.")
    theirs = replace(BARE, wording="Parler peu.", agreed_on=TODAY)
    office.meetings.change_lesson(theirs)
    part(sheet, QPushButton, "save_lesson").click()
    assert "«\u00a0Parler peu.\u00a0»" in part(sheet, Banner, "lesson_elsewhere").text()
    assert office.meetings.lesson("bare").mark == theirs
    part(sheet, QPushButton, "save_lesson").click()
    mark = office.meetings.lesson("bare").mark
    assert (mark.wording, mark.agreed_on) == ("Parler doucement.", TODAY)


def test_a_sheet_left_half_typed_comes_back(
    qtbot: QtBot, office: Office, screen: LessonsScreen, family_id: str
) -> None:
    rows(screen).select_key("bare")
    part(screen, QPushButton, "lesson_finish").click()
    sheet = screen.findChildren(LessonSheet)[-1]
    part(sheet, PlainTextEdit, "lesson_wording").set_text("À moitié")
    screen.flush_draft()
    other = LessonsScreen(office)
    qtbot.addWidget(other)
    assert other.reopen_draft("lesson", f"{family_id}:bare")
    again = other.findChildren(LessonSheet)[-1]
    assert part(again, PlainTextEdit, "lesson_wording").text() == "À moitié"
    assert not other.reopen_draft("family", "new")
    qtbot.waitUntil(lambda: other.names.known)


def test_the_passage_opens(qtbot: QtBot, office: Office, screen: LessonsScreen) -> None:
    rows(screen).select_key("worded")
    with qtbot.waitSignal(screen.passageRequested) as asked:
        part(screen, QPushButton, "lesson_passage").click()
    [heard] = [h for h in office.overview.lessons() if h.lesson.mark.id == "worded"]
    lesson = heard.lesson
    assert asked.args == [lesson.family_id, heard.meeting_id, lesson.passage_id]


def printed(notes: OwnNotes) -> str:
    [page] = notes.pages
    return "\n".join(line for section in page.sections for line in section.lines)


def test_paper_holds_ready_wordings_alone(screen: LessonsScreen) -> None:
    told = printed(screen._notes())
    assert "Prévenir avant la sortie." in told
    assert "Clairre" not in told
    assert "Elle dit" not in told
    assert "Lacroix" not in told
    assert told.count("Question du 03/11/2026") == 1


def test_nothing_is_ready_before_the_names_were_read(office: Office, family_id: str) -> None:
    heard: tuple[LessonHeard, ...] = office.overview.lessons()
    gaps = [(one, one.lesson.gaps(names_found=True)) for one in heard]
    assert all(gaps)
    assert "Prévenir" not in printed(own_notes(gaps, ""))
    assert any(LessonGap.NAMES in found for _one, found in gaps)


def test_periods_go_from_the_first_day_to_this_quarter() -> None:
    found = periods(date(2025, 8, 3), TODAY)
    assert [one.label for one in found] == [
        "Depuis le début",
        "4e trimestre 2026",
        "3e trimestre 2026",
        "2e trimestre 2026",
        "1er trimestre 2026",
        "Année 2026",
        "4e trimestre 2025",
        "3e trimestre 2025",
        "Année 2025",
    ]
    assert found[1].holds(date(2026, 12, 31))
    assert not found[1].holds(date(2027, 1, 1))
    assert found[4].first == date(2026, 1, 1)
    assert found[4].last == date(2026, 3, 31)
