"""What a table would add to the directory, change in it, or not: told line by line before it is."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from referent_desk.directory.csv_table import Line, Table
from referent_desk.directory.model import Resource, ResourceKind, Reveals
from referent_desk.errors import InvalidInput
from referent_desk.free_text import fold

Check = Callable[[Resource], Resource]
_KINDS = {
    ResourceKind.ASSOCIATION: "association asbl groupe",
    ResourceKind.SERVICE: "service centre equipe",
    ResourceKind.WARD: "unite unites",
    ResourceKind.PROFESSIONAL: "professionnel professionnelle independant",
}
_YES, _NO = {"oui", "o", "x", "1", "vrai", "yes"}, {"non", "n", "0", "faux", "no"}
_MATTERS = {"bound_by_secrecy": "tenue au secret", "reveals": "nom révélateur"}
_MILD = {"un peu", "evoque", "evocateur", "moyennement"}


class Fate(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class PlannedLine:
    """`why` says what is wrong, or what to read again; `changes` are (field, before, after)."""

    number: int
    name: str
    fate: Fate
    why: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()
    resource: Resource | None = None
    before: Resource | None = None


@dataclass(frozen=True)
class ImportPlan:
    lines: tuple[PlannedLine, ...]
    unknown: tuple[str, ...] = ()

    def of(self, fate: Fate) -> tuple[PlannedLine, ...]:
        return tuple(line for line in self.lines if line.fate is fate)


def plan(
    table: Table, known: Iterable[Resource], needs: Mapping[str, str], check: Check
) -> ImportPlan:
    """`needs` gives the code of each need by its words; `check` refuses what cannot be kept.

    Resources are known again by their name; empty cells change nothing.
    """
    by_name: dict[str, list[Resource]] = {}
    for resource in known:
        by_name.setdefault(fold(resource.name), []).append(resource)
    seen: dict[str, int] = {}
    lines = [_planned(line, by_name, seen, needs, check) for line in table.lines]
    return ImportPlan(tuple(lines), table.unknown)


def _planned(
    line: Line,
    by_name: Mapping[str, list[Resource]],
    seen: dict[str, int],
    needs: Mapping[str, str],
    check: Check,
) -> PlannedLine:
    name = line.words.get("name", "")
    key = fold(name)
    try:
        if line.extra:
            raise InvalidInput(
                "", "Il y a plus de cases que de titres\u00a0: un séparateur de trop\u202f?"
            )
        if key in seen:
            raise InvalidInput("name", f"Le même nom est déjà à la ligne {seen[key]}.")
        before = _known(by_name.get(key, []))
        read = check(_read(line.words, before or Resource(name), needs))
    except InvalidInput as fault:
        return PlannedLine(line.number, name, Fate.REFUSED, fault.what)
    seen[key] = line.number
    if before is None:
        return PlannedLine(line.number, read.name, Fate.ADDED, _to_read_again(line), (), read)
    changes = tuple(_changes(before, read))
    fate = Fate.CHANGED if changes else Fate.SAME
    return PlannedLine(line.number, read.name, fate, "", changes, read, before)


def _known(same_name: list[Resource]) -> Resource | None:
    if len(same_name) > 1:
        raise InvalidInput("name", "Plusieurs fiches de l’annuaire portent ce nom.")
    return same_name[0] if same_name else None


def _to_read_again(line: Line) -> str:
    """What the line does not say and matters before anything is sent."""
    missing = [said for field, said in _MATTERS.items() if not line.words.get(field)]
    return f"À dire ensuite dans la fiche\u00a0: {', '.join(missing)}." if missing else ""


def _changes(before: Resource, after: Resource) -> Iterable[tuple[str, str, str]]:
    for field in before.__dataclass_fields__:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield field, _said(old), _said(new)


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def _read(words: Mapping[str, str], start: Resource, needs: Mapping[str, str]) -> Resource:
    """`start` with the cells that say something. Raises InvalidInput."""
    said = {field: word for field, word in words.items() if word}
    made = start
    for field, word in said.items():
        if field == "kind":
            made = replace(made, kind=_kind(word))
        elif field == "bound_by_secrecy":
            made = replace(made, bound_by_secrecy=_yes_or_no(word, "secret professionnel"))
        elif field == "reveals":
            made = replace(made, reveals=_reveals(word))
        elif field == "verified_on":
            made = replace(made, verified_on=_day(word))
        elif field == "needs":
            made = replace(made, needs=_codes(word, needs))
        else:
            made = replace(made, **{field: word})
    return made


def _kind(word: str) -> ResourceKind:
    first = fold(word).split()
    for kind, names in _KINDS.items():
        if first and first[0] in names.split():
            return kind
    raise InvalidInput(
        "kind",
        f"Genre «\u00a0{word}\u00a0»\u00a0: attendu association, service, unité ou professionnel.",
    )


def _yes_or_no(word: str, of: str) -> bool:
    if fold(word) in _YES | _NO:
        return fold(word) in _YES
    raise InvalidInput(
        "bound_by_secrecy", f"«\u00a0{word}\u00a0» pour {of}\u00a0: attendu oui ou non."
    )


def _reveals(word: str) -> Reveals:
    said = fold(word)
    if said in _MILD:
        return Reveals.MILD
    return Reveals.YES if _yes_or_no(word, "nom révélateur") else Reveals.NO


def _day(word: str) -> date:
    """« 15/11/2026 », « 15.11.2026 » or « 2026-11-15 »."""
    parts = [int(part) for part in re.findall(r"\d+", word)]
    try:
        if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", word):
            return date(*parts)
        if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}", word):
            return date(parts[2], parts[1], parts[0])
    except ValueError:
        pass
    raise InvalidInput("verified_on", f"«\u00a0{word}\u00a0» n’est pas une date (jour/mois/année).")


def _codes(word: str, needs: Mapping[str, str]) -> tuple[str, ...]:
    by_words = {fold(label): code for label, code in needs.items()}
    found: list[str] = []
    for piece in re.split(r"[,/|\n]", word):
        if not piece.strip():
            continue
        code = by_words.get(fold(piece))
        if code is None:
            raise InvalidInput(
                "needs", f"Le besoin «\u00a0{piece.strip()}\u00a0» n’est pas dans les listes."
            )
        found.append(code)
    return tuple(sorted(set(found)))
