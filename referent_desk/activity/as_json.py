"""Plain data as JSON and back: dataclasses, tuples, sets, mappings, dates and enumerations."""

import json
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def dumped(value: object) -> str:
    """The same text for the same data, whatever the order of its sets."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def loaded(kind: type[T], text: str) -> T:
    """What `dumped` made of a `kind`; fields that this version does not know are left out."""
    return _made(kind, json.loads(text))


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return _plain_container(value)


def _plain_container(value: Any) -> Any:
    if isinstance(value, Mapping):
        items = cast("Mapping[str, Any]", value)
        return {key: _plain(items[key]) for key in sorted(items)}
    if isinstance(value, Set):
        return sorted(_plain(item) for item in cast("Set[Any]", value))
    if isinstance(value, list | tuple):
        return [_plain(item) for item in cast("list[Any]", value)]
    return value


def _made(kind: Any, value: Any) -> Any:
    origin, within = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return _one_of(within, value)
    if origin is tuple:
        each = within[:1] * len(value) if within[1:] == (...,) else within
        return tuple(_made(*pair) for pair in zip(each, value, strict=True))
    if origin is frozenset:
        return frozenset(_made(within[0], item) for item in value)
    if origin in {dict, Mapping}:
        return {key: _made(within[1], item) for key, item in value.items()}
    if is_dataclass(kind):
        known, make = _hints(kind), cast("Any", kind)
        return make(**{name: _made(known[name], v) for name, v in value.items() if name in known})
    if kind is date:
        return date.fromisoformat(value)
    return kind(value)


def _one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    """None, a number, or the one kind that is left."""
    if value is None or (isinstance(value, int) and int in kinds):
        return value
    [kind] = (k for k in kinds if k not in {type(None), int})
    return _made(kind, value)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
