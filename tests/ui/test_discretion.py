"""A family beside the desk reads no name but its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from referent_desk.corrections import Deletion, RecordKind
from referent_desk.directory import Reveals
from referent_desk.documents import Target
from referent_desk.families import Family, Person, Situation
from referent_desk.followup import Action, Dismissal, Referral
from referent_desk.meetings import (
    FirstCall,
    Meeting,
    MeetingState,
    NeedNote,
    Passage,
    Request,
    SafetyEvent,
)
from referent_desk.office import Office
from referent_desk.settings import declared
from tests.ui.visible_texts import visible_texts
from ui import messages, operations
from ui.discretion import discretion
from ui.documents.page_view import PageView
from ui.families import FamilySheet
from ui.meetings import FirstCallWindow, MeetingScreen
from ui.search import SearchWindow
from ui.widgets import Chip, FilterList, PlainTextEdit, Row, SearchEdit
from ui.widgets import row_painting as painting
from ui.workspace import Workspace, discreet_sign

Kind = TypeVar("Kind", bound=QWidget)
OTHERS = ("Quévrain", "Zwartkopf", "Oscar", "Wivine", "Ysaline", "Иванов", "王小明")
CONFIDED = ("ne mange plus", "Rappeler sa tante")
SECRETS = (*OTHERS, *CONFIDED)


@pytest.fixture
def family_id(office: Office) -> str:
    """The one that sits beside the desk."""
    people = (Person("Claire", "Lacroix", "Mme"), Person("Thomas", "Lacroix"))
    return office.families.create(
        Family("Lacroix"), people, Situation(office.clock().date(), "Julien")
    )


@pytest.fixture
def other_id(office: Office) -> str:
    """One that waits, is expected, is called back, has a letter under way, and drafts."""
    now = office.clock()
    wivine = Person("Wivine", "Quévrain", "Mme")
    call = Request(now - timedelta(days=3), "Oscar ne mange plus.")
    family_id = office.meetings.record_call(FirstCall(call, wivine)).family_id
    soon = now + timedelta(minutes=5)
    wivine_id = office.families.open_file(family_id).people[0].id
    planned = Meeting(family_id, soon, MeetingState.PLANNED, participants=(wivine_id,))
    office.meetings.save(planned)
    office.followup.save_action(Action(family_id, "Rappeler sa tante", now.date()))
    told = Meeting(
        family_id,
        now - timedelta(days=70),
        participants=(wivine_id,),
        passages=(Passage("lives_with", "Oscar ne mange plus.", restricted_from=(wivine_id,)),),
        needs=(NeedNote("support"),),
        safety=(SafetyEvent("suicide", "Oscar"),),
    )
    office.meetings.save(told)
    put_aside = Dismissal("safety", office.overview.radar()[0].subject, family_id, "Oscar dort")
    office.meetings.save(replace(told, starts_at=now - timedelta(days=69)))
    office.followup.put_aside(put_aside)
    resource = office.directory.list()[0]
    office.followup.propose(Referral(family_id, resource.id, wivine_id))
    label = "Entretien, famille Quévrain"
    office.vault.drafts.save("meeting", f"{family_id}:", {}, label=label)
    office.vault.drafts.save("person", f"{family_id}:", {}, label="Modifier Wivine")
    with office.vault.unit() as unit:
        content = '{"first_name": "Oscar", "note": "Oscar ne mange plus."}'
        unit.insert("salvaged_row", table_name="person", reason="refused", content=content)
        unit.commit()
    for name, first in (("Zwartkopf", "Ysaline"), ("Иванов", "王小明")):
        office.families.create(Family(name), (Person(first, name),))
    return family_id


@pytest.fixture
def workspace(
    office: Office,
    family_id: str,
    other_id: str,
    qtbot: QtBot,
    show_active: Callable[[QWidget], None],
) -> Workspace:
    made = Workspace(office)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    show_active(made)
    return made


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that a row paints."""
    texts: list[str] = []
    paint = painting.paint_text

    def note(*args: object) -> None:
        texts.append(str(args[2]))
        paint(*args)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(painting, "paint_text", note)
    return texts


def part(within: QWidget, kind: type[Kind], name: str = "") -> Kind:
    found = within.findChild(kind, name) if name else within.findChild(kind)
    assert found is not None, name or kind
    return found


def press_f9(widget: QWidget | None = None) -> None:
    """Where the focus is, unless a widget is given."""
    pressed = widget or QApplication.focusWidget()
    assert pressed is not None
    QTest.keyClick(pressed, Qt.Key.Key_F9)
    QApplication.processEvents()


def told() -> str:
    QApplication.processEvents()
    return "\n".join(visible_texts())


