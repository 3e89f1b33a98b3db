"""Where an e-mail is pasted: what it quotes goes apart, folded, and can come back."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.meetings import PastedEmail, read_email
from ui.widgets import Field, LinkButton, PlainTextEdit, Text

HINT = "Collez-le tel quel\u00a0: ce qu’il cite d’anciens messages se range à part."


class _Pasted(PlainTextEdit):
    read = Signal(object)
    """The PastedEmail whose body was inserted."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            found = read_email(source.text())
            self.insertPlainText(found.body)
            self.read.emit(found)


class EmailEdit(QWidget):
    """`editor` holds what is new."""

    changed = Signal()
    subjectFound = Signal(str)
    senderFound = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.editor = _Pasted(lines=7, grows=True, most_lines=14)
        self.editor.setObjectName("contact_email_pasted")
        self.field = Field(
            "Texte de l’e-mail",
            self.editor,
            hint=HINT,
        )
        self._count = Text("", "secondary", wrap=False)
        self._fold = LinkButton("Voir le texte cité", "chevron-down")
        self._fold.setObjectName("contact_email_fold")
        self._fold.setCheckable(True)
        self._back = LinkButton("Remettre dans le texte", "undo-2")
        self._back.setObjectName("contact_email_back")
        self._quoted = PlainTextEdit("Texte cité", lines=6)
        self._quoted.setObjectName("contact_email_quoted")
        self._quoted.setReadOnly(True)
        self._apart = QWidget()
        self._lay_out()
        self.editor.textChanged.connect(self.changed)
        self.editor.read.connect(self._take)
        self._fold.toggled.connect(self._show_quoted)
        self._back.clicked.connect(self._put_back)
        self._show_count()

    def quoted(self) -> str:
        return self._quoted.text()

    def set_quoted(self, text: str) -> None:
        self._quoted.set_text(text)
        self._show_count()

    def _take(self, found: PastedEmail) -> None:
        if found.quoted:
            self.set_quoted("\n".join(part for part in (self.quoted(), found.quoted) if part))
        if found.subject:
            self.subjectFound.emit(found.subject)
        if found.sender:
            self.senderFound.emit(found.sender)
        self.changed.emit()

    def _put_back(self) -> None:
        """What was taken for a quotation and is none."""
        text = "\n".join(part for part in (self.editor.text(), self.quoted()) if part)
        self.editor.set_text(text)
        self.set_quoted("")
        self.editor.setFocus()
        self.changed.emit()

    def _show_quoted(self, unfolded: bool) -> None:
        self._quoted.setVisible(unfolded)
        self._back.setVisible(unfolded)
        self._fold.setText("Replier le texte cité" if unfolded else "Voir le texte cité")
        self._fold.set_icon("chevron-up" if unfolded else "chevron-down")

    def _show_count(self) -> None:
        lines = sum(1 for line in self.quoted().split("\n") if line.strip())
        s = "s" * (lines > 1)
        self._count.setText(f"{lines} ligne{s} citée{s}, mise{s} à part")
        self._apart.setVisible(bool(lines))
        self.field.set_hint("" if lines else HINT)
        if not lines:
            self._fold.setChecked(False)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._count)
        line.addWidget(self._fold)
        line.addWidget(self._back)
        line.addStretch(1)
        apart = QVBoxLayout(self._apart)
        apart.setContentsMargins(0, 0, 0, 0)
        apart.setSpacing(4)
        apart.addLayout(line)
        apart.addWidget(self._quoted)
        self._show_quoted(unfolded=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self._apart)
