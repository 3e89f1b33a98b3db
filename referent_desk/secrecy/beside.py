"""What leaves beside the text of a document: shown, since no text can be corrected for it. Pure.

What surrounds it on the page or comes from the office's own lists is compared with what was
confided; the text, with what was written to others before.
"""

from collections.abc import Iterator, Sequence

from referent_desk.secrecy.echoes import REACH, SURE_WORDS, echoes
from referent_desk.secrecy.model import Echo, File, Sharing
from referent_desk.secrecy.reading import Said, read
from referent_desk.secrecy.words import day, quoted, source

_APART = "\n" + "_ " * (REACH + 1)
"""Further than words of one saying stand from each other."""


def likenesses(sharing: Sharing, heard: Sequence[Said]) -> Iterator[str]:
    """In French, each with its source; `heard` is what the file holds."""
    yield from _printed(sharing, heard)
    yield from _written(sharing)


def _printed(sharing: Sharing, heard: Sequence[Said]) -> Iterator[str]:
    """Names of the family are on every page of theirs."""
    text, file = _APART.join(sharing.beside.printed), sharing.file
    named = " ".join(name for relative in file.relatives for name in relative.names)
    for echo in _repeated(text, heard, named):
        piece = echo.piece
        if piece and not piece.known_to(sharing.bearer) and piece not in sharing.pieces:
            yield (
                f"Hors du texte (en-tête, adresse, annuaire), {quoted(text, echo)}"
                f" ressemble à ce qui fut {source(piece, file)}."
            )


def _written(sharing: Sharing) -> Iterator[str]:
    common = f"{sharing.ordinary}\n{sharing.beside.common}"
    for echo in _repeated(sharing.text, read(sharing.beside.written), common):
        if echo.piece:
            to, on = sharing.file.called(echo.piece.said_by), echo.piece.noted_on
            words = quoted(sharing.text, echo)
            when = f"fut écrit pour {to} le {day(on)}" if on else f"s’écrit pour {to} (brouillon)"
            yield f"{words} ressemble à ce qui {when}."


def _repeated(text: str, heard: Sequence[Said], ordinary: str) -> Iterator[Echo]:
    if text and heard:
        yield from echoes(text, File(), ordinary, heard, SURE_WORDS)
