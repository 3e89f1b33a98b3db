"""A passphrase being chosen: typed twice, its strength told honestly while one types."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.secrets.edits import forget_text, secret_edit
from ui.widgets.field import Field
from ui.widgets.labels import Text

JUDGE_AFTER_MS = 250


class NewPassphrase(QWidget):
    """`hints` gives the words that an acquaintance would try first, such as the holder's name."""

    returnPressed = Signal()

    def __init__(self, name: str, hints: Callable[[], Sequence[str]], label: str) -> None:
        super().__init__()
        self._hints = hints
        self.first = secret_edit(f"{name}_passphrase")
        self.again = secret_edit(f"{name}_again")
        self._first_field = Field(
            label, self.first, hint="Quatre mots ou plus, sans rapport entre eux."
        )
        self._again_field = Field("La même, encore une fois", self.again)
        self._strength = Text("", "secondary")
        self._strength.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (self._first_field, self._strength, self._again_field):
            column.addWidget(part)
        self._judge_soon = QTimer(self, singleShot=True, interval=JUDGE_AFTER_MS)
        self._judge_soon.timeout.connect(self._judge)
        self.first.textEdited.connect(self._judge_soon.start)
        self.again.returnPressed.connect(self.returnPressed)

    def text(self) -> str:
        return self.first.text()

    def clear(self) -> None:
        forget_text(self.first)
        forget_text(self.again)
        self._tell("")

    def check(self) -> bool:
        """True if it is strong and twice the same; else the fields say what is wrong."""
        strong = self._judge()
        same = self.first.text() == self.again.text()
        self._first_field.set_error("" if strong else "Cette phrase est trop facile à deviner.")
        self._again_field.set_error("" if same else "Les deux phrases ne sont pas les mêmes.")
        return strong and same

    def _judge(self) -> bool:
        from referent_desk.vault import strength  # noqa: PLC0415  (its word lists load late)

        if not self.first.text():
            self._tell("")
            return False
        judged = strength(self.first.text(), self._hints())
        self._tell(f"Résistance\u00a0: {judged.label}. {judged.advice}")
        return judged.acceptable

    def _tell(self, strength: str) -> None:
        self._strength.setText(strength)
        self._strength.setVisible(bool(strength))
