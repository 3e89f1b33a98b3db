"""What a family file holds. Codes (link, ward…) come from the vocabulary; "" means not known."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum


class Agreement(StrEnum):
    """The patient's own agreement; nobody seeks it by default."""

    NOT_SOUGHT = "not_sought"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ContactKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


class MessageRule(StrEnum):
    """May a message be left, a letter be posted, at this contact."""

    UNKNOWN = "unknown"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True)
class ContactPoint:
    """A phone in E.164 form, an e-mail, or the street line of an address with postcode and city."""

    kind: ContactKind
    value: str
    may_leave_message: MessageRule = MessageRule.UNKNOWN
    when_to_call: str = ""
    postcode: str = ""
    city: str = ""
    id: str = ""


@dataclass(frozen=True)
class Person:
    """A relative. `link` is the link to the patient; `civility` is « Mme », « M. » or ""."""

    first_name: str = ""
    last_name: str = ""
    civility: str = ""
    link: str = ""
    birth_year: int | None = None
    age_bracket: str = ""
    language: str = ""
    minor: bool = False
    lives_with_patient: bool = False
    main_carer: bool = False
    trusted_person: bool = False
    representative: bool = False
    circle: str = ""
    closeness: str = ""
    note: str = ""
    contacts: tuple[ContactPoint, ...] = ()
    family_id: str = ""
    id: str = ""
    namesake: bool = field(default=False, compare=False)
    """Another of the family would be called the same in short; told by the file, never stored."""
    apart: str = field(default="", compare=False)
    """« (frère) », beside one whose first and last names are the same; likewise."""

    @property
    def name(self) -> str:
        """« Claire Lacroix »."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)

    @property
    def addressed(self) -> str:
        """« Mme Claire Lacroix », as on an envelope."""
        return " ".join(part for part in (self.civility, self.name) if part)

    @property
    def short(self) -> str:
        """« Mme Lacroix », or the first name of someone without civility; with a namesake, both."""
        if self.namesake and self.first_name:
            return self.told
        if self.civility and self.last_name:
            return f"{self.civility} {self.last_name}{self.apart}"
        return f"{self.first_name or self.last_name}{self.apart}"

    @property
    def told(self) -> str:
        """As addressed, and told from a namesake: for the screen, never for a letter."""
        return f"{self.addressed}{self.apart}" if self.addressed else ""


def told_apart(people: Iterable[Person]) -> tuple[Person, ...]:
    """A father and a brother are both « M. Petit »: those alike show their first names."""
    people = tuple(people)
    called = [replace(person, namesake=False, apart="").short for person in people]
    alike = Counter(called)
    return tuple(
        replace(person, namesake=alike[name] > 1)
        for person, name in zip(people, called, strict=True)
    )


@dataclass(frozen=True)
class Situation:
    """An episode that the report counts. `patient` is a first name or an initial, nothing more.

    The patient's own agreement: `agreement_form` is "oral", "written" or "".
    """

    opened_on: date
    patient: str = ""
    origin: str = ""
    ward: str = ""
    admission: str = ""
    patient_informed: bool = False
    agreement: Agreement = Agreement.NOT_SOUGHT
    agreement_on: date | None = None
    agreement_scope: str = ""
    closed_on: date | None = None
    closing_reason: str = ""
    family_id: str = ""
    id: str = ""
    agreement_form: str = ""
    agreement_review_on: date | None = None

    @property
    def open(self) -> bool:
        return self.closed_on is None


@dataclass(frozen=True)
class Family:
    """`name` is the name of reference, or the label of an anonymous caller."""

    name: str
    anonymous: bool = False
    notice_given_on: date | None = None
    note: str = ""
    id: str = ""


@dataclass(frozen=True)
class FamilyFile:
    """A family with its people (in the user's order) and its situations, the latest first."""

    family: Family
    people: tuple[Person, ...] = ()
    situations: tuple[Situation, ...] = ()

    @property
    def current(self) -> Situation | None:
        """The latest open situation."""
        return next((s for s in self.situations if s.open), None)

    @property
    def open(self) -> bool:
        return self.current is not None

    def person(self, person_id: str | None) -> Person | None:
        return next((p for p in self.people if p.id == person_id), None)


@dataclass(frozen=True, slots=True)
class FamilySummary:
    """A row of the list. `haystack` is everything the filter looks into, folded."""

    id: str
    name: str
    anonymous: bool
    open: bool
    people: tuple[str, ...]
    patient: str
    last_contact: date | None
    haystack: str = field(default="", repr=False)
    ward: str = ""
    """That of the latest situation."""
