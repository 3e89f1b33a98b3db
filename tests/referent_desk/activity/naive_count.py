"""The figures counted again from their definitions, row by row: no SQL, nothing of the program."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from referent_desk.activity.periods import Period
from referent_desk.vocabulary import Catalogue
from tests.referent_desk.activity.invented_office import InventedOffice, Record, moment

FACE_TO_FACE = {"office", "home", "video"}


@dataclass
class Naive:
    totals: dict[str, int] = field(default_factory=dict)
    answers: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    delays: list[int] = field(default_factory=list)


def naive_count(office: InventedOffice, period: Period, today: date) -> Naive:
    count = _Count(office, period, today)
    count.situations()
    count.requests()
    count.persons()
    count.referrals()
    count.contacts()
    count.appointments()
    count.indirect()
    count.actions()
    return count.made


class _Count:
    def __init__(self, office: InventedOffice, period: Period, today: date) -> None:
        self.office, self.period, self.today = office, period, today
        self.made = Naive()
        self.situation = {row["id"]: row for row in office.of("situation")}
        held = [row for row in office.of("meeting") if row["state"] == "held"]
        self.held = held
        self.held_now = [row for row in held if self.within(row["starts_at"])]

    def within(self, when: Any) -> bool:
        if when is None:
            return False
        day = when if isinstance(when, date) else moment(when).date()
        return self.period.first <= day <= self.period.last

    def word(self, catalogue: Catalogue, code: Any) -> str:
        merged = self.office.merged[catalogue]
        while code in merged:
            code = merged[code]
        return code or "unknown"

    def population(self, code: str, members: Iterable[Record]) -> list[Record]:
        found = list(members)
        self.made.totals[code] = len(found)
        return found

    def one(self, code: str, members: Iterable[Record], answer: Callable[[Any], str]) -> None:
        self.made.answers[code] = Counter(answer(member) for member in members)

    def words(self, code: str, members: Iterable[Record], column: str, of: Catalogue) -> None:
        self.one(code, members, lambda member: self.word(of, member[column]))

    def situations(self) -> None:
        every = self.office.of("situation")
        new = self.population("situations_new", (s for s in every if self.within(s["opened_on"])))
        self.words("situations_new.origin", new, "origin", Catalogue.ORIGINS)
        self.words("situations_new.ward", new, "ward", Catalogue.WARDS)
        self.words("situations_new.admission", new, "admission", Catalogue.ADMISSIONS)
        self.population("situations_current", (s for s in every if self._current(s)))
        closed = self.population(
            "situations_closed", (s for s in every if self.within(s["closed_on"]))
        )
        self.words("situations_closed.reason", closed, "closing_reason", Catalogue.CLOSING_REASONS)
        self._seen()

    def _current(self, situation: Any) -> bool:
        """Some day of the period is one of its days."""
        closed = situation["closed_on"] or date.max
        return situation["opened_on"] <= self.period.last and closed >= self.period.first

    def _seen(self) -> None:
        times = Counter(meeting["situation_id"] for meeting in self.held_now)
        seen = self.population("situations_seen", (self.situation[key] for key in times))
        self.words("situations_seen.ward", seen, "ward", Catalogue.WARDS)

        def how_often(situation: Any) -> str:
            return {1: "one", 2: "two_three", 3: "two_three"}.get(times[situation["id"]], "four")

        self.one("situations_seen.meetings", seen, how_often)
        self._themes("emotions", "emotion_note", "emotion", Catalogue.EMOTIONS, set(times))
        self._themes("needs", "need_note", "need", Catalogue.NEEDS, set(times))

    def _themes(
        self, code: str, table: str, word: str, catalogue: Catalogue, seen: set[Any]
    ) -> None:
        meetings = {meeting["id"]: meeting for meeting in self.held_now}
        told: dict[Any, set[str]] = {situation: set() for situation in seen}
        for note in self.office.of(table):
            if note["meeting_id"] in meetings:
                noted = {note[word], note["aspect"]}
                noted.add(self.office.parents[catalogue].get(str(note["aspect"]), ""))
                situation = meetings[note["meeting_id"]]["situation_id"]
                told[situation] |= {self.word(catalogue, each) for each in noted if each}
        found = Counter(answer for answers in told.values() for answer in answers or {"unknown"})
        self.made.answers[f"situations_seen.{code}"] = found

    def requests(self) -> None:
        received = self.population(
            "requests", (r for r in self.office.of("request") if self.within(r["received_at"]))
        )
        self.words("requests.channel", received, "channel", Catalogue.CHANNELS)
        self.words("requests.origin", received, "origin", Catalogue.ORIGINS)
        self.words("requests.urgency", received, "urgency", Catalogue.URGENCIES)
        self.one("requests.outcome", received, lambda request: request["state"])
        delays = {}
        for request in self.office.of("request"):
            called = moment(request["received_at"]).date()
            days = sorted(
                moment(meeting["starts_at"]).date()
                for meeting in self.held
                if self._answers(request, meeting) and moment(meeting["starts_at"]).date() >= called
            )
            if days and self.within(days[0]):
                delays[request["id"]] = (days[0] - called).days
        self.made.totals["first_meetings"] = len(delays)
        self.made.delays = sorted(delays.values())
        self.made.answers["first_meetings.delay"] = Counter(
            "up_to_7"
            if delay < 8
            else "from_8_to_14"
            if delay < 15
            else "from_15_to_30"
            if delay < 31
            else "from_31"
            for delay in delays.values()
        )

    def _answers(self, request: Record, meeting: Record) -> bool:
        if request["family_id"] != meeting["family_id"]:
            return False
        if request["meeting_id"] == meeting["id"]:
            return True
        return request["situation_id"] == meeting["situation_id"] and self._is(
            meeting, FACE_TO_FACE
        )

    def _is(self, contact: Record, channels: set[str]) -> bool:
        """A channel merged with one of these is one of these."""
        words = {self.word(Catalogue.CHANNELS, channel) for channel in channels}
        return self.word(Catalogue.CHANNELS, contact["channel"]) in words

    def persons(self) -> None:
        held = {meeting["id"] for meeting in self.held_now}
        present = {
            join["person_id"]
            for join in self.office.of("meeting_participant")
            if join["meeting_id"] in held
        }
        met = self.population(
            "persons_met", (p for p in self.office.of("person") if p["id"] in present)
        )
        self.words("persons_met.link", met, "link", Catalogue.LINKS)
        self.one("persons_met.age", met, self._bracket)
        self.one("persons_met.minor", met, lambda p: "minor" if self._minor(p) else "other")

    def _age(self, person: Any) -> int | None:
        born = person["birth_year"]
        return (
            None if born is None or born > self.period.last.year else (self.period.last.year - born)
        )

    def _bracket(self, person: Any) -> str:
        age = self._age(person)
        if age is None:
            return self.word(Catalogue.AGE_BRACKETS, person["age_bracket"])
        for code, oldest in {
            "under_12": 11,
            "from_12_to_17": 17,
            "from_18_to_24": 24,
            "from_25_to_39": 39,
            "from_40_to_59": 59,
            "from_60_to_74": 74,
        }.items():
            if age <= oldest:
                return self.word(Catalogue.AGE_BRACKETS, code)
        return self.word(Catalogue.AGE_BRACKETS, "from_75")

    def _minor(self, person: Any) -> bool:
        age = self._age(person)
        if age is not None:
            return age < 18
        return bool(person["minor"]) or person["age_bracket"] in {"under_12", "from_12_to_17"}

    def referrals(self) -> None:
        made = self.population(
            "referrals", (r for r in self.office.of("referral") if self.within(r["created_on"]))
        )
        self.one("referrals.resource", made, lambda referral: referral["resource_id"])
        self.one("referrals.outcome", made, lambda referral: referral["state"])

    def contacts(self) -> None:
        """A session with all families away never took place."""
        alone = [meeting for meeting in self.held_now if not meeting["group_session_id"]]
        gathered = {meeting["group_session_id"] for meeting in self.held}
        sessions = [
            {**session, "channel": "group"}
            for session in self.office.of("group_session")
            if session["id"] in gathered and self.within(session["starts_at"])
        ]
        contacts = self.population("contacts", alone + sessions)
        self.words("contacts.channel", contacts, "channel", Catalogue.CHANNELS)
        self.one("contacts.duration", contacts, _duration)
        for code, channels in {
            "interviews": FACE_TO_FACE,
            "network_meetings": {"network_meeting"},
            "group_sessions": {"group"},
        }.items():
            self.population(code, (c for c in contacts if self._is(c, channels)))
        timed = [contact for contact in contacts if contact["minutes"] is not None]
        self._minutes(
            "direct_minutes", timed, "direct_minutes.channel", "channel", Catalogue.CHANNELS
        )

    def _minutes(
        self, code: str, rows: list[Record], indicator: str, column: str, of: Catalogue
    ) -> None:
        spent: Counter[str] = Counter()
        for row in rows:
            spent[self.word(of, row[column])] += int(str(row["minutes"]))
        self.made.totals[code] = sum(spent.values())
        self.made.answers[indicator] = spent

    def appointments(self) -> None:
        for state in ("missed", "cancelled"):
            found = self.population(
                state,
                (
                    m
                    for m in self.office.of("meeting")
                    if m["state"] == state and self.within(m["starts_at"])
                ),
            )
            if state == "missed":
                self.words("missed.channel", found, "channel", Catalogue.CHANNELS)

    def indirect(self) -> None:
        done = self.population(
            "indirect_work",
            (w for w in self.office.of("indirect_work") if self.within(w["done_on"])),
        )
        self.words("indirect_work.kind", done, "kind", Catalogue.INDIRECT_WORK)
        self._minutes(
            "indirect_minutes", done, "indirect_minutes.kind", "kind", Catalogue.INDIRECT_WORK
        )

    def actions(self) -> None:
        due = self.population(
            "actions_due", (a for a in self.office.of("action") if self._is_due(a))
        )
        self.one("actions_due.outcome", due, _kept)

    def _is_due(self, action: Any) -> bool:
        return self.within(action["due_on"]) and bool(
            action["done_on"] or action["due_on"] < self.today
        )


def _duration(contact: Any) -> str:
    minutes = contact["minutes"]
    if minutes is None:
        return "unknown"
    if minutes <= 15:
        return "up_to_15"
    if minutes <= 30:
        return "from_16_to_30"
    if minutes <= 60:
        return "from_31_to_60"
    return "from_61_to_90" if minutes <= 90 else "from_91"


def _kept(action: Any) -> str:
    if not action["done_on"]:
        return "undone"
    return "kept" if action["done_on"] <= action["due_on"] else "late"
