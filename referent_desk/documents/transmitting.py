"""What goes straight to a professional: as the gate and the register are asked about it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from referent_desk.directory import Resource
from referent_desk.documents.kinds import DocumentKind
from referent_desk.documents.outline import Outline
from referent_desk.documents.posting import Concern
from referent_desk.documents.templates import Verbatim
from referent_desk.families import fold
from referent_desk.meetings import Source
from referent_desk.secrecy import Gate, Piece, PieceKind, Recipient, Sharing, Way, contact_piece


def asked(outline: Outline, gate: Gate) -> Sharing | None:
    """On the file as it stands, to the recipient chosen now; None while nothing was cleared.

    Nor for a plain contact elsewhere than to the treating team.

    Who it is said to come from holds it too: what is not to be told them stops. Raises NotFound.
    """
    if not outline.resource_ids:
        return None
    begun = gate.begin(Way.TRANSMITTED, outline.family_id, outline.resource_ids[0])
    begun = replace(begun, bearer=outline.person_id, diagnosis_named=outline.diagnosis_named)
    if outline.kind is DocumentKind.CONTACT_REQUEST:
        if not begun.recipient.treating:
            return None
        return replace(begun, pieces=(contact_piece(outline.person_id, begun),))
    if outline.cleared is None:
        return None
    kept = outline.cleared
    return replace(
        begun,
        pieces=tuple(_standing(kept.pieces, begun)),
        mission=kept.mission,
        confirmed=kept.confirmed,
    )


def _standing(picked: Sequence[Piece], begun: Sharing) -> Iterator[Piece]:
    """Those that are still noted, of whom they are noted to be; one reworded stays as it was."""
    stands = {piece.key: piece for piece in begun.file.heard}
    for piece in picked:
        now = stands.get(piece.key)
        if now is not None:
            yield now if now.text == piece.text else piece


def words_of(outline: Outline) -> tuple[str, ...]:
    """The pieces word for word, each after whose word it is, then what was added by hand."""
    kept = outline.cleared
    if kept is None:
        return ()
    said = (_said(piece, _whose_word(piece, kept)) for piece in kept.pieces)
    return (*said, *((kept.text,) if kept.text else ()))


def _said(piece: Piece, whose: str) -> str:
    if piece.verbatim:
        return Verbatim(piece.text, whose)
    return f"{whose}\u00a0: {piece.text}" if whose else piece.text


def _whose_word(piece: Piece, kept: Sharing) -> str:
    """What is supposed or seen is never read as told. Nothing where one person says it all."""
    called, noted = kept.file.called, piece.kind in {PieceKind.EMOTION, PieceKind.NEED}
    if piece.source is Source.HYPOTHESIS:
        return "Hypothèse"
    if piece.source is Source.OBSERVED:
        return f"Observé chez {called(piece.about)}" if noted and piece.about else "Observé"
    sayers = {other.said_by for other in kept.pieces}
    plain = not noted and len(sayers) == 1
    return called(piece.said_by) if piece.said_by and not plain else ""


def concerns(outline: Outline, text: str, to: Sequence[Resource]) -> Iterator[Concern]:
    """What the gate does not see: in whose name it goes, and what was picked but is not said."""
    kept, contact = outline.cleared, outline.kind is DocumentKind.CONTACT_REQUEST
    if contact and to and not Recipient.of(to[0]).treating:
        yield Concern(
            "Une demande de contact ne se transmet qu’à une unité de l’hôpital\u00a0:"
            f" pour {to[0].name}, le proche peut la porter.",
            stops=True,
        )
    if not outline.resource_ids or not (contact or kept):
        yield Concern("L’accord et les conditions de la transmission manquent.", stops=True)
    if contact or kept is None:
        return
    if kept.concerned and outline.person_id not in kept.concerned:
        yield Concern("Rien de ce qui est choisi ne vient de cette personne.", stops=True)
    written = fold(text)
    for piece in kept.pieces:
        if fold(piece.text) not in written:
            yield Concern(
                f"Choisi, et changé ou absent du texte\u00a0: «\u00a0{piece.text}\u00a0»."
            )
