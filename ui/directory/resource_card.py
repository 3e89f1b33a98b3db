"""One resource, to be read."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.directory import Resource
from ui.directory.resource_sheet import KINDS
from ui.directory.revealing import reveals_words
from ui.widgets import Card, IconLine, SecondaryButton, Text
from ui.widgets.typed_dates import show_date

VERIFY_KEY = "V"


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
        self._verified = SecondaryButton("Vérifiée aujourd’hui", "circle-check")
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

    def show_resource(self, resource: Resource | None, today: date, needs: str = "") -> None:
        """Nothing is shown for None. `needs`: those it answers, in words."""
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
        asked_again = resource.to_verify(today)
        self._verified.setText("Toujours exacte" if asked_again else "Vérifiée aujourd’hui")
        self._verified.setToolTip(VERIFY_KEY if asked_again else "")
        for icon, text in _facts(resource, today, needs):
            line = IconLine(icon, text, look="")
            for label in line.findChildren(Text):
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._card.add(line)


def _checked(resource: Resource, today: date) -> str:
    if resource.verified_on is None:
        return "Jamais vérifiée"
    day = f"Vérifiée le {show_date(resource.verified_on)}"
    return f"{day}. Toujours exacte\u202f?" if resource.to_verify(today) else day


def _facts(resource: Resource, today: date, needs: str) -> list[tuple[str, str]]:
    address = ", ".join(resource.postal_lines[1:])
    secrecy = "Tenue" if resource.bound_by_secrecy else "Non tenue"
    facts = [
        ("users", " — ".join(part for part in (KINDS[resource.kind], resource.audience) if part)),
        ("heart-handshake", resource.offer),
        ("hand-heart", f"Répond à\u00a0: {needs}" if needs else ""),
        ("signpost", f"Dessert\u00a0: {resource.serves}" if resource.serves else ""),
        ("message-circle-heart", f"Langues\u00a0: {resource.languages}" * bool(resource.languages)),
        ("map-pin", address),
        ("phone", resource.phone),
        ("mail", resource.email),
        ("external-link", resource.web),
        ("lock", f"{secrecy} au secret professionnel"),
        ("eye", reveals_words(resource)),
        ("quote", resource.neutral_reason),
        ("pen-line", resource.note),
        ("clock", _checked(resource, today)),
    ]
    return [(icon, text) for icon, text in facts if text]
