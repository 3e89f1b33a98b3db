"""One of each kind of document that the program makes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from referent_desk.activity.rendering import Form, files
from referent_desk.documents import (
    Column,
    EnvelopeLayout,
    Letter,
    Listing,
    NotePage,
    NoteSection,
    OwnNotes,
    letter_blocks,
    render,
    render_listing,
    render_own_notes,
    window_test_page,
)
from referent_desk.documents.content import Logo, Notice
from referent_desk.documents.envelope import C5, DL
from referent_desk.documents.envelope_page import Shift, envelope_pages, label_pages
from referent_desk.documents.logo import ready
from referent_desk.documents.markdown import sheet_blocks
from referent_desk.documents.notice import render_notice
from referent_desk.drawings import (
    PRINT,
    MapLink,
    MapMember,
    Mark,
    NetworkMap,
    Shape,
    Timeline,
    TimelineRow,
    draw_map,
    draw_timeline,
)
from tests.referent_desk.activity import reports
from tests.referent_desk.documents.pictures import png

LAYOUT = EnvelopeLayout()
TEXT = """Madame,

Mme Noël souhaite vous rencontrer ; l'œuvre « vit » ! Elle dit **fort** que *tout* va :

- un lieu où souffler
- une permanence, voir www.exemple.be/aide

Ensuite, dans cet ordre :

3. appeler
4. écrire à accueil@exemple.be

> « j'ai dit: non»
"""
LETTER = Letter(
    sender=("Service du référent famille", "Rue de la Source 5", "5002 Saint-Servais"),
    recipient=("Similes Exemple", "Rue du Moulin 12 bte 3", "5590 Ciney"),
    place_and_date="Saint-Servais, le 23 novembre 2026",
    subject="prise de contact",
    body=letter_blocks(TEXT),
    signature=("Camille Dumont", "Référente famille"),
    reference="K7M2",
    reply_slip=True,
)
LONG = replace(LETTER, body=LETTER.body * 6 + letter_blocks("Un mot encore. " * 400))
COLUMNS = (Column("Quand", 1), Column("Quoi", 3))
ROWS = tuple((f"le {n} mai", "mot " * (n % 40)) for n in range(1, 90))
MAP = NetworkMap(
    "Julien",
    (("family", "familial"), ("friends", "amical")),
    (("close", "lien étroit"),),
    (MapMember("a", "Claire, mère", "family", "close"),),
    (MapLink("a", None, "support"),),
)
TIMELINE = Timeline(
    (date(2026, 9, 1),),
    (),
    (TimelineRow("épuisement", (Mark(date(2026, 9, 1), Shape.DOT, "8"),)),),
    ((Shape.DOT, "émotion notée"),),
)
NOTES = OwnNotes(
    "Préparation",
    (
        NotePage(
            "Mme Lacroix",
            "Patient\u00a0: Julien",
            (
                NoteSection("La dernière fois", tuple(f"ligne {n} " * 9 for n in range(70))),
                NoteSection("À ne pas oublier", ()),
            ),
        ),
        NotePage("M. Petit", "", (NoteSection("La dernière fois", ("Rien.",)),)),
    ),
)


def _listing(**more: object) -> bytes:
    return render_listing(Listing("Réseau", ("Édité.",), COLUMNS, ROWS, **more))  # pyright: ignore[reportArgumentType]


FORM = Notice(
    "Accord de communication",
    ("Service de référence", "Place fictive 1"),
    sheet_blocks(
        "J’accepte que ceci soit communiqué :\n\n## Quoi\n\n- ce que j’ai dit\n- *rien d’autre*\n\n"
        ":::\n## En cas d’urgence\n\n1. **112**\n2. **101**\n:::\n\n[ ] par écrit\n\nNom : ____\n"
    ),
    "Saint-Exemple, le 3 mars 2026",
    ("Zoé Exemple", "Référente famille"),
)


LOGO = Logo(ready(png(), bytes))
PAPERS: dict[str, Callable[[], bytes]] = {
    "letter": lambda: render(LETTER, LAYOUT),
    "long letter": lambda: render(LONG, LAYOUT),
    "bare letter": lambda: render(
        replace(LETTER, sender=(), recipient=(), body=(), signature=(), subject=""), LAYOUT
    ),
    "listing": _listing,
    "empty listing": lambda: render_listing(Listing("Journal", (), COLUMNS, ())),
    "network": lambda: _listing(figure=draw_map(MAP, PRINT), alt="Carte du réseau de Julien."),
    "evolution": lambda: _listing(figure=draw_timeline(TIMELINE, PRINT)),
    "own notes": lambda: render_own_notes(NOTES),
    "form": lambda: render_notice(FORM),
    "handout": lambda: render_notice(replace(FORM, large=True, signature=(), place_and_date="")),
    "long form": lambda: render_notice(replace(FORM, body=FORM.body * 9)),
    "report": lambda: files(reports.REPORT)[Form.PDF],
    "rectified report": lambda: files(reports.RECTIFIED)[Form.PDF],
    "empty report": lambda: files(reports.EMPTY)[Form.PDF],
    "long report": lambda: files(reports.LONG)[Form.PDF],
    "letter with a logo": lambda: render(replace(LETTER, logo=LOGO), LAYOUT),
    "long letter with a logo told": lambda: render(
        replace(LONG, logo=replace(LOGO, words="Hôpital « Exemple »")), LAYOUT
    ),
    "form with a logo": lambda: render_notice(replace(FORM, logo=LOGO)),
    "handout with a logo told": lambda: render_notice(
        replace(FORM, large=True, logo=replace(LOGO, words="Hôpital « Exemple »"))
    ),
    "window": lambda: window_test_page(LAYOUT),
    "window of a C5": lambda: window_test_page(EnvelopeLayout(size=C5)),
    "envelope": lambda: envelope_pages([LETTER.recipient], LETTER.sender, DL, Shift()),
    "envelopes in C5": lambda: envelope_pages([LETTER.recipient] * 2, (), C5, Shift(2, -1.5)),
    "labels": lambda: label_pages([LETTER.recipient] * 30, 5, Shift()),
}
