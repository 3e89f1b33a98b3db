"""What can stop a document, each with its French message."""

import unicodedata
from collections.abc import Iterable, Mapping

from referent_desk.errors import DeskError


class DocumentError(DeskError):
    """A document cannot be made as it is."""

    safe = "Rien n’a été imprimé ni enregistré\u202f; votre texte est intact."


_MOST_SHOWN = 12
_WITHOUT_THEM = "Remplacez ou supprimez ces caractères dans le texte, puis recommencez."
_IN_LATIN_LETTERS = (
    "Écrivez ce nom en lettres latines, comme sur la carte d’identité\u202f; ou laissez un blanc et"
    " écrivez-le à la main sur la feuille imprimée."
)


class MissingGlyphs(DocumentError):
    """`characters` are not in the font of the letters."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = tuple(characters)
        named = ", ".join(map(shown_character, self.characters[:_MOST_SHOWN]))
        if len(self.characters) > _MOST_SHOWN:
            named += f" et {len(self.characters) - _MOST_SHOWN} autres caractères"
        foreign = any(character.isalpha() for character in self.characters)
        super().__init__(
            f"La police des documents ne peut pas imprimer\u00a0: {named}.",
            next_step=_IN_LATIN_LETTERS if foreign else _WITHOUT_THEM,
        )


class LogoRefused(DocumentError):
    """A file that cannot be the logo; it says why, and what to do."""

    what = "Ce fichier ne peut pas servir de logo."
    safe = "Rien n’a été changé\u00a0: vos documents s’impriment comme avant."
    next_step = "Choisissez une image PNG ou un dessin SVG."


class TemplateError(DocumentError):
    """A template cannot be filled.

    `line` tells where in the text edited, from 1; below 1, in the subject; None, nowhere.
    """

    what = "Ce modèle ne peut pas être rempli."
    next_step = "Corrigez le modèle, ou choisissez «\u00a0Reprendre le modèle livré\u00a0»."

    def __init__(
        self, what: str = "", safe: str = "", next_step: str = "", *, line: int | None = None
    ) -> None:
        self.line = line
        self._said = what
        super().__init__(what if line is None else f"{what}, {place(line)}.", safe, next_step)

    def below(self, lines: int) -> "TemplateError":
        """The same fault, told for the text that begins after so many lines."""
        if self.line is None:
            return self
        return TemplateError(self._said, self.safe, self.next_step, line=self.line - lines)


class UnknownField(TemplateError):
    """The template names fields that the program does not give."""

    def __init__(self, lines: Mapping[str, int]) -> None:
        self.names = tuple(lines)
        self._lines = lines
        several = len(self.names) > 1
        noun = "Ces champs du modèle sont inconnus" if several else "Ce champ du modèle est inconnu"
        told = ", ".join(f"{name} ({place(line)})" for name, line in lines.items())
        super().__init__(f"{noun}\u00a0: {told}.")
        self.line = min(lines.values())

    def below(self, lines: int) -> TemplateError:
        return UnknownField({name: line - lines for name, line in self._lines.items()})


def place(line: int) -> str:
    """In the text edited; what stands above it is the subject, or the title."""
    return f"ligne {line}" if line >= 1 else "dans l’objet ou le titre"


def shown_character(character: str) -> str:
    """« 😀 »; what is invisible, or only goes with another, by its number: « U+200E »."""
    alone = character.isprintable() and not unicodedata.combining(character)
    return character if alone else f"U+{ord(character):04X}"
