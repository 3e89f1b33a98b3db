"""What the way of a document asks for, beside what the gate says of its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from referent_desk.directory import Resource
from referent_desk.documents import transmitting
from referent_desk.documents.kinds import DocumentKind, Way
from referent_desk.documents.occasion import at_the_office, contradicts
from referent_desk.documents.outline import Outline
from referent_desk.documents.posting import Concern, concerns
from referent_desk.families import FamilyFile, Person
from referent_desk.meetings import Agreement, Meeting, MeetingState

_TO_FILL_IN = re.compile(r"^.*(?<!\S)…(?!\S).*$", re.MULTILINE)


@dataclass(frozen=True)
class Records:
    """What the outline's ids stand for; `needs_of_others` in neutral words."""

    file: FamilyFile
    person: Person | None = None
    meeting: Meeting | None = None
    next_meeting: Meeting | None = None
    agreement: Agreement | None = None
    needs_of_others: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()


def way_says(outline: Outline, text: str, of: Records) -> tuple[Concern, ...]:
    """Pure."""
    return (
        *_of_the_way(outline, text, of),
        *_of_meetings(outline, of),
        *_of_agreement(outline, of.agreement),
        *_of_others(of),
        *_retired(of.resources),
    )


def _of_the_way(outline: Outline, text: str, of: Records) -> Iterator[Concern]:
    if outline.leaves is Way.POSTED and of.person:
        yield from concerns(of.person, of.file.situations)
    if outline.leaves is Way.TRANSMITTED:
        yield from transmitting.concerns(outline, text, of.resources)


def _of_meetings(outline: Outline, of: Records) -> Iterator[Concern]:
    """When another person comes is theirs to tell."""
    if _without(of.person, of.meeting):
        yield Concern("Cette personne n’a pas participé à cet entretien.", stops=True)
    if _without(of.person, of.next_meeting):
        yield Concern("Ce rendez-vous est celui d’une autre personne.", stops=True)
    if outline.kind is DocumentKind.ATTESTATION and of.meeting:
        yield from _of_a_visit(of.meeting)
    elif of.meeting and contradicts(outline.template.code, of.meeting):
        held = of.meeting.state is MeetingState.HELD
        what = "Cet entretien s’est tenu" if held else "Ce rendez-vous a été manqué"
        yield Concern(f"{what}\u00a0: le texte dit autre chose.")
    if of.next_meeting and not at_the_office(of.next_meeting):
        yield Concern("Ce rendez-vous n’est pas au bureau\u00a0: vérifiez ce que le texte en dit.")


def _of_a_visit(meeting: Meeting) -> Iterator[Concern]:
    if meeting.state is not MeetingState.HELD:
        yield Concern(
            "Cet entretien ne s’est pas tenu\u00a0: il n’y a pas de visite à attester.", stops=True
        )
    elif not at_the_office(meeting):
        yield Concern("Cet entretien n’a pas eu lieu au bureau\u00a0: vérifiez le texte.")


def _without(person: Person | None, meeting: Meeting | None) -> bool:
    if person is None or meeting is None or not meeting.participants:
        return False
    return person.id not in meeting.participants


def _of_agreement(outline: Outline, agreement: Agreement | None) -> Iterator[Concern]:
    if agreement is None:
        return
    if agreement.person_id != outline.person_id:
        yield Concern("Cet accord est celui d’une autre personne.", stops=True)
    ended = agreement.withdrawn_on
    if ended and outline.kind is DocumentKind.AGREEMENT_FORM:
        yield Concern(f"Cet accord est retiré depuis le {ended:%d/%m/%Y}.", stops=True)


def _of_others(of: Records) -> Iterator[Concern]:
    for need in of.needs_of_others:
        yield Concern(f"Un besoin noté pour une autre personne\u00a0: «\u00a0{need}\u00a0».")


def left_to_fill_in(text: str) -> tuple[str, ...]:
    """A « … » that stands by itself, as in the shipped templates: told in French."""
    lines = (line.strip() for line in _TO_FILL_IN.findall(text))
    return tuple(f"À compléter, ou à retirer\u00a0: «\u00a0{line}\u00a0»." for line in lines)


def _retired(resources: tuple[Resource, ...]) -> Iterator[Concern]:
    for resource in resources:
        if resource.retired:
            yield Concern(
                f"{resource.name} est retiré de l’annuaire\u00a0: est-ce encore juste\u202f?"
            )
