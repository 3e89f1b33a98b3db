"""Which screen shows what is found."""

import pytest

from referent_desk.search import Hit, Kind
from ui.search import open_hit


class Opened:
    """Doors that only note what is asked of them."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def show_family(self, family_id: str, tab: str = "") -> None:
        self.asked.append(("family", family_id))

    def show_person(self, family_id: str, person_id: str) -> None:
        self.asked.append(("person", family_id, person_id))

    def show_in_file(self, family_id: str, meeting_id: str, passage_id: str = "") -> None:
        self.asked.append(("in file", family_id, meeting_id, passage_id))

    def show_referral(self, referral_id: str) -> None:
        self.asked.append(("referral", referral_id))

    def show_document(self, document_id: str) -> None:
        self.asked.append(("document", document_id))

    def show_resource(self, resource_id: str) -> None:
        self.asked.append(("resource", resource_id))

    def open_indirect(self, family_id: str, work_id: str) -> None:
        self.asked.append(("indirect", family_id, work_id))


@pytest.mark.parametrize(
    ("hit", "opened"),
    [
        (Hit(Kind.FAMILY, "f", "f"), ("family", "f")),
        (Hit(Kind.PERSON, "p", "f"), ("person", "f", "p")),
        (Hit(Kind.RESOURCE, "r"), ("resource", "r")),
        (Hit(Kind.PASSAGE, "n", "f", "m"), ("in file", "f", "m", "n")),
        (Hit(Kind.MEETING, "m", "f", "m"), ("in file", "f", "m", "")),
        (Hit(Kind.EMOTION, "e", "f", "m"), ("in file", "f", "m", "")),
        (Hit(Kind.LESSON, "l", "f", "m"), ("in file", "f", "m", "")),
        (Hit(Kind.REQUEST, "q", "f"), ("family", "f")),
        (Hit(Kind.ACTION, "a", "f"), ("family", "f")),
        (Hit(Kind.LETTER, "d", "f"), ("document", "d")),
        (Hit(Kind.WORK, "w", ""), ("indirect", "", "w")),
        (Hit(Kind.REFERRAL, "o", "f"), ("referral", "o")),
    ],
)
def test_each_kind_opens_where_it_is_shown(hit: Hit, opened: tuple[str, ...]) -> None:
    doors = Opened()
    open_hit(doors, hit)
    assert doors.asked == [opened]
