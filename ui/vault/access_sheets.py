"""The sheets through which ways into the vault are changed: each works beside the window."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from referent_desk.errors import DeskError, InvalidInput, SecretRefused
from referent_desk.vault import Secret, Vault, WayIn
from ui import operations
from ui.operations import Progress
from ui.secrets.countdown import Countdown
from ui.secrets.edits import forget_text
from ui.secrets.new_passphrase import NewPassphrase
from ui.secrets.recovery_code_view import RecoveryCodeView
from ui.vault.proof import proof_field, secret_typed
from ui.widgets import Banner, Field, SheetDialog

WIDTH = 480
Work = Callable[[Secret, Progress], object]


class AccessSheet(SheetDialog):
    """`work` is done, beside the window, once the fields agree and a proof is typed."""

    changed = Signal(object)
    """What the work gave."""

    def __init__(
        self,
        title: str,
        explanation: str,
        primary: str,
        parent: QWidget,
        work: Work | None = None,
    ) -> None:
        super().__init__(title, parent, subtitle=explanation, primary=primary)
        self.setObjectName("access_sheet")
        self.setFixedWidth(WIDTH)
        self._work = work
        self._problem = Banner("", "danger")
        self._problem.hide()
        self._failure = ""
        self._countdown = Countdown(self)
        self._countdown.told.connect(self._count_down)
        self._proof = proof_field()
        self.primary_button.setObjectName("access_do")
        self.primaryRequested.connect(self._do)
        self._proof.editor.returnPressed.connect(self._do)
        self.add(self._problem)
        self.lay_out()
        self.add(self._proof)
        self.body.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resize(self.width(), 0)
        self.fit()

    def lay_out(self) -> None:
        """Fields above the proof."""

    def ready(self) -> bool:
        """True if the sheet's own fields may be sent; else they say what is wrong."""
        return True

    def work(self) -> Work:
        """What to do, with what the fields hold now."""
        if self._work is None:
            raise NotImplementedError
        return self._work

    def point_at(self, fault: InvalidInput) -> None:
        self._problem.show_text(fault.what, "danger")

    def _do(self) -> None:
        if self._countdown.running:
            return
        self._problem.hide()
        typed = self._proof.editor.text()
        self._proof.set_error("" if typed.strip() else "Tapez votre phrase de passe.")
        if not self.ready() or not typed.strip():
            return
        secret, work = secret_typed(typed), self.work()
        forget_text(self._proof.editor)
        operations.run(
            lambda progress: work(secret, progress),
            on_done=self._succeed,
            on_error=self._fail,
            parent=self,
            label="Un instant…",
        )

    def _succeed(self, result: object) -> None:
        self.changed.emit(result)
        self.finish()

    def _fail(self, error: DeskError) -> None:
        if isinstance(error, InvalidInput):
            self.point_at(error)
        else:
            self._failure = error.message
            self._problem.show_text(error.message, "danger")
        if isinstance(error, SecretRefused) and error.wait:
            self._countdown.start(error.wait)
        self._proof.editor.setFocus()
        self.fit()

    def _count_down(self, left: str) -> None:
        """As at the unlock: one may type meanwhile."""
        self.primary_button.setDisabled(bool(left))
        self._problem.set_text(f"{self._failure}\n{left}" if left else self._failure)
        self.fit()


class NewPersonSheet(AccessSheet):
    """A replacement, a colleague: their own name, their own passphrase."""

    def __init__(self, vault: Vault, parent: QWidget) -> None:
        super().__init__(
            "Ajouter une personne",
            "Elle ouvrira tout le coffre. C’est elle qui tape sa phrase de passe, ici.",
            "Ajouter",
            parent,
        )
        self._vault = vault

    def lay_out(self) -> None:
        self._holder = QLineEdit()
        self._holder.setObjectName("access_holder")
        self._holder_field = Field("Son prénom et son nom", self._holder)
        self._passphrase = NewPassphrase(
            "access", lambda: self._holder.text().split(), "Sa phrase de passe"
        )
        self.add(self._holder_field)
        self.add(self._passphrase)

    def ready(self) -> bool:
        named = bool(self._holder.text().strip())
        self._holder_field.set_error("" if named else "Le journal dit qui ouvre le coffre.")
        return self._passphrase.check() and named

    def work(self) -> Work:
        holder, passphrase = self._holder.text(), self._passphrase.text()
        return lambda proof, _: self._vault.ways.add_person(proof, holder, passphrase)

    def point_at(self, fault: InvalidInput) -> None:
        self._holder_field.set_error(fault.what)
        self._holder.setFocus()


class NewPassphraseSheet(AccessSheet):
    def __init__(self, vault: Vault, way: WayIn, parent: QWidget) -> None:
        self._way = way
        super().__init__(
            f"Changer la phrase de passe de {way.holder}",
            "L’ancienne n’ouvrira plus ce coffre. Elle ouvre encore les sauvegardes déjà faites.",
            "Changer",
            parent,
        )
        self._vault = vault
        self._proof.set_label("La phrase de passe actuelle")
        self._proof.set_hint("Ou le code de secours, si elle est oubliée.")

    def lay_out(self) -> None:
        self._passphrase = NewPassphrase("access", self._way.holder.split, "La nouvelle")
        self.add(self._passphrase)

    def ready(self) -> bool:
        return self._passphrase.check()

    def work(self) -> Work:
        way, passphrase = self._way, self._passphrase.text()
        return lambda proof, _: self._vault.ways.change_passphrase(proof, way.id, passphrase)


class NewCodeSheet(SheetDialog):
    """The renewed recovery code; it closes once the code is in a safe place."""

    def __init__(self, code: str, parent: QWidget) -> None:
        super().__init__(
            "Votre nouveau code de secours",
            parent,
            subtitle="L’ancien n’ouvre plus ce coffre. Celui-ci ne sera plus montré.",
            primary="Fermer",
        )
        self.setObjectName("new_code_sheet")
        self.setFixedWidth(WIDTH)
        self._view = RecoveryCodeView()
        self.add(self._view)
        self.close_button.hide()
        self.primary_button.setEnabled(False)
        self._view.kept.connect(self.primary_button.setEnabled)
        self.primaryRequested.connect(self.finish)
        self._view.show_code(code)

    def request_close(self) -> None:
        """Escape does not lose the code."""
        if self.primary_button.isEnabled():
            self.leave()
