"""Where a postcode lies, and what « dessert » covers: known from the number alone, off line.

The ranges are those of bpost: the first figures of a postcode tell the province.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from referent_desk.errors import InvalidInput
from referent_desk.free_text import fold, one_line

BRUSSELS, WALLONIA, FLANDERS = "Bruxelles", "Wallonie", "Flandre"
EVERYWHERE = "Belgique"


@dataclass(frozen=True)
class Province:
    name: str
    region: str
    ranges: tuple[tuple[int, int], ...]

    def has(self, postcode: int) -> bool:
        return any(first <= postcode <= last for first, last in self.ranges)


PROVINCES = (
    Province("Bruxelles-Capitale", BRUSSELS, ((1000, 1299),)),
    Province("Brabant wallon", WALLONIA, ((1300, 1499),)),
    Province("Brabant flamand", FLANDERS, ((1500, 1999), (3000, 3499))),
    Province("Anvers", FLANDERS, ((2000, 2999),)),
    Province("Limbourg", FLANDERS, ((3500, 3999),)),
    Province("Liège", WALLONIA, ((4000, 4999),)),
    Province("Namur", WALLONIA, ((5000, 5999),)),
    Province("Hainaut", WALLONIA, ((6000, 6599), (7000, 7999))),
    Province("Luxembourg", WALLONIA, ((6600, 6999),)),
    Province("Flandre occidentale", FLANDERS, ((8000, 8999),)),
    Province("Flandre orientale", FLANDERS, ((9000, 9999),)),
)
_OTHER_NAMES = {
    "region bruxelloise": BRUSSELS,
    "region wallonne": WALLONIA,
    "region flamande": FLANDERS,
    "partout": EVERYWHERE,
    "toute la belgique": EVERYWHERE,
}
_POSTCODES = re.compile(r"([1-9]\d{3})(?:\s*[-–à]\s*([1-9]\d{3}))?")


class Nearness(IntEnum):
    """From the nearest to the farthest; `UNKNOWN` when a postcode is missing."""

    SERVED = 0
    TOWN = 1
    PROVINCE = 2
    REGION = 3
    UNKNOWN = 4
    ELSEWHERE = 5


def province_of(postcode: str) -> Province | None:
    """None for a foreign postcode, or none at all."""
    if not re.fullmatch(r"[1-9]\d{3}", postcode):
        return None
    return next((p for p in PROVINCES if p.has(int(postcode))), None)


def normalise_area(typed: str) -> str:
    """« Namur, 5000-5100 » in one spelling. Raises InvalidInput for what is no place."""
    return ", ".join(name for name, _ranges in _pieces(typed))


def nearness(home: str, postcode: str, serves: str) -> Nearness:
    """How near a resource at `postcode`, which serves `serves`, is to somebody at `home`."""
    theirs, own = province_of(home), province_of(postcode)
    if theirs is None:
        return Nearness.UNKNOWN
    if serves:
        covered = any(a <= int(home) <= b for _name, ranges in _pieces(serves) for a, b in ranges)
        return Nearness.SERVED if covered else Nearness.ELSEWHERE
    if own is None:
        return Nearness.UNKNOWN
    if home == postcode:
        return Nearness.TOWN
    if own == theirs:
        return Nearness.PROVINCE
    return Nearness.REGION if own.region == theirs.region else Nearness.ELSEWHERE


def _pieces(typed: str) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """Each place named, with its postcodes."""
    for piece in re.split(r"[,;\n]", typed):
        if one_line(piece):
            yield _place(one_line(piece))


def _place(piece: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    if found := _POSTCODES.fullmatch(piece):
        first, last = found[1], found[2] or found[1]
        if first > last:
            raise InvalidInput("serves", f"«\u00a0{piece}\u00a0» va du plus grand au plus petit.")
        name = first if first == last else f"{first}-{last}"
        return name, ((int(first), int(last)),)
    said = fold(piece).removeprefix("province de ").removeprefix("province du ")
    said = said.removeprefix("province d ")
    region = next((r for r in (BRUSSELS, WALLONIA, FLANDERS, EVERYWHERE) if fold(r) == said), "")
    region = region or _OTHER_NAMES.get(said, "")
    if region == EVERYWHERE:
        return EVERYWHERE, ((1000, 9999),)
    if region:
        inside = (p.ranges for p in PROVINCES if p.region == region)
        return region, tuple(pair for ranges in inside for pair in ranges)
    for province in PROVINCES:
        if fold(province.name) == said:
            return province.name, province.ranges
    raise InvalidInput(
        "serves",
        f"«\u00a0{piece}\u00a0» n’est ni une province, ni une région, ni un code postal.",
        "Exemples\u00a0: Namur, Wallonie, 5000-5100, 5590.",
    )
