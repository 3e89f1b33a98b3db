"""The bar over every screen: that names are hidden, and what can be begun from anywhere."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.contacts import NoteButton
from ui.widgets import PrimaryButton, SecondaryButton
from ui.workspace.discreet_sign import DiscreetSign

NOTE_KEYS = "Ctrl+Shift+N"


class TopBar(QFrame):
    noteRequested = Signal(object)
    """The ContactKind."""
    meetingRequested = Signal()
    callRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        note = NoteButton()
        note.kindChosen.connect(self.noteRequested)
        QShortcut(QKeySequence(NOTE_KEYS), self).activated.connect(note.offer)
        self._meeting = SecondaryButton("Entretien", "pencil")
        self._meeting.setObjectName("bar_meeting")
        self._meeting.clicked.connect(self.meetingRequested)
        call = PrimaryButton("Premier appel", "phone-incoming")
        call.setObjectName("bar_call")
        call.clicked.connect(self.callRequested)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 8, 24, 8)
        line.setSpacing(8)
        line.addWidget(DiscreetSign())
        line.addStretch(1)
        for button in (note, self._meeting, call):
            line.addWidget(button)

    def offer_meeting(self, offered: bool) -> None:
        """Not beside a screen that has an « Entretien » of its own, or is one."""
        self._meeting.setVisible(offered)
