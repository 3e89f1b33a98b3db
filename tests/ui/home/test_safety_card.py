from referent_desk.families import Family
from referent_desk.meetings import Meeting, SafetyEvent
from referent_desk.office import Office
from ui.home.safety_card import safety_card
from ui.widgets import Row


def test_what_is_missing_is_a_line_that_opens_the_meeting(office: Office) -> None:
    opened: list[tuple[str, str]] = []

    def show(family_id: str, meeting_id: str) -> None:
        opened.append((family_id, meeting_id))

    assert safety_card(office, office.meetings.safety_open(), show) is None
    family_id = office.families.create(Family("Lacroix"))
    event = SafetyEvent("suicide", "Il veut mourir.", numbers_given=True)
    meeting_id = office.meetings.save(Meeting(family_id, office.clock(), safety=(event,)))
    card = safety_card(office, office.meetings.safety_open(), show)
    assert card is not None
    (row,) = card.findChildren(Row)
    assert "Lacroix" in row.accessibleName()
    assert "ce qui suit" in row.accessibleName()
    assert "mourir" not in row.accessibleName()
    row.activated.emit("")
    assert opened == [(family_id, meeting_id)]


def test_what_is_due_says_what_was_to_follow(office: Office) -> None:
    family_id = office.families.create(Family("Lacroix"))
    today = office.clock().date()
    event = SafetyEvent(
        "suicide", "…", numbers_given=True, follow_up="Rappeler", follow_up_on=today
    )
    office.meetings.save(Meeting(family_id, office.clock(), safety=(event,)))
    card = safety_card(office, office.meetings.safety_open(), lambda *_: None)
    assert card is not None
    (row,) = card.findChildren(Row)
    assert f"À suivre\u00a0: Rappeler, pour le {today:%d/%m/%Y}" in row.accessibleName()
