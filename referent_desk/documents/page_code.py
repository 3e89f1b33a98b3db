"""The words of a page's content, as this program writes them: numbers, texts, names, operators."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_TOKEN = re.compile(
    r"""\s*(?:(?P<skipped><<|>>)|<(?P<coded>[0-9a-fA-F\s]*)>|\((?P<literal>(?:\\.|[^\\()])*)\)
    |(?P<begins>\[)|(?P<ends>\])|/(?P<name>[^\s/<>()\[\]]*)
    |(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?=[\s\[\]<>(/]|$)
    |(?P<operator>[A-Za-z'"*][A-Za-z0-9*]*))""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\([0-7]{1,3}|.|\n)", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "\n": ""}


class NotReplayed(Exception):
    """The page holds something that this program does not draw."""


class Operator(str):
    """As it stands in the content, where a name or a text could read alike."""

    __slots__ = ()


def tokens(content: str) -> Iterator[Any]:
    """Numbers, texts (of one byte a character), names, arrays, and operators."""
    array: list[Any] | None = None
    at, end = 0, len(content.rstrip())
    while at < end:
        found = _TOKEN.match(content, at)
        if found is None:
            raise NotReplayed("a token")
        at, kind = found.end(), str(found.lastgroup)
        if kind == "begins":
            array = []
        elif kind == "ends":
            yield array or []
            array = None
        elif kind != "skipped":
            token = _MEANT[kind](found[kind])
            if array is None:
                yield token
            else:
                array.append(token)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: _escaped(found[1]), text)


def _escaped(said: str) -> str:
    return chr(int(said, 8)) if said[0] in "01234567" else _ESCAPED.get(said, said)


def _from_hex(text: str) -> str:
    return bytes.fromhex(text).decode("latin-1")


_MEANT: Mapping[str, Callable[[str], Any]] = {
    "coded": _from_hex,
    "literal": _unescaped,
    "name": str,
    "number": float,
    "operator": Operator,
}
