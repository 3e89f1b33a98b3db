"""What stops a document, or speaks against it, before it leaves."""

from collections.abc import Iterator

from referent_desk.directory import Resource
from referent_desk.documents.kinds import Way
from referent_desk.documents.outline import Outline
from referent_desk.documents.posting import Concern, concerns
from referent_desk.families import FamilyFile, Person, fold
from referent_desk.meetings import Meeting
from referent_desk.secrecy import HandedLetter, Obstacle, obstacles


def gate_says(
    outline: Outline,
    text: str,
    resources: tuple[Resource, ...],
    patients: tuple[str, ...],
    wards: tuple[str, ...],
    relative: str,
) -> tuple[Obstacle, ...]:
    """The gate's word on each resource named; on the text alone where there is none. Pure."""
    if outline.declared.names_ward:
        addressees = {fold(resource.name) for resource in resources}
        wards = tuple(ward for ward in wards if fold(ward) not in addressees)
    found = (
        obstacle
        for resource in resources or (Resource(""),)
        for obstacle in obstacles(
            HandedLetter(resource, outline.diagnosis_named, text, patients, wards, relative)
        )
    )
    return tuple(dict.fromkeys(found))


def way_says(
    outline: Outline, file: FamilyFile | None, person: Person | None, meeting: Meeting | None
) -> tuple[Concern, ...]:
    """Pure."""
    return tuple(_concerns(outline, file, person, meeting))


def _concerns(
    outline: Outline, file: FamilyFile | None, person: Person | None, meeting: Meeting | None
) -> Iterator[Concern]:
    if outline.leaves is Way.POSTED and file and person:
        yield from concerns(person, file.situations)
    if outline.leaves is Way.TRANSMITTED:
        if outline.cleared is None:
            yield Concern("L’accord et les conditions de la transmission manquent.", stops=True)
        else:
            yield from (Concern(reason, stops=True) for reason in outline.cleared.reasons)
    if meeting and person and meeting.participants and person.id not in meeting.participants:
        yield Concern("Cette personne n’a pas participé à cet entretien.", stops=True)
