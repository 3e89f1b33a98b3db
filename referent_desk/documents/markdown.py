"""A text in Markdown becomes the blocks of a letter or of a sheet."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from referent_desk.documents.content import (
    Blank,
    Block,
    Box,
    Heading,
    ItemList,
    Paragraph,
    Run,
    SheetBlock,
    Style,
    Tick,
)
from referent_desk.documents.errors import TemplateError
from referent_desk.figures import figures

MAX_TEXT = 50_000

_LETTER_RULES = ["list", "blockquote", "emphasis", "backticks", "escape", "newline"]
_MARKDOWN = MarkdownIt("zero", {"html": False}).enable(_LETTER_RULES)
_SHEET_MARKDOWN = MarkdownIt("zero", {"html": False}).enable([*_LETTER_RULES, "heading"])
_FENCE = ":::"
_HEAD = r"\s*{}[ \u00a0]*:[ \u00a0]*(?P<head>[^\n]*)(?:\n|\Z)"
_SUBJECT = re.compile(_HEAD.format("Objet"), re.IGNORECASE)
_TITLE = re.compile(_HEAD.format("Titre"), re.IGNORECASE)
_BLANK = re.compile(r"_{4,}\s*\Z")
_SQUARE = re.compile(r"\[[ xX]?\]\s+")


def subject_and_body(text: str) -> tuple[str, str]:
    """The subject that the first line tells (« Objet : … »), or "", and what follows."""
    return _headed(_SUBJECT, text)


def title_and_body(text: str) -> tuple[str, str]:
    """A sheet's title (« Titre : … »), likewise."""
    return _headed(_TITLE, text)


def _headed(head: re.Pattern[str], text: str) -> tuple[str, str]:
    found = head.match(text)
    return (found["head"].strip(), text[found.end() :]) if found else ("", text)


def letter_blocks(text: str) -> tuple[Block, ...]:
    """Paragraphs and lists of a Markdown text: **strong**, *emphasis*, `verbatim`, > verbatim.

    Anything else of Markdown is text. Raises TemplateError when it is too long.
    """
    _check_length(text)
    blocks = _blocks(iter(_MARKDOWN.parse(text)))
    return tuple(block for block in blocks if not isinstance(block, Heading))


def sheet_blocks(text: str) -> tuple[SheetBlock, ...]:
    """The same and more, for a sheet: `# heading`, `label : ____` to fill in, `- [ ]` to tick,

    and a frame around what stands between two lines `:::`. Raises TemplateError when too long.
    """
    _check_length(text)
    return tuple(_sheet_blocks(text))


def _check_length(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise TemplateError(
            f"Le texte du document dépasse {figures(MAX_TEXT)} caractères.",
            next_step="Raccourcissez-le.",
        )


def _sheet_blocks(text: str) -> Iterator[SheetBlock]:
    for framed, part in _parts(text):
        blocks = tuple(_blocks(iter(_SHEET_MARKDOWN.parse(part))))
        if framed:
            yield Box(blocks)
        else:
            for block in blocks:
                yield from _to_fill_in(block)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """What is outside and inside the frames, in turn; a frame never closed goes to the end."""
    framed, lines = False, list[str]()
    for line in text.splitlines():
        if line.strip() == _FENCE:
            yield framed, "\n".join(lines)
            framed, lines = not framed, []
        else:
            lines.append(line)
    yield framed, "\n".join(lines)


def _to_fill_in(block: Block | Heading) -> Iterator[SheetBlock]:
    """Blanks and squares, where a paragraph or a list has some."""
    if isinstance(block, Paragraph):
        text = "".join(run.text for run in block.runs)
        lines = text.split("\n")
        if all(_BLANK.search(line) for line in lines):
            yield from (Blank(_BLANK.sub("", line).rstrip()) for line in lines)
            return
    if isinstance(block, ItemList) and all(_is_square(item) for item in block.items):
        yield from (Tick(_without_square(item)) for item in block.items)
        return
    yield block


def _is_square(item: tuple[Run, ...]) -> bool:
    return bool(item) and _SQUARE.match(item[0].text) is not None


def _without_square(item: tuple[Run, ...]) -> tuple[Run, ...]:
    first = Run(_SQUARE.sub("", item[0].text, count=1), item[0].style)
    return (first, *item[1:]) if first.text else item[1:]


def _blocks(tokens: Iterator[Token], *, quoted: bool = False) -> Iterator[Block | Heading]:
    for token in tokens:
        if token.type == "heading_open":
            yield Heading(_runs(next(tokens), quoted=quoted))
        elif token.type == "inline":
            yield Paragraph(_runs(token, quoted=quoted))
        elif token.type == "blockquote_open":
            yield from _blocks(_until(tokens, "blockquote_close", token.level), quoted=True)
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            start = int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else None
            inside = _until(tokens, token.type.replace("open", "close"), token.level)
            yield ItemList(tuple(_items(inside, quoted=quoted)), start)


def _until(tokens: Iterator[Token], closing: str, level: int) -> Iterator[Token]:
    for token in tokens:
        if token.type == closing and token.level == level:
            return
        yield token


def _items(tokens: Iterator[Token], *, quoted: bool) -> Iterator[tuple[Run, ...]]:
    """One row an item; a list within a list becomes rows of the same list."""
    runs: list[Run] = []
    for token in tokens:
        if token.type == "list_item_open" and runs:
            yield tuple(runs)
            runs = []
        elif token.type == "inline":
            runs += [Run("\n")] if runs else []
            runs += _runs(token, quoted=quoted)
    if runs:
        yield tuple(runs)


def _runs(inline: Token, *, quoted: bool) -> tuple[Run, ...]:
    runs: list[Run] = []
    strong = emphasis = 0
    for token in inline.children or ():
        strong += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        emphasis += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        text = {"softbreak": "\n", "hardbreak": "\n"}.get(token.type, token.content)
        if not text:
            continue
        style = Style.STRONG if strong else Style.EMPHASIS if emphasis else Style.PLAIN
        style = Style.VERBATIM if quoted or token.type == "code_inline" else style
        if runs and runs[-1].style is style:
            text = runs.pop().text + text
        runs.append(Run(text, style))
    return tuple(runs)
