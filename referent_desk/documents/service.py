"""From what a document is about to the bytes that are kept: one way for every kind."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from referent_desk.documents import rows
from referent_desk.documents.batch import BY_HAND, Batch
from referent_desk.documents.content import Letter
from referent_desk.documents.envelope import EnvelopeLayout
from referent_desk.documents.errors import MissingGlyphs
from referent_desk.documents.facts import Facts, ours_of
from referent_desk.documents.fields import FICTIVE_ADDRESS, FICTIVE_NAME
from referent_desk.documents.identity import identity
from referent_desk.documents.judging import Judged, Judging
from referent_desk.documents.kinds import MODELS
from referent_desk.documents.logo import Logos
from referent_desk.documents.mail import Mail
from referent_desk.documents.making import Making, missing
from referent_desk.documents.models import Models
from referent_desk.documents.outline import Outline, outline_of
from referent_desk.documents.posting import Concern
from referent_desk.documents.rows import IssuedDocument, Registers
from referent_desk.documents.standing import taken_back
from referent_desk.errors import NotFound
from referent_desk.followup import Followup, Referral, ReferralState
from referent_desk.free_text import refuse_national_number
from referent_desk.secrecy import (
    Gate,
    LetterStopped,
    Obstacle,
    Register,
    Way,
)
from referent_desk.settings import Settings
from referent_desk.vault import Vault

HANDED, SENT = "document.handed_over", "document.sent"
_LEFT = {
    Way.HANDED: (HANDED,),
    Way.POSTED: (SENT, "document.printed", "document.exported"),
    Way.TRANSMITTED: (SENT, "document.printed", "document.exported"),
}
"""What the journal says of a document that went its way; printing alone hands nothing over."""
_NOT_LEFT = "Il n’était pas parti\u00a0; il reste gardé dans le dossier, tel quel."
_ANOTHER_WAY = "Faites-en un autre, à remettre en main propre, ou corrigez l’adresse notée."
_WITHOUT_IT = "Ce document ne part plus, sauf si un nouvel accord est donné et noté."


@dataclass(frozen=True)
class Preview:
    """`pdf` is empty while an obstacle, a concern that stops or a missing character is there.

    `cautions` are likenesses, shown before it leaves.
    """

    pdf: bytes
    obstacles: tuple[Obstacle, ...] = ()
    missing: tuple[str, ...] = ()
    concerns: tuple[Concern, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """To be read again, and no more: what `Documents.issue` takes as shown."""
        return Judged(self.obstacles, self.concerns, self.cautions).warnings


class Documents:
    """Front door of the room. A referral is accepted where an outline is: that of its letter."""

    def __init__(
        self,
        vault: Vault,
        settings: Settings,
        facts: Facts,
        followup: Followup,
        clock: Callable[[], datetime],
        gate: Gate,
        register: Register,
    ) -> None:
        self.models = Models(vault)
        self.logos = Logos(vault)
        self.mail = Mail(vault, settings, facts, gate)
        self.batch = Batch(self, facts, clock)
        self._making = Making(settings, facts, self.logos, clock)
        self._judging = Judging(vault, facts, self.models, self._making, gate, register)
        self._vault = vault
        self._settings = settings
        self._followup = followup
        self._clock = clock
        self._gate, self._register = gate, register

    def compose(self, about: Outline | Referral) -> str:
        """The text from its template, as Markdown for the user to edit. Raises TemplateError."""
        outline = outline_of(about)
        return self._making.filled(outline, self.models.text(outline.template.code).body)

    def preview(self, about: Outline | Referral, text: str) -> Preview:
        """The document as it would print today with `text`, or why it does not."""
        outline = outline_of(about)
        judged = self._judging.judged(outline, text)
        if judged.stops:
            return Preview(b"", judged.obstacles, (), judged.concerns, judged.cautions)
        content = self._making.content(outline, text)
        lacking = missing(content)
        pdf = b"" if lacking else self._making.render(content)
        return Preview(pdf, (), lacking, judged.concerns, judged.cautions)

    def stops(self, about: Outline | Referral, text: str) -> tuple[str, ...]:
        """Why it may not leave unread, among many: warnings and likenesses stop it too."""
        preview = self.preview(about, text)
        stops = [obstacle.reason for obstacle in preview.obstacles]
        stops += [concern.reason for concern in preview.concerns]
        stops += [f"{words} {BY_HAND}" for words in preview.cautions]
        if preview.missing:
            stops.append(MissingGlyphs(preview.missing).what)
        return tuple(stops)

    def note_all_left(self, documents: Sequence[IssuedDocument], how: str) -> None:
        """As `note_left`, of each."""
        with self._vault.unit() as unit:
            for document in documents:
                self._vault.journal.record(f"document.{how}", document.id, unit=unit)
            unit.commit()

    def specimen(self, code: str, body: str, above: int = 0) -> Preview:
        """The page that a template makes: fictive values, under the office's own letterhead.

        Raises TemplateError, as `Models.try_out` tells it.
        """
        kind, model = MODELS[code]
        who = replace(identity(self._settings), name=FICTIVE_NAME)
        text = self.models.try_out(code, body, above, ours_of(kind, self._settings))
        content = self._making.content(Outline(kind.code, model=model.code), text, who)
        if isinstance(content, Letter):
            content = replace(content, recipient=FICTIVE_ADDRESS)
        lacking = missing(content)
        return Preview(b"" if lacking else self._making.render(content), missing=lacking)

    def issue(
        self,
        about: Outline | Referral,
        text: str,
        *,
        shown: Collection[str] | None = None,
        registers: Registers | None = None,
        national_number_confirmed: bool = False,
    ) -> IssuedDocument:
        """Keeps the exact bytes, by which way and in whose hand; a referral counts as handed over.

        What is transmitted enters the register, or is not issued; `registers` writes what else
        belongs to it in the same unit. Raises LetterStopped when the gate or the way stops it, or
        warns of what is none of `shown`, the warnings that were read beside its page (None: nobody
        reads them); MissingGlyphs when a character cannot print, NationalNumberSuspected.
        """
        refuse_national_number([("text", text)], confirmed=national_number_confirmed)
        outline = outline_of(about)
        self._judging.refuse(outline, text, shown)
        pdf = self._making.render(self._making.content(outline, text))
        name, holder = self._making.recipient_name(outline), self._vault.holder
        document = rows.made(outline, name, pdf, holder, self._clock())
        sharing = self._judging.sharing(outline, text) if document.way is Way.TRANSMITTED else None
        with self._vault.unit() as unit:
            rows.write(unit, document, text, pdf)
            if outline.referral_id:
                self._followup.mark(outline.referral_id, ReferralState.HANDED, unit=unit)
            if sharing:
                self._judging.register(unit, document, sharing)
            if registers:
                registers(unit, document)
            self._vault.journal.record("document.issued", document.id, document.kind, unit=unit)
            unit.commit()
        return document

    def document(self, document_id: str) -> IssuedDocument:
        """Raises NotFound."""
        row = self._vault.row(rows.ONE, (document_id,))
        if row is None:
            raise NotFound
        return rows.read(row)

    def issued(self, family_id: str) -> tuple[IssuedDocument, ...]:
        """The family's documents, the latest first."""
        return tuple(rows.read(row) for row in self._vault.rows(rows.FAMILYS, (family_id,)))

    def of_office(self) -> tuple[IssuedDocument, ...]:
        """Those of no family, the latest first."""
        return tuple(rows.read(row) for row in self._vault.rows(rows.OFFICES))

    def content(self, document_id: str) -> bytes:
        """The exact bytes issued. Raises NotFound."""
        row = self._vault.row(rows.BYTES, (document_id,))
        if row is None:
            raise NotFound
        return bytes(row["bytes"])

    def note_left(self, document_id: str, how: str) -> None:
        """Into the journal: `how` is "printed" or "exported"."""
        self._vault.journal.record(f"document.{how}", document_id)

    def hand_over(self, document_id: str) -> None:
        """Into the journal, once: the relative has it in hand."""
        if not self.handed_over(document_id):
            self._vault.journal.record(HANDED, document_id)

    def handed_over(self, document_id: str) -> bool:
        """Whether the user said so; printing or exporting alone does not."""
        entry = "SELECT 1 FROM journal WHERE subject = ? AND event = ?"
        return self._vault.row(entry, (document_id, HANDED)) is not None

    def note_sent(self, document_id: str) -> None:
        """Into the journal: posted or transmitted, printed by other means. Raises LetterStopped."""
        self.check_leaving(self.document(document_id))
        self._vault.journal.record(SENT, document_id)

    def check_leaving(self, document: IssuedDocument) -> None:
        """Raises LetterStopped for what waits on an agreement taken back since, or would be posted

        where no letter is welcome any more. A copy of what has left can always be made.
        """
        if self.has_left(document):
            return
        if document.way is Way.POSTED:
            concerns = self.mail.to(document).concerns
            reasons, instead = tuple(c.reason for c in concerns if c.stops), _ANOTHER_WAY
        else:
            told = self._register.of_document(document.family_id, document.id)
            reasons, instead = taken_back(told, self._gate) if told else (), _WITHOUT_IT
        if reasons:
            raise LetterStopped("\n".join(reasons), _NOT_LEFT, instead)

    def has_left(self, document: IssuedDocument) -> bool:
        """Whether it went its way, as far as the journal knows; what we keep always has."""
        events = _LEFT.get(document.way, ())
        marks = ", ".join("?" * len(events))
        entry = f"SELECT 1 FROM journal WHERE subject = ? AND event IN ({marks})"  # noqa: S608
        return not events or self._vault.row(entry, (document.id, *events)) is not None

    def layout(self) -> EnvelopeLayout:
        """The envelopes in use, and their window."""
        return self._making.layout()
