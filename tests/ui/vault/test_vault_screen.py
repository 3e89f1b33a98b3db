from pytestqt.qtbot import QtBot

from referent_desk.office import Office
from ui.vault import VaultScreen
from ui.widgets import Row


def test_who_may_open_the_vault_is_told(qtbot: QtBot, office: Office) -> None:
    screen = VaultScreen(office)
    qtbot.addWidget(screen)
    told = [(row.data.title, row.data.subtitle.split(" · ")[0]) for row in screen.findChildren(Row)]
    assert told == [("Camille Dumont", "Phrase de passe"), ("Camille Dumont", "Code de secours")]
    assert screen.tab == "access"
