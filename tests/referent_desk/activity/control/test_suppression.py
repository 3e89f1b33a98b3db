"""What is printed resists an attacker; what need not be hidden is not."""

import itertools
import random
from collections.abc import Collection, Mapping

import pytest

from referent_desk.activity.control import (
    Auditor,
    Cell,
    Printed,
    Reason,
    Relation,
    Symbol,
    adds_up,
    exposed,
    intervals,
    protect,
)
from tests.referent_desk.activity.control.attack import QUARTERS, YEAR, office, partition, possible

T1 = QUARTERS[0]
TOTAL = Cell("situations", "", T1)


def table(*counts: int) -> tuple[dict[Cell, int], list[Relation]]:
    """One indicator in one quarter."""
    names = [f"m{number}" for number in range(len(counts))]
    cells = {Cell("ward", name, T1): count for name, count in zip(names, counts, strict=True)}
    return {TOTAL: sum(counts), **cells}, list(partition("ward", names, [T1]))


def printed(*counts: int, threshold: int = 5) -> list[Printed]:
    """The total, then the parts."""
    return list(protect(*table(*counts), threshold).printed.values())


def hidden_share(counts: Mapping[Cell, int], release: Mapping[Cell, Printed]) -> float:
    hidden = sum(counts[cell] for cell, shown in release.items() if isinstance(shown, Symbol))
    return hidden / max(1, sum(counts.values()))


def test_counts_of_the_threshold_and_more_are_printed() -> None:
    assert printed(5, 12, 7) == [24, 5, 12, 7]


def test_a_lone_small_count_is_joined_by_a_second() -> None:
    total, *parts = printed(3, 30, 12)
    assert total == 45
    assert parts[0] in {Symbol.SMALL, Symbol.WITHHELD}
    assert sum(isinstance(shown, Symbol) for shown in parts) == 2
    assert parts[1] == 30, "the larger one stays"


def test_small_counts_that_protect_each_other_ask_for_no_more() -> None:
    assert printed(2, 3, 30) == [35, Symbol.SMALL, Symbol.SMALL, 30]


def test_all_in_one_part_is_not_told() -> None:
    _, *parts = printed(9, 0, 0)
    assert parts[0] is Symbol.WITHHELD
    assert Symbol.WITHHELD in parts[1:]


@pytest.mark.parametrize("counts", [(0, 0, 0), (1, 0, 0), (1, 1, 0), (4, 0), (2, 2, 2), (1,)])
def test_of_a_few_next_to_nothing_is_told(counts: tuple[int, ...]) -> None:
    cells, relations = table(*counts)
    release = protect(cells, relations, 5).printed
    assert exposed(release, relations, 5) == []
    assert all(shown in {0, Symbol.SMALL, Symbol.WITHHELD} or sum(counts) >= 5
               for shown in release.values())  # fmt: skip


def test_a_threshold_of_one_hides_nothing_and_of_a_thousand_nearly_all() -> None:
    assert printed(1, 2, 0, threshold=1) == [3, 1, 2, 0]
    assert printed(0, 4, 0, threshold=1) == [4, 0, 4, 0]
    cells, relations = table(40, 3, 17)
    assert not any(
        shown in {40, 3, 17, 60} for shown in protect(cells, relations, 1000).printed.values()
    )


@pytest.mark.parametrize("seed", range(12))
def test_a_year_and_its_quarters_resist(seed: int) -> None:
    chance = random.Random(seed)
    counts, relations = office(chance, 2, chance.randrange(2, 7), chance.choice([6, 15, 40]))
    release = protect(counts, relations, 5).printed
    assert release.keys() == counts.keys()
    assert exposed(release, relations, 5) == []
    for cell, shown in release.items():
        assert shown == counts[cell] if isinstance(shown, int) else True
        assert shown is not Symbol.SMALL or 0 < counts[cell] < 5


@pytest.mark.parametrize("seed", range(6))
def test_what_is_withheld_would_tell_something(seed: int) -> None:
    """But where all stand in one part, which is hidden for what it says by itself."""
    chance = random.Random(seed)
    counts, relations = office(chance, 2, 4, 15)
    release = protect(counts, relations, 5).printed
    unanimous = {
        cell
        for relation in relations
        for _, *parts in [relation.cells]
        if relation.adds_up and sum(counts[part] > 0 for part in parts) == 1
        for cell in parts
    }
    for cell, shown in release.items():
        if shown is Symbol.WITHHELD and cell not in unanimous:
            plain = Symbol.SMALL if 0 < counts[cell] < 5 else counts[cell]
            assert exposed({**release, cell: plain}, relations, 5), cell


