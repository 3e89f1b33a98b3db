"""A meeting with Claire and Thomas Lacroix, as its screen."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person
from referent_desk.office import Office
from ui.meetings import MeetingScreen

Open = Callable[[], MeetingScreen]


@pytest.fixture
def family_id(office: Office) -> str:
    people = (Person("Claire", "Lacroix", "Mme"), Person("Thomas", "Lacroix"))
    return office.families.create(Family("Lacroix"), people)


@pytest.fixture
def open_meeting(
    office: Office, family_id: str, qtbot: QtBot, show_active: Callable[[QWidget], None]
) -> Open:
    """A screen of it; a second one takes up the draft of the first."""

    def opened() -> MeetingScreen:
        made = MeetingScreen(office, family_id)
        qtbot.addWidget(made)
        show_active(made)
        return made

    return opened


@pytest.fixture
def screen(open_meeting: Open) -> MeetingScreen:
    return open_meeting()
