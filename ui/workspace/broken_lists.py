"""Says that a list of words or of resources does not read, and what to do."""

from collections.abc import Sequence
from pathlib import Path

from referent_desk.data_files import BrokenDataFile, DataFault
from ui import messages
from ui.widgets import Banner

TOLD = 8


class BrokenListsBanner(Banner):
    """Hidden when all of them read."""

    def __init__(self, faults: Sequence[DataFault]) -> None:
        super().__init__(kind="warning", action="Que faire\u202f?")
        self.setObjectName("broken_lists")
        self._faults = faults
        self.actionRequested.connect(self._tell)
        self.setVisible(bool(faults))
        if faults:
            self.set_text(_summary(faults))

    def _tell(self) -> None:
        messages.error(self, together(self._faults))


def together(faults: Sequence[DataFault]) -> BrokenDataFile:
    """Several files in one message; what is safe and what to do once each."""
    all_told = [fault.told() for fault in faults]
    shown = [told.what for told in all_told[:TOLD]]
    if len(faults) > TOLD:
        shown.append(f"… et {len(faults) - TOLD} autres endroits.")
    safe = dict.fromkeys(told.safe for told in all_told)
    steps = dict.fromkeys(told.next_step for told in all_told)
    return BrokenDataFile("\n".join(shown), "\n".join(safe), "\n".join(steps))


def _summary(faults: Sequence[DataFault]) -> str:
    places: dict[Path, int] = {}
    for fault in faults:
        places.setdefault(fault.place, fault.line)
    named = [f"{p.name}, ligne {line}" if line else p.name for p, line in places.items()]
    if len(named) == 1:
        return f"Une liste ne peut pas être lue en entier\u00a0: {named[0]}."
    listed = "\u202f; ".join(named[:3]) + ("…" if len(named) > 3 else "")
    return f"{len(named)} listes ne peuvent pas être lues en entier\u00a0: {listed}."
