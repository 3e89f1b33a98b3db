"""Pages of our own PDFs read back as what they draw, so that a printer gets lines and letters.

Not a PDF reader: only what this program writes is understood, and anything else is refused.
"""

import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any

from referent_desk.documents import fonts
from referent_desk.documents.matrices import WHOLE, Matrix, matrix_of, placed, stretch, times
from referent_desk.documents.page_code import NotReplayed, Operator, tokens
from referent_desk.documents.tagged import Picture

Rgb = tuple[float, float, float]
Segment = tuple[str, tuple[float, ...]]
"""`m`, `l` or `c` with its points, or `h` that closes."""

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\r?\n(.*?)\r?\nendobj", re.DOTALL)
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_BOX = re.compile(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]")
_FONT_TABLE = re.compile(rb"/Font (\d+) 0 R")
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_BASE_FONT = re.compile(rb"/Type/Font/Subtype/Type0/BaseFont/[A-Z]{6}\+([\w-]+)")
_PICTURE = re.compile(rb"/(FormXob\.[\w-]+) (\d+) 0 R")
_PICTURE_SIZE = re.compile(
    rb"/Subtype /Image/Width (\d+)/Height (\d+)/ColorSpace /DeviceRGB/BitsPerComponent 8"
    rb"/Filter /FlateDecode/DecodeParms <</Predictor 15"
)
_STREAM = re.compile(rb"^<<(.*?)>>\r?\nstream\r?\n(.*)\r?\nendstream$", re.DOTALL)
_KNOWN_FONTS = frozenset({fonts.REGULAR, fonts.STRONG, fonts.ITALIC})


@dataclass(frozen=True)
class PathDrawn:
    """A path on the page, in points from its lower left corner, with its ground and its line."""

    path: tuple[Segment, ...]
    fill: Rgb | None = None
    even_odd: bool = False
    line: Rgb | None = None
    width: float = 1
    cap: int = 0
    join: int = 0
    dash: tuple[float, ...] = ()
    phase: float = 0


@dataclass(frozen=True)
class LettersDrawn:
    """Characters of one face; `at` is where each begins, from the first, in units of `matrix`."""

    text: str
    face: str
    size: float
    at: tuple[float, ...]
    matrix: Matrix
    ink: Rgb


@dataclass(frozen=True)
class PictureDrawn:
    """A PNG over the unit square that `matrix` places on the page, its top side up."""

    png: bytes
    matrix: Matrix


Mark = PathDrawn | LettersDrawn | PictureDrawn


@dataclass(frozen=True)
class PageDrawn:
    """In points; `marks` in the order in which they are drawn."""

    width: float
    height: float
    marks: tuple[Mark, ...]


def pages_drawn(pdf: bytes) -> tuple[PageDrawn, ...]:
    """Raises NotReplayed for what is not wholly understood."""
    objects = {int(number): content for number, content in _OBJECT.findall(pdf)}
    pages = [content for _n, content in sorted(objects.items()) if _PAGE.search(content)]
    if not pages:
        raise NotReplayed("no page")
    return tuple(_page(content, objects) for content in pages)


def _page(page: bytes, objects: Mapping[int, bytes]) -> PageDrawn:
    box, contents, table = (p.search(page) for p in (_BOX, _CONTENTS, _FONT_TABLE))
    if box is None or contents is None or table is None:
        raise NotReplayed("a page of another kind")
    faces = _faces(objects.get(int(table[1]), b""), objects)
    reading = _Reading(faces, _pictures(page, objects))
    reading.read(_unpacked(objects.get(int(contents[1]), b"")))
    return PageDrawn(float(box[1]), float(box[2]), tuple(reading.marks))


def _faces(table: bytes, objects: Mapping[int, bytes]) -> Mapping[str, str]:
    faces: dict[str, str] = {}
    for name, number in _FONT.findall(table):
        found = _BASE_FONT.search(objects.get(int(number), b""))
        if found and found[1].decode() in _KNOWN_FONTS:
            faces[name.decode()] = found[1].decode()
    return faces


def _pictures(page: bytes, objects: Mapping[int, bytes]) -> Mapping[str, bytes]:
    """As PNG, by their names on the page."""
    found = ((name.decode(), objects.get(int(at), b"")) for name, at in _PICTURE.findall(page))
    return {name: _png(content) for name, content in found}


def _png(content: bytes) -> bytes:
    stream, size = _STREAM.match(content), _PICTURE_SIZE.search(content)
    if stream is None or size is None:
        raise NotReplayed("a picture of another kind")
    return Picture(int(size[1]), int(size[2]), stream[2], "").png


def _unpacked(content: bytes) -> str:
    found = _STREAM.match(content)
    if found is None or b"/Filter/FlateDecode" not in found[1]:
        raise NotReplayed("a stream of another kind")
    try:
        return zlib.decompress(found[2]).decode("latin-1")
    except zlib.error as error:
        raise NotReplayed("a stream that does not unpack") from error


@dataclass(frozen=True)
class _State:
    matrix: Matrix = WHOLE
    fill: Rgb = (0, 0, 0)
    line: Rgb = (0, 0, 0)
    width: float = 1
    cap: int = 0
    join: int = 0
    dash: tuple[float, ...] = ()
    phase: float = 0
    face: str = ""
    size: float = 0
    leading: float = 0


