"""The page that shows where the window of the envelopes is."""

from io import BytesIO

from reportlab.lib.units import mm

from referent_desk.documents import fonts, sheet
from referent_desk.documents.content import Run
from referent_desk.documents.envelope import EnvelopeLayout
from referent_desk.documents.first_page import fold_marks
from referent_desk.documents.tagged import Role, TaggedCanvas, bullets
from referent_desk.documents.typography import typeset

TITLE = "Essai de la fenêtre"
FRAME = "Le cadre de la fenêtre, gradué en millimètres en haut et à gauche, un pointillé dedans."
STEPS = """\
Imprimez cette page à 100 % (« taille réelle »).
Pliez-la {fold} de la marge gauche.
Glissez-la au milieu de l’enveloppe {envelope} : seul l’intérieur du cadre doit se voir par la \
fenêtre. L’adresse, elle, reste dans le pointillé : elle se lit même si la feuille glisse.
Sinon, mesurez l’écart sur les graduations (1 mm chacune), puis changez les réglages de \
l’enveloppe : « Fenêtre, décalage à droite » si le cadre est trop à gauche, « Fenêtre, décalage \
vers le bas » s’il est trop haut ; un nombre négatif va dans l’autre sens.
"""


def window_test_page(layout: EnvelopeLayout) -> bytes:
    """A PDF of one page to print and fold."""
    out = BytesIO()
    with fonts.LOCK:
        fonts.register()
        canvas = sheet.blank(out, TITLE)
        _draw(canvas, layout)
        canvas.showPage()
        canvas.save()
    return out.getvalue()


def _draw(canvas: TaggedCanvas, layout: EnvelopeLayout) -> None:
    """The page is told from its title on; the window comes after what explains it."""
    fold_marks(canvas, layout)
    top = sheet.from_top(max(layout.bottom_mm + 20, 110))
    title = sheet.line(TITLE, sheet.style(16, 24, font=fonts.STRONG), role=Role.H1)
    below = sheet.draw_stack(canvas, [title], sheet.LEFT, top, sheet.TEXT_WIDTH)
    steps, numbered = sheet.style(11, 17, after=3), bullets(numbered=True)
    steps.leftIndent = 6 * mm
    items = [
        sheet.laid((Run(typeset(step)),), steps, f"{number}.", inside=numbered)
        for number, step in enumerate(_steps(layout), start=1)
    ]
    sheet.draw_stack(canvas, items, sheet.LEFT, below - 3 * mm, sheet.TEXT_WIDTH)
    _window(canvas, layout)


def _steps(layout: EnvelopeLayout) -> list[str]:
    several = len(layout.size.folds_mm) > 1
    fold = "en trois aux deux repères" if several else "en deux au repère"
    return STEPS.format(fold=fold, envelope=layout.size.name).splitlines()


def _window(canvas: TaggedCanvas, layout: EnvelopeLayout) -> None:
    left, right = layout.left_mm * mm, layout.right_mm * mm
    top, bottom = sheet.from_top(layout.top_mm), sheet.from_top(layout.bottom_mm)
    canvas.setStrokeColor(sheet.INK)
    canvas.setLineWidth(0.7)
    with canvas.figure(FRAME, (left, bottom, right - left, top - bottom)):
        canvas.rect(left, bottom, right - left, top - bottom)
        canvas.setLineWidth(0.4)
        for step in range(round((right - left) / mm) + 1):
            canvas.line(left + step * mm, top, left + step * mm, top + _tick(step))
        for step in range(round((top - bottom) / mm) + 1):
            canvas.line(left, top - step * mm, left - _tick(step), top - step * mm)
        canvas.setStrokeColor(sheet.HAIRLINE)
        canvas.setDash(2, 2)
        x, y = layout.padding_x, layout.padding_y
        canvas.rect(left + x, bottom + y, right - left - 2 * x, top - bottom - 2 * y)
        canvas.setDash()
    told = sheet.style(10, 14, ink=sheet.GREY)
    lines = (
        "L’adresse s’imprime ici.",
        f"Décalage à droite\u00a0: {_told(layout.dx_mm)}",
        f"Décalage vers le bas\u00a0: {_told(layout.dy_mm)}",
    )
    paragraphs = [sheet.line(text, told) for text in lines]
    begin, width = layout.padding_x + 2 * mm, layout.width - 2 * layout.padding_x - 4 * mm
    sheet.draw_stack(canvas, paragraphs, left + begin, top - 10 * mm, width)


def _tick(step: int) -> float:
    return (3.5 if step % 10 == 0 else 2.5 if step % 5 == 0 else 1.5) * mm


def _told(millimetres: float) -> str:
    return f"{millimetres:g}\u00a0mm".replace(".", ",").replace("-", "\u2212")
