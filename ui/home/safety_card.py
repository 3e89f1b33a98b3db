"""What was said of suicide or violence and still lacks something: a line each, until it is done."""

from collections.abc import Callable
from functools import partial

from referent_desk.meetings import Missing, SafetyToFinish
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui.french_dates import first_upper
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


def safety_card(
    office: Office, items: tuple[SafetyToFinish, ...], open_meeting: Callable[[str, str], object]
) -> Card | None:
    """None when nothing is missing."""
    if not items:
        return None
    card = Card("Sécurité, à compléter", icon="shield-alert", icon_role="warning")
    card.setObjectName("safety_to_finish")
    for item in items:
        words = partial(_words, office=office)
        row = Row.of(veiled_row(words, item, item.family_id))
        row.activated.connect(partial(_open, open_meeting, item))
        card.add(row)
    return card


def _open(open_meeting: Callable[[str, str], object], item: SafetyToFinish, _key: str) -> None:
    open_meeting(item.family_id, item.meeting_id)


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
