"""A sheet of this room: a form with its draft, saved in one go."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from referent_desk.errors import DeskError, InvalidInput
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.office import Office
from ui import messages, national_number
from ui.drafting import AutoDraft
from ui.families.form import Form
from ui.widgets import Banner, SheetDialog

DRAFT_AGAIN = "Brouillon repris\u00a0: ce que vous aviez commencé est de nouveau là."


class Sheet(SheetDialog):
    """Subclasses lay out `form`, call `begin` with what is recorded, and write in `save`."""

    saved = Signal(str)
    """The id of what was written."""

    def __init__(
        self,
        office: Office,
        kind: str,
        subject: str,
        title: str,
        parent: QWidget | None,
        *,
        primary: str = "Enregistrer",
        subtitle: str = "",
    ) -> None:
        super().__init__(title, parent, subtitle=subtitle, primary=primary, scrolls=True)
        self.setObjectName(f"{kind}_sheet")
        self.office = office
        self.form = Form(kind, self)
        self.form.label = title
        self._recorded: Mapping[str, Any] = {}
        self.body.setContentsMargins(0, 0, 12, 0)
        self._again = Banner(DRAFT_AGAIN, action="Repartir de l’enregistré")
        self._again.hide()
        self._again.actionRequested.connect(self._start_over)
        self.add(self._again)
        self._draft = AutoDraft(
            office.vault.drafts, kind, subject, self.form.values, self, self.form.draft_label
        )
        self._draft.failed.connect(self._tell)
        self.primary_button.setObjectName(f"save_{kind}")
        self.close_button.setObjectName(f"cancel_{kind}")
        self.primaryRequested.connect(self._write)

    def begin(self, recorded: Mapping[str, Any]) -> None:
        """Shows what is recorded, then what was left half typed over it."""
        self.form.set_values(recorded)
        self._recorded = self.form.values()
        left = self._draft.restore()
        if left is not None:
            self.form.set_values(left)
            self._again.show()
        self.form.changed.connect(self._draft.touch)
        self.body.addStretch(1)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        """Writes and gives the id. Raises DeskError."""
        raise NotImplementedError

    def point_at(self, fault: InvalidInput) -> bool:
        return self.form.point_at(fault)

    def flush_draft(self) -> None:
        self._draft.flush()

    def request_close(self) -> None:
        """What was typed is given up only when asked for."""
        if self.form.values() == self._recorded:
            self._give_up()
            return
        messages.question(
            self,
            "Abandonner ce que vous avez saisi\u202f?",
            "Ce qui était enregistré avant reste tel quel.",
            yes="Abandonner",
            on_yes=self._give_up,
            no="Continuer",
            danger=True,
        )

    def write(self, *, national_number_confirmed: bool = False) -> None:
        """Saves and closes, or shows why not."""
        self.form.clear_errors()
        try:
            written = self.save(national_number_confirmed=national_number_confirmed)
            self._draft.discard()
        except NationalNumberSuspected as fault:
            national_number.ask(
                self,
                fault,
                record=lambda: self.write(national_number_confirmed=True),
                go_back=self.point_at,
            )
        except InvalidInput as fault:
            if not self.point_at(fault):
                messages.error(self, fault)
        except DeskError as fault:
            messages.error(self, fault)
        else:
            self.saved.emit(written)
            self.finish()

    def _write(self) -> None:
        self.write()

    def _give_up(self) -> None:
        try:
            self._draft.discard()
        except DeskError as fault:
            messages.error(self, fault)
        self.leave()

    def _start_over(self) -> None:
        self.form.set_values(self._recorded)
        self._again.hide()

    def _tell(self, fault: DeskError) -> None:
        messages.error(self, fault)
