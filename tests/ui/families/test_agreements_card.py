from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person
from referent_desk.meetings import Agreement
from referent_desk.office import Office
from ui.families.agreements_card import AgreementsCard
from ui.families.sharing.agreement_sheets import WithdrawalSheet
from ui.widgets import LinkButton, Text


def test_an_agreement_is_withdrawn_and_stays_with_its_day(office: Office, qtbot: QtBot) -> None:
    family_id = office.families.create(Family("Lacroix"), (Person("Claire", "Lacroix", "Mme"),))
    file = office.families.open_file(family_id)
    card = AgreementsCard(office)
    qtbot.addWidget(card)
    card.show_file(file)
    assert card.isHidden()
    office.agreements.give(family_id, Agreement(file.people[0].id, "La fatigue", "le médecin"))
    card.show_file(file)
    card.show()
    withdraw = next(b for b in card.findChildren(LinkButton) if b.text() == "Retirer")
    QTest.mouseClick(withdraw, Qt.MouseButton.LeftButton)
    sheet = card.findChild(WithdrawalSheet)
    assert sheet is not None
    sheet.primary_button.click()
    assert office.agreements.of_family(family_id)[0].withdrawn_on is not None
    QApplication.processEvents()
    shown = [t.text() for t in card.findChildren(Text) if t.isVisible()]
    assert "La fatigue → le médecin" in shown
    assert any("retiré le" in text for text in shown)
