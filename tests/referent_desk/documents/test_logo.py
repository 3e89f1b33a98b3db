"""A logo is judged by what it is, printed beside the window and never in it, kept and had back."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zlib import crc32

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from referent_desk.documents import EnvelopeLayout, Logo, LogoRefused, printed_size, read_logo_file
from referent_desk.documents.logo import BOX_MM, BOX_PIXELS, LOGO_BYTES, MAX_BYTES, ready
from referent_desk.documents.notice import render_notice
from referent_desk.documents.pdf import render
from referent_desk.documents.svg_file import MAX_DEPTH, MAX_ELEMENTS, check_svg
from referent_desk.documents.tagged import picture
from referent_desk.office import Office
from referent_desk.settings import declared
from tests.referent_desk.documents.pictures import (
    CIRCLE,
    claiming,
    grey_of_sixteen_bits,
    png,
    svg,
)
from tests.referent_desk.documents.tagged.checker import spoken
from tests.referent_desk.documents.tagged.papers import FORM, LETTER

MM = 72 / 25.4
SAID = "Hôpital Exemple"


def no_svg(_content: bytes) -> bytes:
    raise AssertionError("no SVG was given")


def as_png(_content: bytes) -> bytes:
    return png()


def pixels(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def boxes(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Of the pictures of the first page: left, top, right, bottom in mm."""
    page = pypdf.PdfReader(BytesIO(pdf)).pages[0]
    found: list[tuple[float, float, float, float]] = []

    def visit(operator: bytes, _operands: object, cm: list[float], _tm: object) -> None:
        if operator == b"Do":
            width, height, x, y = cm[0], cm[3], cm[4], cm[5]
            top = 297 - (y + height) / MM
            found.append((x / MM, top, (x + width) / MM, top + height / MM))

    page.extract_text(visitor_operand_before=visit)
    return found


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "LA", "L", "P", "1"])
def test_every_make_of_png_becomes_one_on_white(mode: str) -> None:
    kept = pixels(ready(png(mode), no_svg))
    assert (kept.mode, kept.size) == ("RGB", (300, 100))
    if mode in {"RGBA", "LA"}:
        assert kept.getpixel((299, 0)) == (255, 255, 255)


def test_sixteen_bits_keep_their_grey() -> None:
    kept = pixels(ready(grey_of_sixteen_bits(), no_svg))
    assert kept.getpixel((5, 5)) == (128, 128, 128)
    assert kept.getpixel((50, 5)) == (255, 255, 255)


def test_nothing_but_the_picture_is_kept() -> None:

    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Camille Dumont")
    kept = ready(png(pnginfo=told, icc_profile=b"profil secret"), no_svg)
    assert b"Dumont" not in kept
    assert pixels(kept).info == {}


def test_a_large_one_is_brought_to_the_size_of_paper() -> None:
    kept = ready(png(size=(3000, 1000)), no_svg)
    assert pixels(kept).size <= BOX_PIXELS
    size = printed_size(kept)
    assert (round(size.width), round(size.height)) == (54, 18)
    assert not size.coarse
    assert printed_size(ready(png(size=(60, 20)), no_svg)).coarse


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"%PDF-1.7 et la suite", "ni une image PNG ni un dessin SVG"),
        (b"\xff\xd8\xff\xe0JFIF", "ni une image PNG ni un dessin SVG"),
        (b"\x1f\x8b\x08 svgz", "compressé"),
        (b"\x89PNG\r\n\x1a\n", "abîmée"),
        (png()[:-40], "abîmée"),
        (png()[:200] + b"\xff\xff" + png()[202:], "abîmée"),
        (claiming(300, 100), "abîmée"),
        (claiming(30_000, 30_000), "trop grande"),
        (claiming(4_900, 4_900), "trop grande"),
        (claiming(300, 4), "trop petite"),
        (claiming(0, 0), "trop petite"),
        (png() + bytes(MAX_BYTES), "2 au plus"),
        (bytes(20_000_000), "pèse 20 Mo"),
    ],
)
def test_what_is_no_logo_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(LogoRefused) as raised:
        ready(content, no_svg)
    assert said in raised.value.what.replace("\u00a0", " ")
    assert raised.value.next_step
    assert "s’impriment comme avant" in raised.value.safe


