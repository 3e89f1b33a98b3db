"""The phone rings: a call noted with keys alone, and how many besides the words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from referent_desk.families import Family, Person
from referent_desk.vocabulary import Catalogue
from tools.main_job import MainJob

pytestmark = pytest.mark.window
CONTROL = Qt.KeyboardModifier.ControlModifier
ASKED = "Je ne sais plus à qui parler."


class Keys:
    """Counts the keys pressed besides the text."""

    def __init__(self, job: MainJob) -> None:
        self.pressed = 0
        self._job = job

    def ring(self) -> None:
        self.press(Qt.Key.Key_N, CONTROL)
        call = self._job.find(QDialog, "first_call")
        self._job.until(call.isActiveWindow, "the call in front")

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self._job.press(key, modifiers)
        self.pressed += 1

    def tab(self, text: str = "") -> None:
        self.press(Qt.Key.Key_Tab)
        self._job.enter(text)

    def letter(self, letter: str) -> None:
        """On a chip, where it chooses."""
        self._job.enter(letter)
        self.pressed += 1

    def record(self) -> None:
        self.press(Qt.Key.Key_Return, CONTROL)
        self._job.until(lambda: not self._job.shows("first_call"), "the call recorded")


def note_all_of_it(keys: Keys) -> None:
    """Who, link, phone, what is asked, urgency, what was offered, the appointment, origin."""
    keys.ring()
    keys.letter("m")
    keys.tab("Claire")
    keys.tab("Lacroix")
    keys.tab("0470/12.34.56")
    keys.tab()  # « appel anonyme » is passed by
    keys.tab()
    keys.letter("m")
    keys.tab(ASKED)
    keys.tab()
    keys.letter("c")
    keys.tab()
    keys.letter("r")
    keys.press(Qt.Key.Key_Space)
    keys.tab("le jeudi")
    keys.tab("demain")
    keys.tab("14h30")
    keys.tab()
    keys.letter("b")
    keys.tab()
    keys.letter("f")
    keys.record()


def test_everything_that_is_asked_is_noted_in_some_twenty_keys(job: MainJob) -> None:
    job.create()
    keys = Keys(job)
    note_all_of_it(keys)

    office = job.office()
    (family,) = office.families.list()
    (caller,) = office.families.open_file(family.id).people
    (meeting,) = office.meetings.of_family(family.id)
    (row,) = office.vault.rows("SELECT id FROM request")
    request = office.meetings.request(row["id"])
    label = office.vocabulary.label
    assert (caller.addressed, caller.contacts[0].value) == ("Mme Claire Lacroix", "+32470123456")
    assert label(Catalogue.LINKS, caller.link).startswith("m")
    assert request.asked == ASKED
    assert label(Catalogue.URGENCIES, request.urgency).startswith("c")
    assert label(Catalogue.ORIGINS, request.origin).startswith("f")
    assert request.offered.startswith("r")
    assert request.offered.endswith("le jeudi")
    assert meeting.starts_at.strftime("%H:%M") == "14:30"
    assert label(Catalogue.CHANNELS, meeting.channel).startswith("b")
    assert keys.pressed <= 24


def test_a_known_family_is_joined_with_two_keys(job: MainJob) -> None:
    job.create()
    office = job.office()
    people = (Person("Claire", "Lacroix", "Mme"), Person("Thomas", "Lacroix"))
    family_id = office.families.create(Family("Lacroix"), people)
    keys = Keys(job)
    keys.ring()
    keys.tab("thomas")
    keys.tab("lacroi")
    assert job.shows("similar_families")
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    keys.tab(ASKED)
    keys.record()
    assert keys.pressed == 7

    (row,) = office.vault.rows("SELECT id FROM request")
    request = office.meetings.request(row["id"])
    thomas = office.families.open_file(family_id).people[1]
    assert (request.family_id, request.person_id) == (family_id, thomas.id)
    assert len(office.families.list()) == 1


def test_a_new_caller_with_a_similar_name_passes_the_proposals_by(job: MainJob) -> None:
    job.create()
    job.office().families.create(Family("Lacroix"), (Person("Claire", "Lacroix"),))
    keys = Keys(job)
    keys.ring()
    keys.tab("Anne")
    keys.tab("Lacroix")
    assert job.shows("similar_families")
    keys.tab("0470/12.34.56")
    assert job.text("call_phone") == "0470/12.34.56"
    keys.record()
    assert len(job.office().families.list()) == 2


def test_the_arrows_come_back_from_the_proposals_to_the_name(job: MainJob) -> None:
    job.create()
    job.office().families.create(Family("Lacroix"), (Person("Claire", "Lacroix"),))
    keys = Keys(job)
    keys.ring()
    keys.tab()
    keys.tab("Lacroix")
    keys.press(Qt.Key.Key_Down)
    assert not job.find(QWidget, "call_last_name").hasFocus()
    keys.press(Qt.Key.Key_Up)
    job.enter("-Petit")
    assert job.text("call_last_name") == "Lacroix-Petit"
