import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pypdf
import pytest

from referent_desk.documents import (
    EnvelopeLayout,
    ItemList,
    Letter,
    MissingGlyphs,
    Run,
    Style,
    fonts,
    letter_blocks,
    missing_characters,
    page_count,
    render,
    window_test_page,
)
from referent_desk.documents.address import PERSONAL
from referent_desk.documents.content import Paragraph, plain
from referent_desk.documents.envelope import C5, DL, ENVELOPES, EnvelopeSize
from referent_desk.documents.fonts import LOCK
from referent_desk.errors import InvalidInput

MM = 72 / 25.4
PAGE_HEIGHT = 297
LAYOUT = EnvelopeLayout()
IN_C5 = EnvelopeLayout(size=C5)
RECIPIENT = ("Similes Exemple", "Rue du Moulin 12 bte 3", "5590 Ciney")
LETTER = Letter(
    sender=("Service du référent famille", "Rue de la Source 5", "5002 Saint-Servais"),
    recipient=RECIPIENT,
    place_and_date="Saint-Servais, le 23 novembre 2026",
    subject="prise de contact",
    body=letter_blocks(
        "Madame,\n\nMme Noël souhaite vous rencontrer ; l'œuvre « vit » !\n\n- a\n- b"
    ),
    signature=("Camille Dumont", "Référente famille"),
    reference="K7M2",
    reply_slip=True,
)
LONG = replace(LETTER, body=tuple(plain(f"Paragraphe {n}. " + "mot " * 60) for n in range(30)))

Placed = tuple[str, float, float]


def pages(pdf: bytes) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(BytesIO(pdf)).pages)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pages(pdf))


def placed(page: pypdf.PageObject) -> Iterator[Placed]:
    """Each stretch of text with where it starts, in mm from the left and the top."""
    found: list[Placed] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((text.strip(), x / MM, PAGE_HEIGHT - y / MM))

    page.extract_text(visitor_text=visit)
    return iter(found)


def in_window(page: pypdf.PageObject, layout: EnvelopeLayout) -> list[str]:
    return [
        text
        for text, x, y in placed(page)
        if layout.left_mm <= x <= layout.right_mm and layout.top_mm + 2 <= y <= layout.bottom_mm - 2
    ]


def test_the_text_reads_back() -> None:
    text = text_of(render(LETTER, LAYOUT))
    for expected in (*LETTER.sender, *RECIPIENT, *LETTER.signature, PERSONAL):
        assert expected in text
    for expected in (
        "Saint-Servais, le 23\u00a0novembre 2026",
        "Objet\u00a0: prise de contact",
        "Notre référence\u00a0: K7M2",
        "Mme\u00a0Noël souhaite",
        "rencontrer\u202f; l’œuvre «\u00a0vit\u00a0»\u202f!",
        "Coupon-réponse",
        "Référence\u00a0K7M2",
    ):
        assert expected in text


def test_verbatims_print_as_they_are() -> None:
    letter = replace(LETTER, body=(Paragraph((Run("j'ai dit : «non»!", Style.VERBATIM),)),))
    assert "j'ai dit : «non»!" in text_of(render(letter, LAYOUT))


def test_belgian_official_use() -> None:
    letter = replace(LETTER, body=(plain("Déjà! «Oui»"),), french_spacing=False)
    text = text_of(render(letter, LAYOUT))
    assert "Déjà! «Oui»" in text
    assert "Objet: prise" in text


@pytest.mark.parametrize(
    "layout", [LAYOUT, IN_C5, EnvelopeLayout(4.5, -3), EnvelopeLayout(-20, 20)]
)
def test_the_address_and_nothing_else_is_in_the_window(layout: EnvelopeLayout) -> None:
    first, *rest = pages(render(LONG, layout))
    assert in_window(first, layout) == [PERSONAL, *RECIPIENT]
    assert rest
    assert not any(RECIPIENT[2] in page.extract_text() for page in rest)


@pytest.mark.parametrize("size", ENVELOPES.values(), ids=ENVELOPES)
def test_the_folded_letter_goes_into_its_envelope(size: EnvelopeSize) -> None:
    edges = (0, *size.folds_mm, PAGE_HEIGHT)
    parts = [below - above for above, below in pairwise(edges)]
    assert parts[0] == max(parts)
    assert parts[0] < size.height_mm
    assert size.width_mm > 210
    assert EnvelopeLayout(size=size).bottom_mm < size.folds_mm[0]


