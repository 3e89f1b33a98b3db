"""The same letter to many relatives: who gets one, who does not and why, and all of them issued."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from referent_desk.documents import occasion
from referent_desk.documents.errors import DocumentError
from referent_desk.documents.facts import Facts
from referent_desk.documents.kinds import APPOINTMENT_LETTER, MODELS, REMINDER, DocumentKind
from referent_desk.documents.outline import Outline
from referent_desk.documents.rows import IssuedDocument
from referent_desk.errors import DeskError, InvalidInput, NotFound
from referent_desk.families import FamilyFile, Person
from referent_desk.figures import figures
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.secrecy import LetterStopped, Way

MOST_IN_A_BATCH = 500

CLOSED = "Ce dossier est clôturé."
NO_RELATIVE = "Aucun proche n’est noté dans ce dossier."
NO_APPOINTMENT = "Aucun rendez-vous n’est prévu avec cette personne."
NO_MEETING = "Aucun entretien ne s’est tenu avec cette personne."
BY_HAND = "Écrivez cette lettre à part, en la relisant."

Tell = Callable[[int, int], None]
"""How many are done, of how many."""
Stopping = Callable[[], bool]

_OF_ONE_LETTER = (LetterStopped, DocumentError, InvalidInput, NotFound, NationalNumberSuspected)
"""What stops one and not the others."""


@dataclass(frozen=True)
class Target:
    """A family, and who in it; without a person, the main carer, else the first adult noted."""

    family_id: str
    person_id: str = ""


@dataclass(frozen=True)
class Planned:
    """A letter of the batch; `stops` says why it is left out."""

    outline: Outline
    family: str
    name: str = ""
    text: str = ""
    stops: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.outline.family_id}:{self.outline.person_id}"


@dataclass(frozen=True)
class Sent:
    """What became of a batch: letters issued whole, refused at the last moment, not begun.

    `fault` ended it before its end: the disk is full, the vault locked.
    """

    issued: tuple[IssuedDocument, ...]
    refused: tuple[Planned, ...] = ()
    left: tuple[Planned, ...] = ()
    fault: DeskError | None = None


class Writer(Protocol):
    """What issues one letter."""

    def compose(self, about: Outline) -> str: ...
    def stops(self, about: Outline, text: str) -> tuple[str, ...]: ...
    def issue(
        self, about: Outline, text: str, *, shown: Collection[str] | None
    ) -> IssuedDocument: ...


class Batch:
    """Front door. Each letter passes the gate and is issued as it would be alone."""

    def __init__(self, writer: Writer, facts: Facts, clock: Callable[[], datetime]) -> None:
        self._writer = writer
        self._facts = facts
        self._clock = clock

    def plan(
        self,
        targets: Sequence[Target],
        model: str,
        way: Way,
        tell: Tell = lambda _done, _of: None,
        stopping: Stopping = lambda: False,
        *,
        every_adult: bool = False,
    ) -> tuple[Planned, ...] | None:
        """Those that can leave first, each read by the gate; None once the user gave up.

        With `every_adult`, those of a family of which nobody is chosen each get their own. Raises
        InvalidInput for more than MOST_IN_A_BATCH.
        """
        wanted = list(dict.fromkeys(targets))
        _refuse_too_many(wanted, "dossiers")
        if every_adult:
            wanted = [each for target in wanted for each in self._adults(target)]
            _refuse_too_many(wanted, "lettres")
        planned: dict[str, Planned] = {}
        for number, target in enumerate(wanted):
            if stopping():
                return None
            tell(number, len(wanted))
            letter = self._planned(target, model, way)
            planned.setdefault(letter.key, letter)
        return tuple(sorted(planned.values(), key=lambda letter: bool(letter.stops)))

    def issue(
        self,
        letters: Sequence[Planned],
        tell: Tell = lambda _done, _of: None,
        stopping: Stopping = lambda: False,
    ) -> Sent:
        """One after the other, each in a unit of its own: whenever it ends, each is whole or not

        begun. What would only warn, since it was planned, stops its own letter.
        """
        issued: list[IssuedDocument] = []
        refused: list[Planned] = []
        for number, letter in enumerate(letters):
            if stopping():
                return Sent(tuple(issued), tuple(refused), tuple(letters[number:]))
            tell(number, len(letters))
            try:
                issued.append(self._writer.issue(letter.outline, letter.text, shown=()))
            except _OF_ONE_LETTER as fault:
                refused.append(replace(letter, stops=(fault.what,)))
            except DeskError as fault:
                left = tuple(letters[number:])
                return Sent(tuple(issued), tuple(refused), left, fault)
        return Sent(tuple(issued), tuple(refused))

    def _planned(self, target: Target, model: str, way: Way) -> Planned:
        kind = MODELS[model][0].code
        bare = Outline(kind, target.family_id, target.person_id, way=way, model=model)
        try:
            file = self._facts.file(bare)
        except NotFound as fault:
            return Planned(bare, "", stops=(fault.what,))
        if not file.open:
            return Planned(bare, file.family.name, stops=(CLOSED,))
        person = file.person(target.person_id) if target.person_id else reader(file)
        if person is None:
            return Planned(bare, file.family.name, stops=(NO_RELATIVE,))
        outline, why = self._occasion(replace(bare, person_id=person.id), person)
        letter = Planned(outline, file.family.name, person.addressed)
        return replace(letter, stops=(why,)) if why else self._read(letter)

    def _adults(self, target: Target) -> tuple[Target, ...]:
        """The target itself where somebody is chosen, or where there is none."""
        if target.person_id:
            return (target,)
        try:
            file = self._facts.file(Outline(DocumentKind.RELATIVE_LETTER, target.family_id))
        except NotFound:
            return (target,)
        found = tuple(Target(target.family_id, p.id) for p in adults(file)) if file.open else ()
        return found or (target,)

    def _read(self, letter: Planned) -> Planned:
        """With its text, and what the gate, the way and the page say of it."""
        try:
            text = self._writer.compose(letter.outline)
            stops = self._writer.stops(letter.outline, text)
        except _OF_ONE_LETTER as fault:
            return replace(letter, stops=(fault.what,))
        return replace(letter, text=text, stops=stops)

    def _occasion(self, outline: Outline, person: Person) -> tuple[Outline, str]:
        """The meeting that the letter is about, and what is missing for it."""
        meetings = occasion.meetings_with(self._facts.meetings(outline.family_id), person.id)
        if outline.model == APPOINTMENT_LETTER:
            following = next(iter(occasion.appointments(meetings, self._clock())), None)
            if following is None:
                return outline, NO_APPOINTMENT
            return replace(outline, next_meeting_id=following.id), ""
        about = occasion.usual_meeting(outline.model, meetings)
        if about is None:
            return outline, "" if outline.model == REMINDER else NO_MEETING
        return replace(outline, meeting_id=about.id), ""


def _refuse_too_many(wanted: Sequence[Target], what: str) -> None:
    if len(wanted) > MOST_IN_A_BATCH:
        raise InvalidInput(
            "targets",
            f"{figures(len(wanted))} {what}\u00a0: {MOST_IN_A_BATCH} au plus par envoi.",
            "Resserrez le filtre des familles, puis recommencez.",
        )


def reader(file: FamilyFile) -> Person | None:
    """To whom a letter to the family goes; never a child by default."""
    found = adults(file)
    return next((p for p in found if p.main_carer), next(iter(found), None))


def adults(file: FamilyFile) -> tuple[Person, ...]:
    """Those who have a name."""
    return tuple(person for person in file.people if not person.minor and person.name)


def ready(letters: Iterable[Planned]) -> tuple[Planned, ...]:
    return tuple(letter for letter in letters if not letter.stops)