@given(st.data())
def test_any_damage_gives_a_logo_or_a_refusal(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([png("P"), png("LA"), svg()])))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    try:
        kept = ready(bytes(content), as_png)
    except LogoRefused:
        return
    assert picture(kept).width > 0


def test_a_png_without_its_data_is_refused() -> None:
    content = png().replace(b"IDAT", b"IDhT")
    at = content.index(b"IDhT")
    length = int.from_bytes(content[at - 4 : at])
    check = crc32(content[at : at + 4 + length]).to_bytes(4)
    whole = content[: at + 4 + length] + check + content[at + 8 + length :]
    with pytest.raises(LogoRefused, match="abîmée"):
        ready(whole, no_svg)


def test_a_white_one_would_not_be_seen() -> None:
    out = BytesIO()
    Image.new("RGBA", (90, 30), (255, 255, 255, 90)).save(out, "PNG")
    with pytest.raises(LogoRefused, match="blanc"):
        ready(out.getvalue(), no_svg)


def test_a_file_is_known_by_what_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "logo.svg"
    file.write_bytes(png())
    assert ready(read_logo_file(file), no_svg)
    named_png = tmp_path / "logo.png"
    named_png.write_bytes(svg())
    assert ready(read_logo_file(named_png), as_png)


def test_a_file_of_20_megabytes_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    with file.open("wb") as out:
        out.truncate(20_000_000)
    with pytest.raises(LogoRefused, match="20\u00a0Mo"):
        read_logo_file(file)


@pytest.mark.parametrize("missing", [True, False])
def test_what_is_no_file_is_told(tmp_path: Path, missing: bool) -> None:
    with pytest.raises(LogoRefused):
        read_logo_file(tmp_path / "rien.png" if missing else tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        svg(),
        b'<?xml version="1.0" encoding="UTF-8"?>\n' + svg(),
        b'<?xml version="1.0" encoding="ISO-8859-1"?><!-- \xe9 -->' + svg(),
        svg().decode().encode("utf-16"),
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://exemple.be/svg11.dtd">' + svg(),
        svg('<style>.a{fill:#1C6B67;stroke-dasharray:none}</style><g class="a"/>'),
        svg('<defs><g id="a"/></defs><use href="#a"/><use xlink:href="#a" x="9"/>'),
        svg('<linearGradient id="g"/><rect width="9" height="9" fill="url( \'#g\' )"/>'),
        svg('<metadata><r xmlns="urn:x" about="http://exemple.be">dessin</r></metadata>' + CIRCLE),
    ],
)
def test_a_plain_drawing_may_be_drawn(content: bytes) -> None:
    check_svg(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (svg("<script>alert(1)</script>"), "script"),
        (svg('<s:script xmlns:s="http://www.w3.org/2000/svg"/>'), "script"),
        (svg('<script xmlns="http://www.w3.org/1999/xhtml"/>'), "script"),
        (svg('<rect onload="alert(1)"/>'), "programme"),
        (svg("<foreignObject/>"), "foreignObject"),
        (svg('<image href="data:image/png;base64,AAAA"/>'), "image"),
        (svg('<use href="file:///etc/passwd#a"/>'), "autre fichier"),
        (svg('<use xlink:href="http://exemple.be/a.svg#a"/>'), "autre fichier"),
        (svg('<rect fill="url(http://exemple.be/#a)"/>'), "autre fichier"),
        (svg('<rect style="fill:u\\rl(http://exemple.be)"/>'), "autre fichier"),
        (svg("<style>@import 'http://exemple.be/a.css';</style>"), "autre fichier"),
        (svg("<style>@im/**/port 'a.css';</style>"), "autre fichier"),
        (b'<?xml-stylesheet href="a.css"?>' + svg(), "autre fichier"),
        (svg('<a href="http://exemple.be"/>'), "« a »"),
        (svg('<rect stroke-dasharray="0.00001"/>'), "trait interrompu"),
        (svg('<rect style="stroke-dasharray: 0.00001"/>'), "trait interrompu"),
        (svg("<filter/>"), "filter"),
        (
            b'<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + svg("<text>&b;</text>"),
            "entités",
        ),
        (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("&x;"), "entités"),
        (svg('<g id="a"><use href="#a"/></g>'), "sans fin"),
        (
            svg('<g id="a"/><g id="b"><use href="#a"/><use href="#a"/></g><use href="#b"/>'),
            "sans fin",
        ),
        (svg("<g>" * MAX_DEPTH + "</g>" * MAX_DEPTH), "trop d’éléments"),
        (svg("<g/>" * MAX_ELEMENTS), "trop d’éléments"),
        (svg('<g id="a">' + "<g/>" * 900 + "</g>" + '<use href="#a"/>' * 50), "trop de copies"),
        (svg("<g>"), "ni une image PNG ni un dessin SVG"),
        (svg("<text>&rien;</text>"), "ni une image PNG ni un dessin SVG"),
        (b'<?xml version="1.0" encoding="klingon"?>' + svg(), "ni une image PNG"),
        (b"<html><body/></html>", "pas un dessin SVG"),
        (b"<svg/>", "pas un dessin SVG"),
    ],
)
def test_what_runs_or_comes_from_elsewhere_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(LogoRefused) as raised:
        ready(content, no_svg)
    assert said in raised.value.what.replace("\u00a0", " ")
    assert "PNG" in raised.value.next_step


