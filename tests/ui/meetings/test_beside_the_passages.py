"""Recovery, agreements, what is carried to the hospital, who was not heard."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person
from referent_desk.meetings import AgreementForm, Dimension, LessonKind
from referent_desk.office import Office
from tests.ui.meetings.parts import LEFT, editor, finish, focused, note, part, tick, tick_code
from ui.discretion import discretion
from ui.help.memo import LEAST_WIDTH, Memo
from ui.meetings import MeetingScreen
from ui.meetings.side import Side
from ui.widgets import Banner, Chip, LinkButton, PlainTextEdit, Text

Open = Callable[[], MeetingScreen]


def fill(screen: MeetingScreen) -> None:
    part(screen, PlainTextEdit, "recovery_social").set_text("Il a revu un ami.")
    QTest.mouseClick(part(screen, LinkButton, "add_agreement"), LEFT)
    part(screen, QLineEdit, "agreement_what").setText("La fatigue")
    part(screen, QLineEdit, "agreement_to_whom").setText("le médecin")
    tick_code(screen, "agreement_form", "written")


def test_recovery_and_agreements_are_recorded(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    fill(screen)
    meeting = finish(office, family_id, screen)
    (note_,), (agreement,) = meeting.recovery, meeting.agreements
    assert (note_.dimension, note_.text) == (Dimension.SOCIAL, "Il a revu un ami.")
    assert (agreement.what, agreement.to_whom) == ("La fatigue", "le médecin")
    assert (agreement.form, agreement.given_on) == (
        AgreementForm.WRITTEN,
        office.clock().date(),
    )


def test_they_come_back_after_a_lock(
    office: Office, family_id: str, screen: MeetingScreen, open_meeting: Open
) -> None:
    fill(screen)
    screen.flush_draft()
    meeting = finish(office, family_id, open_meeting())
    assert [r.text for r in meeting.recovery] == ["Il a revu un ami."]
    assert [a.what for a in meeting.agreements] == ["La fatigue"]


def test_an_empty_agreement_notes_nothing(
    office: Office, family_id: str, screen: MeetingScreen
) -> None:
    QTest.mouseClick(part(screen, LinkButton, "add_agreement"), LEFT)
    assert finish(office, family_id, screen).agreements == ()


def test_a_passage_is_carried_to_the_hospital(
    office: Office, family_id: str, screen: MeetingScreen, open_meeting: Open
) -> None:
    QTest.keyClicks(editor(screen), "Personne ne previent.")
    QTest.keyClick(editor(screen), Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(focused(), "s")
    QTest.mouseClick(part(screen, Chip, "lesson_agreed"), LEFT)
    part(screen, QLineEdit, "lesson_wording").setText("Prévenir la veille.")
    screen.flush_draft()
    again = open_meeting()
    note(again, "")
    note(again, "Autre chose.")
    first, second = finish(office, family_id, again).passages
    assert first.lesson is not None
    assert (first.lesson.kind, first.lesson.wording) == (
        LessonKind.SUGGESTION,
        "Prévenir la veille.",
    )
    assert first.lesson.agreed_on == office.clock().date()
    assert second.lesson is None


def test_who_was_not_heard_is_said_calmly(
    office: Office, family_id: str, open_meeting: Open
) -> None:
    office.families.save_person(family_id, Person("Léa", "Lacroix", minor=True))
    screen = open_meeting()
    heard = part(screen, Text, "heard")
    assert heard.text() == "À entendre encore\u00a0: Léa."
    tick(screen, "participants", 0)
    assert "Mme Lacroix" in heard.text()
    note(screen, "Je dors mal.")
    assert heard.text() == "À entendre encore\u00a0: Léa."


def test_names_in_the_wording_of_a_lesson_are_told(
    office: Office, screen: MeetingScreen, qtbot: QtBot
) -> None:
    """Those of other families by their initials: somebody is in the room."""
    office.families.create(Family("Renardeau"), (Person("Odile", "Renardeau"),))
    discretion().attend("another", meeting=True)
    QTest.keyClicks(editor(screen), "Personne ne previent.")
    QTest.keyClick(editor(screen), Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    wording = part(screen, QLineEdit, "lesson_wording")
    found = part(screen, Banner, "lesson_names")
    QTest.keyClicks(wording, "Prevenir Odile Renardo la veille.")
    qtbot.waitUntil(found.isVisible)
    assert "Odile" in found.text()
    assert "Renardeau" not in found.text()
    wording.setText("Prévenir la veille.")
    qtbot.waitUntil(found.isHidden)


def test_the_memo_leaves_the_page_and_the_safety_in_sight(screen: MeetingScreen) -> None:
    screen.resize(1310, 700)
    QTest.keyClick(editor(screen), Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    [memo] = screen.findChildren(Memo)
    assert memo.isVisible()
    assert memo.width() >= LEAST_WIDTH
    side = screen.findChild(Side)
    assert side is not None
    for shown in (editor(screen), side):
        place = QRect(shown.mapToGlobal(QPoint(0, 0)), shown.size())
        assert not memo.geometry().intersects(place)
