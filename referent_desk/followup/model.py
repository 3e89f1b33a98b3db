"""Actions and referrals."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReferralState(StrEnum):
    """Proposée, remise, contact pris, participe, terminée, sans suite, refusée."""

    PROPOSED = "proposed"
    HANDED = "handed"
    CONTACTED = "contacted"
    ATTENDING = "attending"
    FINISHED = "finished"
    NO_OUTCOME = "no_outcome"
    DECLINED = "declined"


STATE_WORDS = {
    ReferralState.PROPOSED: "proposée",
    ReferralState.HANDED: "remise",
    ReferralState.CONTACTED: "contact pris",
    ReferralState.ATTENDING: "participe",
    ReferralState.FINISHED: "terminée",
    ReferralState.NO_OUTCOME: "sans suite",
    ReferralState.DECLINED: "refusée",
}


@dataclass(frozen=True)
class Referral:
    """`code` is the opaque reference on letter and reply slip; `needs` are codes, in order.

    `said_of_it` is what the relative said of it, `call_again_on` the day the call was put off to.
    """

    family_id: str
    resource_id: str
    person_id: str
    needs: tuple[str, ...] = ()
    diagnosis_named: bool = False
    state: ReferralState = ReferralState.PROPOSED
    created_on: date = date.min
    state_on: date = date.min
    code: str = ""
    situation_id: str = ""
    said_of_it: str = ""
    call_again_on: date | None = None
    id: str = ""


@dataclass(frozen=True)
class ReferralStep:
    """Where a referral stood from a day on, and what was noted then."""

    referral_id: str
    state: ReferralState
    stated_on: date
    note: str = ""
    written_by: str = ""
    id: str = ""


@dataclass(frozen=True)
class Action:
    """What was agreed, due when, done when, with what result; for which need, about whom.

    Put off until `snoozed_until`, it stays out of sight till that day.
    """

    family_id: str
    what: str
    due_on: date | None = None
    done_on: date | None = None
    result: str = ""
    meeting_id: str | None = None
    need_id: str | None = None
    person_id: str | None = None
    snoozed_until: date | None = None
    id: str = ""


@dataclass(frozen=True)
class Dismissal:
    """A line of the radar that was put aside: `subject` is what its rule is about."""

    rule: str
    subject: str
    family_id: str
    reason: str
    by: str = ""
    on: date = date.min
