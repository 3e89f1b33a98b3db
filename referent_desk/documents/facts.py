"""The values of the fields, read from the office's records for one outline."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from referent_desk.directory import Directory, Resource
from referent_desk.documents.identity import identity
from referent_desk.documents.kinds import Kind
from referent_desk.documents.outline import Outline
from referent_desk.documents.templates import FieldValue, Titled
from referent_desk.documents.transmitting import words_of
from referent_desk.documents.typography import NBSP, long_date
from referent_desk.errors import NotFound
from referent_desk.families import Families, FamilyFile, Person, show_phone
from referent_desk.figures import joined
from referent_desk.meetings import Agreement, Agreements, Meeting, Meetings
from referent_desk.settings import Settings, declared
from referent_desk.vocabulary import Catalogue, Vocabulary

PRONOUNS = {"Mme": "Elle", "M.": "Il"}
SALUTATIONS = {"Mme": "Madame", "M.": "Monsieur"}
WEEKDAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
OF_LISTS = (
    *("relative", "relative_name", "resource", "resources", "needs"),
    *("service", "law", "controller", "data_officer", "retention"),
)
"""The fields whose words someone typed elsewhere."""
TIME_TO_ANNOUNCE = timedelta(hours=72)
"""GDPR, article 33."""


class Facts:
    """Reads; writes nothing."""

    def __init__(
        self,
        settings: Settings,
        vocabulary: Vocabulary,
        families: Families,
        directory: Directory,
        meetings: Meetings,
        agreements: Agreements,
    ) -> None:
        self._settings = settings
        self._vocabulary = vocabulary
        self._families = families
        self._directory = directory
        self._meetings = meetings
        self._agreements = agreements

    def values(self, outline: Outline, now: datetime) -> dict[str, FieldValue]:
        """Of the fields that the kind declares, and no other."""
        every: dict[str, FieldValue] = {
            **self._us(now),
            **self._relative(outline),
            **_of_meeting(self.meeting(outline.meeting_id)),
            **_of_next(self.meeting(outline.next_meeting_id)),
            **self._where(outline),
            **self._agreed(outline),
            **_noticed(outline.noticed_at),
            "pieces": words_of(outline),
            "agreeing": self._agreeing(outline),
        }
        return {name: every[name] for name in outline.declared.fields}

    def brought(self, outline: Outline, now: datetime) -> tuple[str, ...]:
        """What the text holds of the office's own lists, settings and names."""
        values = self.values(outline, now)
        told = (values.get(name, "") for name in OF_LISTS)
        return tuple(
            "\n".join(one) if isinstance(one, Sequence) and not isinstance(one, str) else str(one)
            for one in told
            if one
        )

    def file(self, outline: Outline) -> FamilyFile:
        return self._families.open_file(outline.family_id)

    def person(self, outline: Outline) -> Person | None:
        """The relative concerned; None for what concerns none. Raises NotFound when gone."""
        if not outline.person_id:
            return None
        person = self.file(outline).person(outline.person_id)
        if person is None:
            raise NotFound
        return person

    def resources(self, outline: Outline) -> tuple[Resource, ...]:
        """Raises NotFound when one is gone."""
        return tuple(self._directory.get(id_) for id_ in outline.resource_ids)

    def meeting(self, meeting_id: str) -> Meeting | None:
        return self._meetings.get(meeting_id) if meeting_id else None

    def meetings(self, family_id: str) -> tuple[Meeting, ...]:
        """The family's, of every state."""
        return tuple(self._meetings.of_family(family_id))

    def agreement(self, outline: Outline) -> Agreement | None:
        """Raises NotFound when it is gone."""
        if not outline.agreement_id:
            return None
        of_family = self._agreements.of_family(outline.family_id)
        found = next((a for a in of_family if a.id == outline.agreement_id), None)
        if found is None:
            raise NotFound
        return found

    def needs_of_others(self, outline: Outline) -> list[str]:
        """Noted, but not of who is to carry them."""
        noted = self._meetings.needs_noted(outline.family_id)
        theirs = self._meetings.needs_noted(outline.family_id, outline.person_id)
        others = tuple(n for n in outline.needs if n in noted and n not in theirs)
        return self.reasons(others)

    def reasons(self, needs: tuple[str, ...]) -> list[str]:
        """The needs, in the neutral words of the catalogue."""
        entries = (self._vocabulary.entry(Catalogue.NEEDS, code) for code in needs)
        return [entry.neutral or entry.label for entry in entries if entry]

    def _us(self, now: datetime) -> dict[str, FieldValue]:
        who, get = identity(self._settings), self._settings.get
        return {
            **_office(self._settings),
            "referent_name": who.name,
            "today": long_date(now.date()),
            "controller": ", ".join(get(declared.CONTROLLER).splitlines()),
            "data_officer": get(declared.DATA_OFFICER),
            "retention": get(declared.RETENTION),
        }

    def _relative(self, outline: Outline) -> dict[str, FieldValue]:
        person = self.person(outline) or Person()
        salutation = SALUTATIONS.get(person.civility, "Madame, Monsieur")
        return {
            "relative": person.addressed,
            "relative_name": person.name,
            "relative_short": replace(person, apart="").short,
            "relative_pronoun": PRONOUNS.get(person.civility, "Cette personne"),
            "relative_feminine": person.civility == "Mme",
            "relative_masculine": person.civility == "M.",
            "salutation": salutation,
            "closing": f"Je vous prie d’agréer, {salutation}, l’expression de mes salutations"
            " distinguées.",
        }

    def _where(self, outline: Outline) -> dict[str, FieldValue]:
        resources = self.resources(outline)
        return {
            "resource": resources[0].name if resources else "",
            "resources": tuple(_told(resource) for resource in resources),
            "needs": self.reasons(outline.needs),
        }

    def _agreeing(self, outline: Outline) -> str:
        """« Mme Claire Lacroix et Hugo Lacroix »."""
        if outline.cleared is None or not outline.family_id:
            return ""
        people = {person.id: person.addressed for person in self.file(outline).people}
        return joined([people[id_] for id_ in outline.cleared.concerned if people.get(id_)])

    def _agreed(self, outline: Outline) -> dict[str, FieldValue]:
        agreement = self.agreement(outline)
        given = agreement.given_on if agreement else None
        return {
            "agreement_what": agreement.what if agreement else "",
            "agreement_to_whom": agreement.to_whom if agreement else "",
            "agreement_day": long_date(given) if given else "",
        }


