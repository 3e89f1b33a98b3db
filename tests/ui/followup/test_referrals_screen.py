"""Referrals: moved by hand and by keys, undone, found by code, called, told by the relative."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableWidget,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from referent_desk.directory import Resource
from referent_desk.families import ContactKind, ContactPoint, Family, MessageRule, Person, Situation
from referent_desk.followup import Referral, ReferralState
from referent_desk.office import Office
from referent_desk.settings import declared
from tests.ui.visible_texts import visible_texts
from ui import messages
from ui.discretion import discretion
from ui.followup import ReferralsScreen
from ui.followup.column import CardList
from ui.followup.details import ReferralDetails
from ui.widgets import FilterList, PlainTextEdit, SheetDialog

S = ReferralState
Kind = TypeVar("Kind", bound=QWidget)


@pytest.fixture
def referral(office: Office) -> Referral:
    phone = ContactPoint(ContactKind.PHONE, "0470123456", MessageRule.NO, "après 18 h")
    claire = Person("Claire", "Lacroix", "Mme", contacts=(phone,))
    family_id = office.families.create(Family("Lacroix"), [claire], Situation(date(2026, 11, 2)))
    person = office.families.open_file(family_id).people[0]
    resource_id = office.directory.save(Resource("Le Passage"))
    return office.followup.propose(Referral(family_id, resource_id, person.id, ("support",)))


@pytest.fixture
def screen(
    qtbot: QtBot, office: Office, referral: Referral, show_active: Callable[[QWidget], None]
) -> ReferralsScreen:
    made = ReferralsScreen(office)
    qtbot.addWidget(made)
    made.resize(1300, 710)
    show_active(made)
    return made


def part(within: QWidget, kind: type[Kind], name: str = "") -> Kind:
    found = within.findChild(kind, name) if name else within.findChild(kind)
    assert found is not None, name or kind
    return found


def cards(screen: ReferralsScreen, state: ReferralState) -> CardList:
    return part(screen, CardList, f"cards_{state.value}")


def state_of(office: Office, referral: Referral) -> ReferralState:
    return office.followup.referral(referral.id).state


def press(widget: QWidget, key: Qt.Key, *, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier
    QTest.keyClick(widget, key, modifier.ControlModifier if control else modifier.NoModifier)


def test_keys_move_a_card_and_take_it_back(
    office: Office, screen: ReferralsScreen, referral: Referral
) -> None:
    cards(screen, S.PROPOSED).setFocus()
    press(cards(screen, S.PROPOSED), Qt.Key.Key_Right, control=True)
    assert state_of(office, referral) is S.HANDED
    assert cards(screen, S.HANDED).hasFocus()
    assert cards(screen, S.HANDED).current_key() == referral.id
    press(cards(screen, S.HANDED), Qt.Key.Key_Z, control=True)
    assert state_of(office, referral) is S.PROPOSED
    assert cards(screen, S.PROPOSED).row_total() == 1


def test_no_way_leads_back_by_keys(
    office: Office, screen: ReferralsScreen, referral: Referral
) -> None:
    office.referrals.move(referral.id, S.ATTENDING)
    screen.refresh()
    press(cards(screen, S.ATTENDING), Qt.Key.Key_Left, control=True)
    assert state_of(office, referral) is S.ATTENDING


def test_arrows_go_to_the_next_column_that_has_cards(
    office: Office, screen: ReferralsScreen, referral: Referral
) -> None:
    other = office.followup.propose(referral)
    office.referrals.move(other.id, S.DECLINED)
    screen.refresh()
    cards(screen, S.PROPOSED).setFocus()
    press(cards(screen, S.PROPOSED), Qt.Key.Key_Right)
    assert cards(screen, S.DECLINED).hasFocus()
    press(cards(screen, S.DECLINED), Qt.Key.Key_Left)
    assert cards(screen, S.PROPOSED).hasFocus()


def drag(screen: ReferralsScreen, start: ReferralState, end: ReferralState) -> None:
    source, target = cards(screen, start), cards(screen, end)
    index = source.model().index(0, 0)
    at = source.visualRect(index).center()
    there = source.viewport().mapFromGlobal(target.viewport().mapToGlobal(QPoint(20, 60)))
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(source.viewport(), left, pos=at)
    QTest.mouseMove(source.viewport(), at + QPoint(30, 0))
    QTest.mouseMove(source.viewport(), there)
    QTest.mouseRelease(source.viewport(), left, pos=there)


def test_a_card_is_dragged_to_its_state(
    office: Office, screen: ReferralsScreen, referral: Referral
) -> None:
    drag(screen, S.PROPOSED, S.CONTACTED)
    assert state_of(office, referral) is S.CONTACTED
    part(screen, QPushButton, "undo_move").click()
    assert state_of(office, referral) is S.PROPOSED
    assert not part(screen, QPushButton, "undo_move").isVisible()


def test_a_card_dragged_where_no_way_leads_stays_and_says_why(
    office: Office, screen: ReferralsScreen, referral: Referral
) -> None:
    office.referrals.move(referral.id, S.ATTENDING)
    screen.refresh()
    drag(screen, S.ATTENDING, S.PROPOSED)
    assert state_of(office, referral) is S.ATTENDING
    assert any(
        "ne devient pas «\u00a0proposée" in text.replace(" ", "\u00a0", 0) or "proposée" in text
        for text in visible_texts()
    )
    messages.close_all()


def test_the_menu_offers_the_states_that_a_way_leads_to(
    office: Office, screen: ReferralsScreen, referral: Referral
) -> None:
    office.referrals.move(referral.id, S.ATTENDING)
    screen.refresh()
    column = cards(screen, S.ATTENDING)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    column.contextMenuEvent(event)
    menu = part(column, QMenu)
    assert [action.text() for action in menu.actions()] == ["Terminée", "Sans suite", "Refusée"]
    menu.actions()[0].trigger()
    menu.close()
    assert state_of(office, referral) is S.FINISHED


@pytest.mark.parametrize("misread", [str.lower, lambda code: f" {code[:3]} {code[3:]}"])
def test_the_code_of_the_slip_opens_the_referral(
    qtbot: QtBot,
    screen: ReferralsScreen,
    referral: Referral,
    misread: Callable[[str], str],
) -> None:
    QTest.keyClick(screen, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    line = part(screen, QLineEdit, "slip_code")
    assert line.hasFocus()
    qtbot.keyClicks(line, misread(referral.code))
    press(line, Qt.Key.Key_Return)
    details = part(screen, ReferralDetails)
    assert details.isVisible()
    assert details.referral_id == screen.tab == referral.id
    press(screen, Qt.Key.Key_Escape)
    assert screen.tab == ""
    assert not details.isVisible()


def test_an_unknown_code_stays_to_be_read_again(qtbot: QtBot, screen: ReferralsScreen) -> None:
    line = part(screen, QLineEdit, "slip_code")
    qtbot.keyClicks(line, "Z9Z9Z9")
    press(line, Qt.Key.Key_Return)
    assert line.selectedText() == "Z9Z9Z9"
    assert not part(screen, ReferralDetails).isVisible()


def test_silence_shows_in_the_call_list_until_put_off(
    office: Office, screen: ReferralsScreen, referral: Referral
) -> None:
    long_ago = office.clock().date() - timedelta(days=60)
    [first] = office.referrals.history(referral.id)
    with office.vault.unit() as unit:
        unit.update("referral_step", first.id, stated_on=long_ago.isoformat())
        unit.update("referral", referral.id, state_on=long_ago.isoformat())
        unit.commit()
    screen.refresh()
    calls = part(screen, FilterList, "call_list")
    assert calls.row_total() == 1
    press(calls, Qt.Key.Key_Return)
    assert any("ne pas laisser de message, après 18" in text for text in visible_texts())
    part(screen, QPushButton, "call_later").click()
    part(screen, QPushButton, "save_referral_later").click()
    QApplication.processEvents()
    assert calls.row_total() == 0
    assert office.followup.referral(referral.id).call_again_on is not None


def test_what_the_relative_said_is_written_and_its_draft_comes_back(
    qtbot: QtBot, office: Office, screen: ReferralsScreen, referral: Referral
) -> None:
    screen.show_referral(referral.id)
    screen.reopen_draft("referral_said", f"{referral.family_id}:{referral.id}")
    editor = part(screen, PlainTextEdit, "referral_said_said_of_it")
    qtbot.keyClicks(editor, "Elle y retournera.")
    screen.flush_draft()
    assert len(office.vault.drafts.all()) == 1
    part(screen, QPushButton, "save_referral_said").click()
    QApplication.processEvents()
    assert office.followup.referral(referral.id).said_of_it == "Elle y retournera."
    qtbot.waitUntil(lambda: "Elle y retournera." in visible_texts())
    discretion().set_on(on=True)
    assert "Elle y retournera." not in visible_texts()


def test_a_step_is_noted_with_its_words(
    qtbot: QtBot, office: Office, screen: ReferralsScreen, referral: Referral
) -> None:
    screen.show_referral(referral.id)
    part(screen, QPushButton, "next_step").click()
    part(screen, PlainTextEdit, "referral_next_note").set_text("Donnée au guichet.")
    part(screen, QPushButton, "save_referral_next").click()
    QApplication.processEvents()
    step = office.referrals.history(referral.id)[-1]
    assert (step.state, step.note) == (S.HANDED, "Donnée au guichet.")
    qtbot.waitUntil(lambda: "Donnée au guichet." in visible_texts())


def test_a_step_to_come_is_refused_in_its_field(
    office: Office, screen: ReferralsScreen, referral: Referral
) -> None:
    screen.show_referral(referral.id)
    part(screen, QPushButton, "next_step").click()
    part(screen, QLineEdit, "referral_next_stated_on").setText("31/12/2099")
    part(screen, QPushButton, "save_referral_next").click()
    assert any("est à venir" in text for text in visible_texts())
    assert len(office.referrals.history(referral.id)) == 1
    part(screen, SheetDialog).leave()


@pytest.mark.parametrize(("typed", "rows"), [("lacroix", 1), ("passage", 1), ("inconnu", 0)])
def test_typing_narrows_the_list(
    qtbot: QtBot, screen: ReferralsScreen, typed: str, rows: int
) -> None:
    part(screen, QTabWidget, "referrals_tabs").setCurrentIndex(1)
    qtbot.keyClicks(part(screen, QLineEdit, "referrals_filter"), typed)
    assert part(screen, FilterList, "referrals_list").row_total() == rows


def test_a_hidden_name_is_not_found_by_typing(qtbot: QtBot, screen: ReferralsScreen) -> None:
    discretion().set_on(on=True)
    qtbot.keyClicks(part(screen, QLineEdit, "referrals_filter"), "lacroix")
    assert part(screen, FilterList, "referrals_list").row_total() == 0


def test_letter_and_family_are_asked_for(
    qtbot: QtBot, screen: ReferralsScreen, referral: Referral
) -> None:
    screen.show_referral(referral.id)
    with qtbot.waitSignal(screen.letterRequested) as asked:
        part(screen, QPushButton, "open_letter").click()
    assert asked.args == [referral.family_id, referral.id]
    with qtbot.waitSignal(screen.familyOpened) as opened:
        part(screen, QPushButton, "open_family").click()
    assert opened.args == [referral.family_id]


def test_small_figures_are_hidden(office: Office, screen: ReferralsScreen, qtbot: QtBot) -> None:
    part(screen, QTabWidget, "referrals_tabs").setCurrentIndex(2)
    table = part(screen, QTableWidget, "outcomes_table")
    qtbot.waitUntil(table.isVisible)
    model = table.model()
    texts = [model.data(model.index(0, column)) for column in range(3)]
    threshold = office.settings.get(declared.SMALL_COUNT)
    assert texts == ["Le Passage", f"<{threshold}", "n.c."]
