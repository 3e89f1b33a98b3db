"""Which colours are in force, for icons and for what paints itself."""

from ui.theme.tokens import LIGHT, Tokens

_current = LIGHT


def current_tokens() -> Tokens:
    """The scheme applied last; light before any."""
    return _current


def remember(tokens: Tokens) -> None:
    """Only `apply` calls it."""
    global _current  # noqa: PLW0603
    _current = tokens
