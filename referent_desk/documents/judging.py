"""Whether a document may leave: the gate, what its way asks for, and the register."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from referent_desk.documents import transmitting
from referent_desk.documents.earlier import written_to_others
from referent_desk.documents.errors import TemplateError
from referent_desk.documents.facts import Facts
from referent_desk.documents.kinds import Addressee, kind_of
from referent_desk.documents.making import Making
from referent_desk.documents.models import Models, shipped
from referent_desk.documents.outline import Outline
from referent_desk.documents.posting import Concern
from referent_desk.documents.review import Records, left_to_fill_in, way_says
from referent_desk.documents.rows import IssuedDocument
from referent_desk.errors import InvalidInput
from referent_desk.secrecy import (
    Beside,
    Decision,
    Gate,
    How,
    Left,
    LetterStopped,
    NotShownYet,
    Obstacle,
    Register,
    Sharing,
    Way,
)
from referent_desk.vault import Unit, Vault


@dataclass(frozen=True)
class Judged:
    """`cautions` are likenesses, and what was left to fill in: shown before it leaves."""

    obstacles: tuple[Obstacle, ...]
    concerns: tuple[Concern, ...]
    cautions: tuple[str, ...]

    @property
    def stops(self) -> tuple[str, ...]:
        stopping = (concern.reason for concern in self.concerns if concern.stops)
        return (*(obstacle.reason for obstacle in self.obstacles), *stopping)

    @property
    def warnings(self) -> tuple[str, ...]:
        """To be read again, and no more."""
        return (*(c.reason for c in self.concerns if not c.stops), *self.cautions)


class Judging:
    """Asked at each preview, and again when issuing."""

    def __init__(
        self,
        vault: Vault,
        facts: Facts,
        models: Models,
        making: Making,
        gate: Gate,
        register: Register,
    ) -> None:
        self._vault = vault
        self._facts = facts
        self._models = models
        self._making = making
        self._gate = gate
        self._disclosed = register

    def refuse(self, outline: Outline, text: str, shown: Collection[str] | None) -> None:
        """Raises LetterStopped, or InvalidInput for a way that is not its kind's.

        NotShownYet for a warning that is none of `shown`.
        """
        if outline.leaves not in outline.declared.ways:
            raise InvalidInput("way", "Ce document ne part pas par cette voie.")
        judged = self.judged(outline, text)
        if judged.stops:
            raise LetterStopped("\n".join(judged.stops))
        new = [] if shown is None else [told for told in judged.warnings if told not in shown]
        if new:
            raise NotShownYet("\n".join(new))

    def judged(self, outline: Outline, text: str) -> Judged:
        decision = self.decision(outline, text)
        obstacles = decision.obstacles if decision else ()
        cautions = (*(decision.cautions if decision else ()), *left_to_fill_in(text))
        return Judged(obstacles, self.concerns(outline, text), cautions)

    def decision(self, outline: Outline, text: str) -> Decision | None:
        """The gate's; None for what concerns no family."""
        resources = self._facts.resources(outline)
        if len(resources) > outline.declared.most_resources:
            most = outline.declared.most_resources
            raise InvalidInput("resources", f"Ce document donne {most} adresses au plus.")
        if not outline.family_id:
            return None
        if outline.leaves is Way.TRANSMITTED:
            sharing = self.sharing(outline, text)
            return self._gate.decide(sharing) if sharing else None
        addressed = outline.declared.addressee is Addressee.RESOURCE
        to = resources[0] if resources and addressed else None
        return self._gate.letter(
            outline.family_id,
            outline.person_id,
            text,
            resource=to,
            printed=tuple(resource for resource in resources if resource != to),
            diagnosis_named=outline.diagnosis_named,
            ordinary=self._ordinary(outline),
            beside=self._beside(outline),
        )

    def sharing(self, outline: Outline, text: str) -> Sharing | None:
        """What would be transmitted; None where nothing was chosen to be."""
        sharing = transmitting.asked(outline, self._gate)
        if sharing is None:
            return None
        beside = self._beside(outline)
        return replace(
            sharing,
            text=text,
            ordinary=self._ordinary(outline),
            template=beside.common,
            beside=beside,
        )

    def _beside(self, outline: Outline) -> Beside:
        """What the user does not edit with the text, and what others were written before."""
        written = written_to_others(self._vault, self._models, outline)
        return Beside(self._making.around(outline), written, self._in_use(outline))

    def _in_use(self, outline: Outline) -> str:
        """The template, filled; nothing when it cannot be, and the text is written by hand."""
        try:
            body = self._models.text(outline.template.code).body
            return self._making.filled(replace(outline, cleared=None, agreement_id=""), body)
        except TemplateError:
            return ""

    def _ordinary(self, outline: Outline) -> str:
        """The shipped template's words, which tell nothing by themselves.

        The user's own template may tell something, and an agreement's words are someone's.
        """
        outline = replace(outline, cleared=None, agreement_id="")
        return self._making.filled(outline, shipped(outline.template.code))

    def register(self, unit: Unit, document: IssuedDocument, sharing: Sharing) -> None:
        """Asks the gate again. Raises SharingStopped."""
        name = kind_of(document.kind).name
        left = Left(How.UNKNOWN, name, document.issued_at, document.id, document.sha256)
        self._disclosed.record(
            document.family_id, sharing, left, national_number_confirmed=True, unit=unit
        )

    def concerns(self, outline: Outline, text: str) -> tuple[Concern, ...]:
        """Of its way and its records; none for what concerns no family."""
        if not outline.family_id:
            return ()
        return way_says(outline, text, self._records(outline))

    def _records(self, outline: Outline) -> Records:
        facts = self._facts
        return Records(
            facts.file(outline),
            facts.person(outline),
            facts.meeting(outline.meeting_id),
            facts.meeting(outline.next_meeting_id),
            facts.agreement(outline),
            tuple(facts.needs_of_others(outline)),
            facts.resources(outline),
        )
