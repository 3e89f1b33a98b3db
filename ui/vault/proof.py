"""What proves that the open session is one's own, before the ways in are changed."""

from PySide6.QtWidgets import QLineEdit

from referent_desk.errors import RecoveryCodeMistyped
from referent_desk.vault import Passphrase, Secret, parse_recovery_code
from ui.secrets.edits import secret_edit
from ui.widgets import Field

GROUPS = 6


def proof_field() -> Field[QLineEdit]:
    return Field(
        "Votre phrase de passe",
        secret_edit("proof"),
        hint="Ou le code de secours. Il faut le prouver avant de toucher aux accès.",
    )


def secret_typed(text: str) -> Secret:
    """A recovery code if it has its shape, else a passphrase as it is."""
    if text.count("-") == GROUPS - 1:
        try:
            return parse_recovery_code(text)
        except RecoveryCodeMistyped:
            return Passphrase(text)
    return Passphrase(text)
