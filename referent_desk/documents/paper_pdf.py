# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
"""A paper from its blocks to its PDF; the same paper gives the same bytes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Spacer,
)

from referent_desk.documents import fonts, sheet
from referent_desk.documents.content import ItemList, Paragraph, Run
from referent_desk.documents.errors import MissingGlyphs
from referent_desk.documents.paper import (
    Beside,
    Cover,
    Figure,
    Grid,
    Highlights,
    Paper,
    PaperBlock,
    Part,
    Remark,
)
from referent_desk.documents.paper_grid import GridFlow
from referent_desk.documents.paper_pieces import ACCENT, HighlightsFlow, Picture, Rule
from referent_desk.documents.tagged import Role, TaggedCanvas, bullets
from referent_desk.documents.typography import typeset, typeset_runs

_LEFT = 20 * mm
_WIDTH = sheet.WIDTH - 2 * _LEFT
_TOP, _BOTTOM = 22, 22 * mm
_ROOM = sheet.from_top(_TOP) - _BOTTOM
_FOOT = 12 * mm
_COVER_TITLE = 62 * mm

_TITLE = sheet.style(28, 33, font=fonts.STRONG, after=2)
_SUBTITLE = sheet.style(17, 23, ink=ACCENT)
_ABOUT = sheet.style(10.5, 15, ink=sheet.GREY)
_TEXT = sheet.style(10.5, 15, after=7)
_ITEM = sheet.style(10.5, 15, after=3)
_ITEM.leftIndent = 5 * mm
_REMARK = sheet.style(8.5, 11.5, ink=sheet.GREY, after=4)
_PART = sheet.style(16, 21, font=fonts.STRONG, ink=ACCENT, after=5)
_PART.spaceBefore = 28
_SUBPART = sheet.style(11, 15, font=fonts.STRONG, after=3)
_SUBPART.spaceBefore = 19


def render_paper(paper: Paper) -> bytes:
    """The PDF. Raises MissingGlyphs."""
    with fonts.LOCK:
        fonts.register()
        typesetter = _Typesetter(spacing=paper.french_spacing)
        story = list(_Story(typesetter).flowables(paper))
        if missing := fonts.missing(typesetter.said):
            raise MissingGlyphs(missing)
        frame = Frame(_LEFT, _BOTTOM, _WIDTH, _ROOM, 0, 0, 0, 0)
        foot = partial(_foot, text=typesetter.text(paper.foot or paper.title))
        return sheet.flowed(paper.title, [PageTemplate("paper", [frame])], story, foot, after=1)


def _foot(canvas: TaggedCanvas, page: int, total: int, *, text: str) -> None:
    canvas.setFillColor(sheet.GREY)
    canvas.setFont(fonts.REGULAR, 8.5)
    canvas.drawString(_LEFT, _FOOT, fonts.drawn(fonts.printable(text)))
    canvas.drawRightString(_LEFT + _WIDTH, _FOOT, f"{page}/{total}")


class _Typesetter:
    """French typography, and all that it set: what the font must be able to print."""

    def __init__(self, *, spacing: bool) -> None:
        self._spacing = spacing
        self.said: list[str] = []

    def text(self, text: str) -> str:
        done = typeset(text, spacing=self._spacing)
        self.said.append(done)
        return done

    def runs(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        done = typeset_runs(runs, spacing=self._spacing)
        self.said.extend(run.text for run in done)
        return done

    def grid(self, grid: Grid) -> Grid:
        columns = tuple(replace(c, name=self.text(c.name)) for c in grid.columns)
        rows = tuple(tuple(self.text(text) for text in row) for row in grid.rows)
        return replace(grid, columns=columns, rows=rows)


class _Story:
    def __init__(self, typesetter: _Typesetter) -> None:
        self._set = typesetter

    def flowables(self, paper: Paper) -> Iterator[Flowable]:
        yield from self._cover(paper.cover)
        laid = [(block, list(self._block(block))) for block in paper.body]
        at_top = True
        for number, (block, flowables) in enumerate(laid):
            if isinstance(block, Part):
                yield from _before(block, laid[number:], at_top=at_top)
            yield from flowables
            at_top = False

    def _cover(self, cover: Cover) -> Iterator[Flowable]:
        used = 0.0
        for number, text in enumerate(cover.sender):
            line = self._line(text, sheet.SENDER_NAME if number == 0 else sheet.SENDER)
            used += line.wrap(_WIDTH, _ROOM)[1]
            yield line
        yield Spacer(0, max(_COVER_TITLE - used, 10 * mm))
        yield Rule()
        yield self._line(cover.title, _TITLE, role=Role.H1)
        yield self._line(cover.subtitle, _SUBTITLE)
        yield Spacer(0, 6 * mm)
        for text in cover.about:
            yield self._line(text, _ABOUT)
        yield Spacer(0, 12 * mm)
        for block in cover.body:
            yield from self._block(block)
        yield PageBreak()

    def _block(self, block: PaperBlock) -> Iterator[Flowable]:
        match block:
            case Part():
                style = _PART if block.level == 2 else _SUBPART
                role = Role.H2 if block.level == 2 else Role.H3
                yield self._line(block.text, style, role=role)
            case Paragraph():
                yield sheet.laid(self._set.runs(block.runs), _TEXT)
            case ItemList():
                yield from self._items(block)
            case Remark():
                yield self._line(block.text, _REMARK)
            case Highlights():
                items = tuple(
                    replace(
                        item,
                        value=self._set.text(item.value),
                        label=self._set.text(item.label),
                        note=self._set.text(item.note),
                    )
                    for item in block.items
                )
                yield from HighlightsFlow.rows_of(items)
            case Grid():
                yield GridFlow(self._set.grid(block), _ROOM)
            case Beside():
                said = replace(block, alt=self._set.text(block.alt))
                yield GridFlow(self._set.grid(block.grid), _ROOM, said)
            case Figure():
                yield Picture(block.drawing, self._set.text(block.alt))

    def _items(self, block: ItemList) -> Iterator[Flowable]:
        parent = bullets(numbered=block.start is not None)
        for number, item in enumerate(block.items, start=block.start or 0):
            mark = "•" if block.start is None else f"{number}."
            yield sheet.laid(self._set.runs(item), _ITEM, mark, inside=parent)
        yield Spacer(0, 4)

    def _line(self, text: str, style: Any, *, role: Role = Role.P) -> Flowable:
        return sheet.line(self._set.text(text), style, role=role)


def _before(
    part: Part, following: Sequence[tuple[PaperBlock, list[Flowable]]], *, at_top: bool
) -> Iterator[Flowable]:
    """A new page, where the heading asks for one or what it heads would not begin under it."""
    if part.new_page and not at_top:
        yield PageBreak()
        return
    yield CondPageBreak(min(_kept_with(following), _ROOM))


def _kept_with(following: Sequence[tuple[PaperBlock, list[Flowable]]]) -> float:
    """What must stand on the page: the headings in a row, the first piece under them, and what is
    remarked of it.
    """
    height, begun = 0.0, False
    for block, flowables in following:
        if begun and not isinstance(block, Remark):
            break
        begun = begun or not isinstance(block, Part)
        pieces = flowables[:1] if begun else flowables
        height += sum(
            min(_least(p), _ROOM / 2) + p.getSpaceBefore() + p.getSpaceAfter() for p in pieces
        )
    return height


def _least(flowable: Flowable) -> float:
    """The height of the smallest piece of it that may stand alone."""
    whole = flowable.wrap(_WIDTH, _ROOM)[1]
    if isinstance(flowable, GridFlow):
        return flowable.least()
    return min(whole, 3 * _TEXT.leading) if flowable.split(_WIDTH, 3 * _TEXT.leading) else whole
