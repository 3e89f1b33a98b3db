"""The same drawing as SVG and as vectors in a PDF."""

import math
import re
from datetime import date
from itertools import pairwise

import pytest

from referent_desk.documents import Column, Listing, page_count, render_listing
from referent_desk.drawings import (
    PRINT,
    Colours,
    MapLink,
    MapMember,
    Mark,
    NetworkMap,
    Shape,
    Timeline,
    TimelineRow,
    draw_map,
    draw_timeline,
    lay_out,
    to_svg,
)
from referent_desk.drawings.map_layout import CENTRE_RADIUS
from referent_desk.drawings.network_map import way
from referent_desk.drawings.timeline import columns

DARK = Colours(
    "#22262A", "#ECE8E1", "#A4ACB4", "#363C42", "#72C9C2", "#1F3B3A", "#F0B968", "#F2938A"
)
MAP = NetworkMap(
    "la personne hospitalisée",
    (("family", "familial"), ("friends", "amical")),
    (("close", "lien étroit"), ("distant", "lien distant")),
    (
        MapMember("a", "Claire, mère", "family", "close"),
        MapMember("b", "Club «\u00a0Les Amis\u00a0»", "friends", "distant", known=False),
        MapMember("c", "Éloïse", "friends", "close"),
    ),
    (MapLink("a", None, "support"), MapLink("a", "b", "tension"), MapLink("b", "c", "broken")),
)
DAYS = (date(2026, 9, 1), date(2026, 9, 3), date(2026, 11, 2))
TIMELINE = Timeline(
    DAYS,
    (DAYS[1],),
    (
        TimelineRow("Émotions"),
        TimelineRow("épuisement", (Mark(DAYS[0], Shape.DOT, "8"), Mark(DAYS[2], Shape.DOT))),
        TimelineRow(
            "répit", (Mark(DAYS[0], Shape.OPEN), Mark(date(2026, 10, 1), Shape.FULL)), joined=True
        ),
    ),
    ((Shape.DOT, "émotion notée"), (Shape.QUIET, "entretien où rien n’a été noté")),
)


def text_of(svg: bytes) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg.decode())


def test_the_legend_is_always_there_even_on_an_empty_map() -> None:
    words = text_of(to_svg(draw_map(NetworkMap("J.", MAP.sectors, MAP.rings), PRINT)))
    for expected in ("soutien", "tension", "rupture", "proche du dossier", "familial", "J."):
        assert expected in words


def test_a_long_name_at_the_centre_takes_lines() -> None:
    words = text_of(to_svg(draw_map(MAP, PRINT)))
    assert {"hospitalisée"} <= set(words)


def test_links_differ_by_their_line_not_by_colour_alone() -> None:
    def drawn(quality: str) -> str:
        link = MapLink("a", "b", quality)  # pyright: ignore[reportArgumentType]
        one = NetworkMap(MAP.centre, MAP.sectors, MAP.rings, MAP.members, (link,))
        return to_svg(draw_map(one, PRINT)).decode()

    bare = to_svg(draw_map(NetworkMap(MAP.centre, MAP.sectors, MAP.rings, MAP.members), PRINT))
    plain = bare.decode()
    assert drawn("tension").count("<polyline") > plain.count("<polyline")
    assert drawn("broken").count("dasharray: 4") > plain.count("dasharray: 4")
    assert drawn("support").count("dasharray: 4") == plain.count("dasharray: 4")


def test_colours_are_the_caller_s() -> None:
    light, dark = to_svg(draw_map(MAP, PRINT)), to_svg(draw_map(MAP, DARK))
    assert light != dark
    assert text_of(light) == text_of(dark)


def test_the_screen_knows_the_faces_and_every_space() -> None:
    svg = to_svg(draw_map(MAP, PRINT)).decode()
    assert "font-family: 'Source Sans 3'" in svg
    assert "SourceSans3" not in svg
    assert "<clipPath" not in svg
    assert "Club «\u00a0Les Amis\u00a0»" in svg


@pytest.mark.parametrize("figure", [draw_map(MAP, PRINT), draw_timeline(TIMELINE, PRINT)])
def test_on_paper_it_is_vectors_above_its_table(figure: object) -> None:
    rows = tuple((str(n), "mère") for n in range(5))
    listing = Listing("Réseau", ("Édité.",), (Column("Qui", 2), Column("Lien", 1)), rows)
    with_figure = Listing(listing.title, listing.about, listing.columns, rows, figure)  # pyright: ignore[reportArgumentType]
    pdf = render_listing(with_figure)
    assert page_count(pdf) == 1
    assert b"/Subtype /Image" not in pdf
    assert b"SourceSans3" in pdf
    assert render_listing(with_figure) == pdf
    assert len(pdf) > len(render_listing(listing))


def test_a_long_table_under_a_figure_goes_on_over_pages() -> None:
    rows = tuple((str(n), "mère") for n in range(80))
    figure = draw_timeline(TIMELINE, PRINT)
    columns_ = (Column("Qui", 2), Column("Lien", 1))
    assert page_count(render_listing(Listing("Réseau", (), columns_, rows, figure))) == 3


def test_a_day_without_a_note_is_marked_as_such() -> None:
    svg = to_svg(draw_timeline(TIMELINE, PRINT)).decode()
    assert "entretien où rien n’a été noté" in svg
    assert svg.count("dasharray: 1, 4") == 1


def test_days_stand_to_scale_and_never_on_each_other() -> None:
    places = list(columns(DAYS, 0, 300).values())
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] == 300
    assert all(later - earlier >= 15 for earlier, later in pairwise(places))
    crowded = columns([date(2026, 1, day) for day in range(1, 31)], 0, 100)
    assert all(-0.001 <= x <= 100.001 for x in crowded.values())
    assert columns([DAYS[0]], 0, 100) == {DAYS[0]: 50}
    assert columns([], 0, 100) == {}


def test_a_link_between_two_members_goes_round_the_patient() -> None:
    across = NetworkMap(
        "J.",
        MAP.sectors,
        MAP.rings,
        (
            MapMember("a", "Claire", "family", "distant", share=0.5),
            MapMember("b", "Paul", "friends", "distant", share=0.5),
        ),
        (MapLink("a", "b", "support"),),
    )
    layout = lay_out(across)
    start, via, end = way(layout, across.links[0])
    assert math.dist(via, layout.centre) > CENTRE_RADIUS
    passed = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    assert math.dist(via, passed) < CENTRE_RADIUS * 2
    assert math.dist(start, layout.centre) > CENTRE_RADIUS
    assert math.dist(end, layout.centre) > CENTRE_RADIUS
    straight = NetworkMap("J.", MAP.sectors, MAP.rings, MAP.members)
    assert len(way(lay_out(straight), MapLink("b", "c", "support"))) == 2
