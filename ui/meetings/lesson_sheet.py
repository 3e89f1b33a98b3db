"""A lesson finished: reworded, with the family's agreement; names in it are told as one types."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from referent_desk.meetings import LessonKind, LessonMark
from referent_desk.office import Office
from referent_desk.overview import LessonHeard
from referent_desk.secrecy import NameFound
from ui.families.form import side_by_side
from ui.families.sheet import Sheet
from ui.meetings.lesson_words import KINDS, MAY_NAME, found_line
from ui.veiled import shown
from ui.widgets import Banner, Text
from ui.widgets.typed_dates import show_date

Find = Callable[[str], tuple[NameFound, ...]]
_PAUSE_MS = 300


class LessonSheet(Sheet):
    """`find` searches a wording for names of the vault."""

    def __init__(
        self, office: Office, heard: LessonHeard, find: Find, parent: QWidget | None = None
    ) -> None:
        mark, family_id = heard.lesson.mark, heard.lesson.family_id
        super().__init__(
            office,
            "lesson",
            f"{family_id}:{mark.id}",
            "Reformuler, noter l’accord",
            parent,
            subtitle=shown(heard, family_id).passage,
        )
        self.form.label = f"à reformuler, famille {heard.family}"
        self._mark, self._find = mark, find
        kinds = [(kind.value, one) for kind, (one, _many) in KINDS.items()]
        wording = self.form.text(
            "wording",
            "Reformulé",
            hint="Ce qui pourra être lu à l’hôpital, sans rien qui identifie.",
        )
        self._names = Banner(kind="warning")
        self._names.setObjectName("lesson_names")
        self._names.hide()
        self.add(wording)
        self.add(self._names)
        self.add(
            side_by_side(
                self.form.choice("kind", "Genre", kinds),
                self.form.day("agreed_on", "La famille est d’accord depuis le"),
            )
        )
        self.add(Text("Sans date, l’accord reste à demander.", "secondary"))
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._look)
        self.begin(_values(mark))
        self.form.changed.connect(self._soon.start)
        self._look()
        self.resize(620, 560)

    def latest(self) -> Mapping[str, Any]:
        return _values(self.office.meetings.lesson(self._mark.id).mark)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values = self.form.values()
        mark = replace(
            self._mark,
            kind=LessonKind(values["kind"]),
            wording=values["wording"],
            agreed_on=self.form.date("agreed_on"),
        )
        self.office.meetings.change_lesson(
            mark, national_number_confirmed=national_number_confirmed
        )
        return mark.id

    def _look(self) -> None:
        found = self._find(self.form.values()["wording"])
        self._names.setVisible(bool(found))
        if found:
            self._names.set_text("\n".join([MAY_NAME, *(found_line(one) for one in found)]))


def _values(mark: LessonMark) -> dict[str, Any]:
    agreed = show_date(mark.agreed_on) if mark.agreed_on else ""
    return {"kind": mark.kind.value, "wording": mark.wording, "agreed_on": agreed}
