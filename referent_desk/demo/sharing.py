"""Fictive agreements, a refusal and what left, over families that are there; a seed of its own."""

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from referent_desk.directory import Resource, ResourceKind
from referent_desk.families import Agreement as PatientState
from referent_desk.families import FamilyFile
from referent_desk.meetings import Agreement, AgreementForm, MeetingState
from referent_desk.office import Office
from referent_desk.secrecy import How, Left, PieceKind, Sharing, Way, contact_piece

MOST = 12
WHAT = (
    "ma fatigue et mon besoin de répit",
    "les questions que je me pose sur la sortie",
    "ce que je vis à la maison, et rien d’autre",
)
MISSION = "Soutenir ensemble la famille pendant l’hospitalisation."


def invent_sharing(office: Office, seed: int) -> None:
    """For the families seen of late; nothing that the gate would stop."""
    chance = random.Random(f"sharing {seed}")
    wards = [r for r in office.directory.list() if r.kind is ResourceKind.WARD]
    if not wards:
        return
    for number, (file, day) in enumerate(seen_lately(office)):
        agreement_id = _agree(office, file, wards[0], day, chance)
        if number % 3 == 0:
            _tell(office, file, wards[0], day, chance)
        if number % 5 == 1:
            _ask_contact(office, file, wards[0], day)
        if number % 6 == 2:
            _refuse(office, file, day)
        if number % 6 == 4:
            office.agreements.withdraw(agreement_id, AgreementForm.ORAL)


def seen_lately(office: Office) -> list[tuple[FamilyFile, date]]:
    """With the day of their last meeting, the latest first."""
    open_ones = [f for f in office.families.list() if f.open and f.last_contact]
    latest = sorted(open_ones, key=lambda f: f.last_contact or date.min, reverse=True)
    found: list[tuple[FamilyFile, date]] = []
    for summary in latest[: 2 * MOST]:
        file = office.families.open_file(summary.id)
        held = [m for m in office.meetings.of_family(summary.id) if m.state is MeetingState.HELD]
        if held and file.people and file.current:
            found.append((file, held[0].starts_at.date()))
    return sorted(found, key=lambda pair: pair[1], reverse=True)[:MOST]


def _agree(
    office: Office, file: FamilyFile, ward: Resource, day: date, chance: random.Random
) -> str:
    given = Agreement(
        file.people[0].id,
        chance.choice(WHAT),
        ward.name,
        chance.choice(list(AgreementForm)),
        day,
        resource_id=ward.id,
    )
    return office.agreements.give(file.family.id, given)


def _tell(
    office: Office, file: FamilyFile, ward: Resource, day: date, chance: random.Random
) -> None:
    """One thing that the first relative feels, needs or said, where there is one."""
    sharing = office.gate.begin(Way.TRANSMITTED, file.family.id, ward.id)
    who = file.people[0].id
    kinds = (PieceKind.EMOTION, PieceKind.NEED, PieceKind.PASSAGE)
    theirs = [p for p in sharing.file.heard if p.kind in kinds and p.said_by == who]
    alone = [p for p in theirs if p.about in {None, who}]
    if alone:
        _record(
            office,
            file,
            replace(sharing, pieces=(chance.choice(alone),), mission=MISSION, confirmed=True),
            day,
        )


def _ask_contact(office: Office, file: FamilyFile, ward: Resource, day: date) -> None:
    sharing = office.gate.begin(Way.TRANSMITTED, file.family.id, ward.id)
    _record(
        office, file, replace(sharing, pieces=(contact_piece(file.people[0].id, sharing),)), day
    )


def _record(office: Office, file: FamilyFile, sharing: Sharing, day: date) -> None:
    if office.gate.decide(sharing).allowed:
        at = min(datetime.combine(day, time(16, 30)), office.clock())
        office.register.record(file.family.id, sharing, Left(How.PHONE, at=at))


def _refuse(office: Office, file: FamilyFile, day: date) -> None:
    """To be talked of again: one such day is past, the home says so."""
    if file.current is None:
        return
    said = replace(
        file.current,
        agreement=PatientState.REFUSED,
        agreement_form=AgreementForm.ORAL,
        agreement_on=max(day, file.current.opened_on),
        agreement_review_on=office.clock().date() - timedelta(days=2),
    )
    office.families.save_situation(file.family.id, said)