def secrets_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def show_letter_that_left(workspace: Workspace, family_id: str) -> None:
    office = workspace._office
    person = office.families.open_file(family_id).people[0]
    plain = next(r for r in office.directory.list() if r.reveals is not Reveals.YES)
    referral = office.followup.propose(Referral(family_id, plain.id, person.id))
    workspace.show_document(office.documents.issue(referral, "Bonjour.").id)


def show_template_drawn(workspace: Workspace, _family: str) -> None:
    workspace.show_settings("templates:attestation")
    page = workspace.findChild(PageView)
    assert page is not None
    for _ in range(250):
        if not page.page_total():
            QTest.qWait(20)
    assert page.page_total()


def show_handout_drawn(workspace: Workspace, family_id: str) -> None:
    """What stands beside the page is known once it is drawn."""
    workspace.show_paper(family_id, "handout")
    save = workspace.findChild(QPushButton, "save_pdf")
    assert save is not None
    for _ in range(250):
        if not save.isEnabled():
            QTest.qWait(20)
    assert save.isEnabled()


def show_batch_planned(workspace: Workspace, _family_id: str) -> None:
    """With those that may leave, and those that may not, whose reason may name someone."""
    families = workspace._office.families.list()
    workspace.show_batch([Target(family.id) for family in families])
    rows = workspace.findChild(FilterList, "batch_letters")
    assert rows is not None
    for _ in range(250):
        if not rows.row_total():
            QTest.qWait(20)
    assert rows.row_total() == len(families)


def search_for_all(workspace: Workspace) -> None:
    while workspace._office.search.catch_up():
        pass
    workspace.start_search()
    window = workspace.window().findChild(SearchWindow)
    assert window is not None
    window.line.setText("e")
    window.grab()


def show_their_referral(workspace: Workspace, _family_id: str) -> None:
    """With what the relative said of it, in detail beside the board."""
    office = workspace._office
    referral = next(r for r in office.followup.referrals())
    office.referrals.say(referral.id, "Oscar ne mange plus.")
    workspace.show_referral(referral.id)


def show_basket(workspace: Workspace, family_id: str) -> None:
    """With a person and an action in it, once."""
    office = workspace._office
    if not office.corrections.reversals():
        person = office.families.open_file(family_id).people[-1]
        office.corrections.correct(Deletion(RecordKind.PERSON, person.id))
        for action in office.followup.actions():
            office.corrections.correct(Deletion(RecordKind.ACTION, action.id))
    workspace.show_basket()


def show_figures_behind(workspace: Workspace, _family_id: str) -> None:
    """With the families behind a figure, once all is counted."""
    workspace.show_activity()
    screen = part(workspace, QWidget, "figures_panel")
    part(workspace, QTabWidget, "activity_tabs").setCurrentWidget(screen)
    settle()
    grid = part(workspace, QTableWidget, "figures_totals")
    grid.setCurrentCell(1, 1)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    settle()
    assert part(workspace, FilterList, "behind_list").row_total() > 0


def settle() -> None:
    for _ in range(500):
        if not operations.busy():
            break
        QTest.qWait(20)
    assert not operations.busy()


SCREENS: dict[str, Callable[[Workspace, str], object]] = {
    "home": lambda w, _family: w.show_home(),
    "preparation": lambda w, _family: w.show_preparation(),
    "families": lambda w, _family: w.show_families(),
    "family": lambda w, family: w.show_family(family),
    "network": lambda w, family: w.show_family(family, "network"),
    "evolution": lambda w, family: w.show_family(family, "evolution"),
    "sharing": lambda w, family: w.show_family(family, "sharing"),
    "meeting": lambda w, family: w.show_meeting(family),
    "letter": lambda w, family: w.show_letter(family),
    "document": show_letter_that_left,
    "documents": lambda w, family: w.show_family(family, "documents"),
    "paper": show_handout_drawn,
    "batch": show_batch_planned,
    "referrals": lambda w, _family: w.show_referrals(),
    "referral": show_their_referral,
    "needs": lambda w, family: w.show_family(family, "needs"),
    "directory": lambda w, _family: w.show_directory(),
    "activity": show_figures_behind,
    "lessons": lambda w, _family: w.show_lessons(),
    "vault": lambda w, _family: w.show_vault(),
    "incidents": lambda w, _family: w.show_vault("incidents"),
    "settings": lambda w, _family: w.show_settings(),
    "templates": show_template_drawn,
    "search": lambda w, _family: search_for_all(w),
    "basket": show_basket,
}


