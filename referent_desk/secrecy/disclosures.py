"""What was told outside, apart from documents. So far, the legal exceptions: two keys, no form."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.free_text import clean, one_line, refuse_national_number
from referent_desk.vault import Row, Unit, Vault, new_id, now


class Ground(StrEnum):
    """Why the law lets one speak."""

    GRAVE_DANGER = "grave_danger"
    TESTIMONY = "testimony"
    LAW = "law"


@dataclass(frozen=True)
class Earlier:
    """What stood before it was completed, by whom and when it changed."""

    what: str
    to_whom: str
    told_at: datetime | None
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True)
class Disclosure:
    """`told_at` None: about to be told. What and to whom can be completed afterwards."""

    family_id: str
    ground: Ground
    told_at: datetime | None = None
    what: str = ""
    to_whom: str = ""
    person_id: str | None = None
    safety_event_id: str | None = None
    id: str = ""
    before: tuple[Earlier, ...] = ()


class Disclosures:
    """Front door. `clock` gives local time without offset."""

    def __init__(self, vault: Vault, clock: Callable[[], datetime]) -> None:
        self._vault, self._clock = vault, clock

    def record_exception(self, disclosure: Disclosure, *, told: bool = True) -> str:
        """At once, whatever is still missing. `told`: now, unless it says when. Returns its id.

        Never refused for its content: a danger does not wait. Texts come by `complete`.
        """
        at = disclosure.told_at or (self._clock() if told else None)
        disclosure_id = new_id()
        with self._vault.unit() as unit:
            unit.insert(
                "disclosure",
                id=disclosure_id,
                family_id=disclosure.family_id,
                person_id=disclosure.person_id,
                safety_event_id=disclosure.safety_event_id,
                way="exception",
                ground=disclosure.ground,
                told_at=at.isoformat(timespec="minutes") if at else None,
                written_by=self._vault.holder,
                written_at=now(),
            )
            self._vault.journal.record(
                "disclosure.exception", disclosure.family_id, disclosure.ground, unit=unit
            )
            unit.commit()
        return disclosure_id

    def complete(
        self,
        disclosure_id: str,
        what: str,
        to_whom: str,
        *,
        told_at: datetime | None = None,
        safety_event_id: str | None = None,
        national_number_confirmed: bool = False,
    ) -> None:
        """What was told, to whom, when (as noted before, unless it says); what stood is kept.

        Raises NotFound, InvalidInput, NationalNumberSuspected; the exception stays noted.
        """
        texts = [("what", what), ("to_whom", to_whom)]
        refuse_national_number(texts, confirmed=national_number_confirmed)
        if told_at and told_at > self._clock():
            raise InvalidInput("told_on", "Ce moment est à venir.")
        with self._vault.unit() as unit:
            stood = self._stood(unit, disclosure_id)
            at = told_at.isoformat(timespec="minutes") if told_at else stood["told_at"]
            now_stands = {"what": clean(what), "to_whom": one_line(to_whom), "told_at": at}
            if now_stands != {key: stood[key] for key in now_stands}:
                self._keep(unit, stood, moved=bool(stood["told_at"]) and at != stood["told_at"])
                unit.update("disclosure", disclosure_id, **now_stands)
            if safety_event_id:
                unit.update("disclosure", disclosure_id, safety_event_id=safety_event_id)
            unit.commit()

    def complete_from_meeting(
        self, disclosure_id: str, safety_event_id: str, what: str, to_whom: str
    ) -> None:
        """Where nothing was noted yet; its texts went through every check with the meeting's."""
        known = self._vault.row("SELECT * FROM disclosure WHERE id = ?", (disclosure_id,))
        if known is None:
            return
        self.complete(
            disclosure_id,
            known["what"] or what,
            known["to_whom"] or to_whom,
            safety_event_id=safety_event_id,
            national_number_confirmed=True,
        )

    def say_told(self, disclosure_id: str) -> None:
        """The call has been made, now."""
        with self._vault.unit() as unit:
            at = self._clock().isoformat(timespec="minutes")
            unit.update("disclosure", disclosure_id, told_at=at)
            unit.commit()

    def undo(self, disclosure_id: str) -> None:
        """Pressed by mistake: the row goes, the journal keeps that it was there."""
        with self._vault.unit() as unit:
            gone = unit.execute(
                "DELETE FROM disclosure WHERE id = ? RETURNING family_id", (disclosure_id,)
            )
            for row in gone:
                self._vault.journal.record("disclosure.undone", row["family_id"], unit=unit)
            unit.commit()

    def of_family(self, family_id: str) -> tuple[Disclosure, ...]:
        """The latest first."""
        found = self._vault.rows(
            "SELECT * FROM disclosure WHERE family_id = ? AND way = 'exception'"
            " ORDER BY written_at DESC, id DESC",
            (family_id,),
        )
        return tuple(_disclosure(row) for row in found)

    def _stood(self, unit: Unit, disclosure_id: str) -> Row:
        found = unit.execute(
            "SELECT * FROM disclosure WHERE id = ? AND way = 'exception'", (disclosure_id,)
        )
        if not found:
            raise NotFound
        return found[0]

    def _keep(self, unit: Unit, stood: Row, *, moved: bool) -> None:
        """What will no longer be there, beside the line; and that it changed, in the journal."""
        evidence = json.loads(stood["evidence"])
        if stood["what"] or stood["to_whom"] or moved:
            earlier = {key: stood[key] for key in ("what", "to_whom", "told_at")}
            earlier |= {"changed_by": self._vault.holder, "changed_at": self._clock().isoformat()}
            before = [*evidence.get("before", ()), earlier]
            text = json.dumps({**evidence, "before": before}, ensure_ascii=False)
            unit.update("disclosure", stood["id"], evidence=text)
        self._vault.journal.record(
            "disclosure.completed", stood["family_id"], stood["id"], unit=unit
        )


def _disclosure(row: Row) -> Disclosure:
    at = row["told_at"]
    return Disclosure(
        row["family_id"],
        Ground(row["ground"]),
        datetime.fromisoformat(at) if at else None,
        row["what"],
        row["to_whom"],
        row["person_id"],
        row["safety_event_id"],
        row["id"],
        tuple(_earlier(one) for one in json.loads(row["evidence"]).get("before", ())),
    )


def _earlier(kept: dict[str, str | None]) -> Earlier:
    at = kept["told_at"]
    return Earlier(
        kept["what"] or "",
        kept["to_whom"] or "",
        datetime.fromisoformat(at) if at else None,
        kept["changed_by"] or "",
        datetime.fromisoformat(kept["changed_at"] or ""),
    )