def test_it_is_kept_replaced_removed_and_had_back(office: Office) -> None:
    logos = office.documents.logos
    assert logos.current() == b""
    assert logos.put(png(), no_svg) == b""
    first = logos.current()
    assert logos.put(svg(), lambda _content: png(size=(90, 30))) == first
    second = logos.current()
    assert second != first
    assert logos.remove() == second
    assert logos.current() == b""
    logos.put_back(first)
    assert logos.current() == first


def test_one_that_is_refused_leaves_the_one_before(office: Office) -> None:
    logos = office.documents.logos
    logos.put(png(), no_svg)
    before = logos.current()
    with pytest.raises(LogoRefused):
        logos.put(svg("<script/>"), no_svg)
    assert logos.current() == before


def test_one_that_decayed_is_told_and_stops_no_letter(office: Office) -> None:
    office.documents.logos.put(png(), no_svg)
    with office.vault.unit() as unit:
        unit.execute("UPDATE image SET bytes = x'00'")
        unit.commit()
    assert office.documents.logos.current() == b""
    [finding] = LOGO_BYTES.full(office.vault)  # pyright: ignore[reportArgumentType]
    assert "Le logo n’est plus" in finding.told


def test_it_is_printed_by_every_document(office: Office) -> None:
    office.documents.logos.put(png(), no_svg)
    office.settings.put(declared.LOGO_WORDS, SAID)
    for code in ("attestation", "relative_letter.meeting", "handout"):
        body = office.documents.models.text(code).body
        assert len(boxes(office.documents.specimen(code, body).pdf)) == 1


@pytest.mark.parametrize(
    "layout", [EnvelopeLayout(dx, dy) for dx in (-20, 0, 20) for dy in (-20, 20)]
)
@pytest.mark.parametrize("size", [(900, 30), (300, 100), (100, 300)])
def test_it_never_comes_near_the_window(layout: EnvelopeLayout, size: tuple[int, int]) -> None:
    logo = Logo(ready(png(size=size), no_svg))
    [(left, top, right, bottom)] = boxes(render(replace(LETTER, logo=logo), layout))
    assert right <= layout.left_mm - 2.9
    assert left >= 32
    assert top >= 11
    assert right - left <= BOX_MM[0] + 0.01
    assert bottom - top <= BOX_MM[1] + 0.01


def test_it_takes_no_line_from_a_sheet() -> None:
    sheet = replace(FORM, body=FORM.body * 3)
    logo = Logo(ready(png(), no_svg))
    before, after = (
        len(pypdf.PdfReader(BytesIO(pdf)).pages)
        for pdf in (render_notice(sheet), render_notice(replace(sheet, logo=logo)))
    )
    assert after == before


@pytest.mark.parametrize(
    "make",
    [
        lambda logo: render(replace(LETTER, logo=logo), EnvelopeLayout()),
        lambda logo: render_notice(replace(FORM, logo=logo)),
    ],
)
def test_it_is_told_in_words_or_an_ornament(make: Callable[[Logo], bytes]) -> None:
    kept = ready(png(), no_svg)
    told, silent = make(Logo(kept, SAID)), make(Logo(kept))
    assert spoken(told) == spoken(silent)
    assert alts(told) == [SAID]
    assert alts(silent) == []


def alts(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = (thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary))
        return [str(thing.Alt) for thing in found if thing.get("/S") == "/Figure"]
