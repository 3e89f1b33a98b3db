"""Whose agreement a piece needs, and which one stands today. Pure."""

from dataclasses import dataclass
from datetime import date

from referent_desk.families import Agreement as PatientState
from referent_desk.families import fold
from referent_desk.meetings import Agreement, Source
from referent_desk.secrecy.echoes import names_in
from referent_desk.secrecy.model import File, OwnAccount, Patient, Piece, Recipient, Sharing

_NO = (PatientState.REFUSED, PatientState.WITHDRAWN)


@dataclass(frozen=True)
class Needed:
    """The relatives whom the piece concerns, and whether the patient has to agree."""

    relatives: tuple[str, ...]
    patient: bool


def concerns_patient(piece: Piece, file: File) -> bool:
    """Said so, or naming them."""
    return piece.about_patient or names_in(piece.text, (p.name for p in file.patients))


def needed(piece: Piece, sharing: Sharing) -> Needed:
    """Who confided it and whom it is about; the patient too, but for a relative's own account to

    the treating team.
    """
    own = (
        sharing.own_account is OwnAccount.RELATIVE
        and sharing.recipient.treating
        and piece.source is Source.SAID
        and piece.said_by is not None
    )
    return Needed(piece.relatives, patient=concerns_patient(piece, sharing.file) and not own)


def names(agreement: Agreement, recipient: Recipient) -> bool:
    """By the directory, or in the very words of its name."""
    if agreement.resource_id:
        return agreement.resource_id == recipient.id
    return bool(recipient.name) and fold(agreement.to_whom) == fold(recipient.name)


def given_by(person_id: str, sharing: Sharing) -> Agreement | None:
    """Their agreement in force to tell this recipient; the latest."""
    theirs = _towards(person_id, sharing)
    valid = [a for a in theirs if a.withdrawn_on is None and _dated(a.given_on, sharing.today)]
    return max(valid, key=lambda a: (a.given_on or date.min, a.id), default=None)


def withdrawn_by(person_id: str, sharing: Sharing) -> Agreement | None:
    """The one they took back, when none stands."""
    if given_by(person_id, sharing):
        return None
    ended = [a for a in _towards(person_id, sharing) if a.withdrawn_on is not None]
    return max(ended, key=lambda a: (a.withdrawn_on or date.min, a.id), default=None)


def in_the_future(person_id: str, sharing: Sharing) -> Agreement | None:
    """An agreement whose day has not come: it counts for nothing."""
    ahead = (a for a in _towards(person_id, sharing) if a.given_on and a.given_on > sharing.today)
    return next((a for a in ahead if a.withdrawn_on is None), None)


def refused(piece: Piece, file: File, today: date) -> Patient | None:
    """Where the patient whom it concerns said no, in any episode, and nothing later says yes."""
    own = _own(piece, file)
    no = [p for p in file.patients if p.state in _NO and (own is None or _same(p, own))]
    last = max(no, key=lambda p: p.on or date.max, default=None)
    if last is None or (own is not None and _after(own, last, today)):
        return None
    return last


def given_by_patient(piece: Piece, file: File, today: date) -> Patient | None:
    """In this episode: oral or written, dated, with its scope."""
    own = _own(piece, file)
    if own is None or not _valid(own, today) or refused(piece, file, today):
        return None
    return own


def _after(patient: Patient, no: Patient, today: date) -> bool:
    """A yes that is later than that no."""
    yes = _valid(patient, today) and patient.on is not None
    return yes and no.on is not None and (patient.on or date.min) > no.on


def _valid(patient: Patient, today: date) -> bool:
    evidence = patient.form and patient.scope.strip() and _dated(patient.on, today)
    return patient.state is PatientState.GIVEN and bool(evidence)


def _own(piece: Piece, file: File) -> Patient | None:
    return next((p for p in file.patients if p.situation_id == piece.situation_id), None)


def _same(one: Patient, other: Patient) -> bool:
    """Perhaps the same patient: a no counts unless the names tell two people apart."""
    names = {fold(patient.name) for patient in (one, other)} - {""}
    return one is other or len(names) < 2


def _towards(person_id: str, sharing: Sharing) -> list[Agreement]:
    theirs = (a for a in sharing.file.agreements if a.person_id == person_id)
    return [a for a in theirs if names(a, sharing.recipient)]


def _dated(on: date | None, today: date) -> bool:
    return on is not None and on <= today
