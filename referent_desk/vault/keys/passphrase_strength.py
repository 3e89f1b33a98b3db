"""How long a passphrase would resist, judged by zxcvbn and told in French."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

ACCEPTED_FROM = 3
SHORTEST = 10
_JUDGED = 72
_LABELS = ("très faible", "faible", "moyenne", "bonne", "très bonne")
_GENERAL = "Choisissez quatre mots ou plus, sans rapport entre eux."
_TOO_SHORT = f"Il faut au moins {SHORTEST} caractères. {_GENERAL}"
_GOOD = "Cette phrase de passe résiste bien. Choisissez-la facile à retenir sans la noter."
_BY_PATTERN = {
    "dictionary": "Un mot courant, un prénom ou un mot de passe connu se devine vite.",
    "spatial": "Une suite de touches voisines du clavier se devine vite.",
    "repeat": "Une répétition n’ajoute presque rien.",
    "sequence": "Une suite comme «\u00a0abcd\u00a0» ou «\u00a01234\u00a0» se devine vite.",
    "regex": "Une année se devine vite.",
    "date": "Une date se devine vite.",
}


@dataclass(frozen=True)
class Strength:
    """`score` from 0 to 4; accepted from 3 up."""

    score: int
    acceptable: bool
    label: str
    advice: str


def strength(passphrase: str, hints: Sequence[str] = ()) -> Strength:
    """`hints` are words that an acquaintance would try first: the holder's name, the hospital's."""
    if len(passphrase.strip()) < SHORTEST:
        return Strength(0, False, _LABELS[0], _TOO_SHORT)
    result = _judged(passphrase[:_JUDGED], [*hints, "referent", "coffre", "beauvallon"])
    score = int(result["score"])
    if score >= ACCEPTED_FROM:
        return Strength(score, True, _LABELS[score], _GOOD)
    return Strength(score, False, _LABELS[score], f"{_weakness(result)} {_GENERAL}".strip())


def _judged(passphrase: str, hints: list[str]) -> Mapping[str, Any]:
    """Imported here: zxcvbn's word lists take longer to load than the first screen may."""
    from zxcvbn import zxcvbn  # noqa: PLC0415

    return cast("Mapping[str, Any]", zxcvbn(passphrase, user_inputs=hints))


def _weakness(result: Mapping[str, Any]) -> str:
    """About the longest piece that was recognised."""
    pieces = cast("list[Mapping[str, Any]]", result["sequence"])
    longest = max(pieces, key=lambda piece: len(str(piece["token"])), default=None)
    return _BY_PATTERN.get(str(longest["pattern"]), "") if longest else ""
