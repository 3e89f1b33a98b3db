"""An e-mail as it is pasted: what is new in it, apart from what it quotes of earlier ones. Pure.

Nothing readable is lost: each line goes to the body or to what is quoted, in its order.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from html import unescape
from itertools import pairwise
from typing import Final

from referent_desk.families import ContactKind, Person, fold
from referent_desk.free_text import clean

_JUNK = re.compile("[\ufffd\ufeff\ufffe\uffff\u200b\u2060\u00ad\ue000-\uf8ff]")
_LONG_CODE = re.compile(r"[A-Za-z0-9+/=]{60,}")
_ENCODED_WORD = re.compile(r"=\?[\w-]{1,40}\?[bq]\?[^?\s]{0,300}\?=", re.IGNORECASE)
_ESCAPED = re.compile("(?:=[89A-F][0-9A-F]){2,4}")
_TRANSPORT = re.compile(
    r"(?:content-(?:type|transfer-encoding|disposition|id|language)|mime-version)[ ]?:.{0,1000}",
    re.IGNORECASE,
)
_PART = re.compile(r"--[\w=.+:-]{6,100}")
_HTML = re.compile(
    r"<(?:html|body|div|p|br|span|table|blockquote|!doctype)\b[^<>]{0,2000}>", re.IGNORECASE
)
_WROTE = re.compile(
    r"(?:le|on)\b.{4,300}\b(?:a écrit|à écrit|wrote|schreef)[ \u00a0\u202f]?:", re.IGNORECASE
)
_BEGINS_TO_SAY = re.compile(r"(?:le|on)\b.{4,200}", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"-{2,}[ \u00a0]?(?:message d[’']origine|message transféré|message initial|original message"
    r"|forwarded message|oorspronkelijk bericht)[ \u00a0]?-{2,}",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\*?(de|from|van|envoyé|sent|date|à|to|aan|cc|objet|subject|onderwerp)[ \u00a0\u202f]?:\*?"
    r"[ \u00a0\u202f]*(.*)",
    re.IGNORECASE,
)
_RULE = re.compile("[_-]{5,100}")
_FROM: Final = {"de", "from", "van"}
_SENT: Final = {"envoyé", "sent", "date"}
_SUBJECT: Final = {"objet", "subject", "onderwerp"}
_TAG = re.compile(r"<(/?)([a-z][\w:-]{0,20}|!)(?:[^<>a-z][^<>]{0,4000})?>", re.IGNORECASE)
_BLOCKS: Final = {
    "blockquote",
    "p",
    "div",
    "br",
    "li",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "hr",
    "ul",
    "ol",
}
_UNREAD: Final = {"script", "style", "head", "title"}


@dataclass(frozen=True)
class PastedEmail:
    """`subject` and `sender` are only known where the head of the message was pasted with it."""

    body: str
    quoted: str = ""
    subject: str = ""
    sender: str = field(default="", compare=False)
    """As it stood there; never recorded."""


def read_email(pasted: str) -> PastedEmail:
    """Of any text, binary or HTML; one without quotation is all body."""
    lines = readable(pasted).split("\n")
    subject, sender, lines = _own_head(lines)
    new: list[str] = []
    quoted: list[str] = []
    at = 0
    while at < len(lines):
        if _rest_is_quoted(lines, at):
            quoted += lines[at:]
            break
        taken = _announced(lines, at)
        if taken and not _answers_below(lines, at + taken):
            quoted += lines[at:]
            break
        if taken or lines[at].lstrip().startswith(">"):
            taken = max(taken, 1)
            quoted += lines[at : at + taken]
        else:
            taken = 1
            new.append(lines[at])
        at += taken
    return PastedEmail(_joined(new), _joined(quoted), subject, sender)


def written_by(sender: str, people: Iterable[Person]) -> str:
    """Id of whose address it is, else of whose names; empty when it may be of two, or of nobody."""
    known, said, address = list(people), set(fold(sender).split()), sender.casefold()
    addressed = [
        person
        for person in known
        for contact in person.contacts
        if contact.kind is ContactKind.EMAIL and contact.value.casefold() in address
    ]
    named = [p for p in addressed or known if p.first_name and said >= set(fold(p.name).split())]
    found = addressed if len(addressed) == 1 else named
    return found[0].id if len(found) == 1 else ""


def readable(pasted: str) -> str:
    """Without markup, control characters, undecodable signs and runs of encoded attachment."""
    text = clean(pasted)
    if _HTML.search(text):
        text = _without_markup(text)
    text = _ESCAPED.sub(_unescaped, _ENCODED_WORD.sub(_decoded, text))
    text = _JUNK.sub("", text)
    lines = [line.rstrip() for line in text.split("\n") if not _LONG_CODE.fullmatch(line.strip())]
    return clean(_joined(_without_transport(lines)))


def _decoded(word: re.Match[str]) -> str:
    """« =?utf-8?Q?Ma_s=C5=93ur?= », as a subject travels; left as it is where it cannot be read."""
    try:
        return str(make_header(decode_header(word[0])))
    except (HeaderParseError, LookupError, ValueError):
        return word[0]


def _unescaped(escaped: re.Match[str]) -> str:
    """« =C3=A8 » within a text that was pasted as it travels."""
    try:
        return bytes.fromhex(escaped[0].replace("=", "")).decode()
    except UnicodeDecodeError:
        return escaped[0]


def _without_transport(lines: list[str]) -> list[str]:
    """Lines for mail programs: they say nothing, and only they are told by a part's mark."""
    if not any(_TRANSPORT.fullmatch(line) for line in lines):
        return lines
    return [line for line in lines if not (_TRANSPORT.fullmatch(line) or _PART.fullmatch(line))]


