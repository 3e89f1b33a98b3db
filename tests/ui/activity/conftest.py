"""An office that worked in the third quarter of 2026, seen a few days after its end."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person, Situation
from referent_desk.meetings import Meeting
from referent_desk.office import Office
from referent_desk.vault import Vault
from tests.ui.activity.parts import Clock
from ui.activity.activity_screen import ActivityScreen

NAMES = (
    *("Lacroix", "Quévrain", "Zwartkopf", "Oost", "Wéry", "Baugnet", "Pirson", "Rasquin"),
    *("Sacré", "Evrard", "Gérard", "Lambotte", "Thiry"),
)
LINKS = ("mother",) * 8 + ("sister",) * 2 + ("brother",) * 3
Show = Callable[[Office, str], ActivityScreen]


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 10, 5, 10, 0))


@pytest.fixture
def office(vault: Vault, clock: Clock) -> Office:
    return Office.open(vault, clock)


@pytest.fixture
def worked(office: Office) -> Office:
    """Thirteen families met once in July, by phone; sisters and brothers are too few to print."""
    for number, (name, link) in enumerate(zip(NAMES, LINKS, strict=True)):
        claire = Person("Claire", name, "Mme", link=link)
        situation = Situation(date(2026, 7, 1))
        family_id = office.families.create(Family(name), [claire], situation)
        person_id = office.families.open_file(family_id).people[0].id
        office.meetings.save(
            Meeting(
                family_id,
                datetime(2026, 7, 6, 14, 0) + timedelta(days=number),
                minutes=45,
                channel="phone",
                participants=(person_id,),
            )
        )
    return office


@pytest.fixture
def show(qtbot: QtBot, show_active: Callable[[QWidget], None]) -> Show:
    def made(office: Office, place: str) -> ActivityScreen:
        screen = ActivityScreen(office, place)
        qtbot.addWidget(screen)
        screen.resize(1300, 700)
        show_active(screen)
        return screen

    return made
