"""« Besoins et suites »: what fits, why, proposed and picked, and taken back."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from referent_desk.directory import Resource, Reveals
from referent_desk.families import ContactKind, ContactPoint, Family, Person, Situation
from referent_desk.followup import ReferralState
from referent_desk.meetings import Meeting, NeedNote
from referent_desk.office import Office
from tests.ui.visible_texts import visible_texts
from ui import messages
from ui.families.needs_panel import NeedsPanel
from ui.widgets import ChipGroup, FilterList


@pytest.fixture
def family_id(office: Office) -> str:
    for resource in office.directory.list():
        office.directory.save(Resource(resource.name, retired=True, id=resource.id))
    office.directory.save(Resource("Maison", postcode="5000", needs=("support",)))
    office.directory.save(
        Resource(
            "Cercle",
            serves="Hainaut",
            needs=("support.talking_group",),
            languages="néerlandais",
            reveals=Reveals.YES,
            reveals_what="le deuil",
        )
    )
    home = ContactPoint(ContactKind.ADDRESS, "Rue Haute 1", postcode="5590", city="Ciney")
    people = (Person("Claire", "Lacroix", language="fr", contacts=(home,)), Person("Paul"))
    now = office.clock()
    found = office.families.create(Family("Lacroix"), people, Situation(now.date()))
    claire = office.families.open_file(found).people[0].id
    need = NeedNote("support", "support.talking_group", person_id=claire)
    office.meetings.save(Meeting(found, now - timedelta(days=1), needs=(need,)))
    return found


@pytest.fixture
def panel(qtbot: QtBot, office: Office, family_id: str) -> NeedsPanel:
    made = NeedsPanel(office, family_id)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.refresh()
    made.show()
    return made


def fits(panel: NeedsPanel) -> FilterList:
    found = panel.findChild(FilterList, "needs_fits")
    assert found is not None
    return found


def press(panel: NeedsPanel, name: str) -> None:
    button = panel.findChild(QPushButton, name)
    assert button is not None
    button.click()


def choose(panel: NeedsPanel, office: Office, name: str) -> str:
    key = next(r.id for r in office.directory.list() if r.name == name)
    assert fits(panel).select_key(key)
    return key


def test_what_fits_says_why_and_how_near(qtbot: QtBot, panel: NeedsPanel, office: Office) -> None:
    assert fits(panel).row_total() == 2
    assert fits(panel).current_row().title == "Maison"
    assert "groupe de parole · même province (Namur)" in fits(panel).current_row().subtitle
    choose(panel, office, "Cercle")
    told = {"Le nom révèle le deuil", "Ne dessert pas 5590", "Ne parle pas français"}
    qtbot.waitUntil(lambda: told <= visible_texts())


def test_proposing_makes_the_referral_and_its_letter_is_asked_for(
    qtbot: QtBot, office: Office, panel: NeedsPanel, family_id: str
) -> None:
    key = choose(panel, office, "Maison")
    press(panel, "propose")
    [referral] = office.followup.referrals(family_id)
    assert (referral.resource_id, referral.needs) == (key, ("support",))
    assert referral.state is ReferralState.PROPOSED
    with qtbot.waitSignal(panel.letterRequested) as asked:
        press(panel, "propose")
    assert asked.args == [referral.id]
    press(panel, "withdraw")
    assert office.followup.referrals(family_id) == ()


def test_a_handout_takes_three_and_says_so(
    office: Office, panel: NeedsPanel, family_id: str
) -> None:
    claire = office.families.open_file(family_id).people[0].id
    key = choose(panel, office, "Maison")
    press(panel, "pick")
    assert office.referrals.picked(claire) == (key,)
    press(panel, "pick")
    assert office.referrals.picked(claire) == ()
    for name in ("Un", "Deux", "Trois"):
        office.directory.save(Resource(name, needs=("support",)))
    panel.refresh()
    for name in ("Un", "Deux", "Trois", "Maison"):
        choose(panel, office, name)
        press(panel, "pick")
    assert len(office.referrals.picked(claire)) == 3
    assert any("trois ressources au plus" in text for text in visible_texts())
    messages.close_all()


def test_a_relative_without_a_need_and_an_unticked_need_leave_it_empty(
    office: Office, panel: NeedsPanel
) -> None:
    needs = panel.findChild(ChipGroup, "needs_wanted")
    people = panel.findChild(ChipGroup, "needs_person")
    assert needs is not None
    assert people is not None
    needs.chips()[0].click()
    assert not fits(panel).isVisible()
    needs.chips()[0].click()
    assert fits(panel).isVisible()
    people.chips()[1].click()
    assert not fits(panel).isVisible()
    assert any("Aucun besoin noté" in text for text in visible_texts())


def test_what_is_picked_opens_the_handout_for_this_relative(
    qtbot: QtBot, panel: NeedsPanel, office: Office, family_id: str
) -> None:
    claire = office.families.open_file(family_id).people[0].id
    assert panel.findChild(QPushButton, "write_handout") is None
    office.referrals.pick(claire, [r.id for r in office.directory.list()])
    panel.refresh()
    write = panel.findChild(QPushButton, "write_handout")
    assert write is not None
    with qtbot.waitSignal(panel.handoutRequested) as asked:
        write.click()
    assert asked.args == [claire]


def test_a_file_without_a_relative_asks_for_one_and_heads_nothing(
    qtbot: QtBot, office: Office
) -> None:
    panel = NeedsPanel(office, office.families.create(Family("Petit")))
    qtbot.addWidget(panel)
    panel.refresh()
    panel.show()
    told = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("Ajoutez d’abord un proche") for text in told)
    assert not {"Pour qui", "Besoins notés"} & set(told)
