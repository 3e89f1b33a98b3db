"""The opaque reference of a referral: drawn by chance, and read again from a reply slip."""

import secrets
from collections.abc import Callable

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
DIGITS = "23456789"
LENGTH = 6
_MISREAD = str.maketrans("OILSZBG", "0115286")


def opaque_code(choose: Callable[[str], str] = secrets.choice) -> str:
    """Six signs such as « K7M2P4 », telling nothing; no 0/O, 1/I/L."""
    return "".join(choose(LETTERS) + choose(DIGITS) for _ in range(LENGTH // 2))


def read_code(typed: str) -> str:
    """What two spellings of one code share: « k7 m2-p4 », O for 0, I for 1, S for 5.

    Letters and digits alternate in a code, so that no two codes are read alike.
    """
    signs = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    return signs.translate(_MISREAD)
