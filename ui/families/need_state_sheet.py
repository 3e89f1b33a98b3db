"""Where a need stands from a day on: « répondu » weeks after it was heard."""

from PySide6.QtWidgets import QWidget

from referent_desk.errors import InvalidInput
from referent_desk.meetings import NeedState
from referent_desk.office import Office
from referent_desk.overview import NeedOverTime
from ui.families.evolution_words import STATES, Told
from ui.families.form import side_by_side
from ui.families.sheet import Sheet
from ui.widgets.typed_dates import show_date


class NeedStateSheet(Sheet):
    def __init__(
        self,
        office: Office,
        family_id: str,
        need: NeedOverTime,
        told: Told,
        parent: QWidget | None = None,
    ) -> None:
        self._need = need
        subtitle = f"{told.need(need)} · {told.person(need.person_id)}"
        super().__init__(
            office,
            "need_state",
            f"{family_id}:{need.latest_id}",
            "Où en est ce besoin",
            parent,
            subtitle=subtitle,
        )
        self.add(
            side_by_side(
                self.form.choice("state", "État", STATES),
                self.form.day("stated_on", "Depuis le"),
            )
        )
        today = office.clock().date()
        self.begin({"state": need.state.value, "stated_on": show_date(today)})
        self.resize(460, 300)

    def save(self, *, national_number_confirmed: bool = False) -> str:  # noqa: ARG002
        """No free text here."""
        day = self.form.date("stated_on")
        if day is None:
            raise InvalidInput("stated_on", "Il manque la date.")
        state = NeedState(self.form.values()["state"])
        self.office.meetings.set_need_state(self._need.latest_id, state, day)
        return self._need.latest_id
