"""What was chosen to be transmitted, in its document's draft: keys of pieces, no copy of them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from referent_desk.office import Office
from referent_desk.secrecy import Piece, Sharing, Way


def to_draft(sharing: Sharing) -> dict[str, Any]:
    return {
        "resource_id": sharing.recipient.id,
        "pieces": [piece.key for piece in sharing.pieces],
        "mission": sharing.mission,
        "confirmed": sharing.confirmed and _mark(sharing.pieces),
        "diagnosis_named": sharing.diagnosis_named,
        "bearer": sharing.bearer,
        "words": sharing.text,
    }


def from_draft(office: Office, family_id: str, body: Mapping[str, Any]) -> Sharing:
    """On the file as it stands; pieces gone since are left aside, those changed since are to be

    confirmed again. Raises NotFound.
    """
    begun = office.gate.begin(Way.TRANSMITTED, family_id, body["resource_id"])
    wanted = set(body["pieces"])
    pieces = tuple(piece for piece in begun.file.heard if piece.key in wanted)
    return replace(
        begun,
        pieces=pieces,
        mission=body["mission"],
        confirmed=body["confirmed"] == _mark(pieces),
        diagnosis_named=body["diagnosis_named"],
        bearer=body["bearer"],
        text=body["words"],
    )


def _mark(pieces: Iterable[Piece]) -> str:
    """Of the very words, which it does not tell."""
    words = sorted((piece.key, piece.text) for piece in pieces)
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()
