"""Paragraphs: text broken into lines once, over pages if it must, tagged as it is drawn.

Lines break at plain spaces and at line feeds; at no-break spaces they never do. A line that goes on
ends with its space, so that what is read aloud has its words apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from referent_desk.documents.tagged.canvas import Placed, Stretch
from referent_desk.documents.tagged.structure import Element, Role

Word = list[Stretch]
Line = tuple[Stretch, ...]
_TOLERANCE = 1e-6
_LEAST_TOGETHER = 2  # lines of a paragraph left alone on a page
_UNDER, _OVER = 0.25, 0.8  # what a line takes under and over its base, for its link


@dataclass(frozen=True)
class Label:
    """The bullet or number of an item, drawn before its first line."""

    element: Element
    stretch: Stretch


class Text(Flowable):
    """A paragraph, a heading, the body of an item: `element` says which."""

    def __init__(
        self,
        stretches: Iterable[Stretch],
        style: ParagraphStyle,
        element: Element,
        label: Label | None = None,
    ) -> None:
        super().__init__()
        self.style: Any = style
        self._stretches = tuple(stretches)
        self._element, self._label = element, label
        self._lines: tuple[Line, ...] = ()
        self._room = -1.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Breaks the lines, unless it did for this width."""
        room = aW - self.style.leftIndent
        if room != self._room:
            self._room = room
            self._lines = tuple(broken(self._stretches, room, self.style.fontSize))
        self.width, self.height = aW, len(self._lines) * self.style.leading
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        """In two, with no line alone on either page."""
        self.wrap(aW, aH)
        total = len(self._lines)
        fit = min(int((aH + _TOLERANCE) / self.style.leading), total)
        if total - fit < _LEAST_TOGETHER and total > fit:
            fit = total - _LEAST_TOGETHER
        if fit >= total:
            return [self]
        if fit < _LEAST_TOGETHER:
            return []
        return [self._part(self._lines[:fit], self._label), self._part(self._lines[fit:], None)]

    def draw(self) -> None:
        canvas: Any = self.canv
        size, ink = self.style.fontSize, self.style.textColor
        top = self.height - size
        if self._label:
            with canvas.element(self._label.element):
                place = Placed(self.style.bulletIndent, top, (self._label.stretch,))
                canvas.show((place,), size, ink)
        for link, lines in _by_link(self._placed(top), size):
            if not link:
                with canvas.element(self._element):
                    canvas.show(lines, size, ink)
                continue
            element = Element(Role.LINK, self._element)
            with canvas.element(element):
                canvas.show(lines, size, ink)
            for line in lines:
                width = _width(line.stretches, size)
                low, high = line.y - _UNDER * size, line.y + _OVER * size
                canvas.link(element, link, (line.x, low, line.x + width, high))

    def _placed(self, top: float) -> list[Placed]:
        left, leading = self.style.leftIndent, self.style.leading
        return [Placed(left, top - n * leading, line) for n, line in enumerate(self._lines)]

    def _part(self, lines: tuple[Line, ...], label: Label | None) -> "Text":
        part = Text((), self.style, self._element, label)
        part._lines, part._room = lines, self._room
        return part


def broken(stretches: Sequence[Stretch], room: float, size: float) -> Iterator[Line]:
    """The lines of the stretches, none wider than `room` at this size."""
    room = room * 1000 / size + _TOLERANCE
    given = _given_lines(stretches)
    for number, words in enumerate(given, start=1):
        yield from _filled(words, room, spaced=number < len(given))


def _given_lines(stretches: Sequence[Stretch]) -> list[list[Word]]:
    """Between line feeds, words; a word may change its face on the way."""
    lines: list[list[Word]] = [[[]]]
    for text, face, link in stretches:
        for number, line in enumerate(text.split("\n")):
            if number:
                lines.append([[]])
            first, *rest = line.split(" ")
            if first:
                lines[-1][-1].append(Stretch(first, face, link))
            lines[-1].extend([Stretch(word, face, link)] if word else [] for word in rest)
    return [[word for word in line if word] for line in lines]


def _filled(words: Iterable[Word], room: float, *, spaced: bool) -> Iterator[Line]:
    """Lines as full as they can be; the last one ends with a space when it is `spaced`."""
    line: list[Word] = []
    used = 0.0
    for word, width, begins in _fitting(words, room):
        if line:
            space = line[-1][-1].face.advance(" ")
            if used + space + width > room:
                yield _joined(line, spaced=begins)
                line, used = [word], width
                continue
            used += space
        line.append(word)
        used += width
    yield _joined(line, spaced=spaced) if line else ()


def _joined(words: Iterable[Word], *, spaced: bool) -> Line:
    """The words with spaces between them, in as few stretches as faces and links allow."""
    parts: list[Stretch] = []
    for word in words:
        _join(parts, word)
        text, face, link = parts[-1]
        parts[-1] = Stretch(text + " ", face, link)
    if not spaced:
        text, face, link = parts[-1]
        parts[-1] = Stretch(text[:-1], face, link)
    return tuple(parts)


def _join(line: list[Stretch], word: Word) -> None:
    for part in word:
        if line and line[-1].face is part.face and line[-1].link == part.link:
            line[-1] = Stretch(line[-1].text + part.text, part.face, part.link)
        else:
            line.append(part)


def _fitting(words: Iterable[Word], room: float) -> Iterator[tuple[Word, float, bool]]:
    """Each word with its width, and whether one begins there: a longer one is cut where it must."""
    for word in words:
        width = sum(part.face.advance(part.text) for part in word)
        if width <= room:
            yield word, width, True
        else:
            yield from _cut(word, room)


def _cut(word: Word, room: float) -> Iterator[tuple[Word, float, bool]]:
    """After a hyphen where there is one: « Montmorency-/Luxembourg »."""
    characters = [Stretch(c, face, link) for text, face, link in word for c in text]
    begin = 0
    while begin < len(characters):
        end, width = _end(characters, begin, room)
        piece: Word = []
        for character in characters[begin:end]:
            _join(piece, [character])
        yield piece, width, begin == 0
        begin = end


def _end(characters: Sequence[Stretch], begin: int, room: float) -> tuple[int, float]:
    """Of the line that begins there, which takes one character at least; and its width."""
    used, after_hyphen = 0.0, (0, 0.0)
    for end in range(begin, len(characters)):
        character = characters[end]
        width = character.face.advance(character.text)
        if end > begin and used + width > room:
            return after_hyphen if after_hyphen[0] else (end, used)
        used += width
        if character.text == "-" and end > begin:
            after_hyphen = (end + 1, used)
    return len(characters), used


def _by_link(lines: Sequence[Placed], size: float) -> list[tuple[str, list[Placed]]]:
    """In reading order, what leads to the same place, or nowhere."""
    groups: list[tuple[str, list[Placed]]] = []
    for x, y, stretches in lines:
        at = x
        for link, found in groupby(stretches, lambda stretch: stretch.link):
            side_by_side = tuple(found)
            if not groups or groups[-1][0] != link:
                groups.append((link, []))
            groups[-1][1].append(Placed(at, y, side_by_side))
            at += _width(side_by_side, size)
    return groups


def _width(stretches: Iterable[Stretch], size: float) -> float:
    return sum(s.face.advance(s.text) for s in stretches) * size / 1000
