"""What is told above every screen, and where it leads."""

from pytestqt.qtbot import QtBot

from referent_desk.office import Office
from ui.widgets import Banner
from ui.workspace.notices import SET_ASIDE, Notices


def banners(qtbot: QtBot, office: Office) -> dict[str, Banner]:
    shown = Notices(office)
    qtbot.addWidget(shown)
    return {banner.text(): banner for banner in shown.findChildren(Banner)}


def test_a_file_set_aside_at_the_unlock_is_told(qtbot: QtBot, office: Office) -> None:
    assert SET_ASIDE not in banners(qtbot, office)
    office.vault.set_aside = (office.vault.folder / "coffre.db-wal.ecarte-1",)
    assert SET_ASIDE in banners(qtbot, office)
