"""From what a document is about to the bytes that are kept: one way for every kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from referent_desk.documents import rows, transmitting
from referent_desk.documents.batch import BY_HAND, Batch
from referent_desk.documents.content import Letter, Logo, Notice
from referent_desk.documents.earlier import written_to_others
from referent_desk.documents.envelope import ENVELOPES, EnvelopeLayout
from referent_desk.documents.errors import MissingGlyphs
from referent_desk.documents.facts import Facts, ours_of
from referent_desk.documents.fields import FICTIVE_ADDRESS, FICTIVE_NAME
from referent_desk.documents.identity import Identity, identity
from referent_desk.documents.kinds import MODELS, Addressee, Look, kind_of
from referent_desk.documents.logo import Logos
from referent_desk.documents.mail import Mail
from referent_desk.documents.markdown import letter_blocks, sheet_blocks, subject_and_body
from referent_desk.documents.models import Models, shipped
from referent_desk.documents.notice import missing_in_notice, render_notice
from referent_desk.documents.outline import Outline, outline_of
from referent_desk.documents.pdf import missing_characters, render
from referent_desk.documents.posting import Concern, postal_lines
from referent_desk.documents.review import Records, left_to_fill_in, way_says
from referent_desk.documents.rows import IssuedDocument, Registers
from referent_desk.documents.templates import fill
from referent_desk.documents.typography import long_date
from referent_desk.errors import InvalidInput, NotFound
from referent_desk.followup import Followup, Referral, ReferralState
from referent_desk.free_text import refuse_national_number
from referent_desk.secrecy import (
    Beside,
    Decision,
    Gate,
    How,
    Left,
    LetterStopped,
    Obstacle,
    Register,
    Sharing,
    Way,
)
from referent_desk.settings import Settings, declared
from referent_desk.vault import Unit, Vault

HANDED, SENT = "document.handed_over", "document.sent"
_LEFT = {
    Way.HANDED: (HANDED,),
    Way.POSTED: (SENT, "document.printed", "document.exported"),
    Way.TRANSMITTED: (SENT, "document.printed", "document.exported"),
}
"""What the journal says of a document that went its way; printing alone hands nothing over."""


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
        self._vault = vault
        self._gate = gate
        self._disclosed = register
        self._settings = settings
        self._facts = facts
        self._followup = followup
        self._clock = clock

    def compose(self, about: Outline | Referral) -> str:
        """The text from its template, as Markdown for the user to edit. Raises TemplateError."""
        outline = outline_of(about)
        return self._filled(outline, self.models.text(outline.template.code).body)

    def preview(self, about: Outline | Referral, text: str) -> Preview:
        """The document as it would print today with `text`, or why it does not."""
        outline = outline_of(about)
        decision, concerns = self._decision(outline, text), self._concerns(outline, text)
        obstacles = decision.obstacles if decision else ()
        cautions = (*(decision.cautions if decision else ()), *left_to_fill_in(text))
        if obstacles or any(concern.stops for concern in concerns):
            return Preview(b"", obstacles, (), concerns, cautions)
        content = self._content(outline, text)
        missing = _missing(content)
        pdf = b"" if missing else self._render(content)
        return Preview(pdf, (), missing, concerns, cautions)

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
        content = self._content(Outline(kind.code, model=model.code), text, who)
        if isinstance(content, Letter):
            content = replace(content, recipient=FICTIVE_ADDRESS)
        missing = _missing(content)
        return Preview(b"" if missing else self._render(content), missing=missing)

    def issue(
        self,
        about: Outline | Referral,
        text: str,
        *,
        registers: Registers | None = None,
        national_number_confirmed: bool = False,
    ) -> IssuedDocument:
        """Keeps the exact bytes, by which way and in whose hand; a referral counts as handed over.

        What is transmitted enters the register, or is not issued; `registers` writes what else
        belongs to it in the same unit. Raises LetterStopped when the gate
        or the way stops it, MissingGlyphs when a character cannot print, NationalNumberSuspected.
        """
        refuse_national_number([("text", text)], confirmed=national_number_confirmed)
        outline = outline_of(about)
        self._check(outline, text)
        pdf = self._render(self._content(outline, text))
        name, holder = self._recipient_name(outline), self._vault.holder
        document = rows.made(outline, name, pdf, holder, self._clock())
        sharing = self._sharing(outline, text) if document.way is Way.TRANSMITTED else None
        with self._vault.unit() as unit:
            rows.write(unit, document, text, pdf)
            if outline.referral_id:
                self._followup.mark(outline.referral_id, ReferralState.HANDED, unit=unit)
            if sharing:
                self._register(unit, document, sharing)
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
        """Into the journal: posted or transmitted, printed by other means."""
        self._vault.journal.record(SENT, document_id)

    def has_left(self, document: IssuedDocument) -> bool:
        """Whether it went its way, as far as the journal knows; what we keep always has."""
        events = _LEFT.get(document.way, ())
        marks = ", ".join("?" * len(events))
        entry = f"SELECT 1 FROM journal WHERE subject = ? AND event IN ({marks})"  # noqa: S608
        return not events or self._vault.row(entry, (document.id, *events)) is not None

    def layout(self) -> EnvelopeLayout:
        """The envelopes in use, and their window."""
        return EnvelopeLayout(
            self._settings.get(declared.WINDOW_DX),
            self._settings.get(declared.WINDOW_DY),
            ENVELOPES[self._settings.get(declared.ENVELOPE_SIZE)],
        )

    def _check(self, outline: Outline, text: str) -> None:
        if outline.leaves not in outline.declared.ways:
            raise InvalidInput("way", "Ce document ne part pas par cette voie.")
        decision = self._decision(outline, text)
        stops = [obstacle.reason for obstacle in decision.obstacles] if decision else []
        stops += [concern.reason for concern in self._concerns(outline, text) if concern.stops]
        if stops:
            raise LetterStopped("\n".join(stops))

    def _decision(self, outline: Outline, text: str) -> Decision | None:
        """The gate's; None for what concerns no family."""
        resources = self._facts.resources(outline)
        if len(resources) > outline.declared.most_resources:
            most = outline.declared.most_resources
            raise InvalidInput("resources", f"Ce document donne {most} adresses au plus.")
        if not outline.family_id:
            return None
        if outline.leaves is Way.TRANSMITTED:
            sharing = self._sharing(outline, text)
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

    def _sharing(self, outline: Outline, text: str) -> Sharing | None:
        """What would be transmitted; None where nothing was chosen to be."""
        sharing = transmitting.asked(outline, self._gate)
        if sharing is None:
            return None
        template = self.compose(replace(outline, cleared=None, agreement_id=""))
        return replace(
            sharing,
            text=text,
            ordinary=self._ordinary(outline),
            template=template,
            beside=self._beside(outline),
        )

    def _beside(self, outline: Outline) -> Beside:
        """What the user does not edit with the text, and what others were written before."""
        who, words = identity(self._settings), self._settings.get(declared.LOGO_WORDS)
        lines = (who.sender, who.signature, (who.place, words), self._recipient(outline))
        brought = self._facts.brought(outline, self._clock())
        written = written_to_others(self._vault, self.models, outline.family_id, outline.person_id)
        return Beside((*("\n".join(part) for part in lines), *brought), written)

    def _ordinary(self, outline: Outline) -> str:
        """The shipped template's words, which tell nothing by themselves.

        The user's own template may tell something, and an agreement's words are someone's.
        """
        outline = replace(outline, cleared=None, agreement_id="")
        return self._filled(outline, shipped(outline.template.code))

    def _filled(self, outline: Outline, template: str) -> str:
        return fill(template, self._facts.values(outline, self._clock()))

    def _register(self, unit: Unit, document: IssuedDocument, sharing: Sharing) -> None:
        """Asks the gate again. Raises SharingStopped."""
        name = kind_of(document.kind).name
        left = Left(How.UNKNOWN, name, document.issued_at, document.id, document.sha256)
        self._disclosed.record(
            document.family_id, sharing, left, national_number_confirmed=True, unit=unit
        )

    def _concerns(self, outline: Outline, text: str) -> tuple[Concern, ...]:
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

    def _content(self, outline: Outline, text: str, who: Identity | None = None) -> Letter | Notice:
        who = who or identity(self._settings)
        if outline.declared.look is Look.LETTER:
            return self._letter(outline, text, who)
        return self._notice(outline, text, who)

    def _letter(self, outline: Outline, text: str, who: Identity) -> Letter:
        subject, body = subject_and_body(text)
        return Letter(
            sender=who.sender,
            recipient=self._recipient(outline),
            place_and_date=self._place_and_date(who),
            subject=subject or outline.template.heading,
            body=letter_blocks(body),
            signature=who.signature,
            reference=outline.code,
            logo=self._logo(),
            reply_slip=bool(outline.code) and self._settings.get(declared.REPLY_SLIP),
            french_spacing=self._settings.get(declared.FRENCH_SPACING),
        )

    def _notice(self, outline: Outline, text: str, who: Identity) -> Notice:
        kind = outline.declared
        large = kind.look is Look.HANDOUT
        return Notice(
            title=outline.template.heading,
            sender=who.sender,
            body=sheet_blocks(text),
            place_and_date=self._place_and_date(who) if kind.signed else "",
            signature=who.signature if kind.signed else (),
            large=large,
            logo=self._logo(),
            single=large,
            french_spacing=self._settings.get(declared.FRENCH_SPACING),
        )

    def _logo(self) -> Logo | None:
        png = self.logos.current()
        return Logo(png, self._settings.get(declared.LOGO_WORDS)) if png else None

    def _render(self, content: Letter | Notice) -> bytes:
        if isinstance(content, Letter):
            return render(content, self.layout())
        return render_notice(content)

    def _place_and_date(self, who: Identity) -> str:
        day = long_date(self._clock().date())
        return f"{who.place}, le {day}" if who.place else f"Le {day}"

    def _recipient(self, outline: Outline) -> tuple[str, ...]:
        if outline.declared.addressee is Addressee.RESOURCE:
            resources = self._facts.resources(outline)
            return resources[0].postal_lines if resources else ()
        person = self._facts.person(outline)
        if person is None:
            return ()
        posted = outline.leaves is Way.POSTED
        return postal_lines(person) if posted else (person.addressed,) if person.addressed else ()

    def _recipient_name(self, outline: Outline) -> str:
        if outline.declared.addressee is Addressee.RELATIVE:
            person = self._facts.person(outline)
            return person.addressed if person else ""
        if outline.declared.addressee is Addressee.RESOURCE:
            return self._facts.resources(outline)[0].name
        return outline.template.heading


def _missing(content: Letter | Notice) -> tuple[str, ...]:
    if isinstance(content, Letter):
        return missing_characters(content)
    return missing_in_notice(content)
