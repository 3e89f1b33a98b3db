"""Indirect work: what, how long, for which family if any."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from referent_desk.errors import InvalidInput
from referent_desk.meetings import IndirectWork
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui.contacts.contact_sheet import ContactSheet
from ui.contacts.kinds import ContactKind
from ui.widgets import ChipGroup, Field
from ui.widgets.typed_dates import show_date


class IndirectSheet(ContactSheet):
    """Never counted as a meeting. Also how a recorded one is corrected."""

    def __init__(
        self, office: Office, family_id: str, record: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(office, ContactKind.INDIRECT, family_id, record, parent)
        work = office.contacts.indirect(record) if record else None
        kinds = [(e.code, e.label) for e in office.vocabulary.entries(Catalogue.INDIRECT_WORK)]
        if work and work.kind not in dict(kinds):
            kinds.append((work.kind, office.vocabulary.label(Catalogue.INDIRECT_WORK, work.kind)))
        self._kind = ChipGroup("Quel travail", kinds, multiple=False, required=True)
        field = Field("Quel travail", self._kind)
        self.add(
            self.form.own(
                "kind",
                field,
                lambda group: "".join(group.selected()),
                lambda group, code: group.set_selected([code]),
            )
        )
        self._kind.changed.connect(self.form.changed)
        self.add_when(hour=False)
        self.add_family(optional=True)
        self.add(self.form.text("note", "Note"))
        today = office.clock().date()
        fresh = {"kind": "", "day": show_date(today), "minutes": 15, "note": ""}
        self.begin(_values(work) if work else fresh)

    def latest(self) -> Mapping[str, Any]:
        return _values(self.office.contacts.indirect(self.record)) if self.record else {}

    def point_at(self, fault: InvalidInput) -> bool:
        renamed = {"done_on": "day"}.get(fault.field, fault.field)
        return super().point_at(InvalidInput(renamed, fault.what, fault.next_step))

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values = self.form.values()
        work = IndirectWork(
            values["kind"],
            self.starts_at().date(),
            values["minutes"],
            values["note"],
            self.family_id,
            self.record,
        )
        return self.office.contacts.save_indirect(
            work, national_number_confirmed=national_number_confirmed
        )


def _values(work: IndirectWork) -> dict[str, Any]:
    return {
        "kind": work.kind,
        "day": show_date(work.done_on),
        "minutes": work.minutes,
        "note": work.note,
    }
