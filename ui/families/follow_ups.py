"""What can be done with an action or a line of the radar, from whatever screen shows it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from referent_desk.errors import DeskError
from referent_desk.followup import Action, Dismissal
from referent_desk.office import Office
from referent_desk.overview import RadarLine, SetAside, why
from ui import messages
from ui.families.action_sheets import ActionSheet, AsideSheet, LaterSheet, ResultSheet
from ui.families.sheet import Sheet
from ui.veiled import shown


class FollowUps(QObject):
    """Sheets open over `screen`; it listens to `changed` to read anew."""

    changed = Signal()

    def __init__(self, office: Office, screen: QWidget) -> None:
        super().__init__(screen)
        self._office = office
        self._screen = screen

    def add(self, family_id: str, need_id: str | None = None) -> None:
        self._open(ActionSheet(self._office, Action(family_id, "", need_id=need_id), self._screen))

    def edit(self, action_id: str) -> None:
        self._with(action_id, lambda action: ActionSheet(self._office, action, self._screen))

    def finish(self, action_id: str) -> None:
        self._with(action_id, partial(self._result, again=False))

    def chase(self, action_id: str) -> None:
        self._with(action_id, partial(self._result, again=True))

    def choose_day(self, action_id: str) -> None:
        self._with(action_id, lambda action: LaterSheet(self._office, action, self._screen))

    def snooze(self, action_id: str, days: int) -> None:
        until = self._office.clock().date() + timedelta(days=days)
        told = "Reportée à demain" if days == 1 else f"Reportée de {days} jours"
        self._do(lambda: self._office.followup.snooze(action_id, until), told)

    def put_aside(self, line: RadarLine) -> None:
        words = self.words(shown(line, line.family_id))
        aside = Dismissal(line.rule.code, line.subject, line.family_id, "")
        self._open(AsideSheet(self._office, aside, words, self._screen))

    def put_back(self, line: SetAside) -> None:
        code, subject = line.rule.code, line.subject
        self._do(lambda: self._office.followup.put_back(code, subject), "Ligne remise")

    def reopen_draft(self, kind: str, subject: str) -> bool:
        """Opens again the sheet whose draft that is; False when it is none of these."""
        family_id, _, record = subject.partition(":")
        opening: dict[str, Callable[[], None]] = {
            "action": lambda: self.edit(record) if record else self.add(family_id),
            "finish": lambda: self.finish(record),
            "chase": lambda: self.chase(record),
            "later": lambda: self.choose_day(record),
            "aside": lambda: self._reopen_aside(record),
        }
        if kind not in opening:
            return False
        opening[kind]()
        return True

    def words(self, line: RadarLine) -> str:
        """Why the line is there."""
        words = line.rule.words
        return why(line, self._office.vocabulary.label(words, line.code) if words else "")

    def _reopen_aside(self, record: str) -> None:
        rule, _, subject = record.partition(":")
        for line in self._office.overview.radar():
            if (line.rule.code, line.subject) == (rule, subject):
                self.put_aside(line)

    def _result(self, action: Action, *, again: bool) -> ResultSheet:
        return ResultSheet(self._office, action, self._screen, again=again)

    def _with(self, action_id: str, sheet: Callable[[Action], Sheet]) -> None:
        try:
            self._open(sheet(self._office.followup.action(action_id)))
        except DeskError as fault:
            messages.error(self._screen, fault)

    def _open(self, sheet: Sheet) -> None:
        sheet.saved.connect(self._saved)
        sheet.open()

    def _saved(self) -> None:
        self.changed.emit()
        messages.notify(self._screen, "Enregistré")

    def _do(self, work: Callable[[], None], told: str) -> None:
        try:
            work()
        except DeskError as fault:
            messages.error(self._screen, fault)
        else:
            # What was pressed is read anew too: not while its own click is under way.
            QTimer.singleShot(0, self, self.changed.emit)
            messages.notify(self._screen, told)
