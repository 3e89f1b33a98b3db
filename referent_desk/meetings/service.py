"""Recording calls and meetings; each call of a method is one unit of work."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families import Families, Family, Person, Situation
from referent_desk.free_text import refuse_national_number
from referent_desk.meetings import rows
from referent_desk.meetings.lessons import Lesson, change_lesson, clear_wording, lesson, lessons
from referent_desk.meetings.model import (
    FirstCall,
    LessonMark,
    Meeting,
    MeetingState,
    NeedState,
    Request,
    RequestState,
)
from referent_desk.meetings.need_states import note_need_steps, set_need_state
from referent_desk.meetings.rules import checked_meeting, checked_request, meeting_texts
from referent_desk.meetings.safety import SafetyToFinish, safety_to_finish
from referent_desk.vault import Unit, Vault

COMES_EARLY = timedelta(minutes=45)


class Meetings:
    """Front door of the room. `clock` gives local time without offset."""

    def __init__(
        self, vault: Vault, families: Families, clock: Callable[[], datetime] = datetime.now
    ) -> None:
        self._vault = vault
        self._families = families
        self._clock = clock

    def record_call(self, call: FirstCall, *, national_number_confirmed: bool = False) -> Request:
        """Makes the family or joins the known one, notes the request and plans the appointment.

        All of it or nothing. Raises InvalidInput, NationalNumberSuspected.
        """
        request = checked_request(call.request, self._clock())
        texts = [("asked", request.asked), ("offered", request.offered)]
        refuse_national_number(texts, confirmed=national_number_confirmed)
        with self._vault.unit() as unit:
            confirmed = national_number_confirmed
            family_id = call.family_id or self._make_family(unit, call, confirmed=confirmed)
            situation_id = self._situation_for(unit, family_id, request.received_at.date())
            person_id = self._caller(unit, family_id, call.caller, confirmed=confirmed)
            meeting_id = self._plan(unit, call, family_id, situation_id, person_id)
            request = replace(
                request,
                family_id=family_id,
                situation_id=situation_id,
                person_id=person_id,
                meeting_id=meeting_id,
                state=RequestState.MET if meeting_id else request.state,
            )
            request = replace(request, id=rows.insert_request(unit, request, self._vault.holder))
            unit.commit()
        return request

    def close_request(self, request_id: str, reason: str) -> None:
        """`reason` is a code of the closing reasons. Raises InvalidInput when empty."""
        if not reason:
            raise InvalidInput("closing_reason", "Il manque la raison de la clôture.")
        with self._vault.unit() as unit:
            unit.update("request", request_id, state=RequestState.CLOSED, closing_reason=reason)
            unit.commit()

    def save(
        self,
        meeting: Meeting,
        *,
        national_number_confirmed: bool = False,
        ends_waiting: bool = True,
    ) -> str:
        """Adds the meeting, or writes what differs in it. Returns its id.

        Raises InvalidInput, NationalNumberSuspected; a held meeting ends the requests that waited,
        unless told that it was no answer to them.
        """
        meeting = checked_meeting(meeting, self._clock())
        refuse_national_number(meeting_texts(meeting), confirmed=national_number_confirmed)
        with self._vault.unit() as unit:
            if not meeting.situation_id:
                meeting = replace(meeting, situation_id=self._situation_of(unit, meeting))
            meeting_id = rows.write_meeting(unit, meeting, self._vault.holder)
            note_need_steps(unit, meeting_id, self._clock().date())
            if meeting.state is MeetingState.HELD and ends_waiting:
                rows.end_waiting(unit, meeting.family_id, meeting_id)
            unit.commit()
        return meeting_id

    def get(self, meeting_id: str) -> Meeting:
        """Raises NotFound."""
        meeting = rows.meeting(self._vault, meeting_id)
        if meeting is None:
            raise NotFound
        return meeting

    def appointment_now(self, family_id: str) -> str:
        """Id of today's appointment whose hour has come, or is near; empty when there is none."""
        now = self._clock()
        return rows.planned_between(
            self._vault, family_id, now.date().isoformat(), (now + COMES_EARLY).isoformat()
        )

    def request(self, request_id: str) -> Request:
        """Raises NotFound."""
        found = rows.request(self._vault, request_id)
        if found is None:
            raise NotFound
        return found

    def of_family(self, family_id: str) -> tuple[Meeting, ...]:
        """All meetings of the family, the latest first."""
        return rows.meetings_of(self._vault, family_id)

    def safety_open(self) -> tuple[SafetyToFinish, ...]:
        """What was said of suicide or violence and lacks something, the oldest first."""
        return safety_to_finish(self._vault, self._clock().date())

    def lessons(self, first: date, last: date) -> tuple[Lesson, ...]:
        """What families teach us, marked from `first` to `last`; see `Lesson.printable`."""
        return lessons(self._vault, first, last)

    def lesson(self, lesson_id: str) -> Lesson:
        """Raises NotFound."""
        return lesson(self._vault, lesson_id)

    def change_lesson(self, mark: LessonMark, *, national_number_confirmed: bool = False) -> None:
        """That of `mark.id`. Raises InvalidInput, NationalNumberSuspected, NotFound."""
        today = self._clock().date()
        change_lesson(self._vault, mark, today, confirmed=national_number_confirmed)

    def clear_wording(self, lesson_id: str, wording: str) -> None:
        """The user has read that wording: what looks like a name is none."""
        clear_wording(self._vault, lesson_id, wording)

    def needs_noted(self, family_id: str, person_id: str | None = None) -> tuple[str, ...]:
        """Codes of the needs still open, in the order they were first noted.

        With `person_id`, theirs, and those of nobody in particular.
        """
        return rows.open_needs(self._vault, family_id, person_id)

    def professionals(self) -> frozenset[str]:
        """Names of those met with in network meetings."""
        found = self._vault.rows("SELECT DISTINCT name FROM meeting_professional")
        return frozenset(row["name"] for row in found)

    def families_in_need(self, needs: Iterable[str]) -> frozenset[str]:
        """Those where one of `needs` is still expressed or under way."""
        each = (rows.families_in_need(self._vault, need) for need in needs)
        return frozenset(family_id for found in each for family_id in found)

    def set_need_state(self, need_id: str, state: NeedState, on: date) -> None:
        """Later than its meeting: « répondu » that day. Raises NotFound, InvalidInput."""
        set_need_state(self._vault, need_id, state, on, self._clock().date())

    def _make_family(self, unit: Unit, call: FirstCall, *, confirmed: bool) -> str:
        family = call.new_family or _family_of(call.caller)
        situation = Situation(call.request.received_at.date(), origin=call.request.origin)
        return self._families.create(
            family, (), situation, national_number_confirmed=confirmed, unit=unit
        )

    def _caller(
        self, unit: Unit, family_id: str, caller: Person | None, *, confirmed: bool
    ) -> str | None:
        if caller is None or caller.id:
            return caller.id if caller else None
        return self._families.save_person(
            family_id, caller, national_number_confirmed=confirmed, unit=unit
        )

    def _situation_of(self, unit: Unit, meeting: Meeting) -> str:
        """What took place belongs to its day; what is planned goes on, or begins anew."""
        family_id, day = meeting.family_id, meeting.starts_at.date()
        of_then = None
        if meeting.state is not MeetingState.PLANNED:
            of_then = rows.situation_on(unit, family_id, day)
        return of_then or self._situation_for(unit, family_id, day)

    def _situation_for(self, unit: Unit, family_id: str, day: date) -> str:
        return rows.current_situation(unit, family_id) or rows.open_situation(unit, family_id, day)

    def _plan(
        self,
        unit: Unit,
        call: FirstCall,
        family_id: str,
        situation_id: str,
        person_id: str | None,
    ) -> str | None:
        if call.appointment is None:
            return None
        meeting = Meeting(
            family_id,
            call.appointment,
            MeetingState.PLANNED,
            channel=call.appointment_channel,
            participants=(person_id,) if person_id else (),
            situation_id=situation_id,
        )
        return rows.write_meeting(unit, meeting, self._vault.holder)


def _family_of(caller: Person | None) -> Family:
    if caller is None:
        raise InvalidInput("name", "Il manque un nom, ou une étiquette pour un appel anonyme.")
    return Family(caller.last_name or caller.first_name)
