from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person
from referent_desk.followup import Action
from referent_desk.meetings import FirstCall, Meeting, MeetingState, Request
from referent_desk.office import Office
from referent_desk.vault import Drafts
from ui.home import HomeScreen
from ui.widgets import Banner, Button, IconButton, LinkButton, Row

NOW = datetime(2026, 11, 23, 9, 0)


def home_of(qtbot: QtBot, office: Office) -> HomeScreen:
    screen = HomeScreen(Office.open(office.vault, lambda: NOW))
    qtbot.addWidget(screen)
    screen.resize(1150, 700)
    screen.show()
    return screen


def rows(screen: HomeScreen) -> dict[str, Row]:
    return {row.data.title: row for row in screen.findChildren(Row)}


def test_an_empty_office_offers_the_first_call(qtbot: QtBot, office: Office) -> None:
    screen = home_of(qtbot, office)
    [button] = [b for b in screen.findChildren(Button) if "premier appel" in b.text()]
    with qtbot.waitSignal(screen.callRequested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_today_s_appointment_opens_its_meeting(qtbot: QtBot, office: Office) -> None:
    family_id = office.families.create(Family("Petit"))
    meeting = Meeting(family_id, NOW + timedelta(hours=5), MeetingState.PLANNED)
    later = Office.open(office.vault, lambda: NOW)
    meeting_id = later.meetings.save(meeting)
    row = rows(home_of(qtbot, office))["14\u00a0h\u00a000 · Petit"]
    screen = row.window()
    assert isinstance(screen, HomeScreen)
    with qtbot.waitSignal(screen.meetingRequested) as asked:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert asked.args == [family_id, meeting_id]


def test_a_waiting_request_and_a_draft_are_rows(qtbot: QtBot, office: Office) -> None:
    later = Office.open(office.vault, lambda: NOW)
    caller = Person("Claire", "Lacroix", "Mme")
    asked = Request(NOW - timedelta(days=8), "Quand puis-je venir ?")
    request = later.meetings.record_call(FirstCall(asked, caller))
    office.vault.drafts.save("meeting", f"{request.family_id}:", {}, label="Lacroix")
    screen = home_of(qtbot, office)
    waiting = rows(screen)["Mme Claire Lacroix"]
    assert waiting.data.tag == "il y a 8 jours"
    with qtbot.waitSignal(screen.familyOpened) as opened:
        qtbot.mouseClick(waiting, Qt.MouseButton.LeftButton)
    assert opened.args == [request.family_id]
    with qtbot.waitSignal(screen.draftOpened) as taken:
        qtbot.mouseClick(rows(screen)["Entretien\u00a0: Lacroix"], Qt.MouseButton.LeftButton)
    assert (taken.args or [])[0].label == "Lacroix"


def test_nothing_that_waits_is_left_out_without_a_word(qtbot: QtBot, office: Office) -> None:
    family_id = office.families.create(Family("Petit"))
    for number in range(10):
        office.followup.save_action(Action(family_id, f"Rappeler {number}", NOW.date()))
    screen = home_of(qtbot, office)
    assert "Rappeler 9" not in rows(screen)
    more = screen.findChild(LinkButton, "home_more")
    assert more is not None
    assert more.text() == "Voir les 2 autres"
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Rappeler 9" in rows(screen))
    assert "Rappeler 8" in rows(screen)
    qtbot.waitUntil(lambda: screen.findChild(LinkButton, "home_more") is None)


def test_one_more_takes_the_place_of_the_word_that_would_hide_it(
    qtbot: QtBot, office: Office
) -> None:
    family_id = office.families.create(Family("Petit"))
    for number in range(9):
        office.followup.save_action(Action(family_id, f"Rappeler {number}", NOW.date()))
    screen = home_of(qtbot, office)
    assert "Rappeler 8" in rows(screen)
    assert screen.findChild(LinkButton, "home_more") is None


def test_however_many_wait_all_of_them_are_reached(qtbot: QtBot, office: Office) -> None:
    family_id = office.families.create(Family("Petit"))
    for number in range(75):
        office.followup.save_action(Action(family_id, f"Rappeler {number}", NOW.date()))
    screen = home_of(qtbot, office)
    more = screen.findChild(LinkButton, "home_more")
    assert more is not None
    assert more.text() == "Voir les 67 autres"
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    every = {f"Rappeler {number}" for number in range(75)}
    qtbot.waitUntil(lambda: every <= set(rows(screen)))


def test_the_draft_of_an_interview_is_named_once(qtbot: QtBot, office: Office) -> None:
    family_id = office.families.create(Family("Petit"))
    office.vault.drafts.save("meeting", f"{family_id}:", {}, label="Entretien, famille Petit")
    assert "Entretien\u00a0: famille Petit" in rows(home_of(qtbot, office))


def test_the_draft_of_somebody_else_is_taken_over_only_when_asked(
    qtbot: QtBot, office: Office
) -> None:
    subject = f"{office.families.create(Family('Petit'))}:"
    theirs = Drafts(office.vault._store, lambda: "Sacha Leroy")  # pyright: ignore[reportPrivateUsage]
    theirs.save("meeting", subject, {"n": 1}, label="Entretien, famille Petit")
    screen = home_of(qtbot, office)
    row = rows(screen)["Entretien\u00a0: famille Petit"]
    assert row.data.subtitle.startswith("de Sacha Leroy")
    assert screen.findChild(IconButton, "draft_give_up") is None
    with qtbot.assertNotEmitted(screen.draftOpened):
        row.click()
    [asked] = screen.findChildren(QMessageBox)
    assert office.vault.drafts.load("meeting", subject) is None
    with qtbot.waitSignal(screen.draftOpened):
        next(b for b in asked.buttons() if b.text() == "Reprendre").click()
    mine = office.vault.drafts.load("meeting", subject)
    assert mine is not None
    assert mine.body == {"n": 1}


def test_a_draft_begun_by_mistake_is_given_up_after_a_question(
    qtbot: QtBot, office: Office
) -> None:
    subject = f"{office.families.create(Family('Petit'))}:"
    office.vault.drafts.save("meeting", subject, {}, label="Entretien, famille Petit")
    screen = home_of(qtbot, office)
    away = screen.findChild(IconButton, "draft_give_up")
    assert away is not None
    away.click()
    [asked] = screen.findChildren(QMessageBox)
    assert "famille Petit" in asked.informativeText()
    assert asked.defaultButton().text() == "Annuler"
    next(b for b in asked.buttons() if b.text() == "Abandonner").click()
    assert office.vault.drafts.load("meeting", subject) is None
    qtbot.waitUntil(lambda: "Entretien\u00a0: famille Petit" not in rows(screen))


def test_a_vault_without_backups_is_told_and_leads_to_them(qtbot: QtBot, office: Office) -> None:
    assert home_of(qtbot, office).findChild(Banner, "backup_reminder") is None
    later = datetime.now() + timedelta(days=10)
    screen = HomeScreen(Office.open(office.vault, lambda: later))
    qtbot.addWidget(screen)
    banner = screen.findChild(Banner, "backup_reminder")
    assert banner is not None
    assert "Choisissez un dossier" in banner.text()
    with qtbot.waitSignal(screen.backupsRequested):
        banner.actionRequested.emit()
