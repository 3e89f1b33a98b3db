"""Small offices of any content, written straight into the tables, with wild dates and words."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from referent_desk.vault import Unit
from referent_desk.vocabulary import Catalogue, Vocabulary

Record = dict[str, object]

TODAY = date(2026, 11, 30)
DAYS = tuple(
    date.fromisoformat(day)
    for day in """
    1999-12-31 2024-02-29 2025-06-30 2025-12-31 2026-01-01 2026-03-29 2026-03-31 2026-04-01
    2026-06-30 2026-07-01 2026-08-15 2026-09-30 2026-10-01 2026-10-25 2026-11-29 2026-11-30
    2026-12-01 2026-12-31 2027-01-01 2199-12-31
    """.split()
)
HOURS = ("00:00", "00:00:00", "02:30", "09:15", "14:00", "23:59", "23:59:59")
MINUTES = (None, None, 0, 1, 15, 16, 30, 31, 45, 60, 61, 90, 91, 1440)
VANISHED = "vanished"
"""A code that no list knows."""


@dataclass
class InventedOffice:
    """Rows by table, as they were written; `merged`: by catalogue, the word that took its place."""

    rows: dict[str, list[Record]] = field(default_factory=dict)
    merged: dict[Catalogue, dict[str, str]] = field(default_factory=dict)
    parents: dict[Catalogue, dict[str, str]] = field(default_factory=dict)

    def of(self, table: str) -> list[Record]:
        return self.rows.get(table, [])


class Inventor:
    """Everything of one office, from a seed."""

    def __init__(self, seed: int, resources: Iterable[str]) -> None:
        self._chance = random.Random(seed)
        self._resources = tuple(resources)
        self._words: dict[Catalogue, tuple[str, ...]] = {}
        self._made = InventedOffice()
        self._written: list[tuple[str, Record]] = []
        self._last_id = 0

    def fill(self, unit: Unit, vocabulary: Vocabulary) -> InventedOffice:
        """Within a unit that its owner rolls back. The vocabulary has to be read anew then."""
        for catalogue in Catalogue:
            self._reword(unit, vocabulary, catalogue)
        for _ in range(self._chance.choice((0, 1, 1, 2, 4, 7))):
            self._family()
        self._work("")
        for table, row in self._written:
            unit.insert(table, **row)
        return self._made

    def _reword(self, unit: Unit, vocabulary: Vocabulary, catalogue: Catalogue) -> None:
        """Some words are retired, some merged, one of them into another that is merged later."""
        entries = [e for e in vocabulary.all(catalogue) if e.parent is None]
        aspects = {e.code: e.parent for e in vocabulary.all(catalogue) if e.parent}
        codes = [e.code for e in entries]
        merged: dict[str, str] = {}
        if len(codes) > 3 and self._chance.random() < 0.4:
            first, second, third = self._chance.sample(codes, 3)
            merged = {first: second}
            if self._chance.random() < 0.5:
                merged[second] = third
        for code, into in merged.items():
            unit.execute(
                "UPDATE term SET merged_into = ? WHERE catalogue = ? AND code = ?",
                (into, catalogue, code),
            )
        if codes and self._chance.random() < 0.4:
            unit.execute(
                "UPDATE term SET retired = 1 WHERE catalogue = ? AND code = ?",
                (catalogue, self._chance.choice(codes)),
            )
        self._made.merged[catalogue] = merged
        self._made.parents[catalogue] = aspects
        self._words[catalogue] = (*codes, "", "", VANISHED)

    def _add(self, table: str, **columns: object) -> str:
        self._last_id += 1
        made_id = f"{table}-{self._last_id:05}"
        self._join(table, id=made_id, **columns)
        return made_id

    def _join(self, table: str, **columns: object) -> None:
        self._made.rows.setdefault(table, []).append(columns)
        self._written.append((table, columns))

    def _day(self) -> date:
        return self._chance.choice(DAYS) + timedelta(days=self._chance.choice((0, 0, -1, 1, 20)))

    def _moment(self) -> str:
        return f"{self._day()}T{self._chance.choice(HOURS)}"

    def _word(self, catalogue: Catalogue) -> str:
        return self._chance.choice(self._words[catalogue])

    def _some(self, most: int) -> range:
        return range(self._chance.randint(0, most))

    def _family(self) -> None:
        family = self._add("family", name="Exemple", created_at="2020-01-01T00:00")
        people = [self._person(family) for _ in self._some(4)]
        situations = [self._situation(family) for _ in range(self._chance.randint(1, 3))]
        meetings = [
            self._meeting(family, self._chance.choice(situations), people) for _ in self._some(9)
        ]
        for _ in self._some(3):
            self._request(family, self._chance.choice(situations), meetings)
        for _ in self._some(3):
            self._action(family)
        for _ in self._some(2):
            self._work(family)
        if people:
            for _ in self._some(3):
                self._referral(family, situations, people)

    def _person(self, family: str) -> str:
        return self._add(
            "person",
            family_id=family,
            first_name="Alex",
            link=self._word(Catalogue.LINKS),
            birth_year=self._chance.choice((None, None, 1950, 1990, 2008, 2009, 2014, 2015, 2190)),
            age_bracket=self._word(Catalogue.AGE_BRACKETS),
            minor=self._chance.choice((0, 0, 1)),
        )

    def _situation(self, family: str) -> str:
        opened = self._day()
        closed = self._chance.choice((None, None, opened, self._day()))
        return self._add(
            "situation",
            family_id=family,
            opened_on=opened,
            closed_on=closed if closed and closed >= opened else None,
            origin=self._word(Catalogue.ORIGINS),
            ward=self._word(Catalogue.WARDS),
            admission=self._word(Catalogue.ADMISSIONS),
            closing_reason=self._word(Catalogue.CLOSING_REASONS),
        )

    def _meeting(self, family: str, situation: str, people: list[str]) -> str:
        channel = self._word(Catalogue.CHANNELS)
        session = self._session() if self._chance.random() < 0.2 else None
        meeting = self._add(
            "meeting",
            family_id=family,
            situation_id=situation,
            state=self._chance.choice(("held", "held", "held", "planned", "missed", "cancelled")),
            starts_at=self._moment(),
            minutes=self._chance.choice(MINUTES),
            channel="group" if session else channel,
            group_session_id=session,
            written_by="Zoé Exemple",
            written_at="2026-01-01T00:00",
        )
        for person in people:
            if self._chance.random() < 0.5:
                self._join("meeting_participant", meeting_id=meeting, person_id=person)
        self._notes(meeting, "emotion_note", "emotion", Catalogue.EMOTIONS, {})
        self._notes(meeting, "need_note", "need", Catalogue.NEEDS, {"state": "expressed"})
        return meeting

    def _session(self) -> str:
        """One that there is, or a new one."""
        known = self._made.of("group_session")
        if known and self._chance.random() < 0.6:
            return str(self._chance.choice(known)["id"])
        return self._add(
            "group_session",
            title="Entre proches",
            starts_at=self._moment(),
            minutes=self._chance.choice(MINUTES),
            written_by="Zoé Exemple",
            written_at="2026-01-01T00:00",
        )

    def _notes(
        self, meeting: str, table: str, word: str, catalogue: Catalogue, more: Mapping[str, str]
    ) -> None:
        """An aspect may stand beside a word that it is no aspect of."""
        source = {"source": "said"} if table == "emotion_note" else {}
        aspects = (*self._made.parents[catalogue], "", "", VANISHED)
        for _ in self._some(3):
            noted = {word: self._word(catalogue), "aspect": self._chance.choice(aspects)}
            self._add(table, meeting_id=meeting, **noted, **more, **source)

    def _request(self, family: str, situation: str, meetings: list[str]) -> None:
        self._add(
            "request",
            family_id=family,
            situation_id=situation,
            received_at=self._moment(),
            channel=self._word(Catalogue.CHANNELS),
            origin=self._word(Catalogue.ORIGINS),
            urgency=self._word(Catalogue.URGENCIES),
            state=self._chance.choice(("waiting", "met", "closed")),
            meeting_id=self._chance.choice((None, *meetings)),
            written_by="Zoé Exemple",
        )

    def _action(self, family: str) -> None:
        due = self._chance.choice((None, *DAYS, *DAYS))
        self._add(
            "action",
            family_id=family,
            what="Rappeler",
            due_on=due,
            done_on=self._chance.choice((None, due, self._day())),
            created_at=self._moment(),
        )

    def _work(self, family: str) -> None:
        for _ in self._some(3):
            self._add(
                "indirect_work",
                family_id=family or None,
                kind=self._word(Catalogue.INDIRECT_WORK) or VANISHED,
                done_on=self._day(),
                minutes=self._chance.choice((1, 15, 240)),
                written_by="Zoé Exemple",
                written_at="2026-01-01T00:00",
            )

    def _referral(self, family: str, situations: list[str], people: list[str]) -> None:
        code = f"C{self._last_id}"
        self._add(
            "referral",
            family_id=family,
            situation_id=self._chance.choice(situations),
            resource_id=self._chance.choice(self._resources),
            person_id=self._chance.choice(people),
            code=code,
            state=self._chance.choice(
                (
                    "proposed",
                    "handed",
                    "contacted",
                    "attending",
                    "finished",
                    "no_outcome",
                    "declined",
                )
            ),
            created_on=self._day(),
            state_on=self._day(),
        )


def moment(text: object) -> datetime:
    return datetime.fromisoformat(str(text))
