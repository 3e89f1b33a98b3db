"""The rows of a card: the first ones, and all the others once asked for."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer

from ui.widgets import Card, LinkButton, Row

T = TypeVar("T")
SHOWN = 8
AT_ONCE = 20
"""So few that the window never waits for them."""


def fill(card: Card, items: Sequence[T], add: Callable[[T], Row]) -> None:
    """What waits is never left out without a word; one more takes no more room than that word.

    `add` puts one at the end of the card.
    """
    shown = SHOWN if len(items) > SHOWN + 1 else SHOWN + 1
    for item in items[:shown]:
        add(item)
    rest = items[shown:]
    if not rest:
        return
    more = LinkButton(f"Voir les {len(rest)} autres")
    more.setObjectName("home_more")

    def show() -> None:
        more.hide()
        more.deleteLater()
        add(rest[0]).setFocus()
        go_on(1)

    def go_on(at: int) -> None:
        for item in rest[at : at + AT_ONCE]:
            add(item)
        if at + AT_ONCE < len(rest):
            QTimer.singleShot(0, card, partial(go_on, at + AT_ONCE))

    more.clicked.connect(lambda: QTimer.singleShot(0, card, show))
    card.add(more)
