"""Referrals: found by family, resource or code; moved on with a chip; their letter asked for."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from referent_desk.directory import Resource
from referent_desk.families import Family, Person, Situation
from referent_desk.followup import Referral, ReferralState
from referent_desk.office import Office
from ui.followup import ReferralsScreen
from ui.widgets import ChipGroup, FilterList


@pytest.fixture
def referral(office: Office) -> Referral:
    family_id = office.families.create(
        Family("Lacroix"), [Person("Claire", "Lacroix", "Mme")], Situation(date(2026, 11, 2))
    )
    person = office.families.open_file(family_id).people[0]
    resource_id = office.directory.save(Resource("Le Passage"))
    return office.followup.propose(Referral(family_id, resource_id, person.id, ("support",)))


@pytest.fixture
def screen(qtbot: QtBot, office: Office, referral: Referral) -> ReferralsScreen:
    made = ReferralsScreen(office)
    qtbot.addWidget(made)
    made.resize(1154, 710)
    made.show()
    return made


def test_a_chip_moves_the_referral_on(
    qtbot: QtBot, office: Office, screen: ReferralsScreen, referral: Referral
) -> None:
    group = screen.findChild(ChipGroup, "referral_state")
    assert group is not None
    chip = group.chip(ReferralState.CONTACTED.value)
    assert chip is not None
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert office.followup.referral(referral.id).state is ReferralState.CONTACTED
    assert group.selected() == [ReferralState.CONTACTED.value]


@pytest.mark.parametrize(("typed", "rows"), [("lacroix", 1), ("passage", 1), ("inconnu", 0)])
def test_typing_narrows(qtbot: QtBot, screen: ReferralsScreen, typed: str, rows: int) -> None:
    line = screen.findChild(QLineEdit, "referrals_filter")
    found = screen.findChild(FilterList, "referrals_list")
    assert line is not None
    assert found is not None
    qtbot.keyClicks(line, typed)
    assert found.row_total() == rows


def test_the_code_on_the_slip_finds_it(
    qtbot: QtBot, screen: ReferralsScreen, referral: Referral
) -> None:
    line = screen.findChild(QLineEdit, "referrals_filter")
    found = screen.findChild(FilterList, "referrals_list")
    assert line is not None
    assert found is not None
    qtbot.keyClicks(line, referral.code.lower())
    assert found.current_key() == referral.id


def test_letter_and_family_are_asked_for(
    qtbot: QtBot, screen: ReferralsScreen, referral: Referral
) -> None:
    letter = screen.findChild(QPushButton, "open_letter")
    family = screen.findChild(QPushButton, "open_family")
    with qtbot.waitSignal(screen.letterRequested) as asked:
        qtbot.mouseClick(letter, Qt.MouseButton.LeftButton)
    assert asked.args == [referral.family_id, referral.id]
    with qtbot.waitSignal(screen.familyOpened) as opened:
        qtbot.mouseClick(family, Qt.MouseButton.LeftButton)
    assert opened.args == [referral.family_id]
