"""What Jinja says of a broken template, in French."""

import re

NOT_FILLED = "Un champ ne peut pas s’employer ainsi"
BROKEN = "Le modèle contient une faute"

_SAYINGS: tuple[tuple[str, str], ...] = (
    (
        r"innermost block that needs to be closed is '(\w+)'",
        r"« {% \1 … %} » n’est pas fermé : ajoutez « {% end\1 %} »",
    ),
    (r"unknown tag 'end(\w+)'", r"« {% end\1 %} » ne ferme rien"),
    (r"unknown tag '(\w+)'", r"« {% \1 %} » n’existe pas"),
    (r"No filter named '(\w+)'", r"Le filtre « \1 » n’existe pas"),
    (r"Missing end of comment", "Une remarque « {# » n’est pas fermée par « #} »"),
    (
        r"unexpected end of template, expected 'end of print|got 'end of template'|unexpected '\}'",
        "Un champ « {{ » n’est pas fermé par « }} »",
    ),
    (
        r"[Ee]xpected an expression, got 'end of print|unexpected 'end of print",
        "Il manque le nom du champ entre « {{ » et « }} »",
    ),
    (
        r"expected token 'end of print statement'|unexpected char",
        "Ce qui est écrit entre « {{ » et « }} » n’est pas le nom d’un champ",
    ),
)


def in_french(said: str) -> str:
    """Without its line, which the caller tells."""
    for pattern, becomes in _SAYINGS:
        if found := re.search(pattern, said):
            return found.expand(becomes)
    return BROKEN
