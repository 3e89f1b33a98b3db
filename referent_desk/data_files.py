"""Lists of words and resources in TOML, as shipped or as the user wrote them; broken ones too.

A file of the user's own, in `own_folder()`, takes the place of the shipped one of that name. One
that does not read is told with its line, and the shipped one serves. Of a shipped one that does not
read, whatever reads entry by entry is kept. Nothing here raises.
"""

import os
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from referent_desk import resource_files
from referent_desk.errors import DeskError
from referent_desk.free_text import clean
from referent_desk.local_data import DIRS

MAX_BYTES = 1_000_000
_AT = re.compile(r"\(at line (\d+), column \d+\)")

T = TypeVar("T")
Convert = Callable[[dict[str, Any]], tuple[T, ...]]
"""One table of the file to what it stands for. Raises Misfit."""


class Misfit(Exception):
    """An entry that is no word or resource: why, in French."""


class BrokenDataFile(DeskError):
    """Told, never raised: the program goes on."""


@dataclass(frozen=True)
class DataFault:
    """`line` counts from 1; 0 when the whole file is concerned. `own`: the user's own copy."""

    place: Path
    line: int
    reason: str
    own: bool

    def told(self) -> BrokenDataFile:
        """Which file and line, what is safe, what to do."""
        where = f", ligne {self.line}" if self.line else ""
        what = f"Une liste ne peut pas être lue\u00a0: {self.place}{where}\u00a0: {self.reason}."
        if self.own:
            return BrokenDataFile(
                what,
                "La liste livrée avec le programme sert à sa place. Ce qui est déjà dans votre"
                " coffre est intact et sert comme avant.",
                "Corrigez cette ligne, ou retirez ce fichier, puis redémarrez le programme.",
            )
        return BrokenDataFile(
            what,
            "Ce qui est déjà dans votre coffre est intact et sert comme avant. Seul ce qui n’a pas"
            " pu être lu manque dans un coffre neuf\u202f; il y viendra une fois le fichier remis.",
            "Réinstallez le programme, ou demandez-le au service informatique.",
        )


@dataclass(frozen=True)
class Loaded(Generic[T]):
    """`entries` are offered; `aside` are shipped ones that a file of the user's own leaves out."""

    title: str
    entries: tuple[T, ...]
    aside: tuple[T, ...] = ()
    faults: tuple[DataFault, ...] = ()


def own_folder() -> Path:
    """Beside this computer's settings."""
    return Path(DIRS.user_config_dir) / "catalogues"


def load(relative: str, table: str, convert: Convert[T], code: Callable[[T], str]) -> Loaded[T]:
    """The list in `[[table]]` of the shipped file `relative`, or of the user's own of that name."""
    shipped = load_shipped(relative, table, convert, code)
    place = own_folder() / Path(relative).name
    if not os.path.lexists(place):
        return shipped
    own = _read(place, table, convert, code, own=True)
    if own.faults:
        return replace(shipped, faults=own.faults + shipped.faults)
    known = {code(entry) for entry in own.entries}
    aside = tuple(entry for entry in shipped.entries if code(entry) not in known)
    return Loaded(own.title or shipped.title, own.entries, aside, shipped.faults)


def load_shipped(
    relative: str, table: str, convert: Convert[T], code: Callable[[T], str]
) -> Loaded[T]:
    """What reads of the shipped file `relative`."""
    return _read(resource_files.path(relative), table, convert, code, own=False)


def words(raw: dict[str, Any], key: str, *, needed: bool = False) -> str:
    """The text under `key`, "" when absent. Raises Misfit for another type."""
    value = raw.get(key, "")
    if not isinstance(value, str):
        raise Misfit(f"«\u00a0{key}\u00a0» doit être un texte entre guillemets")
    text = clean(value)
    if needed and not text:
        raise Misfit(f"il manque «\u00a0{key}\u00a0»")
    return text


def tables(raw: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The tables under `key`, none when absent. Raises Misfit for another type."""
    found = raw.get(key, [])
    if not isinstance(found, list):
        raise Misfit(f"«\u00a0{key}\u00a0» doit s’écrire [[…{key}]]")
    items = cast("list[object]", found)
    if not all(isinstance(item, dict) for item in items):
        raise Misfit(f"«\u00a0{key}\u00a0» doit s’écrire [[…{key}]]")
    return cast("list[dict[str, Any]]", items)


def _read(
    place: Path, table: str, convert: Convert[T], code: Callable[[T], str], *, own: bool
) -> Loaded[T]:
    def fault(line: int, reason: str) -> DataFault:
        return DataFault(place, line, reason, own)

    try:
        content = _content(place)
    except Misfit as misfit:
        return Loaded("", (), (), (fault(0, str(misfit)),))
    faults: list[DataFault] = []
    title, entries = "", dict[str, T]()
    for line, raw in _pieces(content, table):
        try:
            if isinstance(raw, str):
                raise Misfit(raw)
            title = words(raw, "title") or title
            for item in tables(raw, table):
                _take(entries, convert(item), code)
        except Misfit as misfit:
            faults.append(fault(line, str(misfit)))
    if not entries and not faults:
        faults.append(
            fault(0, f"il ne contient aucun [[{table}]]" if content.strip() else "il est vide")
        )
    return Loaded(title, tuple(entries.values()), (), tuple(faults))


def _content(place: Path) -> bytes:
    """Raises Misfit."""
    try:
        if not place.is_file():
            raise Misfit("il n’est pas là")
        with place.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Misfit("il ne s’ouvre pas") from error
    if len(content) > MAX_BYTES:
        raise Misfit("il est trop gros pour une liste")
    return content.removeprefix(b"\xef\xbb\xbf")


def _take(entries: dict[str, T], made: tuple[T, ...], code: Callable[[T], str]) -> None:
    """All of `made`, or none of it. Raises Misfit for a code that is there already."""
    more: dict[str, T] = {}
    for entry in made:
        if code(entry) in entries or code(entry) in more:
            raise Misfit(f"le code «\u00a0{code(entry)}\u00a0» s’y trouve deux fois")
        more[code(entry)] = entry
    entries.update(more)


def _pieces(content: bytes, table: str) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """What stands before the first `[[table]]`, then each: its first line, with its content or why
    it does not read, and then on which line.

    Each is read by itself, so that one that is broken takes no other with it; hence a header in
    pieces begins one, too.
    """
    lines = content.split(b"\n")
    header = re.compile(rb"\s*\[+\s*" + table.encode() + rb"\b(?!\s*\.)")
    starts = [at for at, line in enumerate(lines) if header.match(line)]
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        yield _piece(b"\n".join(lines[start:end]), start + 1)


def _piece(content: bytes, first: int) -> tuple[int, dict[str, Any] | str]:
    try:
        text = content.decode("utf-8")
        return first, tomllib.loads(text.replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = first + content[: error.start].count(b"\n")
        return line, "un caractère n’est pas écrit en UTF-8"
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        last = content.rstrip().count(b"\n")
        line = first + (int(found.group(1)) - 1 if found else last)
        return line, "ce n’est pas du TOML (un guillemet, un crochet ou un signe = manque)"
    except RecursionError:
        return first, "des crochets s’y emboîtent sans fin"
