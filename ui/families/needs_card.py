"""« Besoins et suites »: what they need, and what is to be done about it."""

from functools import partial

from referent_desk.followup import Action
from referent_desk.office import Office
from referent_desk.overview import OpenNeed
from referent_desk.vocabulary import Catalogue
from ui.families.action_line import ActionLine, due_tag
from ui.families.follow_ups import FollowUps
from ui.french_dates import first_upper
from ui.widgets import Card, Row, RowData, Text
from ui.widgets.typed_dates import show_date


class NeedsCard(Card):
    """A need opens a new action tied to it; an action opens to be changed."""

    def __init__(self, office: Office, family_id: str, does: FollowUps) -> None:
        super().__init__("Besoins et suites", action="Ajouter une suite", icon="heart-handshake")
        self.setObjectName("needs_card")
        self._office, self._family_id, self._does = office, family_id, does
        self.actionRequested.connect(partial(does.add, family_id))

    def refresh(self) -> None:
        """Raises DeskError."""
        needs = self._office.overview.open_needs(self._family_id)
        actions = self._office.followup.actions(self._family_id)
        self.clear()
        for need in needs:
            row = Row.of(self._need_row(need))
            row.activated.connect(partial(self._does.add, self._family_id))
            self.add(row)
        if not needs:
            self.add(Text("Aucun besoin noté.", "muted"))
        if actions:
            self.add(Text("À faire", "label"))
        for action in actions:
            line = ActionLine(self._action_row(action), action.id, self._does)
            line.row.activated.connect(self._does.edit)
            self.add_across(line)

    def _need_row(self, need: OpenNeed) -> RowData:
        number = need.actions
        tied = f"{number} suite{'s' * (number > 1)}" if number else "aucune suite encore"
        return RowData(
            first_upper(self._office.vocabulary.label(Catalogue.NEEDS, need.need)),
            f"depuis le {show_date(need.since)} · {tied}",
            "en cours" if need.under_way else "exprimé",
            "accent" if need.under_way else "info",
            key=need.need_id,
        )

    def _action_row(self, action: Action) -> RowData:
        tag, kind = due_tag(action, self._office.clock().date())
        return RowData(action.what, "", tag, kind, key=action.id)
