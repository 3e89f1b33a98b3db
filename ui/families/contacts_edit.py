"""The ways to reach a person, each with what is safe there."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from referent_desk.errors import InvalidInput
from referent_desk.families import (
    ContactKind,
    ContactPoint,
    MessageRule,
    normalise_email,
    normalise_phone,
    show_phone,
)
from ui.families.choices import CONTACT_KINDS, MESSAGE_RULES
from ui.families.form import ChoiceEdit, side_by_side
from ui.widgets import Field, IconButton, LinkButton

_VALUE_LABELS = {
    ContactKind.PHONE: "Numéro",
    ContactKind.EMAIL: "Adresse e-mail",
    ContactKind.ADDRESS: "Rue et numéro",
}
_MESSAGE_LABELS = {
    ContactKind.PHONE: "Laisser un message",
    ContactKind.EMAIL: "Écrire à cette adresse",
    ContactKind.ADDRESS: "Envoyer un courrier",
}


class ContactEdit(QFrame):
    """One of them; its labels follow its kind."""

    changed = Signal()
    removeRequested = Signal()

    def __init__(self, contact: ContactPoint) -> None:
        super().__init__()
        self._id = contact.id
        self._kind = ChoiceEdit(CONTACT_KINDS)
        self._kind.setObjectName("contact_kind")
        self._kind_field = Field("Moyen", self._kind)
        self._value = Field("Numéro", QLineEdit())
        self._value.editor.setObjectName("contact_value")
        self._message = Field("Laisser un message", ChoiceEdit(MESSAGE_RULES))
        self._message.editor.setObjectName("contact_message")
        self._when = Field("Quand appeler", QLineEdit())
        self._when.editor.setPlaceholderText("le soir, pas le mercredi…")
        self._postcode = Field("Code postal", QLineEdit())
        self._postcode.editor.setObjectName("contact_postcode")
        self._city = Field("Localité", QLineEdit())
        self._place = side_by_side(self._postcode, self._city, weights=(1, 3))
        self._lay_out()
        self._set(contact)
        self._follow_kind()
        self._listen()

    def contact(self) -> ContactPoint:
        """As typed."""
        return ContactPoint(
            ContactKind(self._kind.code()),
            self._value.editor.text(),
            MessageRule(self._message.editor.code()),
            self._when.editor.text(),
            self._postcode.editor.text(),
            self._city.editor.text(),
            self._id,
        )

    def problem(self) -> InvalidInput | None:
        """What is wrong with the number or the address, shown on it."""
        contact = self.contact()
        self._value.clear_error()
        self._postcode.clear_error()
        check = {ContactKind.PHONE: normalise_phone, ContactKind.EMAIL: normalise_email}
        try:
            if contact.value.strip() and contact.kind in check:
                check[contact.kind](contact.value)
        except InvalidInput as fault:
            self._value.set_error(fault.what)
            return fault
        return None

    def set_postcode_error(self, text: str) -> None:
        self._postcode.set_error(text)
        self._postcode.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_value(self) -> None:
        self._value.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set(self, contact: ContactPoint) -> None:
        phone = contact.kind == ContactKind.PHONE and contact.value
        self._kind.set_code(contact.kind.value)
        self._value.editor.setText(show_phone(contact.value) if phone else contact.value)
        self._message.editor.set_code(contact.may_leave_message.value)
        self._when.editor.setText(contact.when_to_call)
        self._postcode.editor.setText(contact.postcode)
        self._city.editor.setText(contact.city)

    def _follow_kind(self) -> None:
        kind = ContactKind(self._kind.code())
        self._value.set_label(_VALUE_LABELS[kind])
        self._message.set_label(_MESSAGE_LABELS[kind])
        self._when.setVisible(kind == ContactKind.PHONE)
        self._place.setVisible(kind == ContactKind.ADDRESS)

    def _listen(self) -> None:
        self._kind.currentIndexChanged.connect(self._follow_kind)
        for choice in (self._kind, self._message.editor):
            choice.currentIndexChanged.connect(self.changed)
        for field in (self._value, self._when, self._postcode, self._city):
            field.editor.textChanged.connect(self.changed)

    def _lay_out(self) -> None:
        remove = IconButton("trash-2", "Retirer ce moyen de contact")
        remove.clicked.connect(self.removeRequested)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._kind_field, 2, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._value, 4, Qt.AlignmentFlag.AlignTop)
        first.addWidget(remove, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self._place)
        column.addWidget(side_by_side(self._message, self._when))


class ContactsEdit(QWidget):
    """All of them, in order, and a link to add one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._edits: list[ContactEdit] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        add = LinkButton("Ajouter un moyen de contact", "plus")
        add.setObjectName("add_contact")
        add.clicked.connect(self._add_one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        column.addWidget(add)

    def contacts(self) -> tuple[ContactPoint, ...]:
        return tuple(edit.contact() for edit in self._edits)

    def values(self) -> list[dict[str, str]]:
        """JSON-ready, for the draft."""
        return contact_values(self.contacts())

    def set_values(self, values: list[dict[str, Any]]) -> None:
        self.set_contacts(
            ContactPoint(
                ContactKind(v["kind"]),
                v["value"],
                MessageRule(v["message"]),
                v["when"],
                v["postcode"],
                v["city"],
                v["id"],
            )
            for v in values
        )

    def set_contacts(self, contacts: Any) -> None:
        for edit in tuple(self._edits):
            self._drop(edit)
        for contact in contacts:
            self._add(contact)

    def point_at(self, fault: InvalidInput) -> bool:
        for edit in self._edits:
            if fault.field == "postcode" and edit.contact().kind == ContactKind.ADDRESS:
                edit.set_postcode_error(fault.what)
                return True
            if fault.field in {"phone", "email"} and edit.problem():
                edit.focus_value()
                return True
        return False

    def clear_errors(self) -> None:
        for edit in self._edits:
            edit.problem()

    def _add_one(self) -> None:
        self._add(ContactPoint(ContactKind.PHONE, "")).focus_value()
        self.changed.emit()

    def _add(self, contact: ContactPoint) -> ContactEdit:
        edit = ContactEdit(contact)
        edit.changed.connect(self.changed)
        edit.removeRequested.connect(lambda: self._remove(edit))
        self._edits.append(edit)
        self._rows.addWidget(edit)
        return edit

    def _remove(self, edit: ContactEdit) -> None:
        self._drop(edit)
        self.changed.emit()

    def _drop(self, edit: ContactEdit) -> None:
        self._edits.remove(edit)
        self._rows.removeWidget(edit)
        edit.hide()
        edit.deleteLater()


def contact_values(contacts: Iterable[ContactPoint]) -> list[dict[str, str]]:
    """JSON-ready."""
    return [
        {
            "kind": c.kind.value,
            "value": c.value,
            "message": c.may_leave_message.value,
            "when": c.when_to_call,
            "postcode": c.postcode,
            "city": c.city,
            "id": c.id,
        }
        for c in contacts
    ]
