"""Which sheet a kind of contact has, new or recorded."""

from PySide6.QtWidgets import QWidget

from referent_desk.errors import NotFound
from referent_desk.meetings import Meeting, MeetingState
from referent_desk.office import Office
from ui.contacts.absence_sheet import AbsenceSheet
from ui.contacts.contact_sheet import ContactSheet
from ui.contacts.email_sheet import EmailSheet
from ui.contacts.group_sheet import GroupSheet
from ui.contacts.indirect_sheet import IndirectSheet
from ui.contacts.kinds import ContactKind
from ui.contacts.network_sheet import NetworkSheet
from ui.contacts.talk_sheet import TalkSheet

_WITH_RECORD = {
    ContactKind.EMAIL: EmailSheet,
    ContactKind.NETWORK: NetworkSheet,
    ContactKind.GROUP: GroupSheet,
    ContactKind.INDIRECT: IndirectSheet,
    ContactKind.ABSENCE: AbsenceSheet,
}


def open_sheet(
    office: Office, kind: ContactKind, family_id: str, record: str, parent: QWidget
) -> ContactSheet:
    """Raises NotFound when what it is about is gone."""
    if kind in _WITH_RECORD:
        sheet = _WITH_RECORD[kind](office, family_id, record, parent)
    else:
        sheet = TalkSheet(office, kind, family_id, parent)
    sheet.open()
    return sheet


def kind_of_record(office: Office, meeting: Meeting) -> ContactKind | None:
    """The sheet that shows a meeting held; None when the interview’s own form does."""
    if meeting.state is not MeetingState.HELD:
        return None
    if office.contacts.email(meeting.id) is not None:
        return ContactKind.EMAIL
    if office.contacts.group_title(meeting.id):
        return ContactKind.GROUP
    network = office.contacts.network(meeting.id)
    return ContactKind.NETWORK if network.professionals or network.decided else None


def open_recorded(office: Office, meeting_id: str, parent: QWidget) -> ContactSheet | None:
    """None when the interview’s own form shows it, or when it is gone: that form says so."""
    try:
        meeting = office.meetings.get(meeting_id)
    except NotFound:
        return None
    kind = kind_of_record(office, meeting)
    if kind is None:
        return None
    return open_sheet(office, kind, meeting.family_id, meeting_id, parent)
