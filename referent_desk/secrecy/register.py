"""What left, to whom, how, on which agreement; what a withdrawn agreement still stops."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from referent_desk.directory import Directory
from referent_desk.errors import InvalidInput
from referent_desk.followup import Followup, Referral, ReferralState
from referent_desk.free_text import clean, one_line, refuse_national_number
from referent_desk.meetings import Agreement
from referent_desk.secrecy.consent import names
from referent_desk.secrecy.disclosures import Ground
from referent_desk.secrecy.echoes import echoes
from referent_desk.secrecy.errors import SharingStopped
from referent_desk.secrecy.gate import decide
from referent_desk.secrecy.model import (
    Condition,
    Decision,
    Evidence,
    File,
    Piece,
    PieceKind,
    Recipient,
    Sharing,
    Way,
)
from referent_desk.vault import Draft, Row, Unit, Vault, new_id, now


class How(StrEnum):
    UNKNOWN = ""
    SPOKEN = "spoken"
    PHONE = "phone"
    EMAIL = "email"
    POST = "post"
    HAND = "hand"
    MEETING = "meeting"


@dataclass(frozen=True)
class Left:
    """How it left, when (now, unless it says), as which document of the file."""

    how: How
    what: str = ""
    at: datetime | None = None
    document_id: str | None = None
    sha256: str = ""


@dataclass(frozen=True)
class Told:
    """A line of the register. `evidence` is each condition as it stood that day.

    A letter that the relative carried is a line too, known by its document; `document` is its kind.
    What is a document has `gone` once the journal tells so: issued alone, it may still lie on the
    desk.
    """

    family_id: str
    way: Way
    to_whom: str
    told_at: datetime | None = None
    what: str = ""
    how: How = How.UNKNOWN
    mission: str = ""
    ground: Ground | None = None
    evidence: tuple[Evidence, ...] = ()
    pieces: tuple[Piece, ...] = ()
    person_id: str | None = None
    resource_id: str | None = None
    agreement_id: str | None = None
    document_id: str | None = None
    sha256: str = ""
    written_by: str = ""
    id: str = ""
    withheld: int = 0
    document: str = ""
    gone: bool = True

    def seen_by(self, person_id: str, file: File) -> "Told":
        """For their own eyes: what others confided is counted in `withheld`, never shown.

        Nor is a sentence of the référent's that repeats it.
        """
        own = tuple(p for p in self.pieces if (p.said_by or p.about) == person_id)
        hidden = len(self.pieces) - len(own)
        if hidden:
            return replace(self, pieces=own, what="", mission="", evidence=(), withheld=hidden)
        said = f"{self.what}\n\n{self.mission}"
        pieces = (echo.piece for echo in echoes(said, file) if echo.sure)
        if any(piece and not piece.known_to(person_id) for piece in pieces):
            return replace(self, what="", mission="", evidence=(), withheld=1)
        return self

    def concerns(self, person_id: str) -> bool:
        """They carried it, agreed to it, confided it, or it is about them."""
        people = {person for piece in self.pieces for person in (piece.said_by, piece.about)}
        return person_id in {self.person_id, *people}


@dataclass(frozen=True)
class Stopped:
    """What a withdrawn agreement keeps from leaving, and what was gone before.

    `waiting` was issued to be transmitted and still lies on the desk.
    """

    referrals: tuple[Referral, ...]
    drafts: tuple[Draft, ...]
    waiting: tuple[Told, ...]
    gone: tuple[Told, ...]


class Register:
    """Front door. `clock` gives local time without offset."""

    def __init__(
        self,
        vault: Vault,
        directory: Directory,
        followup: Followup,
        clock: Callable[[], datetime],
    ) -> None:
        self._vault, self._directory, self._followup = vault, directory, followup
        self._clock = clock

    def record(
        self,
        family_id: str,
        sharing: Sharing,
        left: Left,
        *,
        national_number_confirmed: bool = False,
        unit: Unit | None = None,
    ) -> str:
        """That it was told; together with what else `unit` does.

        The gate is asked again, on these very data. Raises SharingStopped, InvalidInput,
        NationalNumberSuspected. Returns the line's id.
        """
        told_at = left.at or self._clock()
        if told_at > self._clock():
            raise InvalidInput("told_at", "Ce moment est à venir\u00a0: rien n’est encore parti.")
        decision = decide(sharing)
        if not decision.allowed:
            raise SharingStopped("\n".join(obstacle.reason for obstacle in decision.obstacles))
        texts = [("what", left.what), ("mission", sharing.mission)]
        refuse_national_number(texts, confirmed=national_number_confirmed)
        line: dict[str, Any] = {
            "family_id": family_id,
            "person_id": _whose(sharing),
            "resource_id": sharing.recipient.id or None,
            "situation_id": _situation(sharing),
            "document_id": left.document_id,
            "agreement_id": decision.agreements[0].id if decision.agreements else None,
            "way": sharing.way,
            "how": left.how,
            "what": clean(left.what),
            "to_whom": one_line(sharing.recipient.name),
            "mission": one_line(sharing.mission),
            "evidence": _evidence(decision),
            "sha256": left.sha256,
            "told_at": told_at.isoformat(timespec="minutes"),
            "written_by": self._vault.holder,
            "written_at": now(),
        }
        if unit is not None:
            return self._insert(unit, line, sharing.pieces)
        with self._vault.unit() as own:
            made = self._insert(own, line, sharing.pieces)
            own.commit()
        return made

    def of_family(self, family_id: str) -> tuple[Told, ...]:
        """Every way out, the latest first; letters that were carried too."""
        rows = self._vault.rows(f"{_LINES} ORDER BY written_at DESC, id DESC", (family_id,))
        pieces = self._pieces(family_id)
        told = [_told(row, tuple(pieces.get(row["id"], ()))) for row in rows]
        told += self._letters(family_id)
        return tuple(sorted(told, key=lambda t: t.told_at or datetime.max, reverse=True))

    def of_document(self, family_id: str, document_id: str) -> Told | None:
        """The line that its issue wrote."""
        row = self._vault.row(f"{_LINES} AND d.document_id = ?", (family_id, document_id))
        return _told(row, tuple(self._pieces(family_id).get(row["id"], ()))) if row else None

    def about(self, family_id: str, person_id: str, file: File) -> tuple[Told, ...]:
        """« Ce qui a été partagé à mon sujet », as they may read it. The latest first."""
        theirs = (told for told in self.of_family(family_id) if told.concerns(person_id))
        return tuple(told.seen_by(person_id, file) for told in theirs)

    def on(self, family_id: str, agreement: Agreement) -> Stopped:
        """What that agreement still lets leave, and what left on it or by that person's hand."""
        reached = self._reached(agreement)
        theirs = tuple(
            told
            for told in self.of_family(family_id)
            if told.agreement_id == agreement.id
            or (told.resource_id in reached and told.concerns(agreement.person_id))
        )
        proposed = (
            referral
            for referral in self._followup.referrals(family_id)
            if referral.state is ReferralState.PROPOSED
        )
        return Stopped(
            tuple(
                r
                for r in proposed
                if r.person_id == agreement.person_id and r.resource_id in reached
            ),
            tuple(
                draft
                for draft in self._vault.drafts.all()
                if draft.subject.partition(":")[0] == family_id
                and draft.body.get("resource_id") in reached
            ),
            tuple(told for told in theirs if told.way is Way.TRANSMITTED and not told.gone),
            tuple(told for told in theirs if told.gone),
        )

    def note_left(self, family_id: str, how: str) -> None:
        """Into the journal: `how` is "printed" or "exported"."""
        self._vault.journal.record(f"register.{how}", family_id)

    def _insert(self, unit: Unit, line: Mapping[str, Any], pieces: tuple[Piece, ...]) -> str:
        line_id = new_id()
        unit.insert("disclosure", id=line_id, **line)
        for position, piece in enumerate(pieces):
            unit.insert(
                "disclosure_piece",
                id=new_id(),
                disclosure_id=line_id,
                position=position,
                kind=piece.kind,
                record_id=piece.record_id or None,
                said_by=piece.said_by,
                about=piece.about,
                about_patient=int(piece.about_patient),
                text=piece.text,
            )
        event, family_id = f"disclosure.{line['way']}", line["family_id"]
        self._vault.journal.record(event, family_id, line_id, unit=unit)
        return line_id

    def _pieces(self, family_id: str) -> Mapping[str, list[Piece]]:
        found: defaultdict[str, list[Piece]] = defaultdict(list)
        for row in self._vault.rows(
            "SELECT p.* FROM disclosure d JOIN disclosure_piece p ON p.disclosure_id = d.id"
            " WHERE d.family_id = ? ORDER BY p.disclosure_id, p.position",
            (family_id,),
        ):
            found[row["disclosure_id"]].append(_piece(row))
        return found

    def _letters(self, family_id: str) -> list[Told]:
        """Documents that no line tells of."""
        return [_letter(row) for row in self._vault.rows(_LETTERS, (family_id,))]

    def _reached(self, agreement: Agreement) -> Collection[str]:
        """Resources that the agreement names, by the directory or in words."""
        resources = self._directory.list(retired=True)
        return {r.id for r in resources if names(agreement, Recipient.of(r))}


