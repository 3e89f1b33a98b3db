from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui import theme
from ui.theme.stylesheet import stylesheet


def test_apply_sets_colours_and_type(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Scheme.DARK)
    assert theme.current_tokens() is theme.DARK
    ground = qapp.palette().color(QPalette.ColorRole.Window).name()
    assert ground.upper() == theme.DARK.ground
    assert QFontInfo(qapp.font()).family() == "Source Sans 3"
    assert qapp.font().pixelSize() == 15


def test_system_is_one_of_the_two(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Scheme.SYSTEM)
    assert theme.current_tokens() in (theme.LIGHT, theme.DARK)


def test_the_sheet_is_filled_in_whole() -> None:
    assert "$" not in stylesheet(theme.LIGHT)


def test_icons_take_the_colours_of_a_new_scheme(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    theme.set_icon(button, "lock", "accent")
    before = button.icon().cacheKey()
    theme.apply(qapp, theme.Scheme.DARK)
    assert button.icon().cacheKey() != before