@pytest.mark.parametrize("seed", range(8))
def test_quarter_after_quarter_then_the_year_resist(seed: int) -> None:
    """Each is issued knowing what went before; the attacker holds them all."""
    chance = random.Random(seed)
    counts, relations = office(chance, 1, 5, chance.choice([8, 40]))
    issued: dict[Cell, Printed] = {}
    for period in (*QUARTERS, YEAR):
        asked = {cell: count for cell, count in counts.items() if cell.period == period}
        before = dict(issued)
        issued |= protect(asked, relations, 5, issued).printed
        assert newly_exposed(before, issued, relations) == []


def newly_exposed(
    before: Mapping[Cell, Printed], release: Mapping[Cell, Printed], relations: list[Relation]
) -> list[Cell]:
    """But for what `before` leaves as narrow, and shows to be no small count."""
    untold = dict.fromkeys(release, Symbol.WITHHELD)
    earlier, now = (intervals(printed, relations, 5) for printed in ({**untold, **before}, release))
    return [
        cell
        for cell in exposed(release, relations, 5)
        if now[cell] != earlier[cell] or now[cell].low < 5
    ]


def test_a_total_that_earlier_ones_tell_is_printed() -> None:
    """Whoever adds up has it; hiding it, or its table, would tell no less."""
    totals = [Cell("ward", "", quarter) for quarter in QUARTERS]
    year, a, b = (Cell("ward", modality, YEAR) for modality in ("", "a", "b"))
    issued: dict[Cell, Printed] = dict.fromkeys(totals, 10)
    relations = [adds_up(year, totals), adds_up(year, [a, b])]
    protected = protect({year: 40, a: 3, b: 37}, relations, 5, issued)
    assert protected.printed == {year: 40, a: Symbol.WITHHELD, b: Symbol.WITHHELD}
    assert not protected.omitted


def test_a_year_hides_the_part_that_would_tell_of_one_quarter_and_keeps_its_table() -> None:
    quarters = [
        {Cell("ward", "a", quarter): 8, Cell("ward", "b", quarter): 9} for quarter in QUARTERS[:3]
    ]
    small = {Cell("ward", "a", QUARTERS[3]): 2, Cell("ward", "b", QUARTERS[3]): 7}
    issued: dict[Cell, Printed] = {
        **{cell: count for table in quarters for cell, count in table.items()},
        **dict(zip(small, (Symbol.SMALL, Symbol.WITHHELD), strict=True)),
        Cell("ward", "", QUARTERS[3]): 9,
    }
    year = {Cell("ward", modality, YEAR): n for modality, n in (("", 60), ("a", 26), ("b", 34))}
    relations = [
        adds_up(Cell("ward", "", QUARTERS[3]), small),
        adds_up(Cell("ward", "", YEAR), [cell for cell in year if cell.modality]),
        *(
            adds_up(Cell("ward", part, YEAR), [Cell("ward", part, q) for q in QUARTERS])
            for part in "ab"
        ),
    ]
    protected = protect(year, relations, 5, issued)
    assert [*protected.printed.values()] == [60, Symbol.WITHHELD, Symbol.WITHHELD]
    assert not protected.omitted
    assert newly_exposed(issued, {**issued, **protected.printed}, relations) == []


@pytest.mark.parametrize("seed", range(6))
def test_an_auditor_that_remembers_decides_as_a_new_one(seed: int) -> None:
    """Over other counts, tables and thresholds, asked in turns."""
    chance, auditor = random.Random(seed), Auditor()
    for _ in range(4):
        counts, relations = office(chance, 2, chance.randrange(2, 5), chance.choice([6, 15]))
        for threshold in (5, 3, 5):
            remembered = protect(counts, relations, threshold, auditor=auditor)
            assert remembered == protect(counts, relations, threshold)


def test_a_check_stops_it_where_it_raises() -> None:
    class Enough(Exception):
        pass

    def check() -> None:
        raise Enough

    cells, relations = table(2, 3, 17)
    with pytest.raises(Enough):
        protect(cells, relations, 5, auditor=Auditor(check))


