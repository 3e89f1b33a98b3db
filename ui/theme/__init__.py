"""How the window looks: colours, type, icons, and the style sheet made of them."""

from ui.theme.appearance import Scheme, apply, make_application, restyle
from ui.theme.current import current_tokens
from ui.theme.fonts import secondary_font, text_font
from ui.theme.icons import IconRole, icon, icon_pixmap, raise_on_missing, set_icon
from ui.theme.tokens import DARK, LIGHT, Tokens

__all__ = [
    "DARK",
    "LIGHT",
    "IconRole",
    "Scheme",
    "Tokens",
    "apply",
    "current_tokens",
    "icon",
    "icon_pixmap",
    "make_application",
    "raise_on_missing",
    "restyle",
    "secondary_font",
    "set_icon",
    "text_font",
]
