"""A resource of the directory."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ResourceKind(StrEnum):
    ASSOCIATION = "association"
    SERVICE = "service"
    WARD = "ward"
    PROFESSIONAL = "professional"


class Reveals(StrEnum):
    """Whether the mere name tells a diagnosis or a problem."""

    NO = "no"
    MILD = "mild"
    YES = "yes"


VERIFIED_FOR_MONTHS = 6


@dataclass(frozen=True)
class Resource:
    """`address` holds street lines; `code` is that of the shipped entry it came from, or "".

    `languages` are words, `serves` the places of `regions`, `needs` codes of the vocabulary;
    `reveals_what` is what the mere name tells.
    """

    name: str
    kind: ResourceKind = ResourceKind.ASSOCIATION
    audience: str = ""
    offer: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    web: str = ""
    bound_by_secrecy: bool = False
    reveals: Reveals = Reveals.NO
    neutral_reason: str = ""
    verified_on: date | None = None
    note: str = ""
    retired: bool = False
    code: str = ""
    languages: str = ""
    serves: str = ""
    needs: tuple[str, ...] = ()
    reveals_what: str = ""
    id: str = ""

    def to_verify(self, today: date) -> bool:
        """Never checked, or so long ago that it is asked again."""
        return self.verified_on is None or _months_later(self.verified_on) <= today

    @property
    def postal_lines(self) -> tuple[str, ...]:
        """Name, street, postcode and city, as on an envelope; empty ones left out."""
        town = f"{self.postcode} {self.city}".strip()
        return tuple(line for line in (self.name, *self.address.splitlines(), town) if line.strip())


def _months_later(day: date) -> date:
    """The first of the month after, where a month is too short."""
    years, month = divmod(day.month - 1 + VERIFIED_FOR_MONTHS, 12)
    try:
        return day.replace(year=day.year + years, month=month + 1)
    except ValueError:
        return date(day.year + years, month + 2, 1)
