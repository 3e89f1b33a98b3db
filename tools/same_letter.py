# pyright: reportUnknownMemberType=false
"""One letter, made by us and by others, to compare what it costs."""

import importlib
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from referent_desk import resource_files
from referent_desk.documents import EnvelopeLayout, Letter, letter_blocks, render
from referent_desk.documents.slip import ADVICE, ANSWERS, TITLE

PARAGRAPHS = (
    "Madame, Monsieur,",
    "Mme Anne Lacroix souhaite vous rencontrer. Elle cherche une aide et un lieu où souffler.",
    "Vous connaissez les groupes de parole entre proches, et ce qu’ils apportent.",
    "Elle vous remet cette lettre elle-même et vous dira ce qu’elle souhaite vous dire.",
    "Je vous remercie de l’accueil que vous lui réserverez.",
    "Je vous prie d’agréer, Madame, Monsieur, l’expression de mes salutations distinguées.",
)
LETTER = Letter(
    sender=("Service du référent famille", "Rue de la Source 5", "5002 Saint-Servais"),
    recipient=("Similes Exemple", "Rue du Moulin 12 bte 3", "5590 Ciney"),
    place_and_date="Saint-Servais, le 23 novembre 2026",
    subject="prise de contact",
    body=letter_blocks("\n\n".join(PARAGRAPHS)),
    signature=("Camille Dumont", "Référente famille"),
    reference="K7M2",
    reply_slip=True,
)
_REGULAR, _STRONG = "plain-regular", "plain-strong"
_COLD_LIMIT = 180


def ours() -> bytes:
    return render(LETTER, EnvelopeLayout())


def plain() -> bytes:
    """reportlab as it comes, untagged: the same words, one under the other, in the same font."""
    _plain_fonts()
    out = BytesIO()
    styles = {
        strong: ParagraphStyle(name, fontName=name, fontSize=11, leading=15.5)
        for strong, name in ((False, _REGULAR), (True, _STRONG))
    }
    story: list[Flowable] = [Paragraph(escape(text), styles[strong]) for text, strong in _said()]
    SimpleDocTemplate(out, pagesize=A4).build(story)
    return out.getvalue()


def weasyprint() -> Callable[[], object] | None:
    """Tagged, in this process; None where it is not installed, or lacks its own libraries."""
    try:
        library: Any = importlib.import_module("weasyprint")
    except (ImportError, OSError):  # it looks for Pango as it is imported
        return None
    page = _page()
    return lambda: library.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")


def libreoffice(folder: Path) -> Callable[[], object] | None:
    """Tagged, a process each time, with a profile that it knows; None where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    page = folder / "letter.html"
    page.write_text(_page(), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = '{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    command = [program, profile, "--headless", "--convert-to"]
    command += [f"pdf:writer_web_pdf_Export:{options}", "--outdir", str(folder), str(page)]
    return lambda: subprocess.run(command, check=True, capture_output=True, timeout=_COLD_LIMIT)


def _said() -> Iterator[tuple[str, bool]]:
    """Every text of the letter, and whether it is strong."""
    name, *address = LETTER.sender
    yield name, True
    yield from ((text, False) for text in (*address, *LETTER.recipient, LETTER.place_and_date))
    yield f"Objet\u00a0: {LETTER.subject}", True
    yield f"Notre référence\u00a0: {LETTER.reference}", False
    yield from ((text, False) for text in (*PARAGRAPHS, *LETTER.signature))
    yield TITLE, True
    yield from ((text, False) for text in (LETTER.reference, ADVICE))
    yield from ((f"{answer} {then}", False) for answer, then in ANSWERS)
    yield " · ".join(LETTER.sender), False


@cache
def _plain_fonts() -> None:
    """The same files under other names, as reportlab itself reads them."""
    for name, weight in ((_REGULAR, "Regular"), (_STRONG, "SemiBold")):
        font: Any = TTFont(name, str(resource_files.path(f"fonts/SourceSans3-{weight}.ttf")))
        font.face.name = name.encode()
        pdfmetrics.registerFont(font)


def _page() -> str:
    faces = "".join(
        f"@font-face {{ font-family: Body; font-weight: {weight};"
        f" src: url({resource_files.path(f'fonts/SourceSans3-{name}.ttf').as_uri()}) }}"
        for weight, name in ((400, "Regular"), (600, "SemiBold"))
    )
    style = f"{faces} body {{ font: 11pt/15.5pt Body }} @page {{ size: A4 }}"
    body = "".join(
        f"<p><strong>{escape(text)}</strong></p>" if strong else f"<p>{escape(text)}</p>"
        for text, strong in _said()
    )
    head = f'<meta charset="utf-8"><title>Lettre</title><style>{style}</style>'
    return f'<!DOCTYPE html><html lang="fr-BE"><head>{head}</head><body>{body}</body></html>'
