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


@dataclass(frozen=True)
class Resource:
    """`address` holds street lines; `code` is that of the shipped entry it came from, or ""."""

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
    id: str = ""

    @property
    def postal_lines(self) -> tuple[str, ...]:
        """Name, street, postcode and city, as on an envelope; empty ones left out."""
        town = f"{self.postcode} {self.city}".strip()
        return tuple(line for line in (self.name, *self.address.splitlines(), town) if line.strip())
