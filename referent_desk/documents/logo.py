"""The logo of the letterhead: checked by its content, made ready for paper, kept in the vault."""

import hashlib
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from referent_desk.documents.checks import fits
from referent_desk.documents.errors import LogoRefused
from referent_desk.documents.svg_file import check_svg
from referent_desk.vault import Finding, Reader, RoomCheck, Vault, now

MAX_BYTES = 2_000_000
MAX_SIDE, MIN_SIDE = 5_000, 16
MAX_PIXELS = 16_000_000
BOX_MM = (55.0, 18.0)
"""What it may take on paper."""
PRINTED_DPI = 400
COARSE_DPI = 150
_MM_PER_INCH = 25.4
_PNG = b"\x89PNG\r\n\x1a\n"
_GZIP = b"\x1f\x8b"
_ALMOST_WHITE = 250
_OTHER_FILE = "Choisissez le fichier d’origine du logo, en PNG ou en SVG."

DrawSvg = Callable[[bytes], bytes]
"""A PNG of a checked SVG, as large as `BOX_PIXELS` allows. Raises LogoRefused."""
BOX_PIXELS = (
    round(BOX_MM[0] / _MM_PER_INCH * PRINTED_DPI),
    round(BOX_MM[1] / _MM_PER_INCH * PRINTED_DPI),
)


@dataclass(frozen=True)
class PrintedSize:
    """In mm, with the dots an inch that this makes."""

    width: float
    height: float
    dpi: float

    @property
    def coarse(self) -> bool:
        return self.dpi < COARSE_DPI


class Logos:
    """Front door to the one logo there is."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def current(self) -> bytes:
        """A PNG ready for paper; empty when there is none, or when it decayed."""
        row = self._vault.row("SELECT bytes, sha256 FROM image WHERE name = 'logo'")
        return bytes(row["bytes"]) if row is not None and fits(row) else b""

    def put(self, content: bytes, draw_svg: DrawSvg) -> bytes:
        """In place of the one before, which it returns for undo. Raises LogoRefused."""
        return self.put_back(ready(content, draw_svg))

    def put_back(self, png: bytes) -> bytes:
        """One that `put` or `remove` gave; empty: none. Returns the one before."""
        before = self.current()
        with self._vault.unit() as unit:
            unit.execute("DELETE FROM image WHERE name = 'logo'")
            if png:
                unit.execute(
                    "INSERT INTO image (name, media_type, bytes, sha256, added_at)"
                    " VALUES ('logo', 'image/png', ?, ?, ?)",
                    (png, hashlib.sha256(png).hexdigest(), now()),
                )
            event = "logo.changed" if png else "logo.removed"
            self._vault.journal.record(event, "", unit=unit)
            unit.commit()
        return before

    def remove(self) -> bytes:
        """Returns it, for undo."""
        return self.put_back(b"")


def read_logo_file(path: Path) -> bytes:
    """No more of it than a logo may weigh. Raises LogoRefused."""
    try:
        if not path.is_file():
            raise LogoRefused("Ce n’est pas un fichier.", next_step=_OTHER_FILE)
        weight = path.stat().st_size
        if weight > MAX_BYTES:
            raise _too_heavy(weight)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise LogoRefused("Ce fichier ne peut pas être lu.", next_step=_OTHER_FILE) from error


def ready(content: bytes, draw_svg: DrawSvg) -> bytes:
    """A PNG on white, of the printed size, with nothing of the file but its picture.

    Raises LogoRefused.
    """
    if len(content) > MAX_BYTES:
        raise _too_heavy(len(content))
    if not content.strip():
        raise LogoRefused("Ce fichier est vide.", next_step=_OTHER_FILE)
    if content.startswith(_GZIP):
        raise LogoRefused(
            "Ce dessin SVG est compressé (.svgz).",
            next_step="Enregistrez-le en SVG non compressé, ou en PNG.",
        )
    if not content.startswith(_PNG):
        check_svg(content)
        content = draw_svg(content)
    _check_size(content)
    return _on_white(_opened(content))


def printed_size(png: bytes) -> PrintedSize:
    """Of a logo that is kept: as large as its box allows."""
    width, height = _sides(png)
    by = min(BOX_MM[0] / width, BOX_MM[1] / height)
    return PrintedSize(width * by, height * by, _MM_PER_INCH / by)


def _sides(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", png, 16)
    return width, height


def _check_size(png: bytes) -> None:
    """From the first bytes, before anything is unpacked."""
    if len(png) < 33 or png[12:16] != b"IHDR":
        raise _broken()
    width, height = _sides(png)
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise LogoRefused(
            f"Cette image est trop grande\u00a0: {width}\u00a0× {height}\u00a0pixels.",
            next_step="Réduisez-la\u00a0: 1000\u00a0pixels de large suffisent.",
        )
    if min(width, height) < MIN_SIDE:
        raise LogoRefused(
            f"Cette image est trop petite\u00a0: {width}\u00a0× {height}\u00a0pixels.",
            next_step=_OTHER_FILE,
        )


def _opened(png: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as checked:
            checked.verify()
        image = Image.open(BytesIO(png), formats=("PNG",))
        image.load()
    except Exception as error:  # Pillow raises whatever it stumbles over
        raise _broken() from error
    return image


def _on_white(image: Image.Image) -> bytes:
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    seen = image.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    flat = paper.convert("RGB")
    if not any(flat.convert("L").histogram()[:_ALMOST_WHITE]):
        raise _unseen()
    flat.thumbnail(BOX_PIXELS, Image.Resampling.LANCZOS)
    out = BytesIO()
    flat.save(out, "PNG", optimize=True)
    return out.getvalue()


def _broken() -> LogoRefused:
    return LogoRefused(
        "Cette image PNG est abîmée\u00a0: elle ne se lit pas jusqu’au bout.", next_step=_OTHER_FILE
    )


def _unseen() -> LogoRefused:
    return LogoRefused(
        "Ce logo est blanc, ou vide\u00a0: il ne se verrait pas sur le papier.",
        next_step="Choisissez la version du logo prévue pour un fond clair.",
    )


def _too_heavy(weight: int) -> LogoRefused:
    told = f"{weight / 1_000_000:.1f}".replace(".", ",").removesuffix(",0")
    return LogoRefused(
        f"Ce fichier pèse {told}\u00a0Mo\u202f; un logo en pèse 2 au plus.",
        next_step="Réduisez l’image, par exemple à 1000\u00a0pixels de large, ou prenez le SVG.",
    )


def _every(reader: Reader) -> Iterator[Finding]:
    for row in reader.rows("SELECT rowid, bytes, sha256 FROM image"):
        if not fits(row):
            told = (
                "Le logo n’est plus tel qu’il a été gardé\u00a0: son empreinte ne convient pas. Les"
                " documents s’impriment sans lui\u202f; choisissez-le à nouveau dans les réglages."
            )
            yield Finding("documents", "image", detail=str(row["rowid"]), told=told)


LOGO_BYTES = RoomCheck("documents", "image", _every, _every, fits)
