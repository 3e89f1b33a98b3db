"""What was said of suicide or violence and still lacks something: a line each, until it is done.

The radar's rule on safety speaks here alone: its line would say less of the same event.
"""

from collections.abc import Callable, Iterable
from functools import partial

from referent_desk.meetings import Missing, SafetyToFinish
from referent_desk.office import Office
from referent_desk.overview import RadarLine, SetAside
from referent_desk.vocabulary import Catalogue
from ui.families.follow_ups import FollowUps
from ui.french_dates import first_upper
from ui.home.radar_card import aside_button, beside
from ui.veiled import veiled_row
from ui.widgets import Card, Row, RowData
from ui.widgets.typed_dates import show_date

LACKS = {
    Missing.SAID: "ce qui a été dit",
    Missing.DONE: "ce qui a été fait",
    Missing.FOLLOW_UP: "ce qui suit",
    Missing.FOLLOW_UP_ON: "pour quand",
    Missing.DUE: "la suite arrive à son jour",
}


def of_safety(line: RadarLine | SetAside) -> bool:
    return line.rule.code == "safety"


def still_open(office: Office, aside: Iterable[SetAside]) -> tuple[SafetyToFinish, ...]:
    """What lacks something, but for what was put aside as the radar's."""
    put_aside = {line.subject for line in aside if of_safety(line)}
    return tuple(item for item in office.meetings.safety_open() if item.event.id not in put_aside)


def safety_card(
    office: Office,
    items: tuple[SafetyToFinish, ...],
    radar: Iterable[RadarLine],
    does: FollowUps,
    open_event: Callable[[str, str, str], object],
) -> Card | None:
    """None when nothing is missing. What the radar says of one can be put aside here."""
    if not items:
        return None
    can_go = {line.subject: line for line in radar if of_safety(line)}
    card = Card("Sécurité, à compléter", icon="shield-alert", icon_role="warning")
    card.setObjectName("safety_to_finish")
    words = partial(_words, office=office)
    for item in items:
        row = Row.of(veiled_row(words, item, item.family_id))
        row.activated.connect(partial(_open, open_event, item))
        line = can_go.get(item.event.id)
        card.add_across(beside(row, aside_button(line, does)) if line else row)
    return card


def _open(open_event: Callable[[str, str, str], object], item: SafetyToFinish, _key: str) -> None:
    open_event(item.family_id, item.meeting_id, item.event.id)


def _words(item: SafetyToFinish, *, office: Office) -> RowData:
    kind = office.vocabulary.label(Catalogue.SAFETY_KINDS, item.event.kind)
    lacks = ", ".join(LACKS[what] for what in item.missing if what is not Missing.DUE)
    due = _due(item) if Missing.DUE in item.missing else ""
    lacking = f"il manque\u00a0: {lacks}" if lacks else ""
    return RowData(
        f"Famille {item.family} · {kind}",
        first_upper(" · ".join(part for part in (lacking, due) if part)),
        show_date(item.day),
        "warning",
        "shield-alert",
        item.meeting_id,
    )


def _due(item: SafetyToFinish) -> str:
    """What was to follow, where the screen may say it."""
    what, day = item.event.follow_up, item.event.follow_up_on
    by_day = f", pour le {show_date(day)}" if day else ""
    return f"à suivre\u00a0: {what}{by_day}" if what else LACKS[Missing.DUE]
