"""Referrals and their steps, as rows."""

from dataclasses import replace
from datetime import date

from referent_desk.followup.model import Referral, ReferralState, ReferralStep
from referent_desk.vault import Row, Unit, Vault, new_id, now


def insert_referral(unit: Unit, referral: Referral) -> None:
    unit.insert(
        "referral",
        id=referral.id,
        family_id=referral.family_id,
        situation_id=referral.situation_id,
        resource_id=referral.resource_id,
        person_id=referral.person_id,
        code=referral.code,
        state=referral.state,
        diagnosis_named=int(referral.diagnosis_named),
        created_on=referral.created_on.isoformat(),
        state_on=referral.state_on.isoformat(),
    )
    insert_needs(unit, referral)
    write_step(unit, ReferralStep(referral.id, referral.state, referral.state_on))


def insert_needs(unit: Unit, referral: Referral) -> None:
    for need in dict.fromkeys(referral.needs):
        unit.insert("referral_need", referral_id=referral.id, need=need)


def referral_of(vault: Vault, row: Row) -> Referral:
    needs = vault.rows(
        "SELECT need FROM referral_need WHERE referral_id = ? ORDER BY need", (row["id"],)
    )
    return Referral(
        family_id=row["family_id"],
        resource_id=row["resource_id"],
        person_id=row["person_id"],
        needs=tuple(need["need"] for need in needs),
        diagnosis_named=bool(row["diagnosis_named"]),
        state=ReferralState(row["state"]),
        created_on=date.fromisoformat(row["created_on"]),
        state_on=date.fromisoformat(row["state_on"]),
        code=row["code"],
        situation_id=row["situation_id"],
        said_of_it=row["said_of_it"],
        call_again_on=date.fromisoformat(row["call_again_on"]) if row["call_again_on"] else None,
        id=row["id"],
    )


def write_step(unit: Unit, step: ReferralStep) -> ReferralStep:
    """Gives it with its id."""
    written = replace(step, id=new_id())
    unit.insert(
        "referral_step",
        id=written.id,
        referral_id=step.referral_id,
        state=step.state,
        stated_on=step.stated_on.isoformat(),
        note=step.note,
        written_by=step.written_by,
        written_at=now(),
    )
    return written


def stand(unit: Unit, step: ReferralStep) -> None:
    """The referral is where the step says; a call put off is done with."""
    unit.update(
        "referral",
        step.referral_id,
        state=step.state,
        state_on=step.stated_on.isoformat(),
        call_again_on=None,
    )


def step_of(row: Row) -> ReferralStep:
    return ReferralStep(
        row["referral_id"],
        ReferralState(row["state"]),
        date.fromisoformat(row["stated_on"]),
        row["note"],
        row["written_by"],
        row["id"],
    )
