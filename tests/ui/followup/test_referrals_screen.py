from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person
from referent_desk.followup import Referral, ReferralState
from referent_desk.office import Office
from ui.followup import ReferralsScreen
from ui.widgets import ChipGroup, FilterList


def a_referral(office: Office) -> Referral:
    family_id = office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix")])
    person = office.families.open_file(family_id).people[0]
    return office.followup.propose(Referral(family_id, office.directory.list()[0].id, person.id))


def test_what_became_of_it_is_told_with_a_click(qtbot: QtBot, office: Office) -> None:
    referral = a_referral(office)
    screen = ReferralsScreen(office)
    qtbot.addWidget(screen)
    screen.show()
    rows = screen.findChild(FilterList, "referral_list")
    states = screen.findChild(ChipGroup, "referral_state")
    assert rows is not None
    assert states is not None
    rows.select_key(referral.id)
    chip = states.chip("attending")
    assert chip is not None
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert office.followup.referral(referral.id).state is ReferralState.ATTENDING
    with qtbot.waitSignal(screen.letterRequested) as asked:
        rows.rowActivated.emit(referral.id)
    assert asked.args == [referral.family_id, referral.id]


def test_an_empty_office_says_where_they_begin(qtbot: QtBot, office: Office) -> None:
    screen = ReferralsScreen(office)
    qtbot.addWidget(screen)
    screen.show()
    rows = screen.findChild(FilterList, "referral_list")
    assert rows is not None
    assert not rows.isVisible()
