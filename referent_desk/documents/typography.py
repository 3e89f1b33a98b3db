"""French typography: no-break spaces, apostrophes and dates. Pure, and idempotent."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from referent_desk.documents.content import (
    Blank,
    Block,
    Box,
    Heading,
    ItemList,
    Letter,
    Notice,
    Paragraph,
    Run,
    SheetBlock,
    Style,
)

NBSP = "\u00a0"
NNBSP = "\u202f"
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)

_GAP = rf"[ \t\u2009{NBSP}{NNBSP}]"
_MONTH = "|".join(MONTHS)
_WEB = r"(?:https?://|www\.)\S*[^\s.,;:!?»)\]’']"
_MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_KEPT = f"{_WEB}|{_MAIL}"
_ADDRESS = re.compile(f"({_KEPT})")
_CLOSING = r"(?=$|[\s)\]}»”\"’!?;:…,.])"
_BEFORE_DAY = "le|du|au|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"

_DIGITS = "0123456789"


@dataclass(frozen=True)
class _Rule:
    """A text that holds none of the characters `about` is left alone, without looking further."""

    pattern: re.Pattern[str]
    becomes: Callable[[re.Match[str]], str]
    about: frozenset[str]

    def apply(self, text: str) -> str:
        return text if self.about.isdisjoint(text) else self.pattern.sub(self.becomes, text)


def _rule(about: str, pattern: str, becomes: Callable[[re.Match[str]], str]) -> _Rule:
    kept = re.compile(f"(?P<kept>{_KEPT})|{pattern}")
    return _Rule(kept, _unless_kept(becomes), frozenset(about))


def _unless_kept(becomes: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
    return lambda match: becomes(match) if match["kept"] is None else match[0]


def _space_before(space: str) -> Callable[[re.Match[str]], str]:
    """Puts `space` before the mark, save between marks that touch (« ?! »)."""

    def becomes(match: re.Match[str]) -> str:
        touching = match.start() == match.start("mark")
        after_mark = touching and match.string[match.start() - 1] in ";:!?"
        return match["mark"] if after_mark else space + match["mark"]

    return becomes


def _hour(match: re.Match[str]) -> str:
    """« 14h30 », as it is typed."""
    past = match["past"]
    return f"{match['at']}{NBSP}h{NBSP}{past}" if past else f"{match['at']}{NBSP}h"


def _glued(match: re.Match[str]) -> str:
    return re.sub(f"{_GAP}+", NBSP, match[0])


_ALWAYS = (
    _rule("'", r"(?<=[^\W\d_])'(?=[^\W\d_]|[«“]|$)", lambda _: "’"),
    _rule(
        "1",
        rf"\b(?P<le>(?:{_BEFORE_DAY}){_GAP})1(?={_GAP}(?:{_MONTH})\b)",
        lambda m: f"{m['le']}1er",
    ),
    _rule(_DIGITS, rf"(?:(?<!\d)\d\d?|\b1er){_GAP}(?=(?:{_MONTH})\b)", _glued),
    _rule(_DIGITS, rf"(?<=\d){_GAP}+h\b(?:{_GAP}+(?=\d\d\b))?", _glued),
    _rule(_DIGITS, rf"(?<=\d){_GAP}+(?=[%€]|\d)", _glued),
    _rule("MDP", rf"\b(?:MM?\.|Mmes?|Dre?|Pre?){_GAP}+(?=[^\W\d_])", _glued),
)
_SPACING = (
    _rule("«", rf"«{_GAP}*", lambda _: f"«{NBSP}"),
    _rule("»", rf"(?<!{_GAP}){_GAP}*»", lambda _: f"{NBSP}»"),
    _rule(";!?", rf"(?<=[^\s(\[{{«]){_GAP}*(?P<mark>[;!?]){_CLOSING}", _space_before(NNBSP)),
    _rule(":", rf"(?<=[^\s(\[{{«]){_GAP}*(?P<mark>:){_CLOSING}", _space_before(NBSP)),
    _rule("%", r"(?<=\d)%", lambda _: f"{NBSP}%"),
    _rule(_DIGITS, r"(?<![\w.,:/-])(?P<at>[01]?\d|2[0-4])h(?P<past>[0-5]\d)?(?![\w/])", _hour),
)


def typeset(text: str, *, spacing: bool = True) -> str:
    """`text` in French typography. Web and e-mail addresses and times like 14:30 stay as they are.

    Without `spacing`, the spaces around ; : ! ? « » % are left as typed (Belgian official use).
    """
    for rule in (*_ALWAYS, *(_SPACING if spacing else ())):
        text = rule.apply(text)
    return text


def typeset_runs(runs: Iterable[Run], *, spacing: bool = True) -> tuple[Run, ...]:
    """The same over the runs of a paragraph; verbatims are not touched."""
    done: list[Run] = []
    last = ""
    for run in runs:
        kept = run.style is Style.VERBATIM
        text = run.text if kept else _typeset_after(last, run.text, spacing)
        done.append(replace(run, text=text))
        last = text[-1:] or last
    return tuple(done)


def typeset_letter(letter: Letter) -> Letter:
    """The letter as it prints; the recipient's address stays as it was given."""
    spacing = letter.french_spacing

    def line(text: str) -> str:
        return typeset(text, spacing=spacing)

    return replace(
        letter,
        sender=tuple(line(text) for text in letter.sender),
        place_and_date=line(letter.place_and_date),
        subject=line(letter.subject),
        salutation=line(letter.salutation),
        body=tuple(_typeset_block(block, spacing) for block in letter.body),
        signature=tuple(line(text) for text in letter.signature),
    )


def typeset_notice(notice: Notice) -> Notice:
    """The sheet as it prints."""
    spacing = notice.french_spacing

    def line(text: str) -> str:
        return typeset(text, spacing=spacing)

    return replace(
        notice,
        title=line(notice.title),
        sender=tuple(line(text) for text in notice.sender),
        place_and_date=line(notice.place_and_date),
        body=tuple(_typeset_sheet_block(block, spacing) for block in notice.body),
        signature=tuple(line(text) for text in notice.signature),
    )


def addresses_apart(text: str) -> list[str]:
    """The text cut around addresses of the web and of mailboxes, which come at odd places."""
    may_hold = "@" in text or "www." in text or "http" in text
    return _ADDRESS.split(text) if may_hold else [text]


def long_date(day: date) -> str:
    """« 23 novembre 2026 », « 1er mars 2026 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def _typeset_after(last: str, text: str, spacing: bool) -> str:
    """A mark that opens a run obeys the character before it, of the run before."""
    if text[:1] in (";", ":", "!", "?") and last and not last.isspace():
        return typeset(last + text, spacing=spacing).removeprefix(last)
    return typeset(text, spacing=spacing)


def _typeset_block(block: Block, spacing: bool) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(typeset_runs(block.runs, spacing=spacing))
    return replace(block, items=tuple(typeset_runs(i, spacing=spacing) for i in block.items))


def _typeset_sheet_block(block: SheetBlock, spacing: bool) -> SheetBlock:
    if isinstance(block, Paragraph | ItemList):
        return _typeset_block(block, spacing)
    if isinstance(block, Blank):
        return Blank(typeset(block.label, spacing=spacing))
    if isinstance(block, Box):
        return Box(tuple(_typeset_boxed(inner, spacing) for inner in block.body))
    return replace(block, runs=typeset_runs(block.runs, spacing=spacing))


def _typeset_boxed(block: Block | Heading, spacing: bool) -> Block | Heading:
    if isinstance(block, Heading):
        return Heading(typeset_runs(block.runs, spacing=spacing))
    return _typeset_block(block, spacing)
