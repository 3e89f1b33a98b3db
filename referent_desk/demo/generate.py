"""Years of fictive work, written day by day through an office whose clock follows."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from referent_desk.demo import words
from referent_desk.demo.contacts import add_contacts, add_office_work
from referent_desk.demo.depth import deepened
from referent_desk.demo.lessons import teaching
from referent_desk.demo.networks import invent_networks
from referent_desk.demo.outcomes import add_outcomes
from referent_desk.demo.papers import add_papers
from referent_desk.demo.people import invent_people
from referent_desk.demo.sharing import invent_sharing
from referent_desk.directory import Reveals
from referent_desk.families import Family, Person, Situation
from referent_desk.followup import Action, Referral, ReferralState, opaque_code
from referent_desk.meetings import (
    EmotionNote,
    FirstCall,
    Meeting,
    MeetingState,
    NeedNote,
    Passage,
    Request,
    Source,
    working_day,
)
from referent_desk.office import Office
from referent_desk.settings import declared
from referent_desk.vault import Vault
from referent_desk.vocabulary import Catalogue

PDF_LIMIT = 400
RECENT_DAYS = 18


@dataclass
class DemoCounts:
    """What was made; `documents` are the ids of those issued."""

    families: int = 0
    meetings: int = 0
    documents: tuple[str, ...] = ()


class _Days:
    """The clock of the demo: moved by hand, on Belgian working days."""

    def __init__(self, start: date) -> None:
        self.now = datetime.combine(start, time(9, 0))

    def __call__(self) -> datetime:
        return self.now


def make_demo(
    vault: Vault,
    folder: Path,
    *,
    families: int,
    years: int,
    seed: int,
    until: date,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> DemoCounts:
    """Fills an empty vault and writes its documents as PDF in `folder`. Returns what was made."""
    counts = fill_office(
        vault, families=families, years=years, seed=seed, until=until, progress=progress
    )
    office = Office.open(vault)
    for number, document_id in enumerate(counts.documents[:PDF_LIMIT], start=1):
        target = folder / f"document-{number:03}.pdf"
        target.write_bytes(office.documents.content(document_id))
    return counts


def fill_office(
    vault: Vault,
    *,
    families: int,
    years: int,
    seed: int,
    until: date,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> DemoCounts:
    """`families` spread over the `years` before `until`; the last ones still wait."""
    chance = random.Random(seed)
    start = until - timedelta(days=365 * years)
    days = _Days(start)
    office = Office.open(vault, days, lambda: opaque_code(chance.choice))
    _identity(office)
    counts = DemoCounts()
    for number, first in enumerate(_first_calls(start, until, families), start=1):
        _Case(office, days, chance, until, counts).live(working_day(first))
        progress(number, families)
    days.now = datetime.combine(until, time(9, 0))
    add_contacts(office, seed, until)
    add_office_work(office, start, until)
    invent_networks(office, seed)
    add_outcomes(office, seed, until)
    invent_sharing(office, seed)
    counts.documents = (*counts.documents, *add_papers(office, days, until))
    return counts


def _first_calls(start: date, until: date, families: int) -> list[date]:
    """Over the years, and the last sixth within the last weeks, so that some still wait."""
    recent = families // 6
    span, older = (until - start).days, families - recent
    return [start + timedelta(days=span * number // older) for number in range(older)] + [
        until - timedelta(days=RECENT_DAYS * number // recent) for number in range(recent, 0, -1)
    ]


def _identity(office: Office) -> None:
    office.settings.put(declared.REFERENT_NAME, "Zoé Exemple")
    office.settings.put(declared.PHONE, "081 00 00 00")


class _Case:
    """One family from its first call on."""

    def __init__(
        self, office: Office, days: _Days, chance: random.Random, until: date, counts: DemoCounts
    ) -> None:
        self._office, self._days, self._chance = office, days, chance
        self._until, self._counts = until, counts

    def live(self, first: date) -> None:
        if first > self._until:
            return
        family_id, appointment = self._call(first)
        self._counts.families += 1
        visits = self._chance.choice((0, 1, 1, 2, 2, 3, 4, 6))
        day = appointment
        for visit in range(visits):
            if day > self._until:
                self._plan(family_id, day, visit)
                break
            self._meet(family_id, day, visit)
            day = working_day(day + timedelta(days=self._chance.randint(12, 45)))
        if visits == 0:
            self._never_came(family_id, appointment)
        quiet = day + timedelta(days=200)
        if visits and quiet < self._until and self._chance.random() < 0.7:
            reasons = self._office.vocabulary.entries(Catalogue.CLOSING_REASONS)
            self._office.families.close(family_id, self._chance.choice(reasons).code, quiet)

    def _plan(self, family_id: str, day: date, visit: int) -> None:
        """What was agreed on for after the last day; a first appointment stands already."""
        if visit:
            at = datetime.combine(day, time(self._chance.randint(9, 16), 0))
            planned = Meeting(family_id, at, MeetingState.PLANNED, channel="office")
            self._office.meetings.save(planned)

    def _call(self, day: date) -> tuple[str, date]:
        self._at(day, self._chance.randint(9, 15))
        anonymous = self._chance.random() < 0.06
        people = () if anonymous else invent_people(self._chance)
        name = people[0].last_name if people else f"Appel anonyme du {day:%d/%m/%Y}"
        origin = self._code(Catalogue.ORIGINS)
        situation = Situation(
            day,
            self._chance.choice(words.FIRST_M + words.FIRST_F),
            origin,
            self._code(Catalogue.WARDS),
            self._code(Catalogue.ADMISSIONS),
            patient_informed=self._chance.random() < 0.3,
        )
        family_id = self._office.families.create(
            Family(name, anonymous, None if anonymous else day), people, situation
        )
        caller = None if anonymous else self._office.families.open_file(family_id).people[0]
        met = not anonymous and self._chance.random() < 0.85
        appointment = working_day(day + timedelta(days=self._chance.randint(2, 16)))
        at = datetime.combine(appointment, time(self._chance.randint(9, 16), 0)) if met else None
        channel = self._chance.choice(("phone", "phone", "email"))
        self._office.meetings.record_call(
            FirstCall(
                Request(
                    self._days(),
                    self._chance.choice(words.ASKED),
                    channel,
                    origin,
                    self._code(Catalogue.URGENCIES),
                    self._chance.choice(words.OFFERED),
                ),
                caller,
                family_id,
                appointment=at,
                appointment_channel="office",
            )
        )
        return family_id, appointment

    def _never_came(self, family_id: str, appointment: date) -> None:
        """Weeks later, what was asked or planned is no longer waited for."""
        settled = working_day(appointment + timedelta(days=21))
        if settled >= self._until:
            return
        self._at(settled, 10)
        for meeting in self._office.meetings.of_family(family_id):
            self._office.meetings.save(replace(meeting, state=MeetingState.MISSED))
        waiting = [w for w in self._office.overview.home().waiting if w.family_id == family_id]
        reasons = self._office.vocabulary.entries(Catalogue.CLOSING_REASONS)
        for request in waiting:
            self._office.meetings.close_request(
                request.request_id, self._chance.choice(reasons).code
            )

    def _meet(self, family_id: str, day: date, visit: int) -> None:
        file = self._office.families.open_file(family_id)
        planned = [
            m for m in self._office.meetings.of_family(family_id) if m.state is MeetingState.PLANNED
        ]
        hour = planned[0].starts_at.hour if planned else self._chance.randint(9, 16)
        if day == self._until:
            return
        self._at(day, hour)
        present = file.people[: self._chance.choice((1, 1, 2))]
        next_day = working_day(day + timedelta(days=21))
        self._office.meetings.save(
            teaching(
                deepened(
                    Meeting(
                        family_id,
                        self._days(),
                        MeetingState.HELD,
                        self._chance.choice((45, 60, 60, 75, 90)),
                        "office" if present else "phone",
                        tuple(p.id for p in present),
                        self._passages(present),
                        self._emotions(present),
                        self._needs(present),
                        next_step=self._chance.choice(words.NEXT_STEPS),
                        next_step_on=next_day,
                        relay=self._chance.choice(words.RELAY),
                        id=planned[0].id if planned else "",
                    ),
                    random.Random(f"depth {self._counts.meetings}"),
                ),
                random.Random(f"lesson {self._counts.meetings}"),
            )
        )
        self._counts.meetings += 1
        if self._chance.random() < 0.4:
            self._act(family_id, day)
        if present and visit == 0 and self._chance.random() < 0.6:
            self._refer(family_id, present[0])

    def _passages(self, present: tuple[Person, ...]) -> tuple[Passage, ...]:
        facets = sorted(self._chance.sample(sorted(words.HEARD), 4))
        return tuple(self._passage(facet, present) for facet in facets)

    def _passage(self, facet: str, present: tuple[Person, ...]) -> Passage:
        text, verbatim = self._chance.choice(words.HEARD[facet])
        speaker = self._chance.choice(present).id if present else None
        if verbatim and speaker:
            return Passage(facet, text, Source.SAID, speaker, verbatim=True)
        source = self._chance.choice((Source.SAID, Source.OBSERVED, Source.HYPOTHESIS))
        return Passage(facet, text, source, speaker if source is Source.SAID else None)

    def _emotions(self, present: tuple[Person, ...]) -> tuple[EmotionNote, ...]:
        entries = self._office.vocabulary.entries(Catalogue.EMOTIONS)
        return tuple(
            self._emotion(entry.code, present)
            for entry in self._chance.sample(entries, self._chance.randint(1, 4))
        )

    def _emotion(self, code: str, present: tuple[Person, ...]) -> EmotionNote:
        aspects = self._office.vocabulary.entries(Catalogue.EMOTIONS, code)
        aspect = (
            self._chance.choice(aspects).code if aspects and self._chance.random() < 0.6 else ""
        )
        return EmotionNote(
            code,
            aspect,
            self._chance.choice(present).id if present else None,
            words=words.WORDS_FOR.get(code, ""),
            weight=self._chance.choice((None, None, 4, 6, 8)),
        )

    def _needs(self, present: tuple[Person, ...]) -> tuple[NeedNote, ...]:
        entries = self._office.vocabulary.entries(Catalogue.NEEDS)
        chosen = self._chance.sample(entries, self._chance.randint(1, 3))
        person = present[0].id if present else None
        return tuple(NeedNote(entry.code, person_id=person) for entry in chosen)

    def _act(self, family_id: str, day: date) -> None:
        due = working_day(day + timedelta(days=self._chance.randint(3, 20)))
        done = due if due < self._until - timedelta(days=5) else None
        what = self._chance.choice(words.ACTIONS)
        self._office.followup.save_action(Action(family_id, what, due, done))

    def _refer(self, family_id: str, carrier: Person) -> None:
        resources = [r for r in self._office.directory.list() if r.kind == "association"]
        resource = self._chance.choice(resources)
        needs = self._office.meetings.needs_noted(family_id, carrier.id)
        referral = self._office.followup.propose(
            Referral(
                family_id,
                resource.id,
                carrier.id,
                needs,
                diagnosis_named=resource.reveals is Reveals.YES,
            )
        )
        text = self._office.documents.compose(referral)
        issued = self._office.documents.issue(referral, text)
        self._counts.documents = (*self._counts.documents, issued.id)
        if self._chance.random() < 0.5:
            after = (ReferralState.CONTACTED, ReferralState.ATTENDING, ReferralState.NO_OUTCOME)
            self._office.followup.mark(referral.id, self._chance.choice(after))

    def _code(self, catalogue: Catalogue) -> str:
        return self._chance.choice(self._office.vocabulary.entries(catalogue)).code

    def _at(self, day: date, hour: int) -> None:
        self._days.now = datetime.combine(day, time(hour, 0))
