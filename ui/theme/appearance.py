"""Puts a scheme on the whole application, at the start and whenever the setting changes."""

from collections.abc import Sequence
from enum import Enum
from functools import cache

from PySide6 import QtCore
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.current import remember
from ui.theme.fonts import text_font
from ui.theme.icons import refresh_icons
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import DARK, LIGHT, Tokens


class Scheme(Enum):
    """What the user chose; SYSTEM follows the computer."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


_chosen = Scheme.LIGHT
_dark_computer = False


def make_application(arguments: Sequence[str]) -> QApplication:
    """In Fusion, whose measures the style sheet counts on.

    As an option: setting it from Python would load QStyle and its many enumerations at the start.
    """
    return QApplication([*arguments, "-style", "fusion"])


def apply(app: QApplication, scheme: Scheme) -> None:
    """Fonts, palette, style sheet and icons, in one go; SYSTEM goes on following the computer."""
    global _chosen  # noqa: PLW0603
    _chosen = scheme
    _follow_computer(app)
    _put_on(app, _tokens_of(scheme))


def restyle(widget: QWidget) -> None:
    """After a change of a property that the style sheet reads; needless before the first show."""
    if widget.testAttribute(QtCore.Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


@cache
def _follow_computer(app: QApplication) -> None:
    """At first by Qt's own palette, before ours: asking the hints would load all of `Qt`."""
    global _dark_computer  # noqa: PLW0603
    _dark_computer = app.palette().color(QPalette.ColorRole.Window).lightness() < 128

    def follow(scheme: "QtCore.Qt.ColorScheme") -> None:
        global _dark_computer  # noqa: PLW0603
        _dark_computer = scheme == QtCore.Qt.ColorScheme.Dark
        if _chosen is Scheme.SYSTEM:
            _put_on(app, _tokens_of(Scheme.SYSTEM))

    app.styleHints().colorSchemeChanged.connect(follow)
    app.screenAdded.connect(lambda: refresh_icons(app.allWidgets()))


def _put_on(app: QApplication, tokens: Tokens) -> None:
    remember(tokens)
    app.setFont(text_font())
    app.setPalette(_palette(tokens))
    app.setStyleSheet(stylesheet(tokens))
    refresh_icons(app.allWidgets())


def _tokens_of(scheme: Scheme) -> Tokens:
    dark = _dark_computer if scheme is Scheme.SYSTEM else scheme is Scheme.DARK
    return DARK if dark else LIGHT


def _palette(tokens: Tokens) -> QPalette:
    """What a style sheet does not reach: text painted by delegates, selections, place-holders."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.ground,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.ground,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Mid: tokens.line,
        role.Accent: tokens.accent,
    }
    palette = QPalette()
    for place, colour in colours.items():
        palette.setColor(place, QColor(colour))
    for place in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(tokens.muted))
    return palette
