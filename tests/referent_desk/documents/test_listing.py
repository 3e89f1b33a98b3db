from io import BytesIO

import pypdf
import pytest

from referent_desk.documents import Column, Listing, render_listing

COLUMNS = (Column("Quand", 1), Column("Quoi", 3))


def pages(*rows: tuple[str, str], about: tuple[str, ...] = ()) -> list[str]:
    pdf = render_listing(Listing("Journal des accès", about, COLUMNS, rows))
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def test_every_page_has_the_names_of_the_columns_and_its_number() -> None:
    found = pages(*[(f"jour {n}", f"ligne {n:03}") for n in range(100)])
    assert len(found) == 3
    for number, text in enumerate(found, start=1):
        assert "Quoi" in text
        assert f"{number}/3" in text
    assert [f"ligne {n:03}" in "".join(found) for n in range(100)] == [True] * 100


def test_a_long_text_goes_on_below_and_nothing_of_it_is_lost() -> None:
    words = " ".join(f"mot{n}" for n in range(60))
    [text] = pages(("lundi", words))
    assert text.replace("\n", " ").count("mot") == 60


@pytest.mark.parametrize(
    ("written", "printed"), [("Éloïse 😀", "Éloïse ?"), ("14\u202fh", "14\u202fh")]
)
def test_a_character_the_font_lacks_does_not_stop_the_list(written: str, printed: str) -> None:
    [text] = pages(("lundi", written))
    assert printed in text


def test_an_empty_list_is_a_page_and_the_title_of_the_file_is_plain() -> None:
    pdf = render_listing(Listing("Journal des accès", ("Famille Lacroix",), COLUMNS, ()))
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert len(reader.pages) == 1
    assert "Famille Lacroix" in reader.pages[0].extract_text()
    assert "Lacroix" not in str(reader.metadata)
