"""What goes straight to a professional: as the gate and the register are asked about it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from referent_desk.directory import Resource
from referent_desk.documents.kinds import DocumentKind
from referent_desk.documents.outline import Outline
from referent_desk.documents.posting import Concern
from referent_desk.documents.rows import IssuedDocument
from referent_desk.documents.templates import Verbatim
from referent_desk.families import fold
from referent_desk.secrecy import Gate, Piece, Recipient, Sharing, Told, Way, contact_piece


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


def again(document: IssuedDocument, told: Told, gate: Gate) -> Sharing:
    """What was issued and noted as `told`, on the file as it stands today. Raises NotFound."""
    begun = gate.begin(Way.TRANSMITTED, document.family_id, document.resource_id)
    stands = {piece.key: piece for piece in begun.file.heard}
    pieces = tuple(stands.get(piece.key, piece) for piece in told.pieces)
    return replace(begun, bearer=document.person_id, pieces=pieces, mission=told.mission)


def words_of(outline: Outline) -> tuple[str, ...]:
    """The pieces word for word, verbatims as such, then what was added to them by hand."""
    kept = outline.cleared
    if kept is None:
        return ()
    said = (Verbatim(piece.text) if piece.verbatim else piece.text for piece in kept.pieces)
    return (*said, *((kept.text,) if kept.text else ()))


def joined(names: list[str]) -> str:
    """« Mme Lacroix, Hugo et Léa »."""
    *before, last = names or [""]
    return f"{', '.join(before)} et {last}" if before else last


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
