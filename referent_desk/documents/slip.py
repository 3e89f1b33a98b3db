"""The reply slip: an answer that names nobody, under the letter's reference."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from referent_desk.documents import sheet
from referent_desk.documents.fonts import REGULAR, STRONG, drawn, width
from referent_desk.documents.tagged import Element, Role, bullets
from referent_desk.documents.typography import NBSP, typeset

TITLE, BOX = "Coupon-réponse", "Case à cocher"
ADVICE = (
    "À compléter avec l’accord de la personne qui vous a remis cette lettre. "
    "N’y écrivez aucun nom: la référence suffit."
)
ANSWERS = (
    ("La personne a pris contact avec nous", "le"),
    ("Une première rencontre est convenue", "le"),
    ("Nous ne pouvons pas répondre à cette demande pour le moment.", ""),
)
_ABOVE, _UNDER_CUT, _TITLE, _ROW, _BOX = 6 * mm, 7 * mm, 6 * mm, 7 * mm, 3.2 * mm
_BLANK = 42 * mm
_ENDS = 5 * mm
_INTO_MARGIN = 7 * mm  # the slip may stand lower than text


class ReplySlip(Flowable):
    """Stands at the foot of the last page, in one piece, under a line to cut along."""

    def __init__(
        self, reference: str, return_to: Sequence[str], heading: Role, *, spacing: bool
    ) -> None:
        super().__init__()
        self._title = Element(heading)
        self._reference, self._tall = reference, 0.0
        self._advice = sheet.line(typeset(ADVICE, spacing=spacing), sheet.SMALL)
        address = f"À renvoyer à: {' · '.join(return_to)}"
        self._return_to = sheet.line(typeset(address, spacing=spacing), sheet.SMALL)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        """Takes all the room left, so as to end where the page ends."""
        texts = sheet.stack_height((self._advice, self._return_to), aW)
        self._tall = _UNDER_CUT + _TITLE + texts + _ROW * len(ANSWERS) + _ENDS
        self.width, self.height = aW, max(aH, self._tall - _INTO_MARGIN + _ABOVE)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: ARG002, N803
        """Never."""
        return []

    def draw(self) -> None:
        top = self._tall - _INTO_MARGIN
        self._cut_line(top)
        y = top - _UNDER_CUT
        self._heading(y)
        canvas: Any = self.canv
        y = sheet.draw_stack(canvas, (self._advice,), 0, y - _TITLE + 3 * mm, self.width)
        answers = bullets()
        for answer, then in ANSWERS:
            y -= _ROW
            self._answer(Element(Role.ITEM, answers), y + 1 * mm, answer, then)
        sheet.draw_stack(canvas, (self._return_to,), 0, y - 2.5 * mm, self.width)

    def _cut_line(self, y: float) -> None:
        """Across the whole sheet, as it is torn."""
        self.canv.saveState()
        self.canv.setStrokeColor(sheet.HAIRLINE)
        self.canv.setLineWidth(0.6)
        self.canv.setDash(3, 3)
        self.canv.line(-sheet.LEFT, y, sheet.WIDTH - sheet.LEFT, y)
        self.canv.restoreState()

    def _heading(self, y: float) -> None:
        canvas: Any = self.canv
        canvas.setFillColor(sheet.INK)
        canvas.setFont(STRONG, 11)
        with canvas.element(self._title):
            canvas.drawString(0, y, drawn(TITLE))
        with canvas.element(Element(Role.P)):
            canvas.drawRightString(self.width, y, drawn(f"Référence{NBSP}{self._reference}"))

    def _answer(self, item: Element, y: float, answer: str, then: str) -> None:
        canvas: Any = self.canv
        canvas.setStrokeColor(sheet.GREY)
        canvas.setLineWidth(0.7)
        with canvas.element(Element(Role.LABEL, item, alt=BOX)):
            canvas.rect(0, y - 0.4 * mm, _BOX, _BOX)
        canvas.setFillColor(sheet.INK)
        canvas.setFont(REGULAR, 10)
        text = f"{answer} {then}".rstrip()
        with canvas.element(Element(Role.ITEM_BODY, item)):
            canvas.drawString(_BOX + 2.5 * mm, y, drawn(text))
        if then:
            start = _BOX + 4 * mm + width(text, REGULAR, 10)
            canvas.setStrokeColor(sheet.HAIRLINE)
            canvas.line(start, y - 0.6 * mm, start + _BLANK, y - 0.6 * mm)
