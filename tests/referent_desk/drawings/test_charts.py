from collections.abc import Sequence

import pytest
from reportlab.graphics.shapes import Drawing, Line, Rect, Shape, String

from referent_desk.drawings import (
    PRINT,
    Bar,
    Limit,
    Look,
    Panel,
    draw_bar_rows,
    draw_bars,
    draw_small_multiples,
    draw_spread,
    to_svg,
)

BARS = (Bar("oui", 40, "40"), Bar("non", 10, "10"), Bar("peut-être", None, "<5", Look.HATCHED))


def rectangles(drawing: Drawing) -> list[Rect]:
    return [shape for shape in shapes(drawing) if isinstance(shape, Rect)]


def shapes(drawing: Drawing) -> Sequence[Shape]:
    return drawing.contents


def texts(drawing: Drawing) -> list[str]:
    return [shape.text for shape in shapes(drawing) if isinstance(shape, String)]


def test_bars_are_to_scale_from_one_nought() -> None:
    yes, no, _ = rectangles(draw_bars(BARS, PRINT))
    assert yes.x == no.x
    assert yes.width == pytest.approx(4 * no.width)


def test_a_zero_has_no_bar_and_keeps_its_figure() -> None:
    drawing = draw_bars((Bar("oui", 40, "40"), Bar("non", 0, "0")), PRINT)
    assert len(rectangles(drawing)) == 1
    assert texts(drawing) == ["oui", "40", "non", "0"]


@pytest.mark.parametrize("look", [Look.HATCHED, Look.OPEN])
@pytest.mark.parametrize("longest", [1, 40, 4000])
def test_what_is_hidden_has_one_length_whatever_stands_beside_it(look: Look, longest: int) -> None:
    def length(of: int) -> float:
        bars = (Bar("oui", of, ""), Bar("non", None, "", look))
        return rectangles(draw_bars(bars, PRINT))[1].width

    assert length(longest) == length(7)


def test_small_and_withheld_are_told_apart_without_colour() -> None:
    def strokes(look: Look) -> int:
        drawing = draw_bars((Bar("non", None, "", look),), PRINT)
        return len([shape for shape in shapes(drawing) if isinstance(shape, Line)])

    assert strokes(Look.HATCHED) > strokes(Look.OPEN)


def test_withheld_is_told_from_a_pale_bar_by_its_dashes() -> None:
    bars = Bar("a", 5, "5", Look.PALE), Bar("b", None, "n.c.", Look.OPEN)
    pale, open_ = rectangles(draw_bars(bars, PRINT))
    assert not pale.strokeDashArray
    assert open_.strokeDashArray
    assert "dash" in to_svg(draw_bars(bars, PRINT)).decode()


def test_hatches_stay_in_their_bar() -> None:
    drawing = draw_bars((Bar("non", None, "", Look.HATCHED),), PRINT)
    (box,) = rectangles(drawing)
    for stroke in [shape for shape in shapes(drawing) if isinstance(shape, Line)][:-1]:
        assert box.x <= stroke.x1 <= stroke.x2 <= box.x + box.width + 1e-9
        assert box.y - 1e-9 <= stroke.y1 <= stroke.y2 <= box.y + box.height + 1e-9


def test_bars_beside_a_table_stand_on_its_rows() -> None:
    heights = 17, 17, 30, 17
    drawing = draw_bar_rows(BARS, heights, PRINT, 170, 40)
    middles = [box.y + box.height / 2 for box in rectangles(drawing)]
    assert drawing.height == sum(heights)
    assert middles == [81 - 17 - 8.5, 81 - 34 - 15, 8.5]


def test_the_rows_of_a_second_page_keep_the_scale_of_the_first() -> None:
    whole = rectangles(draw_bar_rows(BARS[:2], (17, 17, 17), PRINT, 170, 40))
    (part,) = rectangles(draw_bar_rows(BARS[1:2], (17, 17), PRINT, 170, 40))
    assert part.width == pytest.approx(whole[1].width, rel=0.05)


def test_a_limit_beyond_the_bars_is_in_the_drawing() -> None:
    limit = Limit(100, "horaire")
    drawing = draw_bar_rows((Bar("", 40, ""),), (17, 17), PRINT, 170, 40, limit)
    (bar,) = rectangles(drawing)
    dashed = next(s for s in shapes(drawing) if isinstance(s, Line) and s.strokeDashArray)
    assert bar.width == pytest.approx(0.4 * dashed.x1)
    assert dashed.x1 < drawing.width


def test_small_charts_say_their_subject_their_ends_and_each_value() -> None:
    bars = tuple(Bar(f"T{n}", n, str(n), Look.PALE) for n in range(1, 9))
    told = texts(draw_small_multiples((Panel("Situations", bars),), PRINT))
    assert told == ["Situations", *(str(n) for n in range(1, 9)), "T1", "T8"]


def test_values_too_wide_for_their_bars_are_left_to_the_table() -> None:
    bars = tuple(Bar(f"T{n}", n, "1 234 h 30") for n in range(1, 8))
    hidden = Bar("T0", None, "n.c.", Look.OPEN)
    told = texts(draw_small_multiples((Panel("Temps", (hidden, *bars)),), PRINT))
    assert told == ["Temps", "n.c.", "1 234 h 30", "T0", "T7"]


def test_no_small_chart_leaves_the_drawing() -> None:
    bars = tuple(Bar(f"T{n}", 5000 * n, str(5000 * n)) for n in range(1, 9))
    panels = tuple(Panel(f"Un sujet au nom assez long, numéro {n}", bars) for n in range(7))
    drawing = draw_small_multiples(panels, PRINT)
    for box in rectangles(drawing):
        assert box.x >= 0
        assert box.x + box.width <= 480
        assert box.y >= 0
        assert box.y + box.height <= drawing.height


def test_nothing_at_all_is_drawn_too() -> None:
    assert draw_bars((), PRINT).height > 0
    assert rectangles(draw_small_multiples((Panel("Rien", ()),), PRINT)) == []
    assert rectangles(draw_bars((Bar("non", 0, "0"),), PRINT)) == []


def test_a_median_stands_between_its_quartiles() -> None:
    drawing = draw_spread(3, 6, 11, "jours", PRINT)
    (box,) = rectangles(drawing)
    median = max((s for s in shapes(drawing) if isinstance(s, Line)), key=lambda s: s.strokeWidth)
    assert box.x < median.x1 < box.x + box.width
    assert texts(drawing) == ["0", "15 jours", "6"]


def test_quartiles_that_are_all_the_same_day_are_still_seen() -> None:
    for day in (0, 4, 5000):
        (box,) = rectangles(draw_spread(day, day, day, "jours", PRINT))
        assert box.width > 0


def test_the_same_drawings_serve_the_screen() -> None:
    svg = to_svg(draw_small_multiples((Panel("Situations", BARS),), PRINT)).decode()
    assert "Situations" in svg
    assert "Source Sans 3" in svg
