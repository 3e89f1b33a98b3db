"""The referral letter: from a referral to the bytes that are kept."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from referent_desk.directory import Directory, Resource
from referent_desk.documents.content import Letter
from referent_desk.documents.envelope import EnvelopeLayout
from referent_desk.documents.errors import TemplateError
from referent_desk.documents.pdf import missing_characters, page_count, render
from referent_desk.documents.templates import fill, letter_blocks
from referent_desk.documents.typography import long_date
from referent_desk.errors import NotFound
from referent_desk.families import Families, Person
from referent_desk.followup import Followup, Referral, ReferralState
from referent_desk.free_text import refuse_national_number
from referent_desk.resource_files import text as resource_text
from referent_desk.secrecy import Decision, Gate, LetterStopped, Obstacle
from referent_desk.settings import Settings, declared
from referent_desk.vault import Row, Unit, Vault, new_id
from referent_desk.vocabulary import Catalogue, Vocabulary

HANDED = "document.handed_over"
TEMPLATE = "letters/referral.md"
PRONOUNS = {"Mme": "Elle", "M.": "Il"}


@dataclass(frozen=True)
class Preview:
    """`pdf` is empty while an obstacle or a missing character stops the letter.

    `cautions` are likenesses, shown before it leaves.
    """

    pdf: bytes
    obstacles: tuple[Obstacle, ...]
    missing: tuple[str, ...]
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True)
class IssuedDocument:
    """What left: its bytes stay in the vault (`Documents.content`)."""

    id: str
    family_id: str
    referral_id: str | None
    recipient: str
    carried_by: str
    sha256: str
    pages: int
    issued_by: str
    issued_at: datetime


class Documents:
    """Front door of the room."""

    def __init__(
        self,
        vault: Vault,
        settings: Settings,
        vocabulary: Vocabulary,
        families: Families,
        directory: Directory,
        followup: Followup,
        clock: Callable[[], datetime],
        gate: Gate,
    ) -> None:
        self._vault = vault
        self._gate = gate
        self._settings = settings
        self._vocabulary = vocabulary
        self._families = families
        self._directory = directory
        self._followup = followup
        self._clock = clock

    def compose(self, referral: Referral) -> str:
        """The text of the letter from its template, as Markdown for the user to edit.

        Raises TemplateError.
        """
        person = self._carrier(referral)
        return fill(
            _template(),
            {
                "relative": person.addressed,
                "relative_pronoun": PRONOUNS.get(person.civility, "Cette personne"),
                "resource": self._directory.get(referral.resource_id).name,
                "needs": self.reasons(referral),
                "referent_title": self._settings.get(declared.REFERENT_TITLE),
            },
        )

    def reasons(self, referral: Referral) -> list[str]:
        """The needs chosen, in the neutral words of the catalogue."""
        entries = (self._vocabulary.entry(Catalogue.NEEDS, code) for code in referral.needs)
        return [entry.neutral or entry.label for entry in entries if entry]

    def preview(self, referral: Referral, text: str) -> Preview:
        """The letter as it would print today with `text`, or why it does not."""
        decision = self._decision(referral, text)
        if not decision.allowed:
            return Preview(b"", decision.obstacles, (), decision.cautions)
        letter = self._letter(referral, text)
        missing = missing_characters(letter)
        if missing:
            return Preview(b"", (), missing, decision.cautions)
        return Preview(render(letter, self.layout()), (), (), decision.cautions)

    def issue(
        self, referral: Referral, text: str, *, national_number_confirmed: bool = False
    ) -> IssuedDocument:
        """Keeps the exact bytes, notes who carried them and marks the referral as handed over.

        Raises LetterStopped when the gate stops it, MissingGlyphs when a character cannot print,
        NationalNumberSuspected.
        """
        refuse_national_number([("text", text)], confirmed=national_number_confirmed)
        stopped = self._decision(referral, text).obstacles
        if stopped:
            raise LetterStopped("\n".join(obstacle.reason for obstacle in stopped))
        pdf = render(self._letter(referral, text), self.layout())
        with self._vault.unit() as unit:
            document_id = self._insert(unit, referral, text, pdf)
            self._followup.mark(referral.id, ReferralState.HANDED, unit=unit)
            self._vault.journal.record("document.issued", document_id, unit=unit)
            unit.commit()
        return self.document(document_id)

    def document(self, document_id: str) -> IssuedDocument:
        """Raises NotFound."""
        row = self._vault.row(f"{SELECT} WHERE id = ?", (document_id,))
        if row is None:
            raise NotFound
        return _issued(row)

    def issued(self, family_id: str) -> tuple[IssuedDocument, ...]:
        """The family's documents, the latest first."""
        rows = self._vault.rows(
            f"{SELECT} WHERE family_id = ? ORDER BY issued_at DESC, id DESC", (family_id,)
        )
        return tuple(_issued(row) for row in rows)

    def content(self, document_id: str) -> bytes:
        """The exact bytes issued. Raises NotFound."""
        row = self._vault.row("SELECT bytes FROM document WHERE id = ?", (document_id,))
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

    def layout(self) -> EnvelopeLayout:
        """The window of the envelopes in use."""
        return EnvelopeLayout(
            self._settings.get(declared.WINDOW_DX), self._settings.get(declared.WINDOW_DY)
        )

    def _letter(self, referral: Referral, text: str) -> Letter:
        get = self._settings.get
        slip = get(declared.REPLY_SLIP)
        phone = get(declared.PHONE)
        sender = [*get(declared.SENDER).splitlines(), *([f"Tél. {phone}"] if phone else [])]
        signature = (
            get(declared.REFERENT_NAME),
            get(declared.REFERENT_TITLE),
            get(declared.REFERENT_PROFESSION),
        )
        today = self._clock().date()
        return Letter(
            sender=tuple(line for line in sender if line.strip()),
            recipient=self._recipient(referral).postal_lines,
            place_and_date=f"{get(declared.PLACE)}, le {long_date(today)}",
            subject="prise de contact",
            body=letter_blocks(text),
            signature=tuple(line for line in signature if line),
            reference=referral.code,
            reply_slip=slip,
            french_spacing=get(declared.FRENCH_SPACING),
        )

    def _decision(self, referral: Referral, text: str) -> Decision:
        return self._gate.letter(
            referral.family_id,
            referral.person_id,
            text,
            resource=self._recipient(referral),
            diagnosis_named=referral.diagnosis_named,
            ordinary=self.compose(referral),
        )

    def _recipient(self, referral: Referral) -> Resource:
        return self._directory.get(referral.resource_id)

    def _carrier(self, referral: Referral) -> Person:
        person = self._families.open_file(referral.family_id).person(referral.person_id)
        if person is None:
            raise NotFound
        return person

    def _insert(self, unit: Unit, referral: Referral, text: str, pdf: bytes) -> str:
        document_id = new_id()
        unit.insert(
            "document",
            id=document_id,
            family_id=referral.family_id,
            referral_id=referral.id,
            kind="referral_letter",
            recipient=self._recipient(referral).name,
            carried_by=referral.person_id,
            body=text,
            bytes=pdf,
            sha256=hashlib.sha256(pdf).hexdigest(),
            pages=page_count(pdf),
            issued_by=self._vault.holder,
            issued_at=self._clock().isoformat(timespec="seconds"),
        )
        return document_id


SELECT = (
    "SELECT id, family_id, referral_id, recipient, carried_by, sha256, pages, issued_by, issued_at"
    " FROM document"
)


def _template() -> str:
    try:
        return resource_text(TEMPLATE)
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(
            "Le modèle de lettre livré avec le programme est abîmé\u00a0: il ne peut pas être lu.",
            next_step="Écrivez la lettre vous-même, ou réinstallez le programme.",
        ) from error


def _issued(row: Row) -> IssuedDocument:
    return IssuedDocument(
        row["id"],
        row["family_id"],
        row["referral_id"],
        row["recipient"],
        row["carried_by"],
        row["sha256"],
        row["pages"],
        row["issued_by"],
        datetime.fromisoformat(row["issued_at"]),
    )