def _whose(sharing: Sharing) -> str | None:
    """Who carried it, or the first who agreed."""
    if sharing.way is not Way.TRANSMITTED:
        return sharing.bearer or None
    return next((piece.said_by for piece in sharing.pieces if piece.said_by), None)


def _situation(sharing: Sharing) -> str | None:
    return next((piece.situation_id for piece in sharing.pieces if piece.situation_id), None)


def _evidence(decision: Decision) -> str:
    conditions = [
        {"condition": e.condition, "held": e.held, "sentence": e.sentence, "asked": e.asked}
        for e in decision.conditions
    ]
    known = {
        "conditions": conditions,
        "agreements": [agreement.id for agreement in decision.agreements],
        "cautions": list(decision.cautions),
    }
    return json.dumps(known, ensure_ascii=False)


def _told(row: Row, pieces: tuple[Piece, ...]) -> Told:
    at, known = row["told_at"], json.loads(row["evidence"])
    return Told(
        row["family_id"],
        Way(row["way"]),
        row["to_whom"],
        datetime.fromisoformat(at) if at else None,
        row["what"],
        How(row["how"]),
        row["mission"],
        Ground(row["ground"]) if row["ground"] else None,
        tuple(
            Evidence(Condition(e["condition"]), e["held"], e["sentence"], e["asked"])
            for e in known.get("conditions", ())
        ),
        pieces,
        row["person_id"],
        row["resource_id"],
        row["agreement_id"],
        row["document_id"],
        row["sha256"],
        row["written_by"],
        row["id"],
        gone=bool(row["gone"]),
    )


