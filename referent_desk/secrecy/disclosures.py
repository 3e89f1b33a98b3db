"""What was told outside, apart from documents. So far, the legal exceptions: two keys, no form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from referent_desk.free_text import clean, one_line, refuse_national_number
from referent_desk.vault import Row, Vault, new_id, now


class Ground(StrEnum):
    """Why the law lets one speak."""

    GRAVE_DANGER = "grave_danger"
    TESTIMONY = "testimony"
    LAW = "law"


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
        safety_event_id: str | None = None,
        national_number_confirmed: bool = False,
    ) -> None:
        """What was told and to whom, and the safety event once it stands in the vault."""
        texts = [("what", what), ("to_whom", to_whom)]
        refuse_national_number(texts, confirmed=national_number_confirmed)
        with self._vault.unit() as unit:
            unit.update(
                "disclosure",
                disclosure_id,
                what=clean(what),
                to_whom=one_line(to_whom),
                safety_event_id=safety_event_id,
            )
            unit.commit()

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
    )
