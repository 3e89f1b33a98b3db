"""The map stays legible: whoever stands where, each name has its own room."""

import random
from itertools import combinations

import pytest

from referent_desk.drawings import (
    MAP_HEIGHT,
    MAP_WIDTH,
    Box,
    MapMember,
    NetworkMap,
    Sheet,
    Spot,
    lay_out,
)

SECTORS = (
    ("family", "familial"),
    ("friends", "amical et convivial"),
    ("professional", "professionnel"),
    ("belonging", "groupe d’appartenance"),
)
RINGS = (
    ("close", "lien étroit"),
    ("regular", "lien régulier"),
    ("distant", "lien distant"),
    ("broken", "lien rompu"),
)
PAGE = Box(0, 0, MAP_WIDTH, MAP_HEIGHT)
NAMES = ("Jo, frère", "Marguerite-Marie Vandenbroucke, grand-mère maternelle", "Club", "Dr Ngô")


def invented(seed: int, count: int) -> NetworkMap:
    """Anywhere, crowded into one place, or put by hand on each other."""
    chance = random.Random(seed)
    crowded = chance.random() < 0.4
    sectors = [code for code, _ in SECTORS] + ([""] if chance.random() < 0.5 else [])
    rings = [code for code, _ in RINGS] + ([""] if chance.random() < 0.5 else [])
    spot = chance.choice(sectors), chance.choice(rings)

    def member(number: int) -> MapMember:
        sector, ring = spot if crowded else (chance.choice(sectors), chance.choice(rings))
        share = chance.choice((None, None, 0.0, 0.5, 1.0, chance.random()))
        name = chance.choice(NAMES)
        return MapMember(str(number), name, sector, ring, chance.random() < 0.5, share)

    return NetworkMap("Théo", SECTORS, RINGS, tuple(member(n) for n in range(count)))


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 12, 16, 20, 25, 30])
@pytest.mark.parametrize("seed", range(4))
def test_names_never_overlap_and_all_is_inside(seed: int, count: int) -> None:
    layout = lay_out(invented(100 * count + seed, count))
    boxes = [placed.label for placed in layout.placed]
    assert len(boxes) == count
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert all(box.within(PAGE) for box in boxes)
    assert all(placed.node.within(PAGE) for placed in layout.placed)
    assert all(written.box.within(PAGE) for written in layout.titles)


@pytest.mark.parametrize("size", [(700, 440), (900, 560), (520, 420)])
@pytest.mark.parametrize("count", [3, 12, 20, 30])
def test_on_a_screen_of_any_shape_names_keep_their_size_and_their_room(
    count: int, size: tuple[int, int]
) -> None:
    sheet = Sheet(*size, small=12, in_disc=12)
    layout = lay_out(invented(100 * count, count), sheet)
    boxes = [placed.label for placed in layout.placed]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert all(box.within(Box(0, 0, *size)) for box in boxes)
    assert {box.height for box in boxes} == {boxes[0].height}
    words = [written.box for written in (*layout.titles, *layout.ring_names)]
    assert not [pair for pair in combinations(words, 2) if pair[0].overlaps(pair[1])]


def test_the_same_map_gives_the_same_places() -> None:
    assert lay_out(invented(7, 20)) == lay_out(invented(7, 20))


@pytest.mark.parametrize("share", [None, 0.0, 0.3, 1.0])
def test_everyone_stands_in_their_circle_and_at_their_closeness(share: float | None) -> None:
    members = tuple(
        MapMember(f"{sector}{ring}", "Jo", sector, ring, share=share)
        for sector, _ in SECTORS
        for ring, _ in RINGS
    )
    layout = lay_out(NetworkMap("Théo", SECTORS, RINGS, members))
    for placed in layout.placed:
        spot = layout.spot(placed.x, placed.y)
        assert (spot.sector, spot.ring) == (placed.member.sector, placed.member.ring)


def test_what_is_not_noted_has_a_place_only_when_someone_stands_there() -> None:
    full = lay_out(NetworkMap("Théo", SECTORS, RINGS, (MapMember("a", "Jo", "", ""),)))
    assert ("", "cercle non noté") in full.sectors
    assert ("", "proximité non notée") in full.rings
    spot = full.spot(full.placed[0].x, full.placed[0].y)
    assert (spot.sector, spot.ring) == ("", "")
    bare = lay_out(NetworkMap("Théo", SECTORS, RINGS))
    assert bare.sectors == SECTORS
    assert bare.rings == RINGS


def test_who_is_put_by_hand_stays_there_when_others_come() -> None:
    put = MapMember("put", "Jo", "family", "close", share=0.7)
    alone = lay_out(NetworkMap("Théo", SECTORS, RINGS, (put,))).of("put")
    others = tuple(MapMember(str(n), "Jo", "family", "close") for n in range(6))
    crowd = lay_out(NetworkMap("Théo", SECTORS, RINGS, (*others, put))).of("put")
    assert alone is not None
    assert crowd is not None
    assert (alone.x, alone.y) == (crowd.x, crowd.y)


def test_the_mark_and_the_name_are_found_where_they_are_and_nothing_beside_them() -> None:
    layout = lay_out(invented(3, 6))
    for placed in layout.placed:
        found = layout.at(*placed.label.middle)
        assert found is not None
        assert found.member.key == placed.member.key
    assert layout.at(*layout.centre) is None


def test_where_one_is_dropped_one_stays() -> None:
    empty = lay_out(NetworkMap("Théo", SECTORS, RINGS))
    x, y = empty.centre[0] + 120, empty.centre[1] + 60
    spot = empty.spot(x, y)
    dropped = MapMember("a", "Jo", spot.sector, spot.ring, share=spot.share)
    placed = lay_out(NetworkMap("Théo", SECTORS, RINGS, (dropped,))).placed[0]
    assert empty.spot(placed.x, placed.y) == spot


def test_steps_go_round_through_the_circles_and_stop_at_the_centre_and_the_edge() -> None:
    layout = lay_out(NetworkMap("Théo", SECTORS, RINGS))
    start = Spot("family", "close", 0.95)
    assert layout.beside(start, turn=0.1) == Spot("friends", "close", 0.0)
    assert layout.beside(Spot("family", "close", 0.05), turn=-0.1) == Spot("belonging", "close", 1)
    assert layout.beside(start, away=1) == Spot("family", "regular", 0.95)
    assert layout.beside(start, away=-1) == start
    assert layout.beside(Spot("family", "broken", 0.5), away=1) == Spot("family", "broken", 0.5)