def _piece(row: Row) -> Piece:
    return Piece(
        row["text"],
        PieceKind(row["kind"]),
        said_by=row["said_by"],
        about=row["about"],
        about_patient=bool(row["about_patient"]),
        record_id=row["record_id"] or "",
    )


_LINES = """
SELECT d.*, d.document_id IS NULL OR EXISTS (SELECT 1 FROM journal j WHERE j.subject = d.document_id
    AND j.event IN ('document.sent', 'document.printed', 'document.exported')) AS gone
FROM disclosure d WHERE d.family_id = ?
"""
_LETTERS = """
SELECT d.id, d.family_id, d.way, d.kind, d.recipient, d.person_id, d.carried_by, d.resource_id,
       d.issued_at, d.issued_by, d.sha256,
       EXISTS (SELECT 1 FROM journal j WHERE j.subject = d.id AND (
           j.event IN ('document.handed_over', 'document.sent')
           OR d.way <> 'handed' AND j.event IN ('document.printed', 'document.exported'))) AS gone
FROM document d WHERE d.family_id = ? AND +d.way <> 'kept'
  AND NOT EXISTS (SELECT 1 FROM disclosure x WHERE x.document_id = d.id)
"""
"""Without their bytes."""
_BY_DOCUMENT = {
    "handed": (Way.HANDED, How.HAND),
    "posted": (Way.HANDED, How.POST),
    "transmitted": (Way.TRANSMITTED, How.UNKNOWN),
}


def _letter(row: Row) -> Told:
    way, how = _BY_DOCUMENT[row["way"]]
    return Told(
        row["family_id"],
        way,
        row["recipient"],
        datetime.fromisoformat(row["issued_at"]),
        how=how,
        person_id=row["carried_by"] or row["person_id"],
        resource_id=row["resource_id"],
        document_id=row["id"],
        sha256=row["sha256"],
        written_by=row["issued_by"],
        document=row["kind"],
        gone=bool(row["gone"]),
    )
