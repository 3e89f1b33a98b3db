"""One referral, to be read: its steps, whom to call, what the relative said of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.errors import DeskError
from referent_desk.families import FamilyFile
from referent_desk.followup import AWAITED, Referral, ReferralState, ReferralStep
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui import messages
from ui.discretion import discretion
from ui.families.sheet import Sheet
from ui.followup.sheets import (
    LATER,
    NEXT,
    SAID,
    STEP,
    CallLaterSheet,
    NextStepSheet,
    SaidSheet,
    StepSheet,
)
from ui.followup.words import UNNAMED, phones, state_title
from ui.french_dates import first_upper
from ui.veiled import shown
from ui.widgets import (
    Card,
    FlowLayout,
    IconButton,
    IconLine,
    PrimaryButton,
    Scrolling,
    SecondaryButton,
    Text,
)
from ui.widgets.typed_dates import show_date


class ReferralDetails(QWidget):
    """`show_referral` again after each change."""

    closeRequested = Signal()
    letterRequested = Signal(str, str)
    familyOpened = Signal(str)
    changed = Signal(str)
    """The referral that was written."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.setObjectName("referral_details")
        self._office = office
        self._id = ""
        self._family_id = ""
        back = IconButton("arrow-left", "Fermer l’orientation")
        back.setObjectName("close_referral")
        back.clicked.connect(self.closeRequested)
        self._name = Text("", "heading")
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._name, 1)
        self._next = PrimaryButton("Noter une étape", "plus")
        self._next.setObjectName("next_step")
        self._next.clicked.connect(lambda: self._open(NEXT))
        self._later = SecondaryButton("Rappeler plus tard", "clock")
        self._later.setObjectName("call_later")
        self._later.clicked.connect(lambda: self._open(LATER))
        self._letter = SecondaryButton("Lettre", "file-text")
        self._letter.setObjectName("open_letter")
        self._letter.clicked.connect(self._ask_letter)
        self._file = SecondaryButton("Dossier", "users")
        self._file.setObjectName("open_family")
        self._file.clicked.connect(lambda: self.familyOpened.emit(self._family_id))
        self._facts = Card()
        self._said = Card("Ce que le proche en dit", icon="quote")
        self._said.setObjectName("referral_said")
        self._said.actionRequested.connect(lambda: self._open(SAID))
        self._steps = Card("Étapes", icon="history")
        self._steps.setObjectName("referral_steps")
        self._lay_out(head)
        discretion().changed.connect(self._show)

    @property
    def referral_id(self) -> str:
        return self._id

    def show_referral(self, referral_id: str) -> None:
        self._id = referral_id
        self._show()

    def reopen_draft(self, kind: str, subject: str) -> bool:
        """Opens again the sheet whose draft that is; False when it is none of these."""
        _family, _, rest = subject.partition(":")
        referral_id, _, step_id = rest.partition(":")
        if kind not in {NEXT, STEP, SAID, LATER}:
            return False
        self.show_referral(referral_id)
        self._open(kind, step_id)
        return True

    def _lay_out(self, head: QHBoxLayout) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._facts)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self._next, self._later, self._letter, self._file):
            flow.addWidget(button)
        column.addWidget(buttons)
        column.addWidget(self._steps)
        column.addWidget(self._said)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolling(inside))

    def _show(self) -> None:
        if not self._id:
            return
        try:
            referral = self._office.followup.referral(self._id)
            file = self._office.families.open_file(referral.family_id)
            steps = self._office.referrals.history(self._id)
            resource = self._office.directory.get(referral.resource_id).name
        except DeskError as fault:
            messages.error(self, fault)
            return
        self._family_id = referral.family_id
        veiled = discretion().veils(referral.family_id)
        self._name.setText(UNNAMED if veiled else resource)
        proposed = referral.state is ReferralState.PROPOSED
        self._letter.setText("Écrire la lettre" if proposed else "Voir la lettre")
        self._later.setVisible(referral.state in AWAITED)
        self._show_facts(referral, shown(file, referral.family_id), veiled=veiled)
        self._show_steps(steps, veiled=veiled)
        said = "" if veiled else referral.said_of_it
        self._said.clear()
        self._said.set_action("Modifier" if said else "" if veiled else "Noter")
        self._said.add(Text(said or "Rien encore.", "" if said else "muted"))

    def _show_facts(self, referral: Referral, file: FamilyFile, *, veiled: bool) -> None:
        self._facts.clear()
        bearer = file.person(referral.person_id)
        label = self._office.vocabulary.label
        needs = ", ".join(label(Catalogue.NEEDS, need) for need in referral.needs)
        facts = [
            ("signpost", f"{state_title(referral.state)} depuis le {show_date(referral.state_on)}"),
            ("users", f"Famille {file.family.name}"),
            ("user", bearer.told if bearer else ""),
            *(("phone", phone) for phone in (phones(bearer) if bearer and not veiled else [])),
            ("heart-handshake", "" if veiled else first_upper(needs)),
            ("key-round", f"Code du coupon\u00a0: {referral.code}"),
            ("clock", _put_off(referral)),
        ]
        for icon, text in facts:
            if text:
                self._facts.add(IconLine(icon, text, look=""))

    def _show_steps(self, steps: tuple[ReferralStep, ...], *, veiled: bool) -> None:
        self._steps.clear()
        for step in reversed(steps):
            self._steps.add_layout(self._step_line(step, veiled=veiled))

    def _step_line(self, step: ReferralStep, *, veiled: bool) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        title = f"{state_title(step.state)} · {show_date(step.stated_on)}"
        words.addWidget(Text(title))
        if step.note and not veiled:
            words.addWidget(Text(step.note, "secondary"))
        line = QHBoxLayout()
        line.addLayout(words, 1)
        correct = IconButton("pencil", f"Corriger l’étape\u00a0: {title}")
        correct.clicked.connect(partial(self._open, STEP, step.id))
        line.addWidget(correct, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _open(self, kind: str, step_id: str = "") -> None:
        try:
            sheet = self._sheet(kind, step_id)
        except DeskError as fault:
            messages.error(self, fault)
            return
        if sheet is not None:
            sheet.saved.connect(self._saved)
            sheet.open()

    def _sheet(self, kind: str, step_id: str) -> Sheet | None:
        """None for a step that was taken back since."""
        office = self._office
        referral = office.followup.referral(self._id)
        if kind == STEP:
            steps = office.referrals.history(self._id)
            step = next((step for step in steps if step.id == step_id), None)
            return StepSheet(office, referral.family_id, step, self) if step else None
        made: Callable[..., Sheet] = {NEXT: NextStepSheet, SAID: SaidSheet, LATER: CallLaterSheet}[
            kind
        ]
        return made(office, referral, self)

    def _saved(self, referral_id: str) -> None:
        """The line that was pressed is made anew: not while its click is under way."""
        QTimer.singleShot(0, self, partial(self.changed.emit, referral_id))
        messages.notify(self, "Enregistré")

    def _ask_letter(self) -> None:
        self.letterRequested.emit(self._family_id, self._id)


def _put_off(referral: Referral) -> str:
    day = referral.call_again_on
    return f"Rappel reporté au {show_date(day)}" if day else ""