@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_names_another_family(
    workspace: Workspace, family_id: str, painted: list[str], screen: str
) -> None:
    press_f9(workspace)
    SCREENS[screen](workspace, family_id)
    assert secrets_in(told()) == []
    workspace.grab()
    assert secrets_in("\n".join(painted)) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_f9_takes_the_names_off_a_screen_that_is_open_and_gives_them_back(
    workspace: Workspace, family_id: str, painted: list[str], screen: str
) -> None:
    SCREENS[screen](workspace, family_id)
    before = told()
    press_f9(workspace)
    painted.clear()
    workspace.grab()
    assert secrets_in(told() + "\n".join(painted)) == []
    press_f9(workspace)
    assert told() == before


@pytest.mark.parametrize("screen", ["home", "families", "referrals"])
def test_an_open_screen_names_them(workspace: Workspace, family_id: str, screen: str) -> None:
    SCREENS[screen](workspace, family_id)
    assert "Quévrain" in told()
    assert discreet_sign.SIGN not in told()


def test_the_family_that_is_open_keeps_its_names(workspace: Workspace, family_id: str) -> None:
    press_f9(workspace)
    workspace.show_family(family_id)
    assert "Mme Claire Lacroix" in told()


def test_a_letter_that_left_names_its_own_family(workspace: Workspace, family_id: str) -> None:
    press_f9(workspace)
    show_letter_that_left(workspace, family_id)
    assert "Famille Lacroix" in told()
    workspace.show_home()
    assert "Lacroix" not in told()


def test_leaving_a_family_takes_its_names_with_it(workspace: Workspace, family_id: str) -> None:
    press_f9(workspace)
    workspace.show_family(family_id)
    workspace.show_families()
    assert "Lacroix" not in told()
    assert "L." in visible_texts()


def test_every_tab_of_the_vault_is_discreet(
    workspace: Workspace, family_id: str, other_id: str
) -> None:
    workspace.show_family(other_id)
    workspace.show_vault("journal")
    assert "famille Quévrain" in told()
    press_f9(workspace)
    assert "famille Q." in told()
    tabs = part(workspace, QWidget, "vault_tabs")
    for at in range(tabs.property("count")):
        tabs.setProperty("currentIndex", at)
        assert secrets_in(told()) == []


def test_a_list_keeps_its_place_its_filter_and_its_row(
    office: Office, workspace: Workspace
) -> None:
    for number in range(60):
        office.families.create(Family(f"Martin {number:02}"))
    workspace.show_families()
    line = part(workspace, SearchEdit, "family_filter")
    rows = part(workspace, FilterList, "family_list")
    QTest.keyClicks(line, "mart")
    QApplication.processEvents()
    for _ in range(40):
        QTest.keyClick(line, Qt.Key.Key_Down)
    chosen, place = rows.current_key(), rows.verticalScrollBar().value()
    assert place > 0
    press_f9(line)
    assert "Martin" not in told()
    assert (rows.current_key(), rows.verticalScrollBar().value()) == (chosen, place)
    assert line.text() == "mart"
    assert line.hasFocus()
    QTest.keyClicks(line, "in 40")
    assert rows.row_total() == 1, "a discreet list is still searched by name"


def test_the_home_keeps_its_rows(workspace: Workspace) -> None:
    rows = workspace.findChildren(Row)
    rows[0].setFocus()
    press_f9(rows[0])
    assert workspace.findChildren(Row) == rows
    assert rows[0].hasFocus()


def test_what_is_being_typed_in_a_meeting_stays(workspace: Workspace, family_id: str) -> None:
    workspace.show_meeting(family_id)
    editor = part(workspace, PlainTextEdit, "meeting_text")
    QApplication.processEvents()
    editor.setFocus()
    QTest.keyClicks(editor, "Depuis hier")
    QTest.keyClick(editor, Qt.Key.Key_Left)
    press_f9(editor)
    QTest.keyClicks(editor, "X")
    assert editor.text() == "Depuis hieXr"
    assert editor.hasFocus()
    assert discretion().on


def call_over(workspace: Workspace, typed: str) -> FirstCallWindow:
    workspace.start_call()
    call = part(workspace, FirstCallWindow)
    QApplication.processEvents()
    line = part(call, QLineEdit, "call_last_name")
    line.setFocus()
    QTest.keyClicks(line, typed)
    QApplication.processEvents()
    return call


def test_f9_over_a_dialog(workspace: Workspace) -> None:
    call = call_over(workspace, "Zwar")
    assert "Famille Zwartkopf" in told()
    press_f9()
    assert secrets_in(told()) == []
    assert "Famille Z., Ysa" not in told()
    assert part(call, Row).accessibleName() == "Famille Z., rejoindre, Y. Z."
    assert part(call, QLineEdit, "call_last_name").text() == "Zwar"
    assert call.isVisible()
    press_f9()
    assert "Famille Zwartkopf" in told()


