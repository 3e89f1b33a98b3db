"""What a meeting gives the gate: whose each piece is, and whom it is kept from."""

from datetime import datetime

from referent_desk.meetings import EmotionNote, Meeting, NeedNote, Passage, Source
from referent_desk.secrecy.model import Piece, PieceKind
from referent_desk.secrecy.pieces import pieces_of
from referent_desk.vocabulary import Catalogue

MOTHER, BROTHER = "mother", "brother"


def label(_catalogue: Catalogue, code: str) -> str:
    return code


def pieces(meeting: Meeting) -> dict[PieceKind, Piece]:
    return {piece.kind: piece for piece in pieces_of(meeting, label)}


def test_what_was_read_in_a_passage_is_kept_from_the_same_people() -> None:
    said = Passage("f", "Je lui en veux.", said_by=MOTHER, restricted_from=(BROTHER,), id="p")
    meeting = Meeting(
        "family",
        datetime(2026, 3, 10),
        passages=(said,),
        emotions=(EmotionNote("anger", person_id=MOTHER, passage_id="p"),),
        needs=(NeedNote("respite", person_id=MOTHER),),
    )
    found = pieces(meeting)
    assert found[PieceKind.PASSAGE].restricted_from == (BROTHER,)
    assert found[PieceKind.EMOTION].restricted_from == (BROTHER,)
    assert found[PieceKind.NEED].restricted_from == ()


def test_what_was_seen_or_supposed_of_someone_was_not_said_by_them() -> None:
    for source, said_by in (
        (Source.SAID, MOTHER),
        (Source.OBSERVED, None),
        (Source.HYPOTHESIS, None),
    ):
        felt = EmotionNote("anger", person_id=MOTHER, source=source)
        found = pieces(Meeting("family", datetime(2026, 3, 10), emotions=(felt,)))
        assert (found[PieceKind.EMOTION].said_by, found[PieceKind.EMOTION].about) == (
            said_by,
            MOTHER,
        )


def test_a_passage_about_nobody_else_is_about_the_patient() -> None:
    of_him, of_her = (Passage("f", "…", said_by=MOTHER, about=a) for a in (None, MOTHER))
    given = [
        pieces(Meeting("family", datetime(2026, 3, 10), passages=(passage,)))[PieceKind.PASSAGE]
        for passage in (of_him, of_her)
    ]
    assert [piece.about_patient for piece in given] == [True, False]
