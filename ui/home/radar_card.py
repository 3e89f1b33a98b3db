"""« À regarder »: what may have been overlooked, why, and the way there. No score, no alarm."""

from collections.abc import Callable
from functools import partial
from itertools import groupby

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from referent_desk.overview import RadarLine, SetAside
from ui.families.follow_ups import FollowUps
from ui.veiled import veiled_row
from ui.widgets import Card, IconButton, LinkButton, Row, RowData, Text
from ui.widgets.typed_dates import show_date

SHOWN_EACH = 3


class RadarCard(Card):
    """Grouped by rule; each row opens its meeting, else its family."""

    meetingRequested = Signal(str, str)
    familyOpened = Signal(str)

    def __init__(
        self, lines: tuple[RadarLine, ...], aside: tuple[SetAside, ...], does: FollowUps
    ) -> None:
        super().__init__("À regarder", icon="radar")
        self.setObjectName("radar")
        self._lines, self._aside, self._does = lines, aside, does
        self._whole: set[str] = set()
        self._shows_aside = False
        self._show()

    def _show(self) -> None:
        self.clear()
        for code, group in groupby(self._lines, key=lambda line: line.rule.code):
            self._show_group(code, list(group))
        if not self._lines:
            self.add(Text("Rien d’oublié, à ce qui est noté.", "muted"))
        if self._aside:
            words = "Mis de côté" if self._shows_aside else f"Mis de côté ({len(self._aside)})"
            self._add_link(words, "radar_aside", self._turn_aside)
        for line in self._aside if self._shows_aside else ():
            self._add(veiled_row(_aside_row, line, line.family_id), self._back_button(line))

    def _show_group(self, code: str, lines: list[RadarLine]) -> None:
        heading = Text(lines[0].rule.title, "label")
        heading.setContentsMargins(0, 8, 0, 0)
        self.add(heading)
        whole = code in self._whole or len(lines) == SHOWN_EACH + 1
        shown = lines if whole else lines[:SHOWN_EACH]
        for line in shown:
            data = veiled_row(self._row, line, line.family_id)
            row = self._add(data, aside_button(line, self._does))
            row.activated.connect(partial(self._open, line))
        rest = len(lines) - len(shown)
        if rest:
            self._add_link(
                f"Voir les {rest} autres", f"radar_more_{code}", partial(self._show_whole, code)
            )

    def _row(self, line: RadarLine) -> RowData:
        return RowData(f"Famille {line.family}", self._does.words(line), key=line.subject)

    def _add(self, data: RowData, button: QWidget) -> Row:
        row = Row.of(data)
        self.add_across(beside(row, button))
        return row

    def _back_button(self, line: SetAside) -> QWidget:
        button = LinkButton("Remettre", "undo-2")
        button.setObjectName("radar_put_back")
        button.clicked.connect(lambda: self._does.put_back(line))
        return button

    def _add_link(self, words: str, name: str, act: Callable[[], None]) -> None:
        button = LinkButton(words)
        button.setObjectName(name)
        button.clicked.connect(act)
        self.add(button)

    def _show_whole(self, code: str) -> None:
        self._whole.add(code)
        self._show_soon()

    def _turn_aside(self) -> None:
        self._shows_aside = not self._shows_aside
        self._show_soon()

    def _show_soon(self) -> None:
        """Once the click is over of a button that goes."""
        QTimer.singleShot(0, self, self._show)

    def _open(self, line: RadarLine, _key: str) -> None:
        if line.meeting_id:
            self.meetingRequested.emit(line.family_id, line.meeting_id)
        else:
            self.familyOpened.emit(line.family_id)


def aside_button(line: RadarLine, does: FollowUps) -> IconButton:
    button = IconButton("eye-off", "Mettre de côté, avec une raison")
    button.setObjectName("radar_put_aside")
    button.clicked.connect(lambda: does.put_aside(line))
    return button


def beside(row: Row, button: QWidget) -> QWidget:
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(0)
    line.addWidget(row, 1)
    line.addWidget(button)
    return whole


def _aside_row(line: SetAside) -> RowData:
    reason = f"«\u00a0{line.reason}\u00a0» · " if line.reason else ""
    return RowData(
        f"Famille {line.family} · {line.rule.title}",
        f"{reason}{line.by}, le {show_date(line.on)}",
        key=line.subject,
    )
