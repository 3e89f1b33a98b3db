"""One resource, to be read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.directory import Resource
from ui.directory.resource_sheet import KINDS, REVEALS
from ui.widgets import Card, IconLine, SecondaryButton, Text


class ResourceCard(QWidget):
    """Each request carries the id of the resource shown."""

    editRequested = Signal(str)
    verifiedRequested = Signal(str)
    retireRequested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._id = ""
        self._card = Card("Fiche")
        self._edit = SecondaryButton("Corriger", "pencil")
        self._edit.setObjectName("edit_resource")
        self._verified = SecondaryButton("Vérifié aujourd’hui", "circle-check")
        self._verified.setObjectName("mark_verified")
        self._retire = SecondaryButton("Retirer", "archive")
        self._retire.setObjectName("retire_resource")
        self._edit.clicked.connect(lambda: self.editRequested.emit(self._id))
        self._verified.clicked.connect(lambda: self.verifiedRequested.emit(self._id))
        self._retire.clicked.connect(lambda: self.retireRequested.emit(self._id))
        actions = QHBoxLayout()
        actions.setSpacing(8)
        for button in (self._edit, self._verified, self._retire):
            actions.addWidget(button)
        actions.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._card)
        column.addLayout(actions)
        column.addStretch(1)

    def show_resource(self, resource: Resource | None) -> None:
        """Nothing is shown for None."""
        self.setEnabled(resource is not None)
        self._card.setVisible(resource is not None)
        for button in (self._edit, self._verified, self._retire):
            button.setVisible(resource is not None)
        if resource is None:
            return
        self._id = resource.id
        self._retire.setText("Reprendre" if resource.retired else "Retirer")
        self._card.clear()
        self._card.set_title(resource.name)
        for icon, text in _facts(resource):
            line = IconLine(icon, text, look="")
            for label in line.findChildren(Text):
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._card.add(line)


def _facts(resource: Resource) -> list[tuple[str, str]]:
    address = ", ".join(resource.postal_lines[1:])
    secrecy = "Tenue" if resource.bound_by_secrecy else "Non tenue"
    checked = resource.verified_on
    facts = [
        ("users", " — ".join(part for part in (KINDS[resource.kind], resource.audience) if part)),
        ("heart-handshake", resource.offer),
        ("map-pin", address),
        ("phone", resource.phone),
        ("mail", resource.email),
        ("external-link", resource.web),
        ("lock", f"{secrecy} au secret professionnel"),
        ("eye", f"Le nom révèle un diagnostic\u202f? {REVEALS[resource.reveals]}"),
        ("quote", resource.neutral_reason),
        ("pen-line", resource.note),
        ("clock", f"Vérifiée le {checked:%d/%m/%Y}" if checked else "Jamais vérifiée"),
    ]
    return [(icon, text) for icon, text in facts if text]
