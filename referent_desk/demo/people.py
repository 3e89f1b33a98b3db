"""Invented relatives with their safe contact."""

import random
import unicodedata

from referent_desk.demo import words
from referent_desk.families import ContactKind, ContactPoint, MessageRule, Person

LINKS = {"mother": "F", "father": "M", "sister": "F", "brother": "M", "partner": "?"}


def invent_people(chance: random.Random) -> tuple[Person, ...]:
    """One to three relatives, the first of whom called."""
    last = chance.choice(words.LAST)
    links = ["mother", "father", "sister", "brother", "partner"]
    chance.shuffle(links)
    return tuple(
        _person(chance, link, last, caller=place == 0)
        for place, link in enumerate(links[: chance.choice((1, 2, 2, 3))])
    )


def _person(chance: random.Random, link: str, last: str, *, caller: bool) -> Person:
    feminine = LINKS[link] == "F" or (LINKS[link] == "?" and chance.random() < 0.5)
    first = chance.choice(words.FIRST_F if feminine else words.FIRST_M)
    minor = link in {"sister", "brother"} and not caller and chance.random() < 0.4
    return Person(
        first,
        last,
        "" if minor else "Mme" if feminine else "M.",
        link,
        birth_year=chance.randint(2009, 2016) if minor else chance.randint(1948, 1996),
        minor=minor,
        language="fr",
        lives_with_patient=chance.random() < 0.5,
        main_carer=caller,
        circle="family",
        contacts=_contacts(chance, first, last) if caller else (),
    )


def _contacts(chance: random.Random, first: str, last: str) -> tuple[ContactPoint, ...]:
    postcode, city = chance.choice(words.TOWNS)
    rule = chance.choice((MessageRule.YES, MessageRule.NO, MessageRule.UNKNOWN))
    plain = unicodedata.normalize("NFKD", f"{first}.{last}".lower().replace("œ", "oe"))
    local = "".join(c for c in plain if c.isascii() and (c.isalnum() or c in ".-"))
    return (
        ContactPoint(ContactKind.PHONE, f"0470 {chance.randint(0, 999999):06}", rule),
        ContactPoint(ContactKind.EMAIL, f"{local}@exemple.be", rule),
        ContactPoint(
            ContactKind.ADDRESS,
            f"{chance.choice(words.STREETS)} {chance.randint(1, 180)}",
            rule,
            postcode=postcode,
            city=city,
        ),
    )
