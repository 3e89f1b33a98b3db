"""From a figure to the record behind it, each on the screen that shows its kind."""

from typing import Protocol

from referent_desk.activity import Behind, RecordKind
from referent_desk.office import Office
from referent_desk.vault import Draft


class Doors(Protocol):
    """What the workspace opens."""

    def show_family(self, family_id: str, tab: str = "") -> object: ...
    def show_contact(self, family_id: str, meeting_id: str = "") -> None: ...
    def open_indirect(self, family_id: str, work_id: str) -> None: ...
    def show_referral(self, referral_id: str) -> None: ...
    def take_up(self, draft: Draft) -> None: ...


def open_record(doors: Doors, office: Office, record: Behind) -> None:
    """Where it is no more, its family shows what there is instead."""
    match record.kind:
        case RecordKind.MEETING | RecordKind.GROUP_SESSION:
            doors.show_contact(record.family_id, record.record_id)
        case RecordKind.INDIRECT_WORK:
            doors.open_indirect(record.family_id, record.record_id)
        case RecordKind.REFERRAL:
            doors.show_referral(record.record_id)
        case RecordKind.DRAFT:
            kind, _, subject = record.record_id.partition("/")
            for draft in office.vault.drafts.all():
                if (draft.kind, draft.subject) == (kind, subject):
                    doors.take_up(draft)
                    return
        case RecordKind.SITUATION | RecordKind.PERSON | RecordKind.REQUEST | RecordKind.ACTION:
            doors.show_family(record.family_id)
