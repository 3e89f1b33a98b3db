"""Contacts of other kinds than the interview, each beside the meeting it is, and indirect work."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families import Families, latest_situation
from referent_desk.free_text import clean, one_line, refuse_national_number
from referent_desk.meetings.emails import PastedEmail
from referent_desk.meetings.groups import (
    GroupSession,
    corrected,
    members_of,
    named_in,
    own_meeting,
    shared_out,
)
from referent_desk.meetings.model import Meeting
from referent_desk.meetings.service import Meetings
from referent_desk.vault import Row, Unit, Vault, new_id, now

EMAIL, NETWORK = "email", "network_meeting"


@dataclass(frozen=True)
class Professional:
    """Who came to a network meeting, in the words of the référent."""

    name: str
    service: str = ""


@dataclass(frozen=True)
class NetworkMeeting:
    """The family's people are the participants of `meeting`."""

    meeting: Meeting
    professionals: tuple[Professional, ...] = ()
    decided: str = ""


@dataclass(frozen=True)
class IndirectWork:
    """Work without a family in the room; never counted as a meeting."""

    kind: str
    done_on: date
    minutes: int
    note: str = ""
    family_id: str = ""
    id: str = ""


class Contacts:
    """Front door of what `Meetings` does not write. Each call of a method is one unit of work."""

    def __init__(
        self,
        vault: Vault,
        families: Families,
        meetings: Meetings,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._vault = vault
        self._families = families
        self._meetings = meetings
        self._clock = clock

    def waits(self, family_id: str) -> bool:
        """Whether a request of the family waits for an appointment."""
        found = self._vault.row(
            "SELECT 1 FROM request WHERE family_id = ? AND state = 'waiting'", (family_id,)
        )
        return found is not None

    def planned(self, meeting_id: str) -> Meeting | None:
        """None when there is no such appointment any more."""
        found = self._vault.row(
            "SELECT 1 FROM meeting WHERE id = ? AND state = 'planned'", (meeting_id,)
        )
        return self._meetings.get(meeting_id) if found else None

    def save_email(
        self,
        meeting: Meeting,
        email: PastedEmail,
        *,
        national_number_confirmed: bool = False,
        ends_waiting: bool = False,
    ) -> str:
        """Raises InvalidInput, NationalNumberSuspected. Returns the meeting's id."""
        made = PastedEmail(clean(email.body), clean(email.quoted), one_line(email.subject))
        if not made.body and not made.quoted:
            raise InvalidInput("pasted", "Il manque le texte de l’e-mail.")
        texts = [("body", made.body), ("quoted", made.quoted), ("subject", made.subject)]
        confirmed = national_number_confirmed
        refuse_national_number(texts, confirmed=confirmed)
        with self._vault.unit() as unit:
            meeting_id = self._meetings.save(
                replace(meeting, channel=EMAIL),
                national_number_confirmed=confirmed,
                ends_waiting=ends_waiting,
            )
            unit.execute("DELETE FROM email WHERE meeting_id = ?", (meeting_id,))
            unit.insert(
                "email",
                meeting_id=meeting_id,
                subject=made.subject,
                body=made.body,
                quoted=made.quoted,
            )
            unit.commit()
        return meeting_id

    def email(self, meeting_id: str) -> PastedEmail | None:
        """What the meeting was noted from; None when it was not an e-mail pasted."""
        row = self._vault.row("SELECT * FROM email WHERE meeting_id = ?", (meeting_id,))
        return PastedEmail(row["body"], row["quoted"], row["subject"]) if row else None

    def save_network(
        self, network: NetworkMeeting, *, national_number_confirmed: bool = False
    ) -> str:
        """Raises InvalidInput, NationalNumberSuspected. Returns the meeting's id."""
        decided = clean(network.decided)
        cleaned = (
            Professional(one_line(p.name), one_line(p.service)) for p in network.professionals
        )
        professionals = tuple(p for p in cleaned if p.name or p.service)
        if any(not p.name for p in professionals):
            raise InvalidInput("professionals", "Il manque le nom d’un professionnel.")
        texts = [("decided", decided)]
        texts += [("professionals", f"{p.name} {p.service}") for p in professionals]
        confirmed = national_number_confirmed
        refuse_national_number(texts, confirmed=confirmed)
        with self._vault.unit() as unit:
            meeting_id = self._meetings.save(
                replace(network.meeting, channel=NETWORK),
                national_number_confirmed=confirmed,
                ends_waiting=False,
            )
            unit.update("meeting", meeting_id, decided=decided)
            _write_professionals(unit, meeting_id, professionals)
            unit.commit()
        return meeting_id

    def network(self, meeting_id: str) -> NetworkMeeting:
        """Raises NotFound."""
        row = self._vault.row("SELECT decided FROM meeting WHERE id = ?", (meeting_id,))
        if row is None:
            raise NotFound
        professionals = self._vault.rows(
            "SELECT * FROM meeting_professional WHERE meeting_id = ? ORDER BY position",
            (meeting_id,),
        )
        return NetworkMeeting(
            self._meetings.get(meeting_id),
            tuple(Professional(p["name"], p["service"]) for p in professionals),
            row["decided"],
        )

    def record_group(
        self, session: GroupSession, *, national_number_confirmed: bool = False
    ) -> str:
        """One meeting in each family's file, which names no other. Returns the session's id.

        With an id, the session is corrected in every file: what stands there besides, stays. A
        family may join it; one that is in it leaves by its own file alone.

        Raises InvalidInput (also where the title or the note names one of them),
        NationalNumberSuspected, NotFound.
        """
        made = self._checked_group(session, confirmed=national_number_confirmed)
        columns = {
            "title": made.title,
            "starts_at": made.starts_at.isoformat(timespec="minutes"),
            "minutes": made.minutes,
            "note": made.note,
            "written_by": self._vault.holder,
            "written_at": now(),
        }
        with self._vault.unit() as unit:
            if made.id:
                meetings = self._corrected(made)
                unit.update("group_session", made.id, **columns)
            else:
                made = replace(made, id=new_id())
                meetings = tuple(own_meeting(made, member) for member in made.members)
                unit.insert("group_session", id=made.id, **columns)
            for meeting in meetings:
                meeting_id = self._meetings.save(
                    meeting, national_number_confirmed=True, ends_waiting=False
                )
                unit.update("meeting", meeting_id, group_session_id=made.id)
            unit.commit()
        return made.id

    def group(self, meeting_id: str) -> GroupSession | None:
        """The whole session that the meeting belongs to, with every family in it."""
        row = self._vault.row(
            "SELECT g.* FROM group_session g JOIN meeting m ON m.group_session_id = g.id"
            " WHERE m.id = ?",
            (meeting_id,),
        )
        if row is None:
            return None
        meetings = self._meetings_of_group(row["id"])
        return GroupSession(
            row["title"],
            datetime.fromisoformat(row["starts_at"]),
            members_of(meetings),
            row["minutes"],
            row["note"],
            row["id"],
        )

    def group_title(self, meeting_id: str) -> str:
        """Of the session that the meeting belongs to; empty for any other meeting."""
        row = self._vault.row(
            "SELECT g.title FROM group_session g JOIN meeting m ON m.group_session_id = g.id"
            " WHERE m.id = ?",
            (meeting_id,),
        )
        return row["title"] if row else ""

    def save_indirect(self, work: IndirectWork, *, national_number_confirmed: bool = False) -> str:
        """Adds when it has no id, else replaces. Returns its id.

        Raises InvalidInput, NationalNumberSuspected.
        """
        note = clean(work.note)
        refuse_national_number([("note", note)], confirmed=national_number_confirmed)
        self._check_indirect(work)
        columns = {
            "family_id": work.family_id or None,
            "kind": work.kind,
            "done_on": work.done_on.isoformat(),
            "minutes": work.minutes,
            "note": note,
            "written_by": self._vault.holder,
            "written_at": now(),
        }
        with self._vault.unit() as unit:
            columns["situation_id"] = latest_situation(unit, work.family_id)
            work_id = work.id or new_id()
            if work.id:
                unit.update("indirect_work", work_id, **columns)
            else:
                unit.insert("indirect_work", id=work_id, **columns)
            unit.commit()
        return work_id

    def indirect(self, work_id: str) -> IndirectWork:
        """Raises NotFound."""
        row = self._vault.row("SELECT * FROM indirect_work WHERE id = ?", (work_id,))
        if row is None:
            raise NotFound
        return _indirect(row)

    def indirect_work(self, family_id: str | None = None) -> tuple[IndirectWork, ...]:
        """Of one family or all there is, the latest first."""
        found = self._vault.rows(
            "SELECT * FROM indirect_work WHERE ?1 IS NULL OR family_id = ?1"
            " ORDER BY done_on DESC, id DESC",
            (family_id,),
        )
        return tuple(_indirect(row) for row in found)

    def _checked_group(self, session: GroupSession, *, confirmed: bool) -> GroupSession:
        made = replace(session, title=one_line(session.title), note=clean(session.note))
        if not made.title:
            raise InvalidInput("title", "Il manque le titre de la séance.")
        if not made.members:
            raise InvalidInput("families", "Choisissez au moins une famille.")
        if len({member.family_id for member in made.members}) < len(made.members):
            raise InvalidInput("families", "Une famille est choisie deux fois.")
        texts = [("title", made.title), ("note", made.note)]
        refuse_national_number(texts, confirmed=confirmed)
        files = [self._families.open_file(member.family_id) for member in made.members]
        for field, text in texts:
            if names := named_in(text, files):
                raise InvalidInput(
                    field,
                    f"Ce texte ira dans le dossier de chaque famille, et il nomme {names[0]}.",
                    "Retirez ce nom\u00a0; ce qu’une famille a dit se note dans son dossier.",
                )
        return made

    def _corrected(self, session: GroupSession) -> tuple[Meeting, ...]:
        """The meetings of the session as it is now; raises InvalidInput when a family left."""
        row = self._vault.row("SELECT note FROM group_session WHERE id = ?", (session.id,))
        if row is None:
            raise NotFound
        members = {member.family_id: member for member in session.members}
        known = self._meetings_of_group(session.id)
        there = dict.fromkeys(meeting.family_id for meeting in known)
        if not there.keys() <= members.keys():
            raise InvalidInput(
                "families",
                "Une famille qui a participé ne se retire pas ici.",
                "Dans son dossier, «\u00a0Corriger\u00a0» supprime ou déplace sa ligne.",
            )
        joining = (own_meeting(session, m) for m in session.members if m.family_id not in there)
        theirs = {f: [m for m in known if m.family_id == f] for f in there}
        own = (
            corrected(meeting, row["note"], session, member)
            for family_id, meetings in theirs.items()
            for meeting, member in zip(
                meetings, shared_out(members[family_id], meetings), strict=True
            )
        )
        return (*own, *joining)

    def _meetings_of_group(self, session_id: str) -> tuple[Meeting, ...]:
        found = self._vault.rows(
            "SELECT id FROM meeting WHERE group_session_id = ? ORDER BY id", (session_id,)
        )
        return tuple(self._meetings.get(row["id"]) for row in found)

    def _check_indirect(self, work: IndirectWork) -> None:
        if not work.kind:
            raise InvalidInput("kind", "Choisissez de quel travail il s’agit.")
        if not 1 <= work.minutes <= 1440:
            raise InvalidInput("minutes", "La durée va de 1 à 1440 minutes.")
        if work.done_on > self._clock().date():
            raise InvalidInput("done_on", "Ce travail est daté dans le futur.")


def _write_professionals(
    unit: Unit, meeting_id: str, professionals: tuple[Professional, ...]
) -> None:
    unit.execute("DELETE FROM meeting_professional WHERE meeting_id = ?", (meeting_id,))
    for position, professional in enumerate(professionals):
        unit.insert(
            "meeting_professional",
            id=new_id(),
            meeting_id=meeting_id,
            name=professional.name,
            service=professional.service,
            position=position,
        )


def _indirect(row: Row) -> IndirectWork:
    return IndirectWork(
        row["kind"],
        date.fromisoformat(row["done_on"]),
        row["minutes"],
        row["note"],
        row["family_id"] or "",
        row["id"],
    )
