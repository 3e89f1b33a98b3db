"""Envelopes and labels: where things stand on them, and what the letter box may read."""

import pytest

from referent_desk.documents import MissingGlyphs
from referent_desk.documents.address import PERSONAL
from referent_desk.documents.envelope import C5, DL, EnvelopeSize
from referent_desk.documents.envelope_page import (
    LABELS,
    Shift,
    envelope_pages,
    label_pages,
    return_address,
)
from referent_desk.errors import InvalidInput
from tests.referent_desk.documents.test_pdf import MM, pages, text_of

CLAIRE = ("Mme Claire Lacroix", "Rue Haute 17 bte 1", "5590 Ciney")
SENDER = ("Service du référent famille", "Rue de la Source 5", "5002 Saint-Servais")
NONE = Shift()


def starts(pdf: bytes, page: int = 0) -> dict[str, tuple[float, float]]:
    """Where each line begins, in mm from the left and the top."""
    found: dict[str, tuple[float, float]] = {}
    sheet = pages(pdf)[page]
    height = float(sheet.mediabox.height)

    def visit(text: str, cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            found[text.strip()] = (x / MM, (height - y) / MM)

    sheet.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("size", [DL, C5], ids=["dl", "c5"])
def test_each_envelope_has_its_own_size_and_its_parts_in_their_places(size: EnvelopeSize) -> None:
    pdf = envelope_pages([CLAIRE, CLAIRE], SENDER, size, NONE)
    for page in pages(pdf):
        sides = [round(float(side) / MM) for side in page.mediabox[2:]]
        assert sides == [size.width_mm, size.height_mm]
    at = starts(pdf)
    mention, name, street, town = (at[line] for line in (PERSONAL, *CLAIRE))
    assert mention[1] < name[1] < street[1] < town[1]
    assert name[0] >= size.width_mm / 2 - 0.1
    assert mention[1] > 40
    assert town[1] < size.height_mm - 18
    back = at[SENDER[2]]
    assert back[0] < 20
    assert back[1] < 40


def test_the_return_address_tells_of_no_hospital() -> None:
    sender = (SENDER[0], "Hôpital psychiatrique X", *SENDER[1:], "", "Tél. 081 00 00 00")
    assert return_address(sender) == SENDER
    assert "psy" not in text_of(envelope_pages([CLAIRE], sender, DL, NONE))


def test_what_the_printer_shifts_is_made_good() -> None:
    x, y = starts(envelope_pages([CLAIRE], SENDER, DL, NONE))[CLAIRE[0]]
    moved = starts(envelope_pages([CLAIRE], SENDER, DL, Shift(3, -2)))[CLAIRE[0]]
    assert moved == pytest.approx((x + 3, y - 2), abs=0.01)


@pytest.mark.parametrize("first", [1, 5, 24])
def test_labels_begin_where_the_sheet_is_still_whole(first: int) -> None:
    row, column = divmod(first - 1, 3)
    x, y = starts(label_pages([CLAIRE], first, NONE))[CLAIRE[0]]
    assert column * 70 < x < column * 70 + 15
    assert row * 37 < y < (row + 1) * 37


def test_labels_go_on_to_the_next_sheet() -> None:
    recipients = [(f"Mme Exemple {n}", *CLAIRE[1:]) for n in range(LABELS)]
    pdf = label_pages(recipients, 3, NONE)
    assert len(pages(pdf)) == 2
    assert set(starts(pdf, 1)) >= {"Mme Exemple 22", "Mme Exemple 23"}
    x, y = starts(pdf, 1)["Mme Exemple 22"]
    assert (x < 15, y < 37) == (True, True)


@pytest.mark.parametrize("first", [0, 25])
def test_a_place_that_is_not_on_the_sheet_is_refused(first: int) -> None:
    with pytest.raises(InvalidInput):
        label_pages([CLAIRE], first, NONE)


def test_what_cannot_be_printed_or_does_not_fit_is_told() -> None:
    with pytest.raises(MissingGlyphs):
        envelope_pages([("Mme ليلى", *CLAIRE[1:])], SENDER, DL, NONE)
    with pytest.raises(InvalidInput, match="sur l’étiquette"):
        label_pages([("très longue ligne " * 40,)], 1, NONE)
    with pytest.raises(InvalidInput, match="7 lignes"):
        envelope_pages([("ligne",) * 9], SENDER, DL, NONE)
