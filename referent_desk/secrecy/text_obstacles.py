"""What stops the words of a text: what they repeat, and whom they name. Pure."""

from collections.abc import Iterator

from referent_desk.families import fold
from referent_desk.secrecy import consent
from referent_desk.secrecy.echoes import echoes
from referent_desk.secrecy.model import (
    Condition,
    Echo,
    EchoKind,
    Obstacle,
    ObstacleKind,
    Piece,
    PieceKind,
    Sharing,
    Way,
)
from referent_desk.secrecy.refusals import hands, is_plain, refusal
from referent_desk.secrecy.words import quoted, source

_Found = Iterator[Obstacle]


def in_words(found: tuple[Echo, ...], sharing: Sharing) -> _Found:
    """`found` is what the free text holds."""
    of_one = _transmitted_echo if sharing.way is Way.TRANSMITTED else _handed_echo
    for echo in found:
        yield from of_one(echo, found, sharing)


def covered(echo: Echo, found: tuple[Echo, ...], sharing: Sharing) -> bool:
    """The text repeats a piece that was picked, and this within it."""
    return any(
        other.start <= echo.start and echo.end <= other.end and other.piece in sharing.pieces
        for other in found
        if other.kind is EchoKind.WORDS
    )


def own_name(word: str, sharing: Sharing) -> bool:
    """Of who carries it, who may be called like the patient."""
    theirs = (r.names for r in sharing.file.relatives if r.id == sharing.bearer)
    own = {part for names in theirs for name in names for part in fold(name).split()}
    return set(fold(word).split()) <= own


def unheard(piece: Piece, sharing: Sharing) -> _Found:
    """Written here rather than picked: it is read as a free text is."""
    if piece in sharing.file.heard or is_plain(piece, sharing):
        return
    for echo in echoes(piece.text, sharing.file, sharing.ordinary):
        said = echo.piece
        if said and echo.sure and said.said_by != piece.said_by and said not in sharing.pieces:
            yield _others(echo, said, sharing, piece.text)


def _handed_echo(echo: Echo, found: tuple[Echo, ...], sharing: Sharing) -> _Found:
    if not echo.sure:
        return
    if echo.kind is EchoKind.WORDS and echo.piece:
        yield from _handed_words(echo, echo.piece, found, sharing)
    elif echo.kind is EchoKind.PATIENT and not own_name(echo.named, sharing):
        yield Obstacle(
            ObstacleKind.PATIENT_NAMED,
            f"Le texte nomme le patient («\u00a0{echo.named}\u00a0»).",
            echo=echo,
        )
    elif echo.kind is EchoKind.WARD and not _addressed(echo.named, sharing):
        yield Obstacle(
            ObstacleKind.WARD_NAMED,
            f"Le texte nomme l’unité «\u00a0{echo.named}\u00a0».",
            echo=echo,
        )


def _addressed(name: str, sharing: Sharing) -> bool:
    """To whom it goes may be named."""
    return fold(name) in {fold(to.name) for to in (sharing.recipient, *sharing.printed)}


def _handed_words(echo: Echo, piece: Piece, found: tuple[Echo, ...], sharing: Sharing) -> _Found:
    file = sharing.file
    theirs = piece.known_to(sharing.bearer)
    if not theirs and not covered(echo, found, sharing):
        yield _others(echo, piece, sharing, sharing.text)
    elif theirs and consent.concerns_patient(piece, file):
        no = consent.refused(piece, file, sharing.today)
        if no:
            yield refusal(no, sharing, piece, echo)


def _transmitted_echo(echo: Echo, found: tuple[Echo, ...], sharing: Sharing) -> _Found:
    """The preview shows what was picked, and nothing else."""
    if not echo.sure:
        return
    file = sharing.file
    if echo.kind is EchoKind.WORDS and echo.piece:
        if _scope(echo.piece, sharing) or covered(echo, found, sharing):
            return
        yield Obstacle(
            ObstacleKind.NOT_PICKED,
            f"Le texte reprend ce qui n’est pas choisi\u00a0: {source(echo.piece, file)}"
            f" ({quoted(sharing.text, echo)}).",
            Condition.NECESSITY,
            echo.piece,
            echo,
        )
    elif echo.kind is EchoKind.PATIENT and not any(
        consent.concerns_patient(piece, file) for piece in sharing.pieces
    ):
        yield Obstacle(
            ObstacleKind.PATIENT_NAMED,
            f"Le texte nomme le patient («\u00a0{echo.named}\u00a0»), et rien de choisi ne le"
            " concerne.",
            Condition.NECESSITY,
            echo=echo,
        )


def _scope(piece: Piece, sharing: Sharing) -> bool:
    """The words of an agreement that lets this recipient know."""
    given = (consent.given_by(person, sharing) for person in sharing.concerned)
    return piece.kind is PieceKind.FREE and piece.record_id in {a.id for a in given if a}


def _others(echo: Echo, piece: Piece, sharing: Sharing, text: str) -> Obstacle:
    """`text` is what holds the echo."""
    here = source(piece, sharing.file)
    if set(hands(sharing)) & set(piece.restricted_from):
        kind, why = ObstacleKind.RESTRICTED, "Le texte reprend ce qui n’est pas à rapporter"
    else:
        kind, why = ObstacleKind.OTHERS_WORDS, "Le texte reprend ce qui n’est pas à cette personne"
    return Obstacle(
        kind, f"{why}\u00a0: {here} ({quoted(text, echo)}).", Condition.AGREEMENT, piece, echo
    )
