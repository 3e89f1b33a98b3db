"""A form in a window of its own process, typed into for ever: killed, it keeps what was typed.

    python -m tests.faults.typing FOLDER FORM

At each beat of 50 ms it types and says a line: how many beats came, how many keys were typed. A
beat that a busy machine delays counts once, as it does for the timer that stores drafts.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from referent_desk.office import Office
from referent_desk.vault import ANY_COST_POLICY, Passphrase, open_vault
from tests.kept_vault import SECRET
from ui import theme
from ui.contacts import ContactKind
from ui.meetings.safety import SafetyCard
from ui.workspace import Workspace

BEAT_MS, KEYS_A_BEAT = 50, 2
SECOND = 1000 // BEAT_MS
"""In beats."""

Open = Callable[[Workspace, str], None]


def typed(keys: int) -> str:
    """What so many keys write."""
    return ("abcdefghijklmnopqrstuvwxyz" * (keys // 26 + 1))[:keys]


def _note(kind: ContactKind) -> Open:
    return lambda workspace, family_id: workspace.open_note(kind, f"{family_id}:")


def _meeting(workspace: Workspace, family_id: str) -> None:
    workspace.show_meeting(family_id)


def _safety(workspace: Workspace, family_id: str) -> None:
    workspace.show_meeting(family_id)
    card = workspace.findChild(SafetyCard)
    assert card is not None
    card.take_focus()


def _call(workspace: Workspace, _family_id: str) -> None:
    workspace.start_call()


FORMS: dict[str, tuple[str, Open]] = {
    "meeting_text": ("meeting", _meeting),
    "safety_done": ("meeting", _safety),
    "call_asked": ("call", _call),
    "contact_call_text": ("contact_call", _note(ContactKind.CALL)),
    "contact_email_pasted": ("contact_email", _note(ContactKind.EMAIL)),
    "contact_network_decided": ("contact_network", _note(ContactKind.NETWORK)),
    "contact_group_note": ("contact_group", _note(ContactKind.GROUP)),
    "contact_indirect_note": ("contact_indirect", _note(ContactKind.INDIRECT)),
}
"""By the name of what is typed into: the kind of its draft, and how the form is opened."""


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Typist:
    def __init__(self, into: QWidget) -> None:
        self._into = into
        self._beats = self._keys = 0
        self._timer = QTimer(into, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        self._beats += 1
        QTest.keyClicks(self._into, typed(self._keys + KEYS_A_BEAT)[self._keys :])
        self._keys += KEYS_A_BEAT
        _say(f"{self._beats} {self._keys}")


def main(folder: Path, form: str) -> int:
    application = theme.make_application(sys.argv[:1])
    theme.apply(application, theme.Scheme.LIGHT)
    office = Office.open(open_vault(folder, Passphrase(SECRET), policy=ANY_COST_POLICY))
    workspace = Workspace(office)
    workspace.show()
    [family] = office.families.list()
    FORMS[form][1](workspace, family.id)
    into = next(
        w for top in QApplication.topLevelWidgets() for w in top.findChildren(QWidget, form)
    )
    _say("ready")
    typist = Typist(into)
    application.exec()
    del typist
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
