"""What both pieces and words are asked: a patient's refusal, whose hands, a plain contact. Pure."""

from referent_desk.secrecy.model import (
    Condition,
    Echo,
    Obstacle,
    ObstacleKind,
    Patient,
    Piece,
    PieceKind,
    Sharing,
)
from referent_desk.secrecy.words import day, plain_contact


def refusal(no: Patient, sharing: Sharing, piece: Piece, echo: Echo | None = None) -> Obstacle:
    said = f" le {day(no.on)}" if no.on else ""
    if no.review_on is None:
        again = "sans date pour en reparler"
    elif no.review_on <= sharing.today:
        again = f"à revoir depuis le {day(no.review_on)}"
    else:
        again = f"à revoir le {day(no.review_on)}"
    return Obstacle(
        ObstacleKind.PATIENT_REFUSED,
        f"Le patient a refusé{said}\u00a0: ce qui le concerne ne part pas ({again}).",
        Condition.AGREEMENT,
        piece,
        echo,
    )


def hands(sharing: Sharing) -> tuple[str, ...]:
    """Those of the file who will hold it, or hear it, or from whom it is said to come."""
    people = (sharing.recipient.person_id, sharing.bearer)
    return tuple(dict.fromkeys(person for person in people if person))


def is_plain(piece: Piece, sharing: Sharing) -> bool:
    """In the program's own words, from someone of the file."""
    relatives = {relative.id for relative in sharing.file.relatives}
    return (
        piece.kind is PieceKind.CONTACT
        and piece.said_by in relatives
        and piece.text == plain_contact(sharing.file.called(piece.said_by))
    )
