"""What is counted, declared once: screen, report and tables of figures all read it here.

A population is what is counted, in one unit; an indicator tells it apart by one question.
"""

from dataclasses import dataclass
from enum import StrEnum

from referent_desk.vocabulary import Catalogue

UNKNOWN = "unknown"
"""The answer of what has none."""


class Unit(StrEnum):
    """Never added to each other."""

    SITUATIONS = "situations"
    PERSONS = "personnes"
    REQUESTS = "demandes"
    INTERVIEWS = "entretiens"
    CONTACTS = "contacts"
    SESSIONS = "séances"
    APPOINTMENTS = "rendez-vous"
    TASKS = "travaux"
    MINUTES = "minutes"
    REFERRALS = "orientations"
    ACTIONS = "suites"


class Section(StrEnum):
    """In the order of the report; the user may change it."""

    SITUATIONS = "situations"
    REQUESTS = "requests"
    PERSONS = "persons"
    THEMES = "themes"
    REFERRALS = "referrals"
    CONTACTS = "contacts"
    WORK = "work"


SECTION_NAMES = {
    Section.SITUATIONS: "Les situations",
    Section.REQUESTS: "Les demandes",
    Section.PERSONS: "Les personnes rencontrées",
    Section.THEMES: "Ce que les familles vivent",
    Section.REFERRALS: "Les orientations",
    Section.CONTACTS: "Les contacts",
    Section.WORK: "Le travail et son temps",
}


@dataclass(frozen=True)
class Population:
    """`adds_up`: a year is the sum of its quarters (what happens once), else it is not (who was
    there). `controlled`: it describes persons or situations; else it is workload, and prints
    exactly. `within`: populations that hold all of this one, over the same period. `flow`: who came
    in and who went out, of a population of those who are there.
    """

    code: str
    section: Section
    name: str
    definition: str
    unit: Unit
    adds_up: bool
    controlled: bool
    within: tuple[str, ...] = ()
    flow: tuple[str, str] | None = None


@dataclass(frozen=True)
class Indicator:
    """A population by the answers to one question.

    `several`: one member may give several answers, which then exceed the total together. Answers
    are the terms of a catalogue, with their levels, or `answers` (code, label), or, where it is
    `of_directory`, resources by their id; and UNKNOWN. `section` is said where it is not that of
    the population: see `declared.section_of`. `ordered`: brackets, merged with those beside them.
    """

    code: str
    population: str
    name: str
    definition: str
    several: bool = False
    catalogue: Catalogue | None = None
    answers: tuple[tuple[str, str], ...] = ()
    of_directory: bool = False
    ordered: bool = False
    section: Section | None = None
