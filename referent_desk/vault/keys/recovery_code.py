"""The recovery code: 130 random bits and four check symbols, in six groups of five.

The alphabet is Crockford's (no I, L, O, U). The check symbols are those of a Reed-Solomon code over
GF(32): up to four wrong symbols are always seen, hence every single slip and every pair swapped,
and a single wrong symbol is located, so that the user is told which group to read again.
"""

import secrets

from referent_desk.errors import RecoveryCodeMistyped
from referent_desk.vault.keys.secrets_given import RecoveryCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DATA_SYMBOLS = 26
CHECK_SYMBOLS = 4
SYMBOLS = DATA_SYMBOLS + CHECK_SYMBOLS
GROUP = 5
_LOOKALIKES = str.maketrans("OILU", "011V")
_FIELD_POLYNOMIAL = 0b100101
_LETTER_COUNT = "Ce code compte {count} caractères\u202f; il doit en compter {expected}."


def _field_tables() -> tuple[list[int], list[int]]:
    powers, logarithms, value = [0] * 62, [0] * 32, 1
    for exponent in range(31):
        powers[exponent] = powers[exponent + 31] = value
        logarithms[value] = exponent
        value <<= 1
        if value & 32:
            value ^= _FIELD_POLYNOMIAL
    return powers, logarithms


_POWERS, _LOGARITHMS = _field_tables()


def _times(left: int, right: int) -> int:
    return _POWERS[_LOGARITHMS[left] + _LOGARITHMS[right]] if left and right else 0


def _generator() -> list[int]:
    """(x - a)(x - a²)(x - a³)(x - a⁴), highest power first."""
    polynomial = [1]
    for root in range(1, CHECK_SYMBOLS + 1):
        shifted = [*polynomial, 0]
        for place, coefficient in enumerate(polynomial):
            shifted[place + 1] ^= _times(coefficient, _POWERS[root])
        polynomial = shifted
    return polynomial


_GENERATOR = _generator()


def _check_symbols(data: list[int]) -> list[int]:
    remainder = [*data, *[0] * CHECK_SYMBOLS]
    for place in range(len(data)):
        lead = remainder[place]
        for offset, coefficient in enumerate(_GENERATOR):
            remainder[place + offset] ^= _times(lead, coefficient)
    return remainder[len(data) :]


def _syndromes(symbols: list[int]) -> list[int]:
    found: list[int] = []
    for root in range(1, CHECK_SYMBOLS + 1):
        value = 0
        for symbol in symbols:
            value = _times(value, _POWERS[root]) ^ symbol
        found.append(value)
    return found


def _single_slip(syndromes: list[int]) -> int | None:
    """The place of the only wrong symbol, counted from the left; None if more than one is wrong."""
    if not all(syndromes):
        return None
    first, ratio = syndromes[0], (_LOGARITHMS[syndromes[1]] - _LOGARITHMS[syndromes[0]]) % 31
    expected = [_times(first, _POWERS[ratio * step % 31]) for step in range(CHECK_SYMBOLS)]
    place = SYMBOLS - 1 - ratio
    return place if expected == syndromes and place >= 0 else None


def new_recovery_code() -> RecoveryCode:
    data = [secrets.randbelow(32) for _ in range(DATA_SYMBOLS)]
    return RecoveryCode("".join(ALPHABET[symbol] for symbol in data + _check_symbols(data)))


def printed(code: RecoveryCode) -> str:
    """In groups, as on the sheet."""
    return "-".join(code.text[start : start + GROUP] for start in range(0, SYMBOLS, GROUP))


def parse_recovery_code(text: str) -> RecoveryCode:
    """The canonical code: case, spaces, dashes and look-alikes (O/0, I/L/1, U/V) do not matter.

    Raises RecoveryCodeMistyped, which names the group to read again when only one symbol is wrong.
    """
    typed = "".join(sign for sign in text.upper() if sign.isalnum()).translate(_LOOKALIKES)
    if len(typed) != SYMBOLS:
        raise RecoveryCodeMistyped(_LETTER_COUNT.format(count=len(typed), expected=SYMBOLS))
    symbols = [ALPHABET.find(sign) for sign in typed]
    if -1 in symbols:
        raise _mistyped(symbols.index(-1))
    syndromes = _syndromes(symbols)
    if any(syndromes):
        raise _mistyped(_single_slip(syndromes))
    return RecoveryCode(typed)


def _mistyped(place: int | None) -> RecoveryCodeMistyped:
    if place is None:
        return RecoveryCodeMistyped()
    return RecoveryCodeMistyped(next_step=f"Relisez le groupe {place // GROUP + 1}.")
