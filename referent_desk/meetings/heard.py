"""Impartiality made visible: who has not been heard yet. Pure."""

from collections.abc import Collection, Iterable

from referent_desk.families import Person
from referent_desk.meetings.model import Passage, Source

SIBLINGS = {"sister", "brother", "half_sibling"}


def not_heard(
    people: Iterable[Person], present: Collection[str], passages: Iterable[Passage]
) -> tuple[Person, ...]:
    """Those present, and the siblings and minors of the file, of whom no words are noted."""
    heard = {p.said_by for p in passages if p.source is Source.SAID}
    return tuple(
        person
        for person in people
        if person.id not in heard
        and (person.id in present or person.minor or person.link in SIBLINGS)
    )
