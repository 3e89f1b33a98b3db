"""Writing a letter: the page follows the words, the gate is seen, the bytes are kept first."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from referent_desk.directory import Resource, ResourceKind, Reveals
from referent_desk.families import Family, Person, Situation
from referent_desk.followup import Referral, ReferralState
from referent_desk.office import Office
from tests.ui.visible_texts import visible_texts
from ui import operations
from ui.documents import DocumentScreen, LetterScreen

Show = Callable[[QWidget], None]


@pytest.fixture
def family_id(office: Office) -> str:
    return office.families.create(
        Family("Lacroix"),
        [Person("Claire", "Lacroix", "Mme")],
        Situation(date(2026, 11, 2), patient="Theo"),
    )


@pytest.fixture
def resource_id(office: Office) -> str:
    return office.directory.save(Resource("Le Passage", address="Rue Haute 1", city="Namur"))


@pytest.fixture
def revealing_id(office: Office) -> str:
    return office.directory.save(Resource("Vivre avec le trouble", reveals=Reveals.YES))


def opened(qtbot: QtBot, screen: LetterScreen) -> LetterScreen:
    qtbot.addWidget(screen)
    screen.resize(1154, 710)
    screen.show()
    return screen


def choose(screen: QWidget, resource_id: str) -> None:
    combo = part(screen, QComboBox, "letter_resource")
    combo.setCurrentIndex(combo.findData(resource_id))


def part(screen: QWidget, kind: type, name: str):  # noqa: ANN201
    found = screen.findChild(kind, name)
    assert found is not None, name
    return found


def wait_page(qtbot: QtBot, screen: LetterScreen) -> None:
    qtbot.waitUntil(lambda: screen.preview.page_total() > 0, timeout=5000)


def obstacles(screen: LetterScreen) -> list[QWidget]:
    return screen.findChildren(QWidget, "obstacle")


def test_the_page_is_drawn_once_the_resource_is_chosen(
    qtbot: QtBot, office: Office, family_id: str, resource_id: str
) -> None:
    screen = opened(qtbot, LetterScreen(office, family_id))
    assert not part(screen, QPushButton, "print_letter").isEnabled()
    choose(screen, resource_id)
    wait_page(qtbot, screen)
    assert "Mme Claire Lacroix" in screen.text()
    assert part(screen, QPushButton, "print_letter").isEnabled()


def test_a_name_that_reveals_stops_the_letter_until_the_family_named_it(
    qtbot: QtBot, office: Office, family_id: str, revealing_id: str
) -> None:
    screen = opened(qtbot, LetterScreen(office, family_id))
    choose(screen, revealing_id)
    qtbot.waitUntil(lambda: len(obstacles(screen)) == 1)
    assert not part(screen, QPushButton, "save_pdf").isEnabled()
    tick = part(screen, QCheckBox, "diagnosis_named")
    assert tick.isVisible()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    wait_page(qtbot, screen)
    assert not obstacles(screen)


@pytest.mark.parametrize(
    ("resource", "said", "unsaid"),
    [
        (Resource("Le Relais"), "ne révèle pas de diagnostic", "évoque"),
        (
            Resource("Psy", reveals=Reveals.MILD),
            "Le nom évoque la psychiatrie",
            "ne révèle pas de diagnostic",
        ),
        (Resource("Unité X", ResourceKind.WARD), "sur le patient, ni diagnostic", "ni service"),
    ],
)
def test_nothing_is_promised_of_a_name_that_it_does_not_keep(
    qtbot: QtBot, office: Office, family_id: str, resource: Resource, said: str, unsaid: str
) -> None:
    resource_id = office.directory.save(resource)
    screen = opened(qtbot, LetterScreen(office, family_id))
    choose(screen, resource_id)
    wait_page(qtbot, screen)
    qtbot.waitUntil(lambda: any(said in words for words in visible_texts()), timeout=5000)
    assert not any(unsaid in words for words in visible_texts())


def test_the_patient_in_the_text_is_an_obstacle(
    qtbot: QtBot, office: Office, family_id: str, resource_id: str
) -> None:
    screen = opened(qtbot, LetterScreen(office, family_id))
    choose(screen, resource_id)
    wait_page(qtbot, screen)
    edit = part(screen, QPlainTextEdit, "letter_text")
    qtbot.keyClicks(edit, "Theo ")
    qtbot.waitUntil(lambda: len(obstacles(screen)) == 1)
    assert screen.preview.page_total() == 0


def test_what_the_user_wrote_survives_a_change_and_the_template_comes_back_on_demand(
    qtbot: QtBot, office: Office, family_id: str, resource_id: str, revealing_id: str
) -> None:
    screen = opened(qtbot, LetterScreen(office, family_id))
    choose(screen, resource_id)
    again = part(screen, QPushButton, "restore_template")
    assert not again.isEnabled()
    qtbot.keyClicks(part(screen, QPlainTextEdit, "letter_text"), "Mon ajout. ")
    choose(screen, revealing_id)
    assert screen.text().startswith("Mon ajout.")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert screen.text().startswith("Madame, Monsieur,")


def test_a_character_the_font_lacks_is_named(
    qtbot: QtBot, office: Office, family_id: str, resource_id: str
) -> None:
    screen = opened(qtbot, LetterScreen(office, family_id))
    choose(screen, resource_id)
    part(screen, QPlainTextEdit, "letter_text").insertPlainText("\U0001f600")
    banner = part(screen, QWidget, "letter_problem")
    qtbot.waitUntil(banner.isVisible)
    assert "😀" in banner.text()


def test_saving_keeps_the_bytes_first_and_writes_the_same(
    qtbot: QtBot, office: Office, family_id: str, resource_id: str, tmp_path: Path
) -> None:
    screen = opened(qtbot, LetterScreen(office, family_id))
    choose(screen, resource_id)
    wait_page(qtbot, screen)
    qtbot.mouseClick(part(screen, QPushButton, "save_pdf"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.findChild(QFileDialog, "save_pdf_as") is not None, timeout=5000)
    (document,) = office.documents.issued(family_id)
    dialog = part(screen, QFileDialog, "save_pdf_as")
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(tmp_path / "lettre.pdf"))
    with qtbot.waitSignal(screen.issued) as issued:
        dialog.accept()
    assert issued.args == [document.id]
    assert (tmp_path / "lettre.pdf").read_bytes() == office.documents.content(document.id)
    assert office.followup.referrals(family_id)[0].state is ReferralState.HANDED
    assert "document.exported" in [entry.event for entry in office.vault.journal.entries()]


def test_an_issued_letter_opens_as_it_left(
    qtbot: QtBot, office: Office, family_id: str, resource_id: str
) -> None:
    person = office.families.open_file(family_id).people[0]
    referral = office.followup.propose(Referral(family_id, resource_id, person.id))
    document = office.documents.issue(referral, "Bonjour.")
    screen = opened(qtbot, LetterScreen(office, family_id, referral.id))
    assert screen.preview.page_total() == document.pages
    assert not part(screen, QPlainTextEdit, "letter_text").isVisible()
    shown = DocumentScreen(office, document.id)
    qtbot.addWidget(shown)
    assert shown.pages.page_total() == document.pages


def test_a_letter_half_written_comes_back(
    qtbot: QtBot, office: Office, family_id: str, resource_id: str
) -> None:
    screen = opened(qtbot, LetterScreen(office, family_id))
    choose(screen, resource_id)
    qtbot.keyClicks(part(screen, QPlainTextEdit, "letter_text"), "Mon ajout. ")
    screen.flush_draft()
    operations.wait_for_all()
    again = opened(qtbot, LetterScreen(office, family_id))
    assert again.text().startswith("Mon ajout.")
    assert part(again, QComboBox, "letter_resource").currentData() == resource_id


def events(office: Office, document_id: str) -> list[str]:
    return [e.event for e in office.vault.journal.entries() if e.subject == document_id]


def test_a_letter_is_handed_over_without_printing(
    qtbot: QtBot, office: Office, family_id: str, resource_id: str
) -> None:
    screen = opened(qtbot, LetterScreen(office, family_id))
    button = part(screen, QPushButton, "hand_over")
    assert not button.isEnabled()
    choose(screen, resource_id)
    wait_page(qtbot, screen)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    box = screen.findChild(QMessageBox)
    assert box is not None
    assert office.documents.issued(family_id) == ()
    with qtbot.waitSignal(screen.issued, timeout=5000) as issued:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    (document,) = office.documents.issued(family_id)
    assert issued.args == [document.id]
    assert events(office, document.id) == ["document.issued", "document.handed_over"]
    assert office.followup.referrals(family_id)[0].state is ReferralState.HANDED
    assert not button.isVisible()
    assert office.vault.drafts.all() == []


def test_a_letter_printed_before_can_still_be_said_handed_over(
    qtbot: QtBot, office: Office, family_id: str, resource_id: str
) -> None:
    person = office.families.open_file(family_id).people[0]
    referral = office.followup.propose(Referral(family_id, resource_id, person.id))
    document = office.documents.issue(referral, "Bonjour.")
    office.documents.note_left(document.id, "printed")
    screen = opened(qtbot, LetterScreen(office, family_id, referral.id))
    button = part(screen, QPushButton, "hand_over")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isVisible()
    assert events(office, document.id)[-1] == "document.handed_over"
    again = opened(qtbot, LetterScreen(office, family_id, referral.id))
    assert not part(again, QPushButton, "hand_over").isVisible()
    office.documents.hand_over(document.id)
    assert events(office, document.id).count("document.handed_over") == 1
