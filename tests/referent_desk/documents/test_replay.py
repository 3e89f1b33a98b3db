"""Our own pages read back as lines and letters."""

import re
import zlib
from collections.abc import Callable

import pytest

from referent_desk.documents import LettersDrawn, NotReplayed, PageDrawn, PathDrawn, pages_drawn
from tests.referent_desk.documents.tagged.checker import spoken
from tests.referent_desk.documents.tagged.papers import PAPERS

FONTS = b"/Font 1 0 R"


def letters(page: PageDrawn) -> list[LettersDrawn]:
    return [mark for mark in page.marks if isinstance(mark, LettersDrawn)]


def paths(page: PageDrawn) -> list[PathDrawn]:
    return [mark for mark in page.marks if isinstance(mark, PathDrawn)]


def file_of(content: str) -> bytes:
    """A page with that content, and no font."""
    packed = zlib.compress(content.encode("latin-1"))
    return (
        b"\n1 0 obj\n<<>>\nendobj\n2 0 obj\n<</Contents 3 0 R /MediaBox [ 0 0 100 200 ] %b"
        b" /Type /Page\n>>\nendobj\n3 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n%b\n"
        b"endstream\nendobj\n" % (FONTS, len(packed), packed)
    )


def drawn(content: str) -> list[PathDrawn]:
    (page,) = pages_drawn(file_of(content))
    assert (page.width, page.height) == (100, 200)
    return paths(page)


@pytest.mark.parametrize("make", PAPERS.values(), ids=PAPERS)
def test_every_paper_is_understood_with_all_that_it_says(make: Callable[[], bytes]) -> None:
    pdf = make()
    pages = pages_drawn(pdf)
    shown = re.sub(r"\s", "", "".join(m.text for page in pages for m in letters(page)))
    said = [word for _role, text in spoken(pdf) for word in text.split()]
    assert [word for word in said if word not in shown] == []


def test_the_map_is_drawn_as_curves_and_dashes() -> None:
    (page, *_) = pages_drawn(PAPERS["network"]())
    assert any(operator == "c" for mark in paths(page) for operator, _p in mark.path)
    assert any(mark.dash for mark in paths(page))
    assert any(mark.fill for mark in paths(page))


def test_letters_stand_where_the_text_matrix_says() -> None:
    (page, *_) = pages_drawn(PAPERS["letter"]())
    first = letters(page)[0]
    assert first.at[0] == 0
    assert list(first.at) == sorted(first.at)
    assert 0 < first.matrix[4] < page.width
    assert 0 < first.matrix[5] < page.height


def test_states_are_kept_and_given_back_and_lengths_follow_the_scale() -> None:
    inside, outside = drawn("1 0 0 RG 2 w q 3 0 0 3 10 20 cm 1 1 m 2 1 l S Q 1 1 m 2 1 l S")
    assert inside.path == (("m", (13, 23)), ("l", (16, 23)))
    assert (inside.width, outside.width) == (6, 2)
    assert outside.path == (("m", (1, 1)), ("l", (2, 1)))
    assert outside.line == (1, 0, 0)


def test_a_rectangle_with_its_ground_and_no_line() -> None:
    (mark,) = drawn(".5 g 1 2 3 4 re f*")
    assert mark.path == (
        ("m", (1, 2)),
        ("l", (4, 2)),
        ("l", (4, 6)),
        ("l", (1, 6)),
        ("h", ()),
    )
    assert (mark.fill, mark.line, mark.even_odd) == ((0.5, 0.5, 0.5), None, True)


@pytest.mark.parametrize(
    "content",
    [
        "/Im1 Do",
        "/GS1 gs",
        "1 2 m W n",
        "BT /F1 9 Tf (a) Tj ET",
        "1 2 3 m",
        "Q",
        "(unfinished",
        "1 m",
        "[1] cm",
    ],
)
def test_what_is_not_wholly_understood_is_refused(content: str) -> None:
    with pytest.raises(NotReplayed):
        drawn(content)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", file_of("n").replace(b"Flate", b"Other")])
def test_what_is_no_page_of_ours_is_refused(pdf: bytes) -> None:
    with pytest.raises(NotReplayed):
        pages_drawn(pdf)


def test_a_stream_that_decayed_is_refused() -> None:
    pdf = file_of("1 1 m 2 2 l S")
    at = pdf.index(b"stream\n") + 12
    with pytest.raises(NotReplayed):
        pages_drawn(pdf[:at] + bytes([pdf[at] ^ 0xFF]) + pdf[at + 1 :])
