"""Letter templates: Markdown with named fields. No code runs in one, and no HTML passes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import jinja2
from jinja2 import meta, nodes
from jinja2.sandbox import SandboxedEnvironment
from markdown_it import MarkdownIt
from markdown_it.token import Token

from referent_desk.documents.content import Block, ItemList, Paragraph, Run, Style
from referent_desk.documents.errors import TemplateError, UnknownField

MAX_TEMPLATE = 20_000
MAX_TEXT = 50_000
FieldValue = str | int | bool | Sequence[str]

_FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "trim", "upper")
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Keyword),
    *(nodes.If, nodes.For, nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Getitem, nodes.Slice, nodes.Concat),
)
_MAX_CHAINED_FILTERS = 3
_MARKED = re.compile(r"[\\`*]|(?<![^\W_])_|_(?![^\W_])")
_BEGINS_A_BLOCK = re.compile(
    r"(?:^|(?<=[\r\n]))([ \t]*(?:(?=>|[-+](?:\s|\Z))|[0-9]+(?=[.)](?:\s|\Z))))"
)


def _escaped(value: object) -> object:
    """A field's text is text: no style, no list, no quotation. « a_b » needs no escape."""
    if not isinstance(value, str):
        return value
    return _BEGINS_A_BLOCK.sub(r"\g<1>\\", _MARKED.sub(r"\\\g<0>", value))


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        undefined=jinja2.StrictUndefined, autoescape=False, finalize=_escaped
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    return environment


_ENVIRONMENT = _environment()
_MARKDOWN = MarkdownIt("zero", {"html": False}).enable(
    ["list", "blockquote", "emphasis", "backticks", "escape", "newline"]
)


def fill(template: str, fields: Mapping[str, FieldValue]) -> str:
    """The template with its fields in place, still Markdown.

    Raises UnknownField, which names the fields, or TemplateError.
    """
    if len(template) > MAX_TEMPLATE:
        raise TemplateError(f"Le modèle dépasse {MAX_TEMPLATE} caractères.")
    try:
        compiled, named = _compiled(template)
        unknown = named - set(fields)
        if unknown:
            raise UnknownField(sorted(unknown))
        return _bounded(compiled.generate(fields))
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"Le modèle contient une faute, ligne {error.lineno}.") from error
    except (jinja2.TemplateError, TypeError, ValueError, LookupError, RecursionError) as error:
        raise TemplateError from error


@lru_cache(maxsize=16)
def _compiled(template: str) -> tuple[jinja2.Template, frozenset[str]]:
    """Once for a template, since typing in a letter fills it again and again; and its fields."""
    tree = _ENVIRONMENT.parse(template)
    _check(tree)
    return _ENVIRONMENT.from_string(template), frozenset(meta.find_undeclared_variables(tree))


def letter_blocks(text: str) -> tuple[Block, ...]:
    """Paragraphs and lists of a Markdown text: **strong**, *emphasis*, `verbatim`, > verbatim.

    Anything else of Markdown is text. Raises TemplateError when it is too long.
    """
    if len(text) > MAX_TEXT:
        raise TemplateError(f"Le texte de la lettre dépasse {MAX_TEXT} caractères.")
    return tuple(_blocks(iter(_MARKDOWN.parse(text))))


def _check(tree: nodes.Template) -> None:
    """Fields, conditions and plain lists of them; nothing that runs long or grows large."""
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            raise TemplateError(f"Le modèle demande un calcul interdit, ligne {node.lineno}.")
        if isinstance(node, nodes.For) and node.find(nodes.For):
            raise TemplateError(f"Le modèle répète une répétition, ligne {node.lineno}.")
        if isinstance(node, nodes.Filter):
            chained = 1 + sum(1 for _ in node.find_all(nodes.Filter))
            if chained > _MAX_CHAINED_FILTERS:
                raise TemplateError(f"Le modèle enchaîne trop de filtres, ligne {node.lineno}.")


def _bounded(pieces: Iterator[str]) -> str:
    text = ""
    for piece in pieces:
        text += piece
        if len(text) > MAX_TEXT:
            raise TemplateError(f"Le texte obtenu dépasse {MAX_TEXT} caractères.")
    return text.strip()


def _blocks(tokens: Iterator[Token], *, quoted: bool = False) -> Iterator[Block]:
    for token in tokens:
        if token.type == "inline":
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
