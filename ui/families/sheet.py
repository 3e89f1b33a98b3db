"""A sheet of this room: a form with its draft, saved in one go."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from referent_desk.errors import DeskError, InvalidInput
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.office import Office
from ui import messages, national_number
from ui.drafting import AutoDraft
from ui.families.form import RECORDED, Form
from ui.families.merging import changed_elsewhere
from ui.undo import FormUndo
from ui.widgets import Banner, SheetDialog

ELSEWHERE = (
    "Cette fiche a été modifiée ailleurs pendant que vous écriviez."
    " Enregistré entre-temps\u00a0: {}."
    " Votre saisie est toujours là\u00a0: enregistrez pour la garder."
)
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
        self._again = Banner(DRAFT_AGAIN, action="Repartir de l’enregistré")
        self._again.hide()
        self._again.actionRequested.connect(self._start_over)
        self.add(self._again)
        self._both: Mapping[str, Any] = {}
        self._elsewhere = Banner("", "warning", action="Prendre l’enregistré")
        self._elsewhere.setObjectName(f"{kind}_elsewhere")
        self._elsewhere.hide()
        self._elsewhere.actionRequested.connect(self._take_theirs)
        self.add(self._elsewhere)
        self._draft = AutoDraft(
            office.vault.drafts, kind, subject, self.form.draft_body, self, self.form.draft_label
        )
        self._draft.failed.connect(self._tell)
        self.primary_button.setObjectName(f"save_{kind}")
        self.close_button.setObjectName(f"cancel_{kind}")
        self.primaryRequested.connect(self._write)

    def begin(self, recorded: Mapping[str, Any]) -> None:
        """Shows what is recorded, then what was left half typed over it."""
        self.form.set_values(recorded)
        self._recorded = self.form.values()
        self.form.record = self.latest()
        left = self._draft.restore()
        if left is not None:
            self.form.set_values(left)
            self._again.show()
            before = left.get(RECORDED) or self.form.record
            self._take_in(before, {key: left.get(key) != before[key] for key in before})
        self._undo = FormUndo(self, self.form.state, self.form.show_state)
        for touched in (self._draft.touch, self._undo.touch):
            self.form.changed.connect(touched)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit_body()

    def save(self, *, national_number_confirmed: bool = False) -> str:
        """Writes and gives the id. Raises DeskError."""
        raise NotImplementedError

    def latest(self) -> Mapping[str, Any]:
        """What is recorded now, JSON-ready, by the form's keys. Empty for what is new."""
        return {}

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
            if not self._sees_latest():
                return
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

    def _sees_latest(self) -> bool:
        """False when the user has first to look at what was recorded meanwhile."""
        mine = self.form.values()
        touched = {key: value != self._recorded.get(key) for key, value in mine.items()}
        return self._take_in(self.form.record, touched)

    def _take_in(self, before: Mapping[str, Any], touched: Mapping[str, bool]) -> bool:
        """What was recorded meanwhile comes into what the user left alone, and is else told."""
        self.form.record = self.latest()
        found = changed_elsewhere(before, self.form.record, touched)
        self.form.set_values(found.taken)
        self._recorded = {**self._recorded, **found.taken, **found.both}
        self._both = found.both
        self._elsewhere.hide()
        if not found.both:
            return True
        self._elsewhere.show_text(ELSEWHERE.format(self.form.in_words(found.both)))
        return False

    def _take_theirs(self) -> None:
        self.form.set_values(self._both)
        self._elsewhere.hide()

    def _start_over(self) -> None:
        self.form.set_values(self._recorded)
        self._again.hide()

    def _tell(self, fault: DeskError) -> None:
        messages.error(self, fault)
