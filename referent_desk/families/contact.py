"""Phones, e-mails and postcodes as typed, brought to one form."""

import re

import phonenumbers

from referent_desk.errors import InvalidInput

EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def normalise_phone(typed: str) -> str:
    """E.164 (« +3281721222 ») from a Belgian or foreign form, « 081/72.12.22 » included.

    Short Belgian service numbers (« 107 ») stay as they are. Raises InvalidInput.
    """
    text = typed.strip()
    if re.fullmatch(r"1\d\d", text):
        return text
    try:
        number = phonenumbers.parse(text.replace("(0)", ""), "BE")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise InvalidInput(
            "phone",
            "Ce numéro de téléphone n’est pas complet.",
            "Exemples\u00a0: 081 72 12 22, 0470 12 34 56, +33 3 20 12 34 56.",
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(stored: str) -> str:
    """« 081 72 12 22 » for a Belgian number, the international form for another."""
    try:
        number = phonenumbers.parse(stored, "BE")
    except phonenumbers.NumberParseException:
        return stored
    if stored.isdigit():
        return stored
    national = number.country_code == phonenumbers.country_code_for_region("BE")
    formats = phonenumbers.PhoneNumberFormat
    form = formats.NATIONAL if national else formats.INTERNATIONAL
    return phonenumbers.format_number(number, form).replace("/", " ").replace("-", " ")


def normalise_email(typed: str) -> str:
    """Trimmed. Raises InvalidInput when it cannot be an address."""
    text = typed.strip()
    if not EMAIL.fullmatch(text):
        raise InvalidInput("email", "Cette adresse e-mail n’est pas complète.")
    return text
