"""Small offices in memory, corrected now and then, that tell their figures as the vault would."""

import random
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from referent_desk.activity.declared import indicator, population
from referent_desk.activity.figures import Count, Figures, Spread, Table, WorkTime
from referent_desk.activity.indicators import UNKNOWN
from referent_desk.activity.periods import Period
from referent_desk.directory import Reveals

FIRST_DAY, LAST_DAY = date(2025, 1, 1), date(2026, 12, 31)
POPULATIONS = (
    "situations_new",
    "situations_current",
    "situations_closed",
    "situations_seen",
    "persons_met",
    "referrals",
    "contacts",
)
ANSWERS = {
    "situations_new.origin": ("family", "care_unit", "doctor", "website"),
    "situations_new.ward": ("unit_a", "unit_b", "day_hospital"),
    "situations_closed.reason": ("needs_met", "no_news", "death"),
    "situations_seen.ward": ("unit_a", "unit_b", "day_hospital"),
    "situations_seen.emotions": ("fear", "fear.violence", "fear.suicide", "shame", "hope"),
    "persons_met.link": ("mother", "father", "brother", "friend"),
    "referrals.resource": ("similes", "funambule", "lss", "carers"),
}
PARENTS = {"fear.violence": "fear", "fear.suicide": "fear"}
TELLING = {"funambule"}


@dataclass
class Record:
    """One thing counted: its days, and its answers by indicator."""

    number: int
    days: list[date]
    answers: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    closed: date | None = None


class Invented:
    """A `Source`. `indicators` are those that it counts."""

    def __init__(self, chance: random.Random, a_quarter: int, indicators: Collection[str]) -> None:
        self._chance = chance
        self._made = 0
        self._indicators = tuple(indicators)
        self._weights = {
            code: [chance.random() ** 2 + 0.03 for _ in answers]
            for code, answers in ANSWERS.items()
        }
        self._situations: list[Record] = []
        self._persons: list[Record] = []
        self._referrals: list[Record] = []
        for _ in range(8 * a_quarter):
            self._add_situation()
        for _ in range(8 * a_quarter // 2):
            self._referrals.append(self._record([self._day()], "referrals.resource"))

    def figures(self, period: Period) -> Figures:
        populations = tuple(population(code) for code in POPULATIONS)
        tables = tuple(self._table(code, period) for code in self._indicators)
        first_meetings = population("first_meetings")
        return Figures(
            period,
            populations,
            {p.code: self.total(p.code, period) for p in populations},
            tables,
            Spread(first_meetings, 0, None, None, None),
            WorkTime(0, 0, 0),
        )

    def total(self, population_code: str, period: Period) -> int:
        return len(self.who(population_code, period))

    def who(self, population_code: str, period: Period) -> frozenset[int]:
        """The records counted."""
        return frozenset(r.number for r in self._members(population_code, period))

    def who_said(
        self, indicator_code: str, answers: Collection[str], period: Period
    ) -> frozenset[int]:
        return frozenset(
            record.number
            for record in self._members(indicator(indicator_code).population, period)
            if (record.answers.get(indicator_code) or {UNKNOWN}) & set(answers)
        )

    def answers(self, indicator_code: str, period: Period) -> Mapping[str, int]:
        given = (
            answer
            for record in self._members(indicator(indicator_code).population, period)
            for answer in record.answers.get(indicator_code) or {UNKNOWN}
        )
        return Counter(given)

    def together(self, indicator_code: str, answers: Collection[str], period: Period) -> int:
        return len(self.who_said(indicator_code, answers, period))

    def ids(self, code: str, period: Period) -> Mapping[str, Collection[str]]:
        if code in POPULATIONS:
            return {"": [str(number) for number in self.who(code, period)]}
        answers = (*ANSWERS[code], UNKNOWN)
        return {a: [str(number) for number in self.who_said(code, [a], period)] for a in answers}

    def correct(self) -> None:
        """As life does: a late record, one too many, another answer, another day."""
        for _ in range(self._chance.randrange(1, 4)):
            records = self._chance.choice([self._situations, self._persons, self._referrals])
            found = self._chance.choice(records)
            match self._chance.randrange(4):
                case 0:
                    self._add_situation()
                case 1 if len(records) > 1:
                    records.remove(found)
                case 2 if found.answers:
                    code = self._chance.choice(sorted(found.answers))
                    found.answers[code] = self._answer(code)
                case _:
                    found.days[0] = min(found.days[0], self._day())

    def _add_situation(self) -> None:
        opened = self._day()
        days = [opened + timedelta(days=self._chance.randrange(0, 150)) for _ in range(3)]
        codes = [code for code in ANSWERS if code.startswith("situations_")]
        situation = self._record([opened, *days[: self._chance.randrange(4)]], *codes)
        if self._chance.random() < 0.6:
            situation.closed = max(situation.days) + timedelta(days=self._chance.randrange(60))
        self._situations.append(situation)
        if situation.days[1:]:
            self._persons.append(self._record(situation.days[1:], "persons_met.link"))

    def _record(self, days: list[date], *codes: str) -> Record:
        self._made += 1
        return Record(self._made, days, {code: self._answer(code) for code in codes})

    def _answer(self, code: str) -> set[str]:
        if self._chance.random() < 0.05:
            return set()
        several = indicator(code).several
        number = self._chance.choice([1, 1, 2, 3]) if several else 1
        given = set(self._chance.choices(ANSWERS[code], self._weights[code], k=number))
        return given | {PARENTS[answer] for answer in given if answer in PARENTS}

    def _day(self) -> date:
        return FIRST_DAY + timedelta(days=self._chance.randrange((LAST_DAY - FIRST_DAY).days))

    def _members(self, code: str, period: Period) -> Iterator[Record]:
        def within(day: date) -> bool:
            return period.first <= day <= period.last

        match code:
            case "situations_new":
                yield from (s for s in self._situations if within(s.days[0]))
            case "situations_closed":
                yield from (s for s in self._situations if s.closed and within(s.closed))
            case "situations_current":
                for s in self._situations:
                    if s.days[0] <= period.last and (not s.closed or s.closed >= period.first):
                        yield s
            case "situations_seen":
                yield from (s for s in self._situations if any(map(within, s.days[1:])))
            case "persons_met":
                yield from (p for p in self._persons if any(map(within, p.days)))
            case "referrals":
                yield from (r for r in self._referrals if within(r.days[0]))
            case _:
                return

    def _table(self, code: str, period: Period) -> Table:
        shown, counts = indicator(code), self.answers(code, period)
        answers = (*ANSWERS[code], *([UNKNOWN] if UNKNOWN in counts else []))
        return Table(
            shown,
            population(shown.population),
            self.total(shown.population, period),
            tuple(
                Count(
                    answer,
                    answer,
                    counts.get(answer, 0),
                    PARENTS.get(answer, ""),
                    Reveals.YES if answer in TELLING else Reveals.NO,
                )
                for answer in answers
            ),
        )
