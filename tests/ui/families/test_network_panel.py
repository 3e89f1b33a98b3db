"""The map answers to the mouse and the keys; each move can be taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, LinkQuality, Member, Person, Situation
from referent_desk.office import Office
from tests.ui.printed import images, lines_and_curves, print_to
from ui.families import FamilyScreen
from ui.families.form import ChoiceEdit
from ui.families.network_panel import NetworkPanel
from ui.families.network_sheets import LinkSheet, MemberSheet
from ui.families.network_view import NetworkView
from ui.widgets import FilterList

LEFT = Qt.MouseButton.LeftButton
CLAIRE = Person("Claire", "Lefèvre", "Mme", "mother", circle="family", closeness="close")
PAUL = Person("Paul", "Lefèvre", "M.", "brother", circle="family", closeness="distant")


@pytest.fixture
def family(office: Office) -> str:
    situation = Situation(office.clock().date(), "Théo")
    made = office.families.create(Family("Lefèvre"), (CLAIRE, PAUL, Person("Zoé")), situation)
    office.network.save_member(made, Member("Club de pétanque", "belonging", "regular"))
    return made


@pytest.fixture
def panel(
    qtbot: QtBot, office: Office, family: str, show_active: Callable[[QWidget], None]
) -> NetworkPanel:
    screen = FamilyScreen(office, family)
    qtbot.addWidget(screen)
    screen.resize(1100, 720)
    show_active(screen)
    screen.show_tab("network")
    found = screen.findChild(NetworkPanel)
    assert found is not None
    return found


def person(office: Office, family: str, first_name: str) -> Person:
    people = office.families.open_file(family).people
    return next(p for p in people if p.first_name == first_name)


def at(view: NetworkView, key: str) -> QPoint:
    point = view.point_of(key)
    assert point is not None
    return point.toPoint()


def place_of(view: NetworkView, sector: str, ring: str) -> QPoint:
    """Some point of the widget in that sector and ring."""
    layout = view.layout_shown
    assert layout is not None
    for x in range(0, view.width(), 6):
        for y in range(0, view.height(), 6):
            spot = layout.spot(*view.to_drawing(QPointF(x, y)))
            if (spot.sector, spot.ring) == (sector, ring) and 0.3 < spot.share < 0.7:
                return QPoint(x, y)
    raise AssertionError(sector, ring)


def drag(view: NetworkView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, pos=end)


def click(panel: NetworkPanel, name: str) -> None:
    button = panel.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, LEFT)


@pytest.mark.parametrize("size", [(1100, 620), (900, 560), (1700, 1000)])
def test_no_word_of_the_map_is_small_on_any_screen(
    panel: NetworkPanel, size: tuple[int, int]
) -> None:
    panel.window().resize(*size)
    QApplication.processEvents()
    view, layout = panel.view, panel.view.layout_shown
    assert layout is not None
    assert view.scale() >= 1
    assert min(layout.sheet.small, layout.sheet.in_disc) * view.scale() >= 12
    assert QRectF(view.rect()).contains(view.room())


def test_map_and_list_share_one_selection(panel: NetworkPanel, office: Office, family: str) -> None:
    shown = panel.findChild(FilterList, "network_list")
    assert shown is not None
    paul = person(office, family, "Paul")
    QTest.mouseClick(panel.view, LEFT, pos=at(panel.view, paul.id))
    assert shown.current_key() == paul.id
    shown.select_key(person(office, family, "Claire").id)
    assert panel.view.selected == person(office, family, "Claire").id


def test_the_mouse_moves_someone_and_ctrl_z_takes_it_back(
    panel: NetworkPanel, office: Office, family: str
) -> None:
    claire = person(office, family, "Claire")
    target = place_of(panel.view, "friends", "distant")
    drag(panel.view, at(panel.view, claire.id), target)
    moved = person(office, family, "Claire")
    assert (moved.circle, moved.closeness) == ("friends", "distant")
    reached = at(panel.view, claire.id)
    layout = panel.view.layout_shown
    assert layout is not None
    spot = layout.spot(*panel.view.to_drawing(reached.toPointF()))
    assert (spot.sector, spot.ring) == ("friends", "distant")
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    back = person(office, family, "Claire")
    assert (back.circle, back.closeness) == ("family", "close")


def test_a_click_without_a_drag_moves_nothing(
    panel: NetworkPanel, office: Office, family: str
) -> None:
    before = office.network.of_family(family)
    QTest.mouseClick(panel.view, LEFT, pos=at(panel.view, person(office, family, "Paul").id))
    assert office.network.of_family(family) == before


def test_tab_walks_through_the_members_and_leaves(
    panel: NetworkPanel, office: Office, family: str
) -> None:
    members = [m.id for m in office.network.of_family(family).members]
    panel.view.setFocus(Qt.FocusReason.TabFocusReason)
    walked = [panel.view.selected]
    for _ in members[1:]:
        QTest.keyClick(panel.view, Qt.Key.Key_Tab)
        walked.append(panel.view.selected)
    assert walked == members
    assert panel.view.hasFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Tab)
    assert not panel.view.hasFocus()


def test_arrows_move_nearer_farther_and_round(
    panel: NetworkPanel, office: Office, family: str
) -> None:
    claire = person(office, family, "Claire")
    panel.view.select(claire.id)
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert person(office, family, "Claire").closeness == "regular"
    QTest.keyClick(panel.view, Qt.Key.Key_Up)
    assert person(office, family, "Claire").closeness == "close"
    for _ in range(12):
        QTest.keyClick(panel.view, Qt.Key.Key_Right)
    assert person(office, family, "Claire").circle == "friends"


def test_delete_takes_off_the_map_and_undo_brings_back_links(
    panel: NetworkPanel, office: Office, family: str
) -> None:
    claire = person(office, family, "Claire")
    office.network.set_link(family, claire.id, None, LinkQuality.SUPPORT)
    panel.refresh()
    panel.view.select(claire.id)
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    assert office.network.of_family(family).member(claire.id) is None
    click(panel, "network_undo")
    shown = office.network.of_family(family)
    assert shown.member(claire.id) is not None
    assert shown.link(claire.id, None) is not None


def test_someone_of_the_file_is_added_with_a_circle(
    panel: NetworkPanel, office: Office, family: str
) -> None:
    click(panel, "network_add")
    sheet = panel.findChild(MemberSheet)
    assert sheet is not None
    zoe = person(office, family, "Zoé")
    who = sheet.findChild(ChoiceEdit, "network_member_person")
    circle = sheet.findChild(ChoiceEdit, "network_member_circle")
    assert who is not None
    assert circle is not None
    who.set_code(zoe.id)
    circle.set_code("friends")
    sheet.write()
    assert person(office, family, "Zoé").circle == "friends"
    assert panel.view.selected == zoe.id


def test_enter_opens_the_sheet_of_who_is_selected(
    panel: NetworkPanel, office: Office, family: str
) -> None:
    panel.view.select(person(office, family, "Paul").id)
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    sheet = panel.findChild(MemberSheet)
    assert sheet is not None
    assert sheet.accessibleName() == "Modifier Paul Lefèvre"


def test_a_link_is_set_and_seen_in_words(panel: NetworkPanel, office: Office, family: str) -> None:
    claire, paul = person(office, family, "Claire"), person(office, family, "Paul")
    panel.view.select(claire.id)
    click(panel, "network_link")
    sheet = panel.findChild(LinkSheet)
    assert sheet is not None
    for name, code in (("other", paul.id), ("quality", "tension")):
        editor = sheet.findChild(ChoiceEdit, f"network_link_{name}")
        assert editor is not None
        editor.set_code(code)
    sheet.write()
    link = office.network.of_family(family).link(paul.id, claire.id)
    assert link is not None
    assert link.quality is LinkQuality.TENSION
    click(panel, "network_copy")
    said = QApplication.clipboard().text()
    assert "Réseau autour de Théo" in said
    assert "tension avec Paul Lefèvre" in said


def test_a_half_typed_sheet_comes_back_from_its_draft(
    panel: NetworkPanel, office: Office, family: str
) -> None:
    screen = panel.window()
    assert isinstance(screen, FamilyScreen)
    screen.show_tab("")
    assert screen.reopen_draft("network_member", f"{family}:")
    tabs = screen.findChild(QTabWidget, "family_tabs")
    assert tabs is not None
    assert tabs.tabText(tabs.currentIndex()) == "Réseau"
    assert panel.findChild(MemberSheet) is not None


def test_printing_is_noted_once_it_left(
    panel: NetworkPanel, office: Office, family: str, qtbot: QtBot
) -> None:
    click(panel, "network_print")
    screen = panel.window()
    qtbot.waitUntil(lambda: screen.findChild(QPrintDialog) is not None)
    dialog = screen.findChild(QPrintDialog)
    assert dialog is not None
    dialog.reject()
    assert not [e for e in office.vault.journal.entries() if e.event == "network.printed"]


def test_the_printer_gets_the_map_as_vectors(
    panel: NetworkPanel, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    click(panel, "network_print")
    with print_to(tmp_path / "out.pdf", panel.window(), qtbot) as paper:
        assert images(paper.pages[0]) == []
        assert lines_and_curves(paper.pages[0]) > 100
    assert [e for e in office.vault.journal.entries() if e.event == "network.printed"]


def test_an_empty_map_says_what_to_do(qtbot: QtBot, office: Office) -> None:
    made = NetworkPanel(office, office.families.create(Family("Dubois")))
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    assert not made.view.isVisible()
    add = made.findChild(QPushButton, "network_add")
    remove = made.findChild(QPushButton, "network_remove")
    assert add is not None
    assert remove is not None
    assert add.isEnabled()
    assert not remove.isEnabled()
