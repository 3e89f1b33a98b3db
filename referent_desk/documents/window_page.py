"""The page that shows where the window of the envelopes is."""

from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from referent_desk.documents import fonts, sheet
from referent_desk.documents.envelope import EnvelopeLayout
from referent_desk.documents.first_page import fold_marks
from referent_desk.documents.typography import typeset

_FONT: Any = {"initialFontName": fonts.REGULAR}  # which the stubs take for a number
TITLE = "Essai de la fenêtre"
STEPS = """\
1. Imprimez cette page à 100 % (« taille réelle »).
2. Pliez-la en trois aux deux repères de la marge gauche.
3. Glissez-la dans l’enveloppe : seul l’intérieur du cadre doit se voir par la fenêtre.
4. Sinon, mesurez l’écart sur les graduations (1 mm chacune), puis changez les réglages de \
l’enveloppe : « Décalage à droite » si le cadre est trop à gauche, « Décalage vers le bas » s’il \
est trop haut ; un nombre négatif va dans l’autre sens.
"""


def window_test_page(layout: EnvelopeLayout) -> bytes:
    """A PDF of one page to print and fold."""
    out = BytesIO()
    with fonts.LOCK:
        fonts.register()
        canvas = Canvas(out, (sheet.WIDTH, sheet.HEIGHT), invariant=1, lang=sheet.LANG, **_FONT)
        canvas.setTitle(TITLE)
        _draw(canvas, layout)
        canvas.showPage()
        canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, layout: EnvelopeLayout) -> None:
    fold_marks(canvas)
    _window(canvas, layout)
    top = sheet.from_top(max(layout.bottom_mm + 20, 110))
    title = sheet.style(16, 24, font=fonts.STRONG)
    steps = [sheet.line(typeset(step), sheet.style(11, 17, after=3)) for step in STEPS.splitlines()]
    below = sheet.draw_stack(canvas, [sheet.line(TITLE, title)], sheet.LEFT, top, sheet.TEXT_WIDTH)
    sheet.draw_stack(canvas, steps, sheet.LEFT, below - 3 * mm, sheet.TEXT_WIDTH)


def _window(canvas: Canvas, layout: EnvelopeLayout) -> None:
    left, right = layout.left_mm * mm, layout.right_mm * mm
    top, bottom = sheet.from_top(layout.top_mm), sheet.from_top(layout.bottom_mm)
    canvas.setStrokeColor(sheet.INK)
    canvas.setLineWidth(0.7)
    canvas.rect(left, bottom, right - left, top - bottom)
    canvas.setLineWidth(0.4)
    for step in range(round((right - left) / mm) + 1):
        canvas.line(left + step * mm, top, left + step * mm, top + _tick(step))
    for step in range(round((top - bottom) / mm) + 1):
        canvas.line(left, top - step * mm, left - _tick(step), top - step * mm)
    told = sheet.style(10, 14, ink=sheet.GREY)
    lines = (
        "L’adresse s’imprime ici.",
        f"Décalage à droite\u00a0: {_told(layout.dx_mm)}",
        f"Décalage vers le bas\u00a0: {_told(layout.dy_mm)}",
    )
    paragraphs = [sheet.line(text, told) for text in lines]
    sheet.draw_stack(canvas, paragraphs, left + 8 * mm, top - 10 * mm, layout.width - 12 * mm)


def _tick(step: int) -> float:
    return (3.5 if step % 10 == 0 else 2.5 if step % 5 == 0 else 1.5) * mm


def _told(millimetres: float) -> str:
    return f"{millimetres:g}\u00a0mm".replace(".", ",").replace("-", "\u2212")
