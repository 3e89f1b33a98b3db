import pytest
from PySide6.QtGui import QColor, QImage

from ui import theme
from ui.theme.icons import MissingIcon


def colours(image: QImage) -> set[str]:
    seen = set[str]()
    for x in range(image.width()):
        for y in range(image.height()):
            pixel = image.pixelColor(x, y)
            if pixel.alpha() == 255:
                seen.add(pixel.name().upper())
    return seen


def test_an_icon_is_of_its_role_and_size() -> None:
    pixmap = theme.icon_pixmap("house", "danger", 48)
    assert pixmap.deviceIndependentSize().width() == 48
    assert QColor(theme.LIGHT.danger).name().upper() in colours(pixmap.toImage())


def test_the_same_icon_is_drawn_once() -> None:
    assert theme.icon_pixmap("house").cacheKey() == theme.icon_pixmap("house").cacheKey()


def test_a_checked_button_shows_it_in_the_accent() -> None:
    icon = theme.icon("house", "text", 48)
    on = icon.pixmap(48, 48, icon.Mode.Normal, icon.State.On).toImage()
    assert theme.LIGHT.accent in colours(on)


def test_what_is_disabled_is_paler_and_still_seen() -> None:
    for role in ("muted", "on_accent"):
        icon = theme.icon("house", role, 48)
        off = colours(icon.pixmap(48, 48, icon.Mode.Disabled).toImage())
        assert not off & colours(icon.pixmap(48, 48).toImage())
        assert off & {theme.LIGHT.button_line, theme.LIGHT.muted}


def test_a_missing_icon_is_an_error_under_test_only() -> None:
    with pytest.raises(MissingIcon):
        theme.icon("no-such-icon")
    theme.raise_on_missing(strict=False)
    assert theme.icon_pixmap("no-such-icon").width() > 0