def test_a_family_joined_to_a_call_is_named_by_its_initials(workspace: Workspace) -> None:
    call = call_over(workspace, "Zwar")
    part(call, Row).click()
    chip = next(c for c in call.findChildren(Chip) if "Ysaline" in c.text())
    chip.setFocus()
    press_f9(chip)
    assert secrets_in(told()) == []
    assert chip.text() == "Y. Z."
    assert chip.isChecked()
    assert chip.hasFocus()


def test_a_name_that_looks_like_another_is_told_by_initials(
    office: Office, workspace: Workspace, qtbot: QtBot
) -> None:
    sheet = FamilySheet(office)
    qtbot.addWidget(sheet)
    sheet.open()
    QTest.keyClicks(part(sheet, QLineEdit, "family_name"), "Zwart")
    assert "Zwartkopf" in told()
    press_f9(sheet)
    assert secrets_in(told()) == []
    assert "Un nom proche existe déjà\u00a0: Z.." not in told()


def test_a_message_over_a_discreet_screen_stays_up(workspace: Workspace) -> None:
    messages.info(workspace, "Le coffre est sauvegardé.")
    press_f9()
    assert secrets_in(told()) == []
    assert "Le coffre est sauvegardé." in told()


def test_a_meeting_proposes_initials_without_being_asked(
    workspace: Workspace, family_id: str
) -> None:
    workspace.show_meeting(family_id)
    call_over(workspace, "Zwar")
    assert "Famille Z." in told()
    assert secrets_in(told()) == []
    assert not discretion().on
    assert discreet_sign.SIGN not in told()


def test_a_meeting_proposes_names_where_the_setting_says_so(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    office.settings.put(declared.MEETING_SCREEN, value=False)
    workspace.show_meeting(family_id)
    call_over(workspace, "Zwar")
    assert "Famille Zwartkopf" in told()


def test_after_the_meeting_the_names_are_back(workspace: Workspace, family_id: str) -> None:
    workspace.show_meeting(family_id)
    workspace.show_families()
    assert "Quévrain" in told()


def test_the_sign_says_how_to_leave(workspace: Workspace) -> None:
    press_f9(workspace)
    assert discreet_sign.SIGN in told()
    assert "F9" in discreet_sign.SIGN


def test_the_rail_switches_it_and_shows_where_it_stands(workspace: Workspace) -> None:
    button = part(workspace, discreet_sign.DiscreetButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert discretion().on
    assert button.isChecked()
    assert "oui" in button.text()
    assert part(workspace, QWidget, "rail_home").property("checked"), "the screen stays marked"
    press_f9(workspace)
    assert not button.isChecked()
    assert "oui" not in button.text()


def test_each_change_is_said_to_screen_readers(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(discreet_sign, "announce", lambda _widget, text: said.append(text))
    press_f9(workspace)
    press_f9(workspace)
    assert said == [discreet_sign.ON, discreet_sign.OFF]


def test_f9_held_down_switches_once(workspace: Workspace) -> None:
    QTest.keyPress(workspace, Qt.Key.Key_F9)
    QApplication.processEvents()
    QTest.keyRelease(workspace, Qt.Key.Key_F9)
    QApplication.processEvents()
    assert discretion().on


def test_f9_with_control_is_another_key(workspace: Workspace) -> None:
    QTest.keyClick(workspace, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert not discretion().on


def test_no_window_is_titled_with_a_name(
    office: Office, workspace: Workspace, family_id: str
) -> None:
    workspace.show_family(family_id)
    for row in workspace.findChildren(Row):
        if "Claire" in row.data.title:
            row.click()
            break
    QApplication.processEvents()
    titles = [w.windowTitle() for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert "Fiche d’une personne" in titles
    assert not any("Lacroix" in title for title in titles)


@pytest.mark.parametrize("wanted", [True, False])
def test_the_setting_says_how_the_first_office_opens(
    office: Office, qtbot: QtBot, wanted: bool
) -> None:
    office.settings.put(declared.DISCREET_ON_START, value=wanted)
    qtbot.addWidget(Workspace(office))
    assert discretion().on is wanted


def test_after_a_lock_it_is_as_it_was_left(office: Office, qtbot: QtBot) -> None:
    office.settings.put(declared.DISCREET_ON_START, value=True)
    before = Workspace(office)
    qtbot.addWidget(before)
    discretion().toggle()
    before.deleteLater()
    QApplication.processEvents()
    qtbot.addWidget(Workspace(office))
    assert not discretion().on


def test_a_meeting_screen_names_its_own_family(workspace: Workspace, family_id: str) -> None:
    workspace.show_meeting(family_id)
    press_f9(workspace)
    assert part(workspace, MeetingScreen).isVisible()
    assert "Lacroix" in told()
