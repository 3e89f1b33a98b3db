"""What a posted document goes in: its envelope, or a label to stick on one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from referent_desk.documents.envelope import ENVELOPES
from referent_desk.documents.envelope_page import Shift, envelope_pages, label_pages
from referent_desk.documents.facts import Facts
from referent_desk.documents.kinds import kind_of
from referent_desk.documents.outline import Outline
from referent_desk.documents.posting import Concern, concerns, postal_lines
from referent_desk.documents.rows import IssuedDocument
from referent_desk.errors import InvalidInput
from referent_desk.secrecy import Beside, Gate, LetterStopped, Way
from referent_desk.settings import Settings, declared
from referent_desk.vault import Vault

MAILED = (Way.POSTED, Way.TRANSMITTED)


@dataclass(frozen=True)
class Mailing:
    """The address as it stands today, and what speaks against it or is to be looked at."""

    recipient: tuple[str, ...]
    concerns: tuple[Concern, ...] = ()

    @property
    def stopped(self) -> bool:
        return any(concern.stops for concern in self.concerns)


class Mail:
    """Front door to envelopes and labels. Nothing of them is kept but that they left."""

    def __init__(self, vault: Vault, settings: Settings, facts: Facts, gate: Gate) -> None:
        self._vault = vault
        self._settings = settings
        self._facts = facts
        self._gate = gate

    def to(self, document: IssuedDocument) -> Mailing:
        """Raises InvalidInput for what goes from hand to hand, NotFound when its reader is gone."""
        if document.way not in MAILED:
            raise InvalidInput("way", "Ce document se remet en main propre\u00a0: sans enveloppe.")
        ids = (document.resource_id,) if document.resource_id else ()
        outline = Outline(document.kind, document.family_id, document.person_id, ids)
        if document.way is Way.TRANSMITTED:
            resources = self._facts.resources(outline)
            return _to_resource(resources[0].postal_lines if resources else ())
        person = self._facts.person(outline)
        if person is None:
            raise InvalidInput("person", f"{kind_of(document.kind).name}\u00a0: sans destinataire.")
        speaks = concerns(person, self._facts.file(outline).situations)
        lines = postal_lines(person)
        alike = self._gate.likenesses(document.family_id, person.id, Beside(("\n".join(lines),)))
        return Mailing(lines, (*speaks, *map(Concern, alike)))

    def envelopes(self, mailings: Sequence[Mailing], size: str = "") -> bytes:
        """A page each, of that size, else of the settings'. Raises LetterStopped when one may not

        go; MissingGlyphs, or InvalidInput for an address that does not fit.
        """
        chosen = ENVELOPES[size or self._settings.get(declared.ENVELOPE_SIZE)]
        sender = self._settings.get(declared.SENDER).splitlines()
        return envelope_pages(_allowed(mailings), sender, chosen, self._shift())

    def labels(self, mailings: Sequence[Mailing], first: int = 1) -> bytes:
        """The first one at that place of the sheet. Raises as `envelopes` does."""
        return label_pages(_allowed(mailings), first, self._shift())

    def note_left(self, document_ids: Iterable[str], how: str) -> None:
        """Into the journal: `how` is "printed" or "exported"."""
        with self._vault.unit() as unit:
            for document_id in document_ids:
                self._vault.journal.record(f"envelope.{how}", document_id, unit=unit)
            unit.commit()

    def _shift(self) -> Shift:
        get = self._settings.get
        return Shift(get(declared.PRINT_DX), get(declared.PRINT_DY))


def _to_resource(lines: tuple[str, ...]) -> Mailing:
    if len(lines) > 1:
        return Mailing(lines)
    return Mailing(
        lines, (Concern("Aucune adresse postale n’est notée dans l’annuaire.", stops=True),)
    )


def _allowed(mailings: Iterable[Mailing]) -> list[tuple[str, ...]]:
    found = list(mailings)
    stops = [c.reason for mailing in found for c in mailing.concerns if c.stops]
    if stops:
        raise LetterStopped("\n".join(dict.fromkeys(stops)))
    return [mailing.recipient for mailing in found]