def test_what_went_before_may_leave_no_way() -> None:
    """Three quarters printed exactly: their year would tell of the fourth."""
    cells = [Cell("ward", "a", quarter) for quarter in QUARTERS]
    year = Cell("ward", "a", YEAR)
    relations = [adds_up(year, cells)]
    issued: dict[Cell, Printed] = {**dict.fromkeys(cells[:3], 8), cells[3]: Symbol.SMALL}
    protected = protect({year: 26}, relations, 5, issued)
    assert protected.printed[year] is Symbol.WITHHELD
    assert newly_exposed(issued, {**issued, **protected.printed}, relations) == []


def test_a_table_that_earlier_ones_tell_is_omitted_and_says_why() -> None:
    """Published when the threshold was lower: two of three that add up."""
    a, b, c = (Cell("ward", "a", quarter) for quarter in QUARTERS[:3])
    protected = protect({c: 2}, [adds_up(a, [b, c])], 5, {a: 5, b: 3})
    assert protected.printed == {c: Symbol.OMITTED}
    assert protected.omitted == {c.table: Reason.ALREADY_TOLD}


def test_weakened_control_is_caught() -> None:
    """Small counts hidden, and nothing beside them."""
    caught = 0
    for seed in range(20):
        counts, relations = office(random.Random(seed), 1, 5, 40)
        naive: dict[Cell, Printed] = {
            cell: Symbol.SMALL if 0 < count < 5 else count for cell, count in counts.items()
        }
        caught += bool(exposed(naive, relations, 5))
    assert caught == 20


@pytest.mark.parametrize("seed", range(10))
def test_little_more_is_hidden_than_the_best_would(seed: int) -> None:
    """Against every way of hiding the cells of a small table."""
    chance = random.Random(seed)
    cells, relations = table(*(chance.choice([0, 1, 2, 3, 4, 6, 9, 14, 20]) for _ in range(4)))
    ours = hidden_share(cells, protect(cells, relations, 5).printed)
    assert ours <= best_share(cells, relations) + 0.35


def best_share(counts: Mapping[Cell, int], relations: Collection[Relation]) -> float:
    best = 1.0
    parts = [cell for cell in counts if cell != TOTAL]
    for size in range(len(parts) + 1):
        for chosen in itertools.combinations(parts, size):
            release = {
                cell: Symbol.WITHHELD if cell in chosen
                else Symbol.SMALL if 0 < count < 5 else count
                for cell, count in counts.items()
            }  # fmt: skip
            share = hidden_share(counts, release)
            if share < best and not exposed(release, relations, 5):
                best = share
    return best


def test_an_attacker_who_tries_all_finds_no_small_count() -> None:
    for seed in range(15):
        chance = random.Random(seed)
        cells, relations = table(*(chance.choice([0, 1, 2, 4, 5, 7]) for _ in range(4)))
        release = protect(cells, relations, 5).printed
        for cell, values in possible(release, relations, 5, 25).items():
            assert {1, 4} <= values or release[cell] is not Symbol.SMALL
            assert max(values) - min(values) >= 4 or release[cell] is Symbol.SMALL


def test_about_as_few_cells_are_hidden_as_can_be() -> None:
    """Against the fewest of every way, over many small tables together."""
    ours = fewest = 0
    for seed in range(15):
        chance = random.Random(seed)
        cells, relations = table(*(chance.choice([0, 1, 2, 3, 4, 6, 9, 14, 20]) for _ in range(4)))
        ours += hidden_cells(protect(cells, relations, 5).printed)
        fewest += fewest_hidden(cells, relations)
    assert ours <= 1.1 * fewest


def hidden_cells(release: Mapping[Cell, Printed]) -> int:
    return sum(isinstance(shown, Symbol) for shown in release.values())


def fewest_hidden(counts: Mapping[Cell, int], relations: Collection[Relation]) -> int:
    """The total too, where nothing else does."""
    found: list[int] = []
    for size in range(len(counts) + 1):
        for chosen in itertools.combinations(counts, size):
            release: dict[Cell, Printed] = {
                cell: Symbol.WITHHELD if cell in chosen
                else Symbol.SMALL if 0 < count < 5 else count
                for cell, count in counts.items()
            }  # fmt: skip
            if not exposed(release, relations, 5):
                found.append(hidden_cells(release))
    return min(found)
