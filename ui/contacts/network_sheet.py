"""A network meeting: which professionals, what was decided."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from referent_desk.errors import InvalidInput
from referent_desk.meetings import NetworkMeeting
from referent_desk.office import Office
from ui import messages
from ui.contacts.contact_sheet import ContactSheet
from ui.contacts.kinds import ContactKind
from ui.contacts.professionals_edit import ProfessionalsEdit


class NetworkSheet(ContactSheet):
    """Also how a recorded one is read again."""

    def __init__(
        self, office: Office, family_id: str, record: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(office, ContactKind.NETWORK, family_id, record, parent)
        self._professionals = ProfessionalsEdit()
        self.add_family()
        self.add_who()
        self.add_when()
        self.add(self._professionals)
        edit = self._professionals
        self.form.keep("professionals", edit.content, edit.set_content)
        edit.changed.connect(self.form.changed)
        self.add(self.form.text("decided", "Ce qui a été décidé"))
        self.add_whole_form()
        self.begin(self._recorded_values())

    def latest(self) -> Mapping[str, Any]:
        return self._recorded_values() if self.record else {}

    def point_at(self, fault: InvalidInput) -> bool:
        if fault.field == "professionals":
            messages.error(self, fault, then=self._professionals.point_at_nameless)
            return True
        return super().point_at(fault)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        return self.office.contacts.save_network(
            NetworkMeeting(
                self.meeting(),
                self._professionals.professionals(),
                self.form.values()["decided"],
            ),
            national_number_confirmed=national_number_confirmed,
        )

    def _recorded_values(self) -> dict[str, object]:
        if not self.record:
            return dict(self.when_now())
        network = self.office.contacts.network(self.record)
        return {
            **self.when_of(network.meeting),
            "professionals": [[p.name, p.service] for p in network.professionals],
            "decided": network.decided,
        }
