"""What the way of a document asks for, beside what the gate says of its text."""

from collections.abc import Iterable, Iterator

from referent_desk.documents import transmitting
from referent_desk.documents.outline import Outline
from referent_desk.documents.posting import Concern, concerns
from referent_desk.families import FamilyFile, Person
from referent_desk.meetings import Agreement, Meeting
from referent_desk.secrecy import Way


def way_says(
    outline: Outline,
    text: str,
    file: FamilyFile | None,
    person: Person | None,
    meeting: Meeting | None,
    agreement: Agreement | None,
    needs_of_others: Iterable[str],
) -> tuple[Concern, ...]:
    """Pure."""
    return (
        *_concerns(outline, text, file, person, meeting),
        *_of_others(outline, agreement, needs_of_others),
    )


def _of_others(
    outline: Outline, agreement: Agreement | None, needs: Iterable[str]
) -> Iterator[Concern]:
    if agreement and agreement.person_id != outline.person_id:
        yield Concern("Cet accord est celui d’une autre personne.", stops=True)
    for need in needs:
        yield Concern(f"Un besoin noté pour une autre personne\u00a0: «\u00a0{need}\u00a0».")


def _concerns(
    outline: Outline,
    text: str,
    file: FamilyFile | None,
    person: Person | None,
    meeting: Meeting | None,
) -> Iterator[Concern]:
    if outline.leaves is Way.POSTED and file and person:
        yield from concerns(person, file.situations)
    if outline.leaves is Way.TRANSMITTED:
        yield from transmitting.concerns(outline, text)
    if meeting and person and meeting.participants and person.id not in meeting.participants:
        yield Concern("Cette personne n’a pas participé à cet entretien.", stops=True)
