import pytest

from ui.theme import DARK, LIGHT, Tokens
from ui.theme.tokens import contrast

SCHEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def test_black_on_white_is_the_most() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@SCHEMES
def test_every_text_is_readable(tokens: Tokens) -> None:
    grounds = (tokens.ground, tokens.surface, tokens.rail, tokens.hover)
    pairs = [(ink, on) for ink in (tokens.text, tokens.muted, tokens.accent) for on in grounds]
    pairs += [(tokens.danger, on) for on in grounds]
    pairs += [
        (tokens.accent, tokens.accent_weak),
        (tokens.muted, tokens.accent_weak),
        (tokens.text, tokens.accent_weak),
        (tokens.warning, tokens.warning_weak),
        (tokens.danger, tokens.danger_weak),
        (tokens.text, tokens.warning_weak),
        (tokens.text, tokens.danger_weak),
        (tokens.on_accent, tokens.accent),
        (tokens.on_accent, tokens.accent_hover),
        (tokens.ground, tokens.text),
    ]
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 4.5} == {}


@SCHEMES
def test_the_border_of_an_input_is_seen(tokens: Tokens) -> None:
    for on in (tokens.ground, tokens.surface):
        assert contrast(tokens.border, on) >= 3
        assert contrast(tokens.accent, on) >= 3
        assert contrast(tokens.danger, on) >= 3
