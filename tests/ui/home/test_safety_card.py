from referent_desk.families import Family
from referent_desk.meetings import Meeting, SafetyEvent
from referent_desk.office import Office
from ui.home.safety_card import safety_card
from ui.widgets import Row


def test_what_is_missing_is_a_line_that_opens_the_meeting(office: Office) -> None:
    opened: list[tuple[str, str]] = []

    def show(family_id: str, meeting_id: str) -> None:
        opened.append((family_id, meeting_id))

    assert safety_card(office, show) is None
    family_id = office.families.create(Family("Lacroix"))
    event = SafetyEvent("suicide", "Il veut mourir.", numbers_given=True)
    meeting_id = office.meetings.save(Meeting(family_id, office.clock(), safety=(event,)))
    card = safety_card(office, show)
    assert card is not None
    (row,) = card.findChildren(Row)
    assert "Lacroix" in row.accessibleName()
    assert "ce qui suit" in row.accessibleName()
    assert "mourir" not in row.accessibleName()
    row.activated.emit("")
    assert opened == [(family_id, meeting_id)]
