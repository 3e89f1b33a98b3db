"""An attacker who tries every count, and the offices that are attacked."""

import itertools
import random
from collections.abc import Collection, Iterator, Mapping

from referent_desk.activity.control import Cell, Relation, Release, Symbol, adds_up

QUARTERS = tuple(f"2026-T{number}" for number in (1, 2, 3, 4))
YEAR = "2026"


def possible(
    release: Release, relations: Collection[Relation], threshold: int, most: int
) -> dict[Cell, set[int]]:
    """By enumeration, with no count above `most`; for a handful of hidden cells."""
    hidden = [cell for cell, shown in release.items() if isinstance(shown, Symbol)]
    ranges = [
        range(1, threshold) if release[cell] is Symbol.SMALL else range(most + 1) for cell in hidden
    ]
    found: dict[Cell, set[int]] = {cell: set() for cell in hidden}
    for counts in itertools.product(*ranges):
        world = {**release, **dict(zip(hidden, counts, strict=True))}
        if all(holds(relation, world) for relation in relations):
            for cell, count in zip(hidden, counts, strict=True):
                found[cell].add(count)
    return found


def holds(relation: Relation, world: Mapping[Cell, object]) -> bool:
    total = sum(factor * int(str(world[cell])) for cell, factor in relation.terms)
    low = relation.low is None or total >= relation.low
    return low and (relation.high is None or total <= relation.high)


def partition(
    indicator: str, modalities: Collection[str], periods: Collection[str]
) -> Iterator[Relation]:
    """A total and its parts in each period; the total is shared with every other indicator."""
    for period in periods:
        parts = [Cell(indicator, modality, period) for modality in modalities]
        yield adds_up(Cell("situations", "", period), parts)


def year_of(cells: Collection[Cell]) -> Iterator[Relation]:
    for indicator, modality in sorted({(cell.indicator, cell.modality) for cell in cells}):
        parts = [Cell(indicator, modality, quarter) for quarter in QUARTERS]
        yield adds_up(Cell(indicator, modality, YEAR), parts)


def office(
    chance: random.Random, indicators: int, modalities: int, situations: int
) -> tuple[dict[Cell, int], list[Relation]]:
    """Four quarters and their year, one answer each, uneven as in life."""
    names = [f"m{number}" for number in range(modalities)]
    counts: dict[Cell, int] = {}
    relations: list[Relation] = []
    for quarter in QUARTERS:
        seen = max(0, round(chance.gauss(situations, situations / 5)))
        counts[Cell("situations", "", quarter)] = seen
        for indicator in (f"i{number}" for number in range(indicators)):
            weights = [chance.random() ** 3 + 0.01 for _ in names]
            answers = chance.choices(names, weights, k=seen)
            for name in names:
                counts[Cell(indicator, name, quarter)] = answers.count(name)
    yearly = list(year_of(counts))
    for relation in yearly:
        year, *parts = relation.cells
        counts[year] = sum(counts[part] for part in parts)
    for number in range(indicators):
        relations += partition(f"i{number}", names, [*QUARTERS, YEAR])
    return counts, relations + yearly
