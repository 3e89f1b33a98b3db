"""The package by itself: how text breaks, what belongs to what, what is embedded."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageCms
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from referent_desk.documents import fonts, sheet
from referent_desk.documents.tagged import (
    Element,
    Placed,
    Role,
    Stretch,
    TaggedCanvas,
    Text,
    UntaggedText,
    broken,
)
from referent_desk.documents.tagged.srgb import profile
from tests.referent_desk.documents.tagged.checker import problems, spoken

INK = HexColor(0x1C1C1A)
REGULAR, STRONG = fonts.face(fonts.REGULAR), fonts.face(fonts.STRONG)
Draw = Callable[[TaggedCanvas], None]


def drawn(draw: Draw) -> bytes:
    out = BytesIO()
    canvas = sheet.blank(out, "Essai")
    draw(canvas)
    canvas.save()
    return out.getvalue()


def lines(text: str, room: float, size: float = 10) -> list[str]:
    told = broken((Stretch(text, REGULAR),), room, size)
    return ["".join(part.text for part in line) for line in told]


def show(canvas: TaggedCanvas, text: str, y: float = 500) -> None:
    canvas.show([Placed(50, y, (Stretch(text, REGULAR),))], 10, INK)


@pytest.mark.parametrize("room", range(30, 200, 7))
def test_lines_fit_and_nothing_is_lost(room: int) -> None:
    text = "Un mot, «\u00a0deux\u00a0»\u202f; une-liaison extraordinairement longue, 12\u202f000 €."
    told = lines(text, room)
    assert "".join(told) == text
    for line in told:
        assert REGULAR.stringWidth(line.rstrip(" "), 10) <= room + 1e-3
        assert line[:1] not in {"»", ";"} or room < 60


def test_a_line_breaks_where_it_was_told_and_never_at_a_no_break_space() -> None:
    assert lines("a\nb", 100) == ["a ", "b"]
    assert lines("a\n\nb", 100) == ["a ", "", "b"]
    assert lines("aa bb", REGULAR.stringWidth("aa bb", 10)) == ["aa bb"]
    assert lines("aa bb", REGULAR.stringWidth("aa b", 10)) == ["aa ", "bb"]
    assert lines("", 100) == [""]
    room = REGULAR.stringWidth("mot aa", 10)
    assert lines("mot aa\u202fbb", room) == ["mot ", "aa\u202fbb"]
    assert lines("mot aa\u00a0bb", room) == ["mot ", "aa\u00a0bb"]


def test_a_word_too_long_for_its_line_is_cut_at_its_hyphens_first() -> None:
    name = "Rochefoucauld-Montmorency-Luxembourg"
    room = REGULAR.stringWidth("Rochefoucauld-Montmor", 10)
    assert lines(name, room) == ["Rochefoucauld-", "Montmorency-", "Luxembourg"]
    assert lines("-aaaa", REGULAR.stringWidth("-aaa", 10)) == ["-aaa", "a"]


def test_a_word_of_two_faces_is_one_word() -> None:
    word = Stretch("aa ", REGULAR), Stretch("bb", STRONG), Stretch(", cc", REGULAR)
    room = REGULAR.stringWidth("aa b", 10)
    told = list(broken(word, room, 10))
    assert [[part.text for part in line] for line in told] == [["aa "], ["bb", ", "], ["cc"]]
    assert told[1][0].face is STRONG


@pytest.mark.parametrize(
    ("room", "parts"),
    [(9, (9,)), (8.9, (7, 2)), (8, (7, 2)), (7.9, (7, 2)), (2, (2, 7)), (1.9, ())],
)
def test_no_line_of_a_paragraph_stands_alone(room: float, parts: tuple[int, ...]) -> None:
    style = sheet.style(10, 12)
    text = Text((Stretch("mot\n" * 8 + "mot", REGULAR),), style, Element(Role.P))
    split: list[Flowable] = text.split(300, room * 12)
    assert tuple(round(part.wrap(300, 1000)[1] / 12) for part in split) == parts


def test_text_outside_everything_is_refused() -> None:
    with pytest.raises(UntaggedText):
        drawn(lambda canvas: show(canvas, "perdu"))


def test_lines_outside_everything_are_artifacts() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.line(0, 0, 99, 99)
        with canvas.element(Element(Role.P)):
            show(canvas, "dit")
        canvas.rect(0, 0, 9, 9, fill=1)

    pdf = drawn(draw)
    assert problems(pdf) == []
    assert spoken(pdf) == [("P", "dit")]
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.pages[0].Contents.read_bytes().count(b"/Artifact") == 2


def test_what_is_drawn_later_can_be_read_earlier() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        table = Element(Role.LIST, attributes={"O": "/List", "ListNumbering": "/None"})
        first, second = Element(Role.ITEM, table), Element(Role.ITEM, table)
        for item, text in ((second, "deux"), (first, "un")):
            with canvas.element(Element(Role.ITEM_BODY, item)):
                show(canvas, text)

    pdf = drawn(draw)
    assert problems(pdf) == []
    assert [text for _, text in spoken(pdf)] == ["un", "deux"]


def test_a_note_has_a_name_of_its_own() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        for y in (500, 480):
            with canvas.element(Element(Role.NOTE)):
                show(canvas, "note", y)

    pdf = drawn(draw)
    assert problems(pdf) == []
    assert [role for role, _ in spoken(pdf)] == ["Note", "Note"]


def test_page_marks_know_how_many_pages_there_are_and_are_not_read() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        canvas.mark_pages(lambda page, number, total: show(page, f"{number}/{total}"), after=1)
        for text in ("un", "deux", "trois"):
            with canvas.element(Element(Role.P)):
                show(canvas, text)
            canvas.showPage()

    pdf = drawn(draw)
    assert problems(pdf) == []
    assert spoken(pdf) == [("P", "un"), ("P", "deux"), ("P", "trois")]
    with pikepdf.open(BytesIO(pdf)) as opened:
        shown = [page.Contents.read_bytes() for page in opened.pages]
    assert [f"{n}/3".encode("utf-16-be").hex().encode() in shown[n - 1] for n in (1, 2, 3)] == [
        False,
        True,
        True,
    ]


def test_a_missing_character_is_never_an_empty_box() -> None:
    def draw(canvas: TaggedCanvas) -> None:
        with canvas.element(Element(Role.P)):
            canvas.setFont(fonts.REGULAR, 10)
            canvas.drawString(50, 500, "a 😀 b")

    pdf = drawn(draw)
    assert problems(pdf) == []
    assert spoken(pdf) == [("P", "a ? b")]


def test_a_face_is_cut_to_the_same_characters_unless_a_paper_needs_more() -> None:
    def embedded(text: str) -> bytes:
        def draw(canvas: TaggedCanvas) -> None:
            with canvas.element(Element(Role.P)):
                show(canvas, text)

        with pikepdf.open(BytesIO(drawn(draw))) as opened:
            [font] = opened.pages[0].Resources.Font.values()
            return font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()

    assert embedded("a") == embedded("Élève, 12\u202f000 €")
    assert len(embedded("aŁ")) > len(embedded("a"))


def test_colours_mean_what_every_screen_means() -> None:
    """Against the profile that LittleCMS makes."""
    ours = ImageCms.ImageCmsProfile(BytesIO(profile()))
    theirs = ImageCms.createProfile("sRGB")
    tints = Image.new("RGB", (4096, 1))
    tints.putdata(
        [(r * 17, g * 17, b * 17) for r in range(16) for g in range(16) for b in range(16)]
    )
    through = ImageCms.profileToProfile(tints, ours, theirs)
    assert through is not None
    pairs = zip(tints.tobytes(), through.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in pairs) <= 1
