"""Every document of the program, through every tool at hand."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import page
import pypdf
import pytest

from referent_desk.documents import letter_blocks, render
from tests.referent_desk.documents.tagged.checker import problems, spoken
from tests.referent_desk.documents.tagged.papers import LAYOUT, LETTER, LONG, PAPERS

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is missing")
needs_qpdf = pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is missing")
every_paper = pytest.mark.parametrize("make", PAPERS.values(), ids=PAPERS)
Make = Callable[[], bytes]


@every_paper
def test_the_structure_holds(make: Make) -> None:
    assert problems(make()) == []


@every_paper
@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2A"])
def test_the_standard_is_kept(make: Make, profile: str) -> None:
    report = page.validate_pdf_bytes(make(), profile=page.ValidationProfile[profile])
    assert report.is_compliant, report


@needs_qpdf
@every_paper
def test_the_file_is_well_made(make: Make, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(make())
    told = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=True)
    assert "No syntax or stream encoding errors" in told.stdout


@needs_poppler
@every_paper
def test_it_is_tagged_and_every_font_is_embedded(make: Make, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(make())
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in info
    told = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout
    fonts = [line.split() for line in told.splitlines()[2:]]
    assert fonts
    for name, *_, embedded, cut, meanings, _number, _generation in fonts:
        assert name.partition("+")[2].startswith("SourceSans3-")
        assert [embedded, cut, meanings] == ["yes"] * 3


@every_paper
def test_the_same_paper_gives_the_same_bytes(make: Make) -> None:
    assert make() == make()


def test_another_process_gives_the_same_bytes_too() -> None:
    program = (
        "import hashlib; from tests.referent_desk.documents.tagged.papers import PAPERS;"
        "print([hashlib.sha256(make()).hexdigest() for make in PAPERS.values()])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.getcwd()},  # noqa: PTH109
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    here = [hashlib.sha256(make()).hexdigest() for make in PAPERS.values()]
    assert told == {str(here)}


def test_what_was_drawn_before_changes_nothing() -> None:
    alone = render(LETTER, LAYOUT)
    render(replace(LETTER, body=letter_blocks("Łukasz, Čapek, Şahin, Ωmega — ½ ⅓ ∞")), LAYOUT)
    assert render(LETTER, LAYOUT) == alone


def test_a_letter_is_read_in_its_order_and_to_the_letter() -> None:
    assert spoken(render(LETTER, LAYOUT)) == [
        ("P", "Service du référent famille"),
        ("P", "Rue de la Source 5 5002 Saint-Servais"),
        ("P", "PERSONNEL ET CONFIDENTIEL"),
        ("P", "Similes Exemple Rue du Moulin 12 bte 3 5590 Ciney"),
        ("P", "Saint-Servais, le 23\u00a0novembre 2026"),
        ("H1", "Objet\u00a0: prise de contact"),
        ("P", "Notre référence\u00a0: K7M2"),
        ("P", "Madame,"),
        (
            "P",
            (
                "Mme\u00a0Noël souhaite vous rencontrer\u202f; l’œuvre «\u00a0vit\u00a0»\u202f!"
                " Elle dit fort que tout va\u00a0:"
            ),
        ),
        *(("Lbl", "•"), ("LBody", "un lieu où souffler")),
        *(("Lbl", "•"), ("LBody", "une permanence, voir "), ("Link", "www.exemple.be/aide")),
        ("P", "Ensuite, dans cet ordre\u00a0:"),
        *(("Lbl", "3."), ("LBody", "appeler")),
        *(("Lbl", "4."), ("LBody", "écrire à "), ("Link", "accueil@exemple.be")),
        ("P", "« j'ai dit: non»"),
        ("P", "Camille Dumont"),
        ("P", "Référente famille"),
        ("H2", "Coupon-réponse"),
        ("P", "Référence\u00a0K7M2"),
        (
            "P",
            (
                "À compléter avec l’accord de la personne qui vous a remis cette lettre. N’y"
                " écrivez aucun nom\u00a0: la référence suffit."
            ),
        ),
        ("LBody", "La personne a pris contact avec nous le"),
        ("LBody", "Une première rencontre est convenue le"),
        ("LBody", "Nous ne pouvons pas répondre à cette demande pour le moment."),
        (
            "P",
            (
                "À renvoyer à\u00a0: Service du référent famille · Rue de la Source 5"
                " · 5002 Saint-Servais"
            ),
        ),
    ]


def test_a_paragraph_over_two_pages_is_read_as_one() -> None:
    texts = [text for _, text in spoken(render(LONG, LAYOUT))]
    assert ("Un mot encore. " * 400).strip() in texts
    assert not [text for text in texts if text.startswith("2/")]


@needs_poppler
def test_another_reader_reads_the_same() -> None:
    pdf = render(LETTER, LAYOUT)
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    words = [word for _, text in spoken(pdf) for word in re.split("[ \u00a0\u202f]", text)]
    assert re.split("[ \n\f\u202f]+", told.stdout.decode().strip()) == [
        word for word in words if word
    ]


def test_headings_lists_tables_and_links_are_what_they_seem() -> None:
    notes = [role for role, _ in spoken(PAPERS["own notes"]())]
    assert [role for role in notes if role != "P"][:3] == ["H1", "H2", "Lbl"]
    assert notes.count("H1") == 2
    listing = spoken(PAPERS["listing"]())
    assert [text for role, text in listing if role == "TH"] == ["Quand", "Quoi"]
    assert [text for role, text in listing if role == "TD"][:2] == ["le 1 mai", "mot"]
    targets = {
        str(annotation["/A"]["/URI"])
        for sheet in pypdf.PdfReader(BytesIO(PAPERS["letter"]())).pages
        for annotation in (a.get_object() for a in sheet.get("/Annots", ()))
    }
    assert targets == {"https://www.exemple.be/aide", "mailto:accueil@exemple.be"}
