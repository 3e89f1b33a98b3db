"""A new vault's recovery code, before anything else is done with the vault."""

from PySide6.QtCore import Signal

from ui.secrets.recovery_code_view import RecoveryCodeView
from ui.unlock.page import Page
from ui.widgets import PrimaryButton


class RecoveryPage(Page):
    """Goes on only once the user says that the code is in a safe place."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Votre code de secours",
            "Il ouvre le coffre si la phrase de passe est perdue. Il ne sera plus montré\u00a0:"
            " imprimez-le, ou recopiez-le à la main, et gardez-le loin de l’ordinateur.",
            "key-round",
        )
        self.view = RecoveryCodeView()
        self.button = PrimaryButton("Continuer")
        self.button.setObjectName("recovery_continue")
        self.button.setEnabled(False)
        self.view.kept.connect(self.button.setEnabled)
        self.button.clicked.connect(self._leave)
        self.add(self.view)
        self.add(self.button)

    def show_code(self, code: str) -> None:
        self.view.show_code(code)

    def _leave(self) -> None:
        self.view.clear()
        self.done.emit()
