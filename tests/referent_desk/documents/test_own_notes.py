from io import BytesIO

import pypdf

from referent_desk.documents import NotePage, NoteSection, OwnNotes, render_own_notes


def pages(*notes: NotePage) -> list[str]:
    pdf = render_own_notes(OwnNotes("Préparation", notes))
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def page(heading: str, *lines: str) -> NotePage:
    return NotePage(heading, "Patient\u00a0: Julien", (NoteSection("La dernière fois", lines),))


def test_each_visit_has_its_sheet_and_every_sheet_is_marked() -> None:
    found = pages(page("Mme Lacroix", "« Il a changé. »"), page("M. Petit", "Rien."))
    assert ["Mme Lacroix" in found[0], "M. Petit" in found[1]] == [True, True]
    assert "« Il a changé. »" in found[0]
    for number, text in enumerate(found, start=1):
        assert "POUR SOI, À DÉTRUIRE" in text
        assert f"{number}/2" in text


def test_what_does_not_fit_goes_on_and_nothing_is_lost() -> None:
    found = pages(page("Mme Lacroix", *(f"ligne{n:03}" for n in range(120))))
    assert len(found) > 1
    assert all("À DÉTRUIRE" in text for text in found)
    assert all(f"ligne{n:03}" in "".join(found) for n in range(120))


def test_markup_and_unknown_signs_are_plain_text_and_the_title_names_nobody() -> None:
    pdf = render_own_notes(OwnNotes("Préparation", (page("Mme Lacroix", "<b>1 < 2</b> 😀"),)))
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert "<b>1 < 2</b> ?" in reader.pages[0].extract_text()
    assert "Lacroix" not in str(reader.metadata)
