"""One thing to do, with what can be done about it at its right."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from referent_desk.followup import Action
from ui.families.follow_ups import FollowUps
from ui.widgets import IconButton, Row, RowData, TagKind
from ui.widgets.typed_dates import show_date

WEEK = 7


class ActionLine(QWidget):
    """What its row opens is its owner's; the buttons and their menu act through `does`."""

    def __init__(self, data: RowData, action_id: str, does: FollowUps) -> None:
        super().__init__()
        self._id = action_id
        self._does = does
        self.row = Row.of(data)
        done = IconButton("check", "C’est fait")
        done.setObjectName("action_done")
        done.clicked.connect(lambda: does.finish(action_id))
        more = IconButton("ellipsis", "Relancer, reporter, modifier")
        more.setObjectName("action_more")
        more.clicked.connect(lambda: self._offer(more))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.row, 1)
        line.addWidget(done)
        line.addWidget(more)

    def _offer(self, under: QWidget) -> None:
        menu, does, action_id = QMenu(self), self._does, self._id
        for name, words, act in (
            ("chase", "Relancer…", partial(does.chase, action_id)),
            ("tomorrow", "Plus tard\u00a0: demain", partial(does.snooze, action_id, 1)),
            ("week", "Plus tard\u00a0: dans une semaine", partial(does.snooze, action_id, WEEK)),
            ("day", "Plus tard\u00a0: choisir un jour…", partial(does.choose_day, action_id)),
            ("edit", "Modifier…", partial(does.edit, action_id)),
        ):
            entry = menu.addAction(words)
            entry.setObjectName(f"action_{name}")
            entry.triggered.connect(lambda _checked=False, act=act: act())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))


def due_tag(action: Action, today: date) -> tuple[str, TagKind]:
    """« en retard de 2 jours », « aujourd’hui », a date, or nothing."""
    day = action.due_on
    if action.snoozed_until and action.snoozed_until > today:
        return f"reportée au {show_date(action.snoozed_until)}", "info"
    if day is None:
        return "", "info"
    late = (today - day).days
    if late > 0:
        return f"en retard de {late} jour{'s' if late > 1 else ''}", "danger"
    return ("aujourd’hui", "warning") if late == 0 else (show_date(day), "accent")
