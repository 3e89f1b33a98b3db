"""Letter templates: Markdown with named fields. No code runs in one, and no HTML passes."""

import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import jinja2
from jinja2 import meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from referent_desk.documents.errors import TemplateError, UnknownField
from referent_desk.documents.markdown import MAX_TEXT
from referent_desk.documents.template_faults import NOT_FILLED, in_french
from referent_desk.figures import figures

MAX_TEMPLATE = 20_000
FieldValue = str | int | bool | Sequence[str]

_FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "trim", "upper")
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Keyword),
    *(nodes.If, nodes.For, nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Getitem, nodes.Slice, nodes.Concat),
)
_MAX_CHAINED_FILTERS = 3
_JINJA_FILE = "<template>"
_MARKED = re.compile(r"[\\`*]|(?<![^\W_])_|_(?![^\W_])")
_BACKTICKS = re.compile(r"`+")
_BEGINS_A_BLOCK = re.compile(
    r"(?:^|(?<=[\r\n]))([^\S\r\n]*(?:(?=>|[-+](?:\s|\Z)|#{1,6}(?:\s|\Z)|:::)|[0-9]+(?=[.)](?:\s|\Z))))"
)


class Verbatim(str):
    """A field in somebody's own words: between « », as they are, after who says them if told."""

    __slots__ = ("by",)
    by: str

    def __new__(cls, words: str, by: str = "") -> "Verbatim":
        made = super().__new__(cls, words)
        made.by = by
        return made


class Titled(str):
    """A field that begins with a name, which is to be found at a glance: it stands out."""

    __slots__ = ("name",)
    name: str

    def __new__(cls, name: str, rest: str = "") -> "Titled":
        made = super().__new__(cls, name + rest)
        made.name = name
        return made


def _escaped(value: object) -> object:
    """A field's text is text: no style, no list, no quotation. « a_b » needs no escape."""
    if isinstance(value, Verbatim):
        said = _quoted(value)
        return f"{_escaped(value.by)}\u00a0: {said}" if value.by else said
    if isinstance(value, Titled):
        return f"**{_escaped(str(value.name))}**{_escaped(value.removeprefix(value.name))}"
    if not isinstance(value, str):
        return value
    return _BEGINS_A_BLOCK.sub(r"\g<1>\\", _MARKED.sub(r"\\\g<0>", value))


def _quoted(words: str) -> str:
    """Within more backticks than the words hold."""
    fence = "`" * (1 + max(map(len, _BACKTICKS.findall(words)), default=0))
    apart = " " if words.startswith("`") or words.endswith("`") else ""
    return f"«\u00a0{fence}{apart}{words}{apart}{fence}\u00a0»"


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        undefined=jinja2.StrictUndefined, autoescape=False, finalize=_escaped
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    return environment


_ENVIRONMENT = _environment()


def fill(template: str, fields: Mapping[str, FieldValue]) -> str:
    """The template with its fields in place, still Markdown.

    Raises UnknownField, which names the fields, or TemplateError.
    """
    if len(template) > MAX_TEMPLATE:
        raise TemplateError(f"Le modèle dépasse {figures(MAX_TEMPLATE)} caractères.")
    try:
        compiled, named = _compiled(template)
        unknown = named - set(fields)
        if unknown:
            tree = _ENVIRONMENT.parse(template)
            raise UnknownField({name: _line_of(tree, name) for name in sorted(unknown)})
        return _bounded(compiled.generate(fields))
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(in_french(error.message or ""), line=error.lineno) from error
    except (jinja2.TemplateError, TypeError, ValueError, LookupError, RecursionError) as error:
        line = _line_run(error)
        raise TemplateError("" if line is None else NOT_FILLED, line=line) from error


@lru_cache(maxsize=16)
def _compiled(template: str) -> tuple[jinja2.Template, frozenset[str]]:
    """Once for a template, since typing in a letter fills it again and again; and its fields."""
    tree = _ENVIRONMENT.parse(template)
    _check(tree)
    return _ENVIRONMENT.from_string(template), frozenset(meta.find_undeclared_variables(tree))


def _check(tree: nodes.Template) -> None:
    """Fields, conditions and plain lists of them; nothing that runs long or grows large."""
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            raise TemplateError("Le modèle demande un calcul interdit", line=node.lineno)
        if isinstance(node, nodes.For) and node.find(nodes.For):
            raise TemplateError("Le modèle répète une répétition", line=node.lineno)
        if isinstance(node, nodes.Filter):
            chained = 1 + sum(1 for _ in node.find_all(nodes.Filter))
            if chained > _MAX_CHAINED_FILTERS:
                raise TemplateError("Le modèle enchaîne trop de filtres", line=node.lineno)


def _bounded(pieces: Iterator[str]) -> str:
    text = ""
    for piece in pieces:
        text += piece
        if len(text) > MAX_TEXT:
            raise TemplateError(f"Le texte obtenu dépasse {figures(MAX_TEXT)} caractères.")
    return text.strip()


def _line_of(tree: nodes.Template, name: str) -> int:
    """Where the template first asks for the field."""
    return next((n.lineno for n in tree.find_all(nodes.Name) if n.name == name), 1)


def _line_run(error: BaseException) -> int | None:
    """The template's line that was being filled, which Jinja writes into the traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((f.lineno for f in reversed(frames) if f.filename == _JINJA_FILE), None)