def ours_of(kind: Kind, settings: Settings) -> dict[str, FieldValue]:
    """What the settings say of the office, in the fields that the kind declares; of no person."""
    told = {name: value for name, value in _office(settings).items() if name in kind.fields}
    return {name: value for name, value in told.items() if value != ""}


def _office(settings: Settings) -> dict[str, FieldValue]:
    who = identity(settings)
    return {
        "referent_title": _lower_first(who.title),
        "feminine": who.feminine,
        "service": who.service,
        "phone": who.phone,
        "place": who.place,
        "law": settings.get(declared.LAW),
    }


def clock_time(at: datetime) -> str:
    """« 14 h 30 », « 10 h »."""
    return f"{at.hour}{NBSP}h{NBSP}{at.minute:02}" if at.minute else f"{at.hour}{NBSP}h"


def _of_meeting(meeting: Meeting | None) -> dict[str, FieldValue]:
    if meeting is None:
        return {"meeting_day": "", "meeting_time": "", "meeting_end": "", "meeting_minutes": 0}
    at, minutes = meeting.starts_at, meeting.minutes or 0
    end = clock_time(at + timedelta(minutes=minutes)) if minutes else ""
    return {
        "meeting_day": long_date(at.date()),
        "meeting_time": clock_time(at),
        "meeting_end": end,
        "meeting_minutes": minutes,
    }


def _of_next(meeting: Meeting | None) -> dict[str, FieldValue]:
    if meeting is None:
        return {"next_day": "", "next_time": ""}
    at = meeting.starts_at
    day = f"{WEEKDAYS[at.weekday()]} {long_date(at.date())}"
    return {"next_day": day, "next_time": clock_time(at)}


def _noticed(at: datetime | None) -> dict[str, FieldValue]:
    if at is None:
        return dict.fromkeys(("noticed_day", "noticed_time", "deadline_day", "deadline_time"), "")
    end = at + TIME_TO_ANNOUNCE
    return {
        "noticed_day": long_date(at.date()),
        "noticed_time": clock_time(at),
        "deadline_day": long_date(end.date()),
        "deadline_time": clock_time(end),
    }


def _told(resource: Resource) -> Titled:
    """« **Similes Wallonie** : écoute, groupes de parole. Tél. 04 344 45 45 »."""
    reason = resource.offer or resource.audience
    phone = f"Tél. {show_phone(resource.phone)}" if resource.phone else ""
    town = f"{resource.postcode} {resource.city}".strip()
    where = ", ".join(part for part in (*resource.address.splitlines(), town) if part)
    said = (f"{NBSP}: {reason}" if reason else "", phone, where)
    return Titled(
        resource.name, "".join(f". {part}" if n and part else part for n, part in enumerate(said))
    )


def _lower_first(title: str) -> str:
    return title[:1].lower() + title[1:]
