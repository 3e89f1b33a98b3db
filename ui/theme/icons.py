"""Lucide icons, coloured by role and drawn sharp at every pixel ratio."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from referent_desk import resource_files
from ui.theme.current import current_tokens
from ui.theme.tokens import ICON_PX, Tokens

IconRole = Literal["text", "accent", "muted", "on_accent", "warning", "danger"]

_PROPERTY = "deskIcon"
_LUCIDE_STROKE = 'stroke-width="2"'
_OUR_STROKE = 'stroke-width="1.75"'
_GAP = 4
"""Room added at the right of a button's icon: Qt sets the text too close."""


class MissingIcon(Exception):
    """Raised under test only: the name has no file in `resources/icons`."""


_strict = False


def raise_on_missing(strict: bool = True) -> None:
    """Tests call this; for a user, a missing icon is an empty place."""
    global _strict  # noqa: PLW0603
    _strict = strict
    _svg.cache_clear()
    _drawn.cache_clear()


def icon(name: str, role: IconRole = "text", size: int = ICON_PX) -> QIcon:
    """In the current scheme; a checked button shows it in the accent colour."""
    return QIcon(_icon(name, role, size, 0, current_tokens(), _screen_ratios()))


def icon_pixmap(name: str, role: IconRole = "text", size: int = ICON_PX) -> QPixmap:
    """For painting and labels, at the sharpest pixel ratio of the screens."""
    return _drawn(name, _colour(current_tokens(), role), size, max(_screen_ratios()))


def set_icon(
    widget: QAbstractButton | QLabel | QAction,
    name: str,
    role: IconRole = "text",
    size: int = ICON_PX,
) -> None:
    """Gives it the icon, and again in the new colours when the scheme changes."""
    widget.setProperty(_PROPERTY, [name, role, size])
    _draw_on(widget, name, role, size)


def refresh_icons(widgets: list[QWidget]) -> None:
    """Redraws what `set_icon` has drawn."""
    for widget in widgets:
        for bearer in (widget, *widget.actions()):
            spec: object = bearer.property(_PROPERTY)
            if spec and isinstance(bearer, QAbstractButton | QLabel | QAction):
                name, role, size = spec  # pyright: ignore[reportGeneralTypeIssues, reportUnknownVariableType]
                _draw_on(bearer, name, role, size)  # pyright: ignore[reportUnknownArgumentType]


def _draw_on(
    widget: QAbstractButton | QLabel | QAction, name: str, role: IconRole, size: int
) -> None:
    if isinstance(widget, QLabel):
        widget.setPixmap(icon_pixmap(name, role, size))
        return
    gap = _GAP if isinstance(widget, QAbstractButton) and widget.text() else 0
    widget.setIcon(QIcon(_icon(name, role, size, gap, current_tokens(), _screen_ratios())))
    if isinstance(widget, QAbstractButton):
        widget.setIconSize(QSize(size + gap, size))


@lru_cache(maxsize=512)
def _icon(
    name: str, role: IconRole, size: int, gap: int, tokens: Tokens, ratios: tuple[float, ...]
) -> QIcon:
    made = QIcon()
    for ratio in ratios:
        made.addPixmap(_drawn(name, _colour(tokens, role), size, ratio, gap))
        faint = tokens.button_line if role == "muted" else tokens.muted
        made.addPixmap(_drawn(name, faint, size, ratio, gap), QIcon.Mode.Disabled)
        if role in ("text", "muted"):
            checked = _drawn(name, tokens.accent, size, ratio, gap)
            made.addPixmap(checked, QIcon.Mode.Normal, QIcon.State.On)
    return made


@lru_cache(maxsize=1024)
def _drawn(name: str, colour: str, size: int, ratio: float, gap: int = 0) -> QPixmap:
    pixels = round(size * ratio)
    pixmap = QPixmap(round((size + gap) * ratio), pixels)
    pixmap.fill(QColor(0, 0, 0, 0))
    source = _svg(name)
    if source:
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    file = _folder() / f"{name}.svg"
    if file.is_file():
        return file.read_text(encoding="utf-8").replace(_LUCIDE_STROKE, _OUR_STROKE)
    if _strict:
        raise MissingIcon(name)
    return ""


def _folder() -> Path:
    return resource_files.path("icons")


def _colour(tokens: Tokens, role: IconRole) -> str:
    colour: str = getattr(tokens, role)
    return colour


def _screen_ratios() -> tuple[float, ...]:
    """Of the screens there are; `appearance` has icons redrawn when another is plugged in."""
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    return tuple(sorted(ratios)) or (1.0,)