@dataclass
class _Reading:
    """Goes through a page's content, operator by operator."""

    faces: Mapping[str, str]
    pictures: Mapping[str, bytes]
    marks: list[Mark] = field(default_factory=list[Mark])
    _state: _State = _State()
    _kept: list[_State] = field(default_factory=list[_State])
    _path: list[Segment] = field(default_factory=list[Segment])
    _line: Matrix = WHOLE
    _text: Matrix = WHOLE

    def read(self, content: str) -> None:
        given: list[Any] = []
        for token in tokens(content):
            if not isinstance(token, Operator):
                given.append(token)
                continue
            do = _OPERATORS.get(token)
            if do is None:
                raise NotReplayed(token)
            try:
                do(self, given)
            except (TypeError, ValueError, IndexError) as error:
                raise NotReplayed(token) from error
            given = []

    def set(self, **values: Any) -> None:
        self._state = replace(self._state, **values)

    def keep(self, _given: list[Any]) -> None:
        self._kept.append(self._state)

    def give_back(self, _given: list[Any]) -> None:
        self._state = self._kept.pop()

    def transform(self, given: list[Any]) -> None:
        self.set(matrix=times(matrix_of(given), self._state.matrix))

    def set_dash(self, given: list[Any]) -> None:
        dash, phase = given
        self.set(dash=tuple(dash), phase=phase)

    def go(self, operator: str, given: list[Any]) -> None:
        points: list[float] = []
        for x, y in zip(given[::2], given[1::2], strict=True):
            points += placed(x, y, self._state.matrix)
        self._path.append((operator, tuple(points)))

    def rectangle(self, given: list[Any]) -> None:
        x, y, width, height = given
        self.go("m", [x, y])
        for corner in ([x + width, y], [x + width, y + height], [x, y + height]):
            self.go("l", corner)
        self.close([])

    def close(self, _given: list[Any]) -> None:
        self._path.append(("h", ()))

    def paint(self, *, fill: bool, line: bool, even_odd: bool = False) -> None:
        state, path = self._state, tuple(self._path)
        self._path.clear()
        if not path or not (fill or line):
            return
        scale = stretch(state.matrix)
        self.marks.append(
            PathDrawn(
                path,
                state.fill if fill else None,
                even_odd,
                state.line if line else None,
                state.width * scale,
                state.cap,
                state.join,
                tuple(length * scale for length in state.dash),
                state.phase * scale,
            )
        )

    def show_picture(self, given: list[Any]) -> None:
        (name,) = given
        if name not in self.pictures:
            raise NotReplayed("a picture")
        self.marks.append(PictureDrawn(self.pictures[name], self._state.matrix))

    def begin_text(self, _given: list[Any]) -> None:
        self._line = self._text = WHOLE

    def set_text_matrix(self, given: list[Any]) -> None:
        self._line = self._text = matrix_of(given)

    def next_line(self, given: list[Any]) -> None:
        x, y = given or (0, -self._state.leading)
        self._line = self._text = times((1, 0, 0, 1, x, y), self._line)

    def set_face(self, given: list[Any]) -> None:
        name, size = given
        if name not in self.faces:
            raise NotReplayed(str(name))
        self.set(face=self.faces[name], size=size)

    def show(self, given: list[Any]) -> None:
        (shown,) = given
        text = shown.encode("latin-1").decode("utf-16-be")
        state, face = self._state, fonts.face(self._state.face)
        widths = [face.advance(character) * state.size / 1000 for character in text]
        *at, end = accumulate(widths, initial=0.0)
        matrix = times(self._text, state.matrix)
        if text.strip():
            self.marks.append(
                LettersDrawn(text, state.face, state.size, tuple(at), matrix, state.fill)
            )
        self._text = times((1, 0, 0, 1, end, 0), self._text)


def _rgb(given: Sequence[float]) -> Rgb:
    red, green, blue = given
    return (red, green, blue)


def _grey(given: Sequence[float]) -> Rgb:
    (level,) = given
    return (level, level, level)


def _number(given: Sequence[float]) -> float:
    (number,) = given
    return number


def _nothing(_reading: _Reading, _given: list[Any]) -> None:
    """Tags, and how finely to draw."""


_Do = Callable[[_Reading, list[Any]], None]
_OPERATORS: Mapping[str, _Do] = {
    "q": _Reading.keep,
    "Q": _Reading.give_back,
    "cm": _Reading.transform,
    "w": lambda reading, given: reading.set(width=_number(given)),
    "J": lambda reading, given: reading.set(cap=int(_number(given))),
    "j": lambda reading, given: reading.set(join=int(_number(given))),
    "d": _Reading.set_dash,
    "rg": lambda reading, given: reading.set(fill=_rgb(given)),
    "RG": lambda reading, given: reading.set(line=_rgb(given)),
    "g": lambda reading, given: reading.set(fill=_grey(given)),
    "G": lambda reading, given: reading.set(line=_grey(given)),
    "m": lambda reading, given: reading.go("m", given),
    "l": lambda reading, given: reading.go("l", given),
    "c": lambda reading, given: reading.go("c", given),
    "h": _Reading.close,
    "re": _Reading.rectangle,
    "n": lambda reading, _given: reading.paint(fill=False, line=False),
    "S": lambda reading, _given: reading.paint(fill=False, line=True),
    "f": lambda reading, _given: reading.paint(fill=True, line=False),
    "f*": lambda reading, _given: reading.paint(fill=True, line=False, even_odd=True),
    "B": lambda reading, _given: reading.paint(fill=True, line=True),
    "B*": lambda reading, _given: reading.paint(fill=True, line=True, even_odd=True),
    "BT": _Reading.begin_text,
    "ET": _nothing,
    "Tm": _Reading.set_text_matrix,
    "Td": _Reading.next_line,
    "T*": _Reading.next_line,
    "TL": lambda reading, given: reading.set(leading=_number(given)),
    "Tf": _Reading.set_face,
    "Tj": _Reading.show,
    "Do": _Reading.show_picture,
    "BDC": _nothing,
    "BMC": _nothing,
    "EMC": _nothing,
    "M": _nothing,
    "i": _nothing,
}
