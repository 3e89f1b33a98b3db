"""The checker finds what it is there for: each defect is put into a sound paper, and told."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from tests.referent_desk.documents.tagged.checker import problems
from tests.referent_desk.documents.tagged.papers import PAPERS

Damage = Callable[[pikepdf.Pdf], None]


def elements(pdf: pikepdf.Pdf, role: str) -> list[pikepdf.Object]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == role]


def rewritten(pdf: pikepdf.Pdf, change: Callable[[bytes], bytes]) -> None:
    contents = pdf.pages[0].Contents
    before = contents.read_bytes()
    after = change(before)
    assert after != before
    contents.write(after)


def replaced(old: bytes, new: bytes) -> Damage:
    return lambda pdf: rewritten(pdf, lambda content: content.replace(old, new, 1))


def swap_owners(pdf: pikepdf.Pdf) -> None:
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[-1] = owners[-1], owners[0]


def forget_an_owner(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree.Nums[1][-1]


def forget_the_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0]["/StructParents"]


def displace_an_end(pdf: pikepdf.Pdf) -> None:
    """The first stretch goes on over the second."""

    def moved(content: bytes) -> bytes:
        first = content.index(b"EMC")
        return content[:first] + content[first + 3 :].replace(b"EMC", b"EMC\nEMC", 1)

    rewritten(pdf, moved)


def claim_twice(pdf: pikepdf.Pdf) -> None:
    first, second = elements(pdf, "/P")[:2]
    second.K.append(first.K[0])


def claim_nothing(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/P")[0].K = pikepdf.Array([])


def claim_what_is_not_there(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/P")[0].K.append(999)


def wrong_parent(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/P")[0].P = elements(pdf, "/P")[1]


def without(role: str, key: str) -> Damage:
    def damage(pdf: pikepdf.Pdf) -> None:
        del elements(pdf, role)[0][key]

    return damage


def called(role: str, other: str) -> Damage:
    def damage(pdf: pikepdf.Pdf) -> None:
        elements(pdf, role)[0].S = pikepdf.Name(other)

    return damage


def drop_a_cell(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "/TR")[1].K[-1]


def no_headers(pdf: pikepdf.Pdf) -> None:
    rewritten(pdf, lambda content: content.replace(b"/TH <<", b"/TD <<"))
    for header in elements(pdf, "/TH"):
        header.S = pikepdf.Name("/TD")


def untagged_link(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Annots[0]["/StructParent"]


def misled_link(pdf: pikepdf.Pdf) -> None:
    links = pdf.pages[0].Annots
    links[0].StructParent, links[1].StructParent = links[1].StructParent, links[0].StructParent


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def no_meanings(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font["/ToUnicode"]


def not_marked(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/MarkInfo"]


DEFECTS: list[tuple[str, Damage, str]] = [
    ("letter", swap_owners, "disagree on a page"),
    ("letter", forget_an_owner, "disagree on a page"),
    ("letter", forget_the_page, "does not know its elements"),
    ("letter", displace_an_end, "inside"),
    ("letter", claim_twice, "belongs to two elements"),
    ("letter", claim_nothing, "not in the tree"),
    ("letter", claim_what_is_not_there, "that is not there"),
    ("letter", wrong_parent, "does not know its parent"),
    ("letter", called("/H1", "/H2"), "/H2 after level 0"),
    ("letter", called("/LI", "/P"), "/L holds"),
    ("letter", called("/L", "/Table"), "/LI in /Table"),
    ("letter", called("/P", "/Span"), "/Span is unknown"),
    ("letter", without("/L", "/A"), "without its numbering"),
    ("letter", untagged_link, "not tagged or not told"),
    ("letter", misled_link, "disagree on an annotation"),
    ("letter", no_language, "no language"),
    ("letter", no_meanings, "does not tell its characters"),
    ("letter", not_marked, "not marked as tagged"),
    ("letter", replaced(b"/MCID 0>>", b"/MCID 1>>"), "two stretches numbered"),
    ("letter", replaced(b"EMC", b""), "stays open"),
    ("letter", replaced(b"/P <</MCID 0>>", b"/H1 <</MCID 0>>"), "/H1 on the page is /P"),
    ("letter", replaced(b"/Artifact <</Type /Layout>> BDC", b"/X <<>> BDC"), "/X without a number"),
    ("letter", lambda pdf: rewritten(pdf, lambda c: c + b"\n0 0 9 9 re f"), "f outside tag"),
    ("letter", lambda pdf: rewritten(pdf, lambda c: c + b"\nEMC"), "that never began"),
    ("letter", lambda pdf: rewritten(pdf, lambda c: b"0 0 m " + c), "a mark inside a path"),
    ("network", without("/Figure", "/Alt"), "a figure without its words"),
    ("network", without("/TH", "/A"), "a header without scope"),
    ("network", drop_a_cell, "rows of several lengths"),
    ("network", no_headers, "a table without headers"),
]


@pytest.mark.parametrize(("paper", "damage", "told"), DEFECTS)
def test_a_defect_is_told(paper: str, damage: Damage, told: str) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(PAPERS[paper]())) as pdf:
        damage(pdf)
        pdf.save(out)
    found = problems(out.getvalue())
    assert [problem for problem in found if told in problem], found


def test_a_plain_pdf_is_not_tagged() -> None:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    assert problems(out.getvalue()) == ["no structure tree"]
