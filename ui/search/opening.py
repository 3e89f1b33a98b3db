"""From what is found to the screen that shows it."""

from typing import Protocol

from referent_desk.search import Hit, Kind


class Doors(Protocol):
    """What the workspace opens."""

    def show_family(self, family_id: str, tab: str = "") -> object: ...
    def show_person(self, family_id: str, person_id: str) -> None: ...
    def show_in_file(self, family_id: str, meeting_id: str, passage_id: str = "") -> None: ...
    def show_referral(self, referral_id: str) -> None: ...
    def show_document(self, document_id: str) -> None: ...
    def show_resource(self, resource_id: str) -> None: ...
    def open_indirect(self, family_id: str, work_id: str) -> None: ...


def open_hit(doors: Doors, hit: Hit) -> None:
    match hit.kind:
        case Kind.RESOURCE:
            doors.show_resource(hit.record)
        case Kind.REFERRAL:
            doors.show_referral(hit.record)
        case Kind.LETTER:
            doors.show_document(hit.record)
        case Kind.WORK:
            doors.open_indirect(hit.family_id, hit.record)
        case Kind.PASSAGE:
            doors.show_in_file(hit.family_id, hit.meeting_id, hit.record)
        case Kind.PERSON:
            doors.show_person(hit.family_id, hit.record)
        case _ if hit.meeting_id:
            doors.show_in_file(hit.family_id, hit.meeting_id)
        case _:
            doors.show_family(hit.family_id)
