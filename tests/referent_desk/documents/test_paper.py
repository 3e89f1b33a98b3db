from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdf
import pytest
from reportlab.graphics.shapes import Drawing, Rect

from referent_desk.documents import (
    Beside,
    Cover,
    Figure,
    Grid,
    Header,
    Highlight,
    Highlights,
    ItemList,
    MissingGlyphs,
    Paper,
    PaperBlock,
    Paragraph,
    Part,
    Remark,
    Run,
    page_count,
    render_paper,
)
from tests.referent_desk.documents.tagged.checker import problems, spoken

COVER = Cover("Bilan", "Année 2026", ("Service", "Rue 1"), ("Version 2",))
HEADS = Header("Réponse", 3), Header("2026", number=True), Header("2025", number=True, quiet=True)
GRID = Grid(HEADS, (("oui", "12", "9"), ("non", "n.c.", "<5"), ("Total", "20", "14")), totals=1)


def paper(*body: PaperBlock, cover: Cover = COVER) -> Paper:
    return Paper("Bilan 2026", cover, body)


def grid(rows: int) -> Grid:
    return Grid(HEADS, tuple((f"ligne {n}", str(n), "–") for n in range(rows)))


def beside(of: Grid, drawn: list[range]) -> Beside:
    def draw(rows: range, heights: object, width: float) -> Drawing:
        drawn.append(rows)
        return Drawing(width, 10, Rect(0, 0, 5, 5))

    return Beside(of, draw, "Barres: oui 12.")


def text(*paragraphs: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(words),)) for words in paragraphs)


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]


def test_a_paper_is_read_in_its_order() -> None:
    content = render_paper(
        paper(
            Part("Chiffres"),
            Highlights((Highlight("12", "familles", "2025: 9"),)),
            Part("Réponses", level=3),
            beside(GRID, []),
            Remark("Plusieurs réponses."),
            ItemList(((Run("un point"),),)),
            Figure(Drawing(100, 20), "Un dessin."),
            *text("La fin."),
        )
    )
    assert spoken(content) == [
        *(("P", "Service"), ("P", "Rue 1")),
        *(("H1", "Bilan"), ("P", "Année 2026"), ("P", "Version 2")),
        *(("H2", "Chiffres"), ("P", "12 familles 2025\u00a0: 9")),
        *(("H3", "Réponses"), ("TH", "Réponse"), ("TH", "2026"), ("TH", "2025")),
        *(("TH", "oui"), ("TD", "12"), ("TD", "9")),
        *(("TH", "non"), ("TD", "n.c."), ("TD", "<5")),
        *(("TH", "Total"), ("TD", "20"), ("TD", "14")),
        *(("P", "Plusieurs réponses."), ("Lbl", "•"), ("LBody", "un point")),
        ("P", "La fin."),
    ]
    assert problems(content) == []


def test_a_table_says_which_headers_are_its_rows_and_which_its_columns() -> None:
    raw = render_paper(paper(GRID))
    kinds = [
        str(element["/A"]["/Scope"])
        for element in _elements(pypdf.PdfReader(BytesIO(raw)))
        if element.get("/S") == "/TH"
    ]
    assert kinds == ["/Column"] * 3 + ["/Row"] * 3


def test_a_figure_is_told_in_words_with_french_spaces() -> None:
    raw = render_paper(paper(beside(GRID, [])))
    told = [e["/Alt"] for e in _elements(pypdf.PdfReader(BytesIO(raw))) if "/Alt" in e]
    assert told == ["Barres\u00a0: oui 12."]


@pytest.mark.parametrize("before", range(18, 48, 3))
def test_a_heading_stands_on_the_page_of_what_it_heads(before: int) -> None:
    content = render_paper(
        paper(
            *text(*["mot"] * before), Part("Partie"), Part("Table", level=3), grid(9), *text("fin")
        )
    )
    (page,) = [page for page in pages(content) if "Partie" in page]
    assert all(f"ligne {n}" in page for n in range(9))


def test_a_long_table_goes_on_under_its_head_and_is_read_as_one() -> None:
    drawn: list[range] = []
    content = render_paper(paper(Part("Longue"), beside(grid(100), drawn)))
    told = [words for role, words in spoken(content) if role == "TH"]
    assert told == ["Réponse", "2026", "2025", *(f"ligne {n}" for n in range(100))]
    assert [page for page in pages(content)[1:] if "Réponse" not in page] == []
    assert [n for rows in drawn for n in rows] == list(range(100))
    assert all(len(rows) >= 3 for rows in drawn)


@pytest.mark.parametrize("name", ["x" * 8000, "mot " * 3000])
def test_a_row_too_high_for_a_page_is_cut(name: str) -> None:
    content = render_paper(paper(Grid(HEADS, ((name, "1", "2"), ("b", "3", "4")))))
    told = [words for role, words in spoken(content) if role == "TH"]
    assert told[3].endswith("…")
    assert told[4] == "b"


def test_pages_are_numbered_but_for_the_cover() -> None:
    first, second = pages(render_paper(replace(paper(*text("mot")), foot="Bilan, aperçu")))
    assert "1/2" not in first
    assert "Bilan, aperçu" in second
    assert "2/2" in second


def test_one_paragraph_of_ten_pages_flows() -> None:
    content = render_paper(paper(Part("Commentaire"), *text("Un mot encore. " * 4000)))
    assert page_count(content) > 10
    assert ("P", ("Un mot encore. " * 4000).strip()) in spoken(content)


def test_what_the_font_lacks_is_refused_by_name() -> None:
    with pytest.raises(MissingGlyphs) as caught:
        render_paper(paper(*text("merci 🙂")))
    assert caught.value.characters == ("🙂",)


def test_a_part_may_begin_a_page() -> None:
    content = render_paper(paper(Part("Un"), *text("a"), Part("Deux", new_page=True), *text("b")))
    assert page_count(content) == 3


def _elements(reader: pypdf.PdfReader) -> list[Any]:
    found: list[Any] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for kid in node:
                walk(kid)
        elif isinstance(node, dict) and "/S" in node:
            found.append(node)
            walk(node.get("/K"))

    tree: Any = reader.trailer["/Root"]
    walk(tree["/StructTreeRoot"]["/K"])
    return found
