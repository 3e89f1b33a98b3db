"""Quick entry of every kind of contact, over whatever is on screen."""

from ui.contacts.absence_sheet import AbsenceSheet
from ui.contacts.contact_sheet import ContactSheet
from ui.contacts.kinds import ContactKind, kind_of_draft
from ui.contacts.note_button import NoteButton
from ui.contacts.opening import open_recorded, open_sheet

__all__ = [
    "AbsenceSheet",
    "ContactKind",
    "ContactSheet",
    "NoteButton",
    "kind_of_draft",
    "open_recorded",
    "open_sheet",
]
