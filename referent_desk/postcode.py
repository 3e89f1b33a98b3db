"""Belgian postcodes, and foreign ones with their country."""

import re

from referent_desk.errors import InvalidInput


def normalise_postcode(typed: str) -> str:
    """Belgian, 1000 to 9999; a foreign one with its country letters (« F-59000 ») passes."""
    text = typed.strip().upper().removeprefix("B-")
    if not text or re.fullmatch(r"[1-9]\d{3}|[A-Z]{1,3}-[A-Z0-9 -]{3,10}", text):
        return text
    raise InvalidInput(
        "postcode",
        "Un code postal belge a quatre chiffres, de 1000 à 9999.",
        "Pour l’étranger, écrivez le pays devant\u00a0: F-59000.",
    )
