from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets import (
    Banner,
    Card,
    EmptyState,
    FlowLayout,
    IconButton,
    LinkButton,
    PageTitle,
    RailButton,
    Row,
    Rule,
    Text,
)


def named(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_a_row_is_named_and_answers_keys_and_clicks(qtbot: QtBot) -> None:
    row = Row("Rappeler M. Delvaux", "Promis le 19", tag="en retard", key="a7", icon="phone")
    qtbot.addWidget(row)
    assert named(row) == "Rappeler M. Delvaux, en retard, Promis le 19"
    for act in (
        lambda: qtbot.mouseClick(row, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(row, Qt.Key.Key_Return),
        lambda: qtbot.keyClick(row, Qt.Key.Key_Space),
    ):
        with qtbot.waitSignal(row.activated) as heard:
            act()
        assert heard.args == ["a7"]


def test_a_card_parts_its_rows_and_empties(qtbot: QtBot) -> None:
    card = Card("Aujourd’hui", action="Préparer")
    qtbot.addWidget(card)
    for _ in range(3):
        card.add(Row("10 h 00"))
    assert len(card.findChildren(Rule)) == 2
    card.body.addWidget(QLabel("fin"))
    card.clear()
    qtbot.waitUntil(lambda: not card.findChildren(Row))
    assert not card.findChildren(Rule)
    card.body.addWidget(QLabel("encore"))


def test_a_card_has_a_link(qtbot: QtBot) -> None:
    card = Card("Aujourd’hui", action="Préparer")
    qtbot.addWidget(card)
    link = card.findChild(LinkButton)
    assert link is not None
    assert named(link) == "Préparer\u00a0: Aujourd’hui"
    with qtbot.waitSignal(card.actionRequested):
        link.click()


def test_rows_and_headings_are_in_line(qtbot: QtBot) -> None:
    card = Card("Aujourd’hui")
    row = Row("10 h 00")
    card.add(row)
    card.add(Text("Rien d’autre."))
    qtbot.addWidget(card)
    card.resize(400, 200)
    card.show()
    labels = [label for label in card.findChildren(Text) if label.isVisible()]
    lefts = {label.mapTo(card, label.rect().topLeft()).x() for label in labels}
    assert lefts == {row.x() + 8}


def test_words_are_never_markup(qtbot: QtBot) -> None:
    text = Text("<b>gras</b>")
    qtbot.addWidget(text)
    assert text.textFormat() == Qt.TextFormat.PlainText


def test_the_rail_folds_and_keeps_its_name(qtbot: QtBot) -> None:
    button = RailButton("Verrouiller", "lock", "Ctrl+L", checkable=False)
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_folded(folded=True)
    assert button.sizeHint().width() < wide
    assert named(button) == "Verrouiller"


def test_an_icon_alone_has_a_name(qtbot: QtBot) -> None:
    button = IconButton("x", "Fermer")
    qtbot.addWidget(button)
    assert named(button) == "Fermer"


def test_an_empty_place_offers_what_to_do(qtbot: QtBot) -> None:
    empty = EmptyState("users", "Aucune famille encore.", "Noter un appel")
    qtbot.addWidget(empty)
    button = empty.findChild(QPushButton)
    assert button is not None
    with qtbot.waitSignal(empty.actionRequested):
        button.click()


def test_a_banner_tells_and_offers(qtbot: QtBot) -> None:
    banner = Banner(kind="warning", action="Sauvegarder")
    qtbot.addWidget(banner)
    banner.show_text("Sauvegarde en retard.", "danger")
    assert banner.isVisible()
    assert banner.text() == "Sauvegarde en retard."
    link = banner.findChild(LinkButton)
    assert link is not None
    with qtbot.waitSignal(banner.actionRequested):
        link.click()


def test_a_title_without_subtitle_leaves_no_hole(qtbot: QtBot) -> None:
    title = PageTitle("Annuaire")
    qtbot.addWidget(title)
    title.show()
    lone = title.sizeHint().height()
    title.set_subtitle("Douze ressources")
    assert title.sizeHint().height() > lone


def test_what_does_not_fit_goes_to_the_next_line(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    flow = FlowLayout(page, gap=10)
    for _ in range(3):
        box = QWidget()
        box.setMinimumSize(40, 20)
        box.setMaximumSize(40, 20)
        flow.addWidget(box)
    assert flow.heightForWidth(140) == 20
    assert flow.heightForWidth(139) == 50
    flow.setGeometry(QRect(0, 0, 90, 100))
    assert flow.heightForWidth(30) == 80
