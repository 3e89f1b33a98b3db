from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from referent_desk.families import Family
from referent_desk.followup import Dismissal
from referent_desk.meetings import Meeting, SafetyEvent
from referent_desk.office import Office
from ui.home import HomeScreen
from ui.widgets import Card, IconButton, Row

SUICIDE = SafetyEvent("suicide", "Il veut mourir.", numbers_given=True)


@pytest.fixture
def family_id(office: Office) -> str:
    return office.families.create(Family("Lacroix"))


def home_of(qtbot: QtBot, office: Office) -> HomeScreen:
    screen = HomeScreen(office)
    qtbot.addWidget(screen)
    return screen


def card_of(screen: HomeScreen) -> Card:
    card = screen.findChild(Card, "safety_to_finish")
    assert card is not None
    return card


def test_what_is_missing_is_a_line_that_opens_the_meeting(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    assert home_of(qtbot, office).findChild(Card, "safety_to_finish") is None
    meeting_id = office.meetings.save(Meeting(family_id, office.clock(), safety=(SUICIDE,)))
    screen = home_of(qtbot, office)
    (row,) = card_of(screen).findChildren(Row)
    assert "Lacroix" in row.accessibleName()
    assert "ce qui suit" in row.accessibleName()
    assert "mourir" not in row.accessibleName()
    (event,) = office.meetings.get(meeting_id).safety
    with qtbot.waitSignal(screen.safetyRequested) as opened:
        row.activated.emit("")
    assert opened.args == [family_id, meeting_id, event.id]


def test_an_event_is_on_the_home_screen_once(qtbot: QtBot, office: Office, family_id: str) -> None:
    office.meetings.save(Meeting(family_id, office.clock(), safety=(SUICIDE,)))
    screen = home_of(qtbot, office)
    told = [row for row in screen.findChildren(Row) if "Lacroix" in row.data.title]
    assert len(told) == 1
    assert card_of(screen).isAncestorOf(told[0])


def test_it_is_put_aside_once_only_what_follows_is_missing(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    office.meetings.save(Meeting(family_id, office.clock(), safety=(SUICIDE,)))
    later = office.clock().date() + timedelta(days=9)
    followed = SafetyEvent("violence", follow_up="Rappeler", follow_up_on=later)
    office.meetings.save(Meeting(family_id, office.clock(), safety=(followed,)))
    card = card_of(home_of(qtbot, office))
    assert len(card.findChildren(Row)) == 2
    assert len(card.findChildren(IconButton, "radar_put_aside")) == 1
    [line] = office.overview.radar()
    office.followup.put_aside(Dismissal("safety", line.subject, family_id, "Vue avec l’équipe"))
    (left,) = card_of(home_of(qtbot, office)).findChildren(Row)
    assert "ce qui a été dit" in left.data.subtitle


def test_what_is_due_says_what_was_to_follow(qtbot: QtBot, office: Office, family_id: str) -> None:
    today = office.clock().date()
    event = SafetyEvent(
        "suicide", "…", numbers_given=True, follow_up="Rappeler", follow_up_on=today
    )
    office.meetings.save(Meeting(family_id, office.clock(), safety=(event,)))
    (row,) = card_of(home_of(qtbot, office)).findChildren(Row)
    assert f"À suivre\u00a0: Rappeler, pour le {today:%d/%m/%Y}" in row.accessibleName()
