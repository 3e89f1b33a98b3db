"""A vault as large as any office will have, filled straight into its tables and kept for next time.

The demo's services would take hours at this size; here, rows go in by units of some thousands.
"""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from referent_desk.demo import fill_office
from referent_desk.vault import FLOOR_COST, Unit, create_vault, new_id

FAMILIES = 20_000
MEETINGS_EACH = 2
PASSAGES_EACH = 5
LIVED_IN = 30
PASSPHRASE = "violon marée tournesol brique"
NAMES = "Lacroix Évrard Bodart Zeimet Lefèvre Dœuvre Haddad Nguyen Peeters Demir".split()
WORDS = "Il a « changé » d’un coup, et personne ne nous a rien dit. " * 3
FACETS = ("lives_with", "history", "emotions", "expectations", "network")
UNTIL = datetime(2026, 11, 23, 9, 0)
YEARS = 20
_AT_ONCE = 1000


def big_office(cache: Path, tell: Callable[[str], None], families: int = FAMILIES) -> Path:
    """The folder of such a vault under `cache`; made when it is missing, or older than this."""
    folder = cache / f"{families}-{_recipe()}.coffre"
    if folder.is_dir():
        return folder
    shutil.rmtree(cache, ignore_errors=True)
    cache.mkdir(parents=True)
    beside = folder.with_suffix(".part")
    _fill(beside, families, tell)
    return beside.rename(folder)


def _recipe() -> str:
    """Of what decides the rows: this file, and the schema."""
    root = Path(__file__).parent.parent
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for migration in sorted((root / "referent_desk/vault/migrations").glob("*.sql")):
        digest.update(migration.read_bytes())
    return digest.hexdigest()[:12]


def _fill(folder: Path, families: int, tell: Callable[[str], None]) -> None:
    with create_vault(folder, PASSPHRASE, "Zoé Exemple", cost=FLOOR_COST).vault as vault:
        fill_office(vault, families=LIVED_IN, years=1, seed=1, until=UNTIL.date())
        for first in range(0, families - LIVED_IN, _AT_ONCE):
            tell(f"{first} of {families} families")
            with vault.unit() as unit:
                for number in range(first, min(first + _AT_ONCE, families - LIVED_IN)):
                    _Case(unit, number, families).write()
                unit.commit()


@dataclass(frozen=True)
class _Case:
    """One family; all but the last few hundred are closed, as after twenty years."""

    unit: Unit
    number: int
    families: int

    def write(self) -> None:
        family, person, situation = new_id(), new_id(), new_id()
        opened = UNTIL - timedelta(days=365 * YEARS * (self.families - self.number) / self.families)
        over = opened + timedelta(days=90)
        name = f"{NAMES[self.number % 10]}-{NAMES[self.number // 10 % 10]} {self.number}"
        closed = {"closed_on": over.date(), "closing_reason": "ended"} if over < UNTIL else {}
        insert = self.unit.insert
        insert("family", id=family, name=name, created_at=opened)
        for place, first_name in enumerate(("Anne", "Paul")):
            insert(
                "person",
                id=person if place == 0 else new_id(),
                family_id=family,
                first_name=first_name,
                last_name=name,
                position=place,
            )
        insert("situation", id=situation, family_id=family, opened_on=opened.date(), **closed)
        insert(
            "request",
            id=new_id(),
            family_id=family,
            situation_id=situation,
            person_id=person,
            received_at=opened,
            asked=WORDS[:60],
            state="met" if closed or self.number % 5 else "waiting",
            written_by="Zoé Exemple",
        )
        for turn in range(MEETINGS_EACH):
            self._meeting(family, person, situation, opened + timedelta(days=14 * turn + 3))
        insert(
            "action",
            id=new_id(),
            family_id=family,
            what="Rappeler",
            due_on=over.date(),
            done_on=over.date() if closed else None,
            created_at=opened,
        )

    def _meeting(self, family: str, person: str, situation: str, at: datetime) -> None:
        meeting = new_id()
        self.unit.insert(
            "meeting",
            id=meeting,
            family_id=family,
            situation_id=situation,
            state="held" if at < UNTIL else "planned",
            starts_at=at,
            channel="office",
            written_by="Zoé Exemple",
            written_at=at,
        )
        self.unit.insert("meeting_participant", meeting_id=meeting, person_id=person)
        if at >= UNTIL:
            return
        for place in range(PASSAGES_EACH):
            self.unit.insert(
                "passage",
                id=new_id(),
                meeting_id=meeting,
                facet=FACETS[place],
                position=place,
                text=f"{WORDS}{self.number}",
                source="said",
                said_by=person,
                written_by="Zoé Exemple",
            )