@pytest.mark.parametrize("size", [DL, C5], ids=["dl", "c5"])
@pytest.mark.parametrize(
    "recipient",
    [
        RECIPIENT,
        tuple(f"Ligne {n}" for n in range(7)),
        ("Mme Marie-Antoinette van den Broecke-Vandenbussche", "Rue X 17 bte 1", "5590 Ciney"),
    ],
)
def test_the_address_shows_however_the_folded_sheet_slides(
    size: EnvelopeSize, recipient: tuple[str, ...]
) -> None:
    """The envelope's window is where the page's is while the sheet lies in the middle."""
    layout = EnvelopeLayout(size=size)
    letter = replace(LETTER, recipient=recipient)
    left, top, right, bottom = block_in_window(pages(render(letter, layout))[0], layout)
    aside, up = (size.width_mm - 210) / 2, (size.height_mm - size.folds_mm[0]) / 2
    assert layout.left_mm <= left - aside
    assert right + aside <= layout.right_mm
    assert layout.top_mm <= top - up
    assert bottom + up <= layout.bottom_mm


def block_in_window(
    page: pypdf.PageObject, layout: EnvelopeLayout
) -> tuple[float, float, float, float]:
    """The box around what is written there, in mm: left, top, right, bottom."""
    boxes: list[tuple[float, float, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        x = (tm[4] * cm[0] + cm[4]) / MM
        y = PAGE_HEIGHT - (tm[5] * cm[3] + cm[5]) / MM
        if text.strip() and layout.left_mm <= x and layout.top_mm <= y <= layout.bottom_mm:
            wide = max(fonts.width(line, fonts.STRONG, size) for line in text.splitlines()) / MM
            boxes.append((x, y - 0.75 * size / MM, x + wide, y + 0.21 * size / MM))

    page.extract_text(visitor_text=visit)
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


@pytest.mark.parametrize("layout", [LAYOUT, IN_C5])
def test_the_marks_stand_where_the_sheet_folds(layout: EnvelopeLayout) -> None:
    content = pages(render(LETTER, layout))[0].get_contents()
    assert content is not None
    drawn = re.findall(rb"([\d.]+) ([\d.]+) m ([\d.]+) [\d.]+ l S", content.get_data())
    folds = [PAGE_HEIGHT - float(y) / MM for _x, y, end in drawn if float(end) < 10 * MM]
    assert folds == pytest.approx(layout.size.folds_mm, abs=0.1)


@pytest.mark.parametrize("recipient", [[f"Ligne {n}" for n in range(7)], ["Association " * 12]])
def test_a_large_address_shrinks_into_the_window(recipient: list[str]) -> None:
    page = pages(render(replace(LETTER, recipient=tuple(recipient)), LAYOUT))[0]
    shown = " ".join(in_window(page, LAYOUT))
    assert shown.replace("\n", " ").split() == f"{PERSONAL} {' '.join(recipient)}".split()


def test_a_name_of_80_characters_prints_on_a_letter() -> None:
    name = "Mme Marie-Antoinette-Philippine van den Steen de Jehay-Longueval de Saint-Exemple"
    assert len(name) >= 80
    letter = replace(LETTER, recipient=(name, *RECIPIENT[1:]), signature=(name,))
    page = pages(render(letter, LAYOUT))[0]
    assert " ".join(in_window(page, LAYOUT)).replace("\n", " ").split() == [
        *PERSONAL.split(),
        *" ".join((name, *RECIPIENT[1:])).split(),
    ]
    assert name in " ".join(page.extract_text().split())


def test_letters_of_other_scripts_print_or_say_what_to_do() -> None:
    assert "Наталья Иванова" in text_of(
        render(replace(LETTER, signature=("Наталья Иванова",)), LAYOUT)
    )
    with pytest.raises(MissingGlyphs) as raised:
        render(replace(LETTER, recipient=("ليلى حداد", *RECIPIENT[1:])), LAYOUT)
    assert raised.value.what.endswith("imprimer\u00a0: ل, ي, ى, ح, د, ا.")
    assert "en lettres latines" in raised.value.next_step
    assert "à la main" in raised.value.next_step


def test_what_the_font_lacks_is_shown_and_counted() -> None:
    assert MissingGlyphs("\u200e\u05b0").what.endswith(": U+200E, U+05B0.")
    many = MissingGlyphs(chr(0x4E00 + n) for n in range(20)).what
    assert many.endswith("et 8 autres caractères.")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"recipient": ("ligne",) * 8}, "recipient"),
        ({"recipient": ("très longue ligne " * 80,)}, "recipient"),
        ({"sender": ("ligne",) * 9}, "sender"),
        ({"reference": ""}, "reference"),
    ],
)
def test_what_does_not_fit_is_refused(change: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        render(replace(LETTER, **change), LAYOUT)  # pyright: ignore[reportArgumentType]
    assert caught.value.field == field


def test_an_open_letter_has_no_mention() -> None:
    assert PERSONAL not in text_of(render(replace(LETTER, personal=False), LAYOUT))
    assert PERSONAL not in text_of(render(replace(LETTER, recipient=()), LAYOUT))


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert render(LETTER, LAYOUT) == render(LETTER, LAYOUT)
    assert render(LONG, LAYOUT) == render(LONG, LAYOUT)


def test_its_language_is_told_and_no_name_is() -> None:
    reader = pypdf.PdfReader(BytesIO(render(LETTER, LAYOUT)))
    assert reader.root_object["/Lang"] == "fr-BE"
    assert reader.metadata
    assert reader.metadata.title == "Lettre"
    told = " ".join(str(value) for value in reader.metadata.values())
    assert not any(word in told for word in ("Similes", "Dumont", "K7M2", "anonymous"))


def test_a_long_letter_flows_with_numbered_pages() -> None:
    pdf = render(LONG, LAYOUT)
    texts = [page.extract_text() for page in pages(pdf)]
    total = len(texts)
    assert total == page_count(pdf) > 2
    assert f"1/{total}" not in texts[0]
    assert all(f"{n}/{total}" in text for n, text in enumerate(texts[1:], start=2))
    whole = "\n".join(texts)
    assert all(f"Paragraphe {n}." in whole for n in range(30))


def test_a_letter_of_one_page_has_no_number() -> None:
    assert "1/1" not in text_of(render(LETTER, LAYOUT))


@pytest.mark.parametrize("paragraphs", range(1, 14))
def test_slip_and_signature_are_never_torn(paragraphs: int) -> None:
    body = tuple(plain("mot " * 45) for _ in range(paragraphs))
    all_pages = pages(render(replace(LETTER, body=body), LAYOUT))
    texts = [page.extract_text() for page in all_pages]
    assert all(
        part in texts[-1] for part in ("Coupon-réponse", "Référence\u00a0K7M2", "À renvoyer")
    )
    signed = next(text for text in texts if "Camille Dumont" in text)
    assert "mot mot" in signed
    assert "Référente famille" in signed
    lowest = max(y for page in all_pages for _, _, y in placed(page))
    assert lowest < PAGE_HEIGHT - 10


def test_no_line_begins_with_a_mark_or_ends_with_a_bracket() -> None:
    body = tuple(plain("i" * shift + " mot ! « oui »" * 12) for shift in range(1, 40))
    lines = [
        line
        for page in pages(render(replace(LETTER, body=body), LAYOUT))
        for line in page.extract_text().splitlines()
    ]
    assert not [line for line in lines if line.lstrip()[:1] in tuple("!;?:»%") and line.strip()]
    assert not [line for line in lines if line.rstrip().endswith("«")]


@pytest.mark.parametrize("text", ["😀", "سلام", "\u2028", "\ue02f", "\x07"])
def test_missing_characters_are_named(text: str) -> None:
    letter = replace(LETTER, body=(plain(f"Bonjour {text}"),))
    missing = missing_characters(letter)
    assert len(missing) == len(set(text))
    with pytest.raises(MissingGlyphs) as caught:
        render(letter, LAYOUT)
    shown = (c if c.isprintable() else f"U+{ord(c):04X}" for c in missing)
    assert all(character in caught.value.what for character in shown)


@pytest.mark.parametrize("field", ["sender", "recipient", "signature"])
def test_missing_characters_are_sought_everywhere(field: str) -> None:
    assert missing_characters(replace(LETTER, **{field: ("Ici 😀",)})) == ("😀",)
    items = ItemList(((Run("a😀"),),))
    assert missing_characters(replace(LETTER, body=(items,))) == ("😀",)


def test_what_people_type_prints() -> None:
    typed = "É œ ÿ Ł ő ș ğ – — … ’ “ ” € § ° ½ \u2011 \t \u00ad\u200b e\u0301 <b>&amp"
    letter = replace(LETTER, body=(plain(typed),))
    assert missing_characters(letter) == ()
    assert "é <b>&amp" in text_of(render(letter, LAYOUT))


def test_an_endless_word_and_an_empty_body_print() -> None:
    assert "xxxx" in text_of(render(replace(LETTER, body=(plain("x" * 3000),)), LAYOUT))
    assert page_count(render(replace(LETTER, body=(), signature=()), LAYOUT)) == 1


def test_threads_share_the_fonts() -> None:
    letters = [replace(LETTER, body=(plain(f"Mot {chr(0x100 + n)} ! " * 20),)) for n in range(12)]
    alone = [render(letter, LAYOUT) for letter in letters]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda letter: render(letter, LAYOUT), letters)) == alone


@pytest.mark.parametrize("make", [lambda: render(LETTER, LAYOUT), lambda: window_test_page(LAYOUT)])
def test_one_document_at_a_time(make: Callable[[], bytes]) -> None:
    with ThreadPoolExecutor(1) as pool:
        with LOCK:
            waiting = pool.submit(make)
            assert wait([waiting], timeout=0.1).not_done
        assert waiting.result(timeout=10).startswith(b"%PDF")


@pytest.mark.parametrize("layout", [LAYOUT, EnvelopeLayout(2.5, -1), EnvelopeLayout(20, 20), IN_C5])
def test_the_window_test_page(layout: EnvelopeLayout) -> None:
    pdf = window_test_page(layout)
    assert pdf == window_test_page(layout)
    (page,) = pages(pdf)
    assert "L’adresse s’imprime ici." in " ".join(in_window(page, layout))
    assert "100\u00a0%" in page.extract_text()
