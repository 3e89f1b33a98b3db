"""What the gate says, as one works: the four conditions, what stops, what to heed, what goes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.secrecy import Decision, Evidence, Offer, Piece, Sharing
from ui.families.sharing.words import CONDITIONS
from ui.theme import IconRole
from ui.widgets import Card, IconLine, LinkButton, Text


class GateView(QWidget):
    """A mark, a word and a sentence each: nothing is told by colour alone."""

    offerTaken = Signal(object)
    """An Offer."""

    def __init__(self) -> None:
        super().__init__()
        self._conditions = Card("Les quatre conditions", icon="shield-check")
        self._conditions.setObjectName("conditions")
        self._stops = Card("Ce qui arrête", icon="circle-x", icon_role="danger")
        self._stops.setObjectName("obstacles")
        self._heed = Card("À relire", icon="triangle-alert", icon_role="warning")
        self._heed.setObjectName("cautions")
        self._instead = Card("À la place", icon="signpost")
        self._instead.setObjectName("offers")
        self._goes = Card("Ce qui part, exactement", icon="eye")
        self._goes.setObjectName("sharing_preview")
        for card in (self._stops, self._heed, self._instead):
            card.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self._stops, self._conditions, self._heed, self._goes, self._instead):
            column.addWidget(card)

    def show_decision(
        self,
        decision: Decision,
        sharing: Sharing,
        contact: str = "",
        hides: Callable[[Piece], bool] = lambda _piece: False,
    ) -> None:
        """`contact`: how the recipient is reached; `hides`: what is not to be read now."""
        self._conditions.set_title("Les quatre conditions")
        asked = any(evidence.asked for evidence in decision.conditions)
        self._fill_conditions(decision.conditions if asked else decision.conditions[:1])
        said = {evidence.sentence for evidence in decision.conditions if asked}
        others = [o.reason for o in decision.obstacles if o.reason not in said]
        self._fill(self._stops, others, "circle-x", "danger")
        self._fill(self._heed, list(decision.cautions), "triangle-alert", "warning")
        self._instead.clear()
        self._instead.setVisible(bool(decision.offers))
        for offer in decision.offers:
            self._instead.add_layout(self._offer_line(offer))
        self._preview(sharing, contact, hides)

    def show_exception(self, what: str, to_whom: str) -> None:
        for card in (self._stops, self._heed, self._instead):
            card.hide()
        self._conditions.set_title("Exception légale")
        self._conditions.clear()
        self._conditions.add(
            IconLine(
                "check",
                "L’exception légale n’est jamais arrêtée\u00a0: dire d’abord, compléter ensuite.",
                role="accent",
                look="",
            )
        )
        self._goes.clear()
        self._goes.add(Text(f"À {to_whom or '…'}", "secondary"))
        self._goes.add(
            Text(what or "À compléter quand il y aura le temps.", "" if what else "muted")
        )

    def _offer_line(self, offer: Offer) -> QHBoxLayout:
        link = LinkButton("Choisir")
        link.setAccessibleName(f"Choisir\u00a0: {offer.sentence}")
        link.setObjectName("offer")
        link.clicked.connect(partial(self.offerTaken.emit, offer))
        line = QHBoxLayout()
        line.addWidget(Text(offer.sentence), 1)
        line.addWidget(link)
        return line

    def _fill_conditions(self, conditions: tuple[Evidence, ...]) -> None:
        self._conditions.clear()
        for evidence in conditions:
            name = CONDITIONS[evidence.condition] if evidence.asked or len(conditions) > 1 else ""
            mark, role = _mark(evidence)
            state = "" if not evidence.asked else " – tenue" if evidence.held else " – manque"
            if name:
                self._conditions.add(IconLine(mark, f"{name}{state}", role=role, look="label"))
            self._conditions.add(Text(evidence.sentence, "" if evidence.asked else "muted"))

    def _fill(self, card: Card, lines: list[str], icon: str, role: IconRole) -> None:
        card.clear()
        card.setVisible(bool(lines))
        for words in dict.fromkeys(lines):
            line = IconLine(icon, words, role=role, look="error" if role == "danger" else "")
            line.setObjectName("obstacle" if role == "danger" else "caution")
            card.add(line)

    def _preview(self, sharing: Sharing, contact: str, hides: Callable[[Piece], bool]) -> None:
        self._goes.clear()
        to = f"À {sharing.recipient.name}" if sharing.recipient.name else "À qui\u00a0?"
        self._goes.add(Text(f"{to}{f' · {contact}' if contact else ''}", "secondary"))
        for piece in sharing.pieces:
            hidden = hides(piece)
            words = "(masqué)" if hidden else piece.text
            self._goes.add(Text(f"– {words}", "muted" if hidden else ""))
        if sharing.text:
            self._goes.add(Text(sharing.text))
        if not (sharing.pieces or sharing.text):
            self._goes.add(Text("Rien encore.", "muted"))


def _mark(evidence: Evidence) -> tuple[str, IconRole]:
    if not evidence.asked:
        return "minus", "muted"
    return ("check", "accent") if evidence.held else ("circle-x", "danger")
