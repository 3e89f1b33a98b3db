"""Whether an SVG may be drawn: shapes and texts, nothing that runs, nothing from elsewhere.

Nothing of it is drawn here. An element not listed is refused, also where it would do no harm.
"""

import re
from collections.abc import Mapping
from xml.parsers import expat

from referent_desk.documents.errors import LogoRefused

SVG = "http://www.w3.org/2000/svg"
MAX_ELEMENTS, MAX_DEPTH = 5_000, 60
MAX_COPIED = 20_000
"""Elements times copies: what at most is drawn."""

_DRAWN = frozenset(
    "svg g defs symbol use switch title desc metadata style path rect circle ellipse line polyline"
    " polygon text tspan linearGradient radialGradient stop clipPath".split()
)
_RUNS = frozenset(
    "script foreignObject iframe object embed handler listener image feImage audio video canvas"
    " animate animateColor animateMotion animateTransform set discard".split()
)
_URL = re.compile(r"url\(([^)]*)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"@import|javascript:|expression\(", re.IGNORECASE)
_DASHES = re.compile(r"stroke-dasharray\s*:\s*(?!none)", re.IGNORECASE)
"""Drawing them can take for ever."""
_WITHOUT = (
    "Ouvrez-le dans le programme qui l’a fait et enregistrez-le en PNG, ou en «\u00a0SVG"
    " simple\u00a0»."
)


def check_svg(content: bytes) -> None:
    """Raises LogoRefused, which says why."""
    _Reader().read(content)


class _Reader:
    def __init__(self) -> None:
        self._depth = self._elements = self._uses = 0
        self._ids: list[str] = []
        self._holding_uses: set[str] = set()
        self._used: set[str] = set()
        self._in_style = False
        self._style = ""

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _doctype
        parser.EntityDeclHandler = _entity
        parser.ProcessingInstructionHandler = _instruction
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise LogoRefused(
                "Ce fichier n’est ni une image PNG ni un dessin SVG qui se lise.",
                next_step="Choisissez le fichier d’origine du logo, en PNG ou en SVG.",
            ) from error
        if self._uses * self._elements > MAX_COPIED:
            raise _refused("trop de copies d’une même forme")
        if self._used & self._holding_uses:
            raise _refused("des copies de copies, qui grandiraient sans fin")

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self._depth and (namespace, local) != (SVG, "svg"):
            raise LogoRefused(
                "Ce fichier n’est pas un dessin SVG.",
                next_step="Choisissez le fichier d’origine du logo, en PNG ou en SVG.",
            )
        self._depth += 1
        self._elements += 1
        if self._elements > MAX_ELEMENTS or self._depth > MAX_DEPTH:
            raise _refused("trop d’éléments pour un logo")
        if local in _RUNS or (namespace == SVG and local not in _DRAWN):
            raise _refused(f"«\u00a0{local}\u00a0»")
        self._ids.append(attributes.get("id", ""))
        self._in_style = local == "style"
        for attribute, value in attributes.items():
            self._check(attribute.rpartition(" ")[2], value)
        if local == "use":
            self._use(attributes)

    def _check(self, attribute: str, value: str) -> None:
        if attribute.lower().startswith("on"):
            raise _refused("un programme")
        if attribute in {"href", "src"} and not value.strip().startswith("#"):
            raise _refused("un lien vers un autre fichier")
        if _leads_elsewhere(_plain(value)):
            raise _refused("un lien vers un autre fichier")
        dashes = value if attribute == "stroke-dasharray" else ""
        if dashes.strip() not in {"", "none"} or _DASHES.search(value):
            raise _refused("un trait interrompu")

    def _use(self, attributes: Mapping[str, str]) -> None:
        self._uses += 1
        self._holding_uses |= {id_ for id_ in self._ids if id_}
        for attribute, value in attributes.items():
            if attribute.rpartition(" ")[2] == "href":
                self._used.add(value.strip().removeprefix("#"))

    def _end(self, _name: str) -> None:
        self._depth -= 1
        self._ids.pop()
        if self._style:
            self._check("style", self._style)
        self._in_style, self._style = False, ""

    def _text(self, text: str) -> None:
        if self._in_style:
            self._style += text


def _doctype(_name: str, _system: str | None, _public: str | None, internal: int) -> None:
    if internal:
        raise _refused("des définitions d’entités")


def _entity(*_declared: object) -> None:
    raise _refused("des définitions d’entités")


def _instruction(target: str, _data: str) -> None:
    if target.lower() == "xml-stylesheet":
        raise _refused("un lien vers un autre fichier")


def _leads_elsewhere(value: str) -> bool:
    targets = (found[1].strip(" \t\r\n\"'") for found in _URL.finditer(value))
    return bool(_ELSEWHERE.search(value)) or not all(to.startswith("#") for to in targets)


def _plain(value: str) -> str:
    """Without the comments and escapes that hide a word from who looks for it."""
    return re.sub(r"/\*.*?\*/|\\", "", value, flags=re.DOTALL)


def _refused(what: str) -> LogoRefused:
    return LogoRefused(
        f"Ce dessin SVG contient {what}\u00a0: un logo n’en a pas besoin.", next_step=_WITHOUT
    )
