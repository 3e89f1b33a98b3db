"""Who may be named on the screen: one state, that whatever shows names observes."""

from functools import cache

from PySide6.QtCore import QObject, Signal


class Discretion(QObject):
    """`on` is the user's (F9). A meeting hides the other families too, unless told otherwise."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._on = False
        self._begun = False
        self._meeting = False
        self._family_id = ""

    @property
    def on(self) -> bool:
        return self._on

    @property
    def meeting_with(self) -> str | None:
        """The family in the room, when a meeting hides what is not theirs."""
        return self._family_id if self._meeting else None

    def begin(self, *, on: bool) -> None:
        """How the first open office of this run wants it; the ones after keep it as it is."""
        if not self._begun:
            self._begun = True
            self.set_on(on=on)

    def toggle(self) -> None:
        self.set_on(on=not self._on)

    def set_on(self, *, on: bool) -> None:
        if on != self._on:
            self._on = on
            self.changed.emit()

    def attend(self, family_id: str, *, meeting: bool = False) -> None:
        """The family whose file is open, the only one named; empty when there is none."""
        if (family_id, meeting) != (self._family_id, self._meeting):
            self._family_id, self._meeting = family_id, meeting
            self.changed.emit()

    def veils(self, family_id: str) -> bool:
        """Whether that family shows as initials; without an id, it is not the open one."""
        ours = bool(family_id) and family_id == self._family_id
        return (self._on or self._meeting) and not ours


@cache
def discretion() -> Discretion:
    """The one of this run of the program: locking does not change it."""
    return Discretion()