def _joined(lines: list[str]) -> str:
    """Never more than one empty line in a row."""
    kept = [line for before, line in pairwise(["", *lines]) if line.strip() or before.strip()]
    return "\n".join(kept).strip("\n")


def _own_head(lines: list[str]) -> tuple[str, str, list[str]]:
    """Subject, sender and the lines below the head, when the message was pasted with it."""
    head = _head(lines, 0)
    found = [value for name, value in head if name in _SUBJECT]
    names = {name for name, _ in head}
    if not found and not (names & _FROM and names & _SENT):
        return "", "", lines
    sender = next((value for name, value in head if name in _FROM), "")
    return (" ".join(found[0].split()) if found else ""), sender, lines[len(head) :]


def _rest_is_quoted(lines: list[str], at: int) -> bool:
    """« -----Message d’origine----- », or Outlook’s head of the message answered to."""
    if _ORIGINAL.search(lines[at][:200]):
        return True
    if _RULE.fullmatch(lines[at].strip()):
        at += 1
    names = [name for name, _ in _head(lines, at)]
    return bool(names) and names[0] in _FROM and bool(_SENT & set(names))


def _head(lines: list[str], at: int) -> list[tuple[str, str]]:
    """(name, value) of the head lines from there on."""
    found: list[tuple[str, str]] = []
    for line in lines[at : at + 8]:
        match = _HEADER.fullmatch(line[:1000].strip())
        if match is None:
            break
        found.append((match[1].casefold(), match[2]))
    return found


def _announced(lines: list[str], at: int) -> int:
    """How many lines « Le … a écrit : » takes; it often breaks in two."""
    first = lines[at].strip()
    if len(first) <= 400 and _WROTE.fullmatch(first):
        return 1
    if at + 1 < len(lines) and len(first) <= 200 and _BEGINS_TO_SAY.fullmatch(first):
        whole = f"{first} {lines[at + 1][:200].strip()}"
        return 2 if _WROTE.fullmatch(whole) else 0
    return 0


def _answers_below(lines: list[str], at: int) -> bool:
    """Whether what follows is marked line by line, so that the answer may stand between."""
    following = next((line for line in lines[at:] if line.strip()), "")
    return following.lstrip().startswith(">")


def _without_markup(text: str) -> str:
    """Words and line ends; a quotation of the markup becomes one of the text."""
    pieces: list[str] = []
    ends_at = {tag[2].casefold(): tag.start() for tag in _TAG.finditer(text) if tag[1]}
    unread, depth, after = "", 0, 0
    for tag in _TAG.finditer(text):
        if not unread:
            pieces.append(_marked(text[after : tag.start()], depth))
        after = tag.end()
        ends, name = bool(tag[1]), tag[2].casefold()
        if name == "blockquote":
            depth = max(0, depth + (-1 if ends else 1))
        if ends and name == unread:
            unread = ""
        elif name in _UNREAD and not ends and not unread and after <= ends_at.get(name, -1):
            unread = name
        if name in _BLOCKS:
            pieces.append(_marked("\n", depth))
    pieces.append(_marked(text[after:], depth))
    return unescape("".join(pieces))


def _marked(words: str, depth: int) -> str:
    return words.replace("\n", f"\n{'>' * depth} ") if depth else words
