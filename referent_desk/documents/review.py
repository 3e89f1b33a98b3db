"""What the way of a document asks for, beside what the gate says of its text."""

from collections.abc import Iterator

from referent_desk.documents import transmitting
from referent_desk.documents.kinds import Way
from referent_desk.documents.outline import Outline
from referent_desk.documents.posting import Concern, concerns
from referent_desk.families import FamilyFile, Person
from referent_desk.meetings import Meeting


def way_says(
    outline: Outline,
    text: str,
    file: FamilyFile | None,
    person: Person | None,
    meeting: Meeting | None,
) -> tuple[Concern, ...]:
    """Pure."""
    return tuple(_concerns(outline, text, file, person, meeting))


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
