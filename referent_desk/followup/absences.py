"""A family that did not come: the appointment is missed, and something follows."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from referent_desk.errors import InvalidInput
from referent_desk.followup.model import Action
from referent_desk.followup.service import Followup
from referent_desk.meetings import Meeting, Meetings, MeetingState
from referent_desk.vault import Vault


class WhatNext(StrEnum):
    """Rappeler, nouvelle date, lettre, or nothing."""

    CALL = "call"
    NEW_DATE = "new_date"
    LETTER = "letter"
    NOTHING = "nothing"


TO_DO = {
    WhatNext.CALL: "Rappeler après le rendez-vous manqué",
    WhatNext.LETTER: "Écrire après le rendez-vous manqué",
}


@dataclass(frozen=True)
class Absence:
    """`due_on` is when to call or write, `appointment` the new date."""

    meeting_id: str
    what_next: WhatNext = WhatNext.CALL
    due_on: date | None = None
    appointment: datetime | None = None
    note: str = ""


class Absences:
    """Front door. One unit of work: the missed appointment and what follows it."""

    def __init__(self, vault: Vault, meetings: Meetings, followup: Followup) -> None:
        self._vault = vault
        self._meetings = meetings
        self._followup = followup

    def record(self, absence: Absence, *, national_number_confirmed: bool = False) -> Meeting:
        """Returns the meeting as missed. Raises InvalidInput, NationalNumberSuspected, NotFound."""
        confirmed = national_number_confirmed
        with self._vault.unit() as unit:
            planned = self._meetings.get(absence.meeting_id)
            if planned.state is MeetingState.HELD:
                raise InvalidInput("meeting", "Cet entretien est noté comme tenu.")
            missed = replace(
                planned,
                state=MeetingState.MISSED,
                next_step=absence.note or planned.next_step,
            )
            self._meetings.save(missed, national_number_confirmed=confirmed)
            if absence.what_next is WhatNext.NEW_DATE:
                self._plan_again(planned, absence.appointment)
            elif absence.what_next in TO_DO:
                self._followup.save_action(
                    Action(
                        missed.family_id,
                        TO_DO[absence.what_next],
                        absence.due_on,
                        meeting_id=missed.id,
                    )
                )
            unit.commit()
        return missed

    def _plan_again(self, missed: Meeting, at: datetime | None) -> None:
        if at is None:
            raise InvalidInput("appointment", "Il manque la nouvelle date.")
        if at <= missed.starts_at:
            raise InvalidInput(
                "appointment", "La nouvelle date doit venir après le rendez-vous manqué."
            )
        self._meetings.save(
            Meeting(
                missed.family_id,
                at,
                MeetingState.PLANNED,
                channel=missed.channel,
                participants=missed.participants,
                situation_id=missed.situation_id,
            )
        )
