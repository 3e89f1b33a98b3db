"""What a salvage set aside, on the screen: read, discreet, seen to."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.office import Office
from referent_desk.vault import AsideRow
from ui.discretion import discretion
from ui.home import HomeScreen
from ui.vault import VaultScreen
from ui.vault.aside_words import aside_row, content_in_words
from ui.vault.asides_card import AsidesCard, AsideSheet
from ui.widgets import Row

SAID = "Oscar ne sort plus de sa chambre."


def put_aside(office: Office, table: str, reason: str = "parent_lost", **content: object) -> None:
    with office.vault.unit() as unit:
        unit.insert("salvaged_row", table_name=table, reason=reason, content=json.dumps(content))
        unit.commit()


@pytest.fixture
def open_tab(
    qtbot: QtBot, office: Office, show_active: Callable[[QWidget], None]
) -> Callable[[], AsidesCard]:
    def make() -> AsidesCard:
        screen = VaultScreen(office, "integrity")
        qtbot.addWidget(screen)
        screen.resize(1154, 710)
        show_active(screen)
        card = screen.findChild(AsidesCard)
        assert card is not None
        return card

    return make


def rows(card: QWidget) -> list[Row]:
    return card.findChildren(Row)


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def opened_sheet(card: AsidesCard) -> AsideSheet:
    rows(card)[0].click()
    sheet = card.findChild(AsideSheet)
    assert sheet is not None
    return sheet


def answer(yes: str) -> None:
    box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox))
    next(b for b in box.buttons() if b.text() == yes).click()


def test_without_any_nothing_of_it_is_shown(
    qtbot: QtBot, office: Office, open_tab: Callable[[], AsidesCard]
) -> None:
    home = HomeScreen(office)
    qtbot.addWidget(home)
    assert home.findChild(Row, "home_asides") is None
    assert not open_tab().isVisible()


def test_the_home_tells_how_many_wait_and_leads_there(qtbot: QtBot, office: Office) -> None:
    for _ in range(2):
        put_aside(office, "passage", text=SAID)
    home = HomeScreen(office)
    qtbot.addWidget(home)
    row = home.findChild(Row, "home_asides")
    assert row is not None
    assert row.data.title == "2 fiches mises de côté à relire"
    with qtbot.waitSignal(home.integrityRequested):
        row.click()


def test_each_is_told_by_kind_with_why(office: Office, open_tab: Callable[[], AsidesCard]) -> None:
    put_aside(office, "passage", text=SAID)
    put_aside(office, "family", "refused", name="Quévrain")
    card = open_tab()
    assert "Les passages d’entretien (1)" in words(card)
    assert "Les familles (1)" in words(card)
    assert [(row.data.title, row.data.subtitle) for row in rows(card)] == [
        (SAID, "Le dossier ou la fiche dont elle dépendait est perdu"),
        ("Quévrain", "Elle contredit une autre fiche, ou ce que le programme accepte"),
    ]


def test_it_is_read_then_settled_after_a_question(
    office: Office, open_tab: Callable[[], AsidesCard]
) -> None:
    put_aside(office, "passage", text=SAID, facet="lives_with", source="said", meeting_id="x")
    card = open_tab()
    sheet = opened_sheet(card)
    told = sheet.text.text()
    assert f"Texte\u00a0: {SAID}" in told
    assert "D’où cela vient\u00a0: dit" in told
    assert "lives_with" not in told
    assert "meeting" not in told
    sheet.primary_button.click()
    answer("Annuler")
    assert office.vault.asides.count() == 1
    sheet.primary_button.click()
    answer("Effacer")
    assert office.vault.asides.count() == 0
    assert not card.isVisible()


def test_a_whole_kind_is_settled_after_a_question(
    qtbot: QtBot, office: Office, open_tab: Callable[[], AsidesCard]
) -> None:
    for number in range(30):
        put_aside(office, "passage", text=f"{SAID} {number}")
    put_aside(office, "family", name="Quévrain")
    card = open_tab()
    assert "et 10 autres, après celles-ci" in words(card)
    every = card.findChildren(QPushButton, "asides_settle_kind")
    assert len(every) == 1
    qtbot.mouseClick(every[0], Qt.MouseButton.LeftButton)
    answer("Effacer les 30")
    assert [row.data.title for row in rows(card)] == ["Quévrain"]


def test_a_discreet_screen_tells_nothing_of_them(
    office: Office, open_tab: Callable[[], AsidesCard]
) -> None:
    put_aside(office, "passage", text=SAID)
    card = open_tab()
    sheet = opened_sheet(card)
    discretion().set_on(on=True)
    assert sheet.text.text() == "Contenu masqué\u00a0: l’écran est discret. F9 pour le lire."
    assert rows(card)[0].accessibleName().startswith("Fiche nº\u00a01, ")
    discretion().set_on(on=False)
    assert SAID in sheet.text.text()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)


def test_what_only_the_program_reads_is_left_out(office: Office) -> None:
    row = AsideRow(
        7,
        "document",
        "unfit",
        {
            "0": "0198f1c2-aaaa-7bbb-8ccc-0123456789ab",
            "1": "Similes",
            "bytes": {"base64": "AAAA" * 1000},
            "issued_at": "2026-11-24T09:05:00+01:00",
            "due_on": "2026-99-99",
        },
    )
    assert content_in_words(row, office.vocabulary).split("\n") == [
        "Colonne 2\u00a0: Similes",
        "Document\u00a0: 3\u202f000 octets, gardés mais illisibles ici",
        "Remise le\u00a0: 24/11/2026, 9\u00a0h\u00a005",
        "À faire pour le\u00a0: 2026-99-99",
    ]
    assert aside_row(row).title == "Fiche nº\u00a07"
