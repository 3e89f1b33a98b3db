"""The resources that come into a new vault, as the program or the user brings them."""

from datetime import date
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

from referent_desk.data_files import Loaded, Misfit, load, words
from referent_desk.directory.model import Resource, ResourceKind, Reveals
from referent_desk.directory.regions import normalise_area
from referent_desk.errors import InvalidInput
from referent_desk.postcode import normalise_postcode

E = TypeVar("E", bound=StrEnum)


@cache
def shipped() -> Loaded[Resource]:
    """Those of `resources/directory.toml`, or of a file of the user's own. Read once a run."""
    return load("directory.toml", "resource", _resources, attrgetter("code"))


def _resources(raw: dict[str, Any]) -> tuple[Resource, ...]:
    """The one resource of the table. Raises Misfit."""
    try:
        return (_resource(raw),)
    except InvalidInput as error:
        raise Misfit(error.what.rstrip(".")) from error


def _resource(raw: dict[str, Any]) -> Resource:
    return Resource(
        name=words(raw, "name", needed=True),
        kind=_choice(ResourceKind, words(raw, "kind", needed=True), "kind"),
        audience=words(raw, "audience"),
        offer=words(raw, "offer"),
        address="\n".join(_texts(raw, "address")),
        postcode=normalise_postcode(words(raw, "postcode")),
        city=words(raw, "city"),
        phone=words(raw, "phone"),
        email=words(raw, "email"),
        web=words(raw, "web"),
        bound_by_secrecy=_yes_or_no(raw, "bound_by_secrecy"),
        reveals=_choice(Reveals, words(raw, "reveals_diagnosis", needed=True), "reveals_diagnosis"),
        neutral_reason=words(raw, "neutral_reason"),
        verified_on=_day(raw, "verified_on"),
        note=words(raw, "note"),
        code=words(raw, "code", needed=True),
        languages=words(raw, "languages"),
        serves=normalise_area(words(raw, "serves")),
        needs=tuple(_texts(raw, "needs")),
        reveals_what=words(raw, "reveals_what"),
    )


def _choice(kind: type[E], value: str, key: str) -> E:
    try:
        return kind(value)
    except ValueError as error:
        allowed = ", ".join(kind)
        raise Misfit(f"«\u00a0{key}\u00a0» doit être l’un de\u00a0: {allowed}") from error


def _texts(raw: dict[str, Any], key: str) -> list[str]:
    found = cast("list[object]", raw.get(key, []))
    if not isinstance(raw.get(key, []), list) or not all(isinstance(line, str) for line in found):
        raise Misfit(f"«\u00a0{key}\u00a0» doit être une liste de textes entre crochets")
    return cast("list[str]", found)


def _yes_or_no(raw: dict[str, Any], key: str) -> bool:
    value = raw.get(key)
    if not isinstance(value, bool):
        raise Misfit(f"«\u00a0{key}\u00a0» doit être true ou false")
    return value


def _day(raw: dict[str, Any], key: str) -> date | None:
    """Between quotes or not, as TOML allows."""
    value = raw.get(key, "")
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    text = words(raw, key)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Misfit(f"«\u00a0{key}\u00a0» doit être une date, AAAA-MM-JJ") from error
