"""Words retired or merged after they were noted: the form shows them, and gives them back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from referent_desk.meetings import EmotionNote, Meeting, NeedNote, Passage, SafetyEvent
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from tests.ui.meetings.parts import finish, part
from ui.meetings import MeetingScreen
from ui.meetings.naming import NamingCard


def named_chip(screen: MeetingScreen, group: str, code: str) -> str:
    chip = part(screen, NamingCard, group).chips.chip(code)
    return chip.text() if chip and chip.isChecked() else ""


def test_an_old_meeting_loses_no_word_that_left_the_lists(
    office: Office, family_id: str, qtbot: QtBot, show_active: Callable[[QWidget], None]
) -> None:
    words = office.vocabulary
    claire = office.families.open_file(family_id).people[0].id
    aspect, *_ = words.entries(Catalogue.EMOTIONS, "guilt")
    before = Meeting(
        family_id,
        office.clock().replace(second=0, microsecond=0) - timedelta(days=90),
        channel="home",
        participants=(claire,),
        passages=(Passage("frame", "Un mot.", said_by=claire),),
        emotions=(
            EmotionNote("shame", person_id=claire),
            EmotionNote("guilt", aspect.code, claire),
        ),
        needs=(NeedNote("support", person_id=claire),),
        safety=(SafetyEvent("suicide", "Un mot.", claire),),
    )
    meeting_id = office.meetings.save(before)
    noted = office.meetings.get(meeting_id)
    words.retire(Catalogue.EMOTIONS, "shame")
    words.retire(Catalogue.EMOTIONS, aspect.code)
    for entry in words.entries(Catalogue.NEEDS, "support"):
        words.retire(Catalogue.NEEDS, entry.code)
    words.merge(Catalogue.NEEDS, "support", "information")
    words.retire(Catalogue.CHANNELS, "home")
    words.retire(Catalogue.FACETS, "frame")
    words.retire(Catalogue.SAFETY_KINDS, "suicide")
    screen = MeetingScreen(office, family_id, meeting_id)
    qtbot.addWidget(screen)
    show_active(screen)
    assert named_chip(screen, "emotions", "shame") == "honte"
    assert named_chip(screen, "needs", "support") == "soutien"
    emotions = part(screen, NamingCard, "emotions")
    hope = emotions.chips.chip("hope")
    assert hope is not None
    hope.click()
    hope.click()
    guilt = emotions.which.chip("guilt")
    assert guilt is not None
    guilt.click()
    other = emotions.aspects.chips()[0]
    other.click()
    other.click()
    kept = finish(office, family_id, screen)
    assert replace(kept, id=noted.id) == noted
