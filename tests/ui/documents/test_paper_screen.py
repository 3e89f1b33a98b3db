"""Every other document: what is asked follows the kind, the page follows, the bytes are kept."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from referent_desk.directory import Resource, ResourceKind, Reveals
from referent_desk.documents import DocumentKind, Outline, Way
from referent_desk.families import (
    ContactKind,
    ContactPoint,
    Family,
    MessageRule,
    Person,
    Situation,
)
from referent_desk.meetings import Agreement, Meeting, MeetingState, Passage
from referent_desk.office import Office
from referent_desk.settings import declared
from referent_desk.vault import Vault
from tests.ui.visible_texts import visible_texts
from ui.documents import DocumentScreen, PaperScreen, leaving
from ui.documents.leaving import PrintedInPart
from ui.families.documents_panel import DocumentsPanel
from ui.vault.incidents_panel import IncidentsPanel
from ui.widgets import FilterList
from ui.workspace import Workspace

ADDRESS = ContactPoint(ContactKind.ADDRESS, "Rue Haute 17", MessageRule.YES, "", "5590", "Ciney")


@pytest.fixture
def office(vault: Vault) -> Office:
    """At a day that does not pass."""
    return Office.open(vault, lambda: datetime(2026, 11, 23, 10))


@pytest.fixture
def family_id(office: Office) -> str:
    claire = Person("Claire", "Lacroix", "Mme", lives_with_patient=True, contacts=(ADDRESS,))
    situation = Situation(date(2026, 11, 2), patient="Theo")
    return office.families.create(Family("Lacroix"), [claire], situation)


@pytest.fixture
def person_id(office: Office, family_id: str) -> str:
    return office.families.open_file(family_id).people[0].id


def opened(qtbot: QtBot, office: Office, family_id: str, kind: DocumentKind) -> PaperScreen:
    screen = PaperScreen(office, family_id, kind)
    qtbot.addWidget(screen)
    screen.resize(1154, 710)
    screen.show()
    return screen


def part(screen: QWidget, kind: type, name: str):  # noqa: ANN201
    found = screen.findChild(kind, name)
    assert found is not None, name
    return found


def wait_page(qtbot: QtBot, screen: PaperScreen) -> None:
    qtbot.waitUntil(part(screen, QPushButton, "print_letter").isEnabled, timeout=5000)


def issue_unprinted(qtbot: QtBot, screen: PaperScreen) -> None:
    qtbot.mouseClick(part(screen, QPushButton, "hand_over"), Qt.MouseButton.LeftButton)
    asked = screen.findChild(QMessageBox)
    assert asked is not None
    with qtbot.waitSignal(screen.issued, timeout=5000):
        qtbot.keyClick(asked, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    "kind",
    [
        DocumentKind.RELATIVE_LETTER,
        DocumentKind.HANDOUT,
        DocumentKind.INFORMATION_SHEET,
        DocumentKind.AGREEMENT_FORM,
        DocumentKind.AGREEMENT_WITHDRAWAL,
        DocumentKind.ATTESTATION,
    ],
)
def test_each_kind_for_a_relative_is_drawn_and_issued_without_printing(
    qtbot: QtBot, office: Office, family_id: str, kind: DocumentKind
) -> None:
    screen = opened(qtbot, office, family_id, kind)
    wait_page(qtbot, screen)
    issue_unprinted(qtbot, screen)
    [document] = office.documents.issued(family_id)
    assert document.kind is kind
    assert office.documents.handed_over(document.id)
    assert not part(screen, QPushButton, "hand_over").isVisible()


def test_the_next_appointment_and_the_occasion_are_taken_from_the_file(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    at = datetime(2026, 12, 1, 10, 0)
    office.meetings.save(Meeting(family_id, at, MeetingState.PLANNED))
    screen = opened(qtbot, office, family_id, DocumentKind.RELATIVE_LETTER)
    screen.card.choose("model", "relative_letter.appointment")
    assert "le mardi 1er\u00a0décembre 2026 à 10\u00a0h" in screen.text()


@pytest.mark.parametrize("kind", [DocumentKind.HANDOUT, DocumentKind.RELATIVE_LETTER])
def test_the_appointment_of_another_is_not_offered(
    qtbot: QtBot, office: Office, family_id: str, person_id: str, kind: DocumentKind
) -> None:
    hugo = office.families.save_person(family_id, Person("Hugo", "Lacroix", "M."))
    for day, who in ((1, hugo), (2, person_id)):
        at = datetime(2026, 12, day, 10, 0)
        office.meetings.save(Meeting(family_id, at, MeetingState.PLANNED, participants=(who,)))
    screen = opened(qtbot, office, family_id, kind)
    if kind is DocumentKind.RELATIVE_LETTER:
        screen.card.choose("model", "relative_letter.appointment")
    assert "2\u00a0décembre" in screen.text()
    assert "1er" not in screen.text()
    screen.card.choose("person", hugo)
    assert "1er\u00a0décembre" in screen.text()
    assert "2\u00a0décembre" not in screen.text()


def test_a_missed_appointment_is_not_offered_to_be_attested(
    qtbot: QtBot, office: Office, family_id: str, person_id: str
) -> None:
    for day, state in ((9, MeetingState.HELD), (10, MeetingState.MISSED)):
        at = datetime(2026, 11, day, 10, 0)
        office.meetings.save(Meeting(family_id, at, state, participants=(person_id,)))
    screen = opened(qtbot, office, family_id, DocumentKind.ATTESTATION)
    box = part(screen, QComboBox, "paper_meeting")
    assert [box.itemText(at) for at in range(box.count())] == [
        "aucun",
        "09/11/2026, 10\u00a0h\u00a000",
    ]


def test_the_occasion_says_which_contacts_are_offered_and_which_one_is_chosen(
    qtbot: QtBot, office: Office, family_id: str, person_id: str
) -> None:
    for day, state, channel in (
        (9, MeetingState.HELD, "office"),
        (12, MeetingState.HELD, "phone"),
        (16, MeetingState.MISSED, "office"),
    ):
        at = datetime(2026, 11, day, 10, 0)
        made = Meeting(family_id, at, state, channel=channel, participants=(person_id,))
        office.meetings.save(made)
    forgotten = Meeting(family_id, datetime(2026, 11, 17, 9), MeetingState.PLANNED)
    office.meetings.save(forgotten)
    screen = opened(qtbot, office, family_id, DocumentKind.RELATIVE_LETTER)
    box, following = (part(screen, QComboBox, f"paper_{name}") for name in ("meeting", "next"))
    assert box.currentText() == "12/11/2026, 10\u00a0h\u00a000 · téléphone"
    assert [following.itemText(at) for at in range(following.count())] == ["aucun"]
    screen.card.choose("model", "relative_letter.reminder")
    assert [box.itemText(at) for at in range(box.count())] == [
        "aucun",
        "16/11/2026, 10\u00a0h\u00a000",
    ]
    assert "nous rencontrer le 16\u00a0novembre" in screen.text()
    visit = opened(qtbot, office, family_id, DocumentKind.ATTESTATION)
    assert "le 9\u00a0novembre" in visit.text()


def test_the_next_appointment_comes_back_with_its_person(
    qtbot: QtBot, office: Office, family_id: str, person_id: str
) -> None:
    hugo = office.families.save_person(family_id, Person("Hugo", "Lacroix", "M."))
    at = datetime(2026, 12, 2, 10, 0)
    office.meetings.save(Meeting(family_id, at, MeetingState.PLANNED, participants=(person_id,)))
    screen = opened(qtbot, office, family_id, DocumentKind.HANDOUT)
    for who, said in ((hugo, False), (person_id, True)):
        screen.card.choose("person", who)
        assert ("2\u00a0décembre" in screen.text()) is said


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (DocumentKind.HANDOUT, "Rien sur le patient, ni service, ni diagnostic"),
        (DocumentKind.AGREEMENT_FORM, "Rien sur le patient, ni diagnostic"),
        (DocumentKind.INCIDENT_SHEET, "Reste au bureau\u00a0: n’y nommez personne"),
    ],
)
def test_what_is_said_to_be_kept_is_what_was_looked_at(
    qtbot: QtBot, office: Office, family_id: str, kind: DocumentKind, told: str
) -> None:
    of = "" if kind is DocumentKind.INCIDENT_SHEET else family_id
    screen = opened(qtbot, office, of, kind)
    wait_page(qtbot, screen)
    qtbot.waitUntil(lambda: told in visible_texts(), timeout=5000)


def test_posting_to_the_patients_home_is_warned_against(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    screen = opened(qtbot, office, family_id, DocumentKind.RELATIVE_LETTER)
    wait_page(qtbot, screen)
    screen.card.choose("way", Way.POSTED)
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "hand_instead") is not None, timeout=5000)
    instead = part(screen, QPushButton, "hand_instead")
    qtbot.mouseClick(instead, Qt.MouseButton.LeftButton)
    assert screen.way() is Way.HANDED
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "hand_instead") is None, timeout=5000)


def test_nothing_leaves_before_what_a_new_choice_makes_is_seen(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    screen = opened(qtbot, office, family_id, DocumentKind.RELATIVE_LETTER)
    wait_page(qtbot, screen)
    screen.card.choose("way", Way.POSTED)
    buttons = ("print_letter", "save_pdf", "hand_over")
    assert not any(part(screen, QPushButton, name).isEnabled() for name in buttons)
    wait_page(qtbot, screen)


def test_a_handout_asks_for_the_tick_where_a_name_reveals(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    revealing = office.directory.save(Resource("Vivre avec", reveals=Reveals.YES))
    screen = opened(qtbot, office, family_id, DocumentKind.HANDOUT)
    box = part(screen, QComboBox, "paper_place_1")
    box.setCurrentIndex(box.findData(revealing))
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "obstacle") is not None, timeout=5000)
    part(screen, QWidget, "diagnosis_named").click()
    wait_page(qtbot, screen)


def test_a_contact_request_waits_for_the_relatives_agreement(
    qtbot: QtBot, office: Office, family_id: str, person_id: str
) -> None:
    ward = office.directory.save(Resource("Unité X", ResourceKind.WARD, bound_by_secrecy=True))
    screen = opened(qtbot, office, family_id, DocumentKind.CONTACT_REQUEST)
    box = part(screen, QComboBox, "paper_place_0")
    box.setCurrentIndex(box.findData(ward))
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "obstacle") is not None, timeout=5000)
    assert screen.findChild(QPushButton, "hand_instead") is not None
    office.agreements.give(family_id, Agreement(person_id, "Ma demande de contact", "Unité X"))
    screen.refresh()
    wait_page(qtbot, screen)
    issue_unprinted(qtbot, screen)
    [document] = office.documents.issued(family_id)
    assert (document.way, document.resource_id) == (Way.TRANSMITTED, ward)
    [told] = office.register.of_family(family_id)
    assert told.document_id == document.id


def test_what_was_begun_comes_back_with_its_choices(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    screen = opened(qtbot, office, family_id, DocumentKind.RELATIVE_LETTER)
    screen.card.choose("model", "relative_letter.reminder")
    qtbot.keyClicks(part(screen, QWidget, "letter_text"), "Mon ajout. ")
    screen.flush_draft()
    again = opened(qtbot, office, family_id, DocumentKind.RELATIVE_LETTER)
    assert again.text() == screen.text()
    assert again.card.outline() == screen.card.outline()


def test_a_resource_erased_meanwhile_is_told_and_nothing_is_issued(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    place = office.directory.save(Resource("Le Passage"))
    screen = opened(qtbot, office, family_id, DocumentKind.HANDOUT)
    box = part(screen, QComboBox, "paper_place_0")
    box.setCurrentIndex(box.findData(place))
    wait_page(qtbot, screen)
    with office.vault.unit() as unit:
        unit.execute("DELETE FROM resource WHERE id = ?", (place,))
        unit.commit()
    screen.refresh()
    qtbot.waitUntil(part(screen, QWidget, "letter_problem").isVisible, timeout=5000)
    assert not part(screen, QPushButton, "print_letter").isEnabled()
    assert office.documents.issued(family_id) == ()


def test_a_page_that_cannot_be_drawn_leaves_nobody_else_s_on_screen(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    long = replace(ADDRESS, value="\n".join(f"Ligne {n}" for n in range(8)))
    hugo = office.families.save_person(family_id, Person("Hugo", "Lacroix", contacts=(long,)))
    screen = opened(qtbot, office, family_id, DocumentKind.RELATIVE_LETTER)
    screen.card.choose("way", Way.POSTED)
    wait_page(qtbot, screen)
    assert screen.preview.page_total() == 1
    screen.card.choose("person", hugo)
    qtbot.waitUntil(part(screen, QWidget, "letter_problem").isVisible, timeout=5000)
    assert screen.preview.page_total() == 0


def test_a_page_goes_with_the_choice_it_was_made_of(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    office.directory.save(Resource("Unité X", ResourceKind.WARD, bound_by_secrecy=True))
    screen = opened(qtbot, office, family_id, DocumentKind.CONTACT_REQUEST)
    screen.card.choose("way", Way.HANDED)
    box = part(screen, QComboBox, "paper_place_0")
    box.setCurrentIndex(box.count() - 1)
    wait_page(qtbot, screen)
    box.setCurrentIndex(0)
    assert screen.preview.page_total() == 0
    assert not part(screen, QPushButton, "print_letter").isEnabled()


def test_a_name_in_another_script_is_told_with_what_to_do(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    claire = office.families.open_file(family_id).people[0]
    office.families.save_person(family_id, replace(claire, first_name="ليلى"))
    screen = opened(qtbot, office, family_id, DocumentKind.HANDOUT)
    part(screen, QWidget, "letter_text").insertPlainText("ليلى")
    banner = part(screen, QWidget, "letter_problem")
    qtbot.waitUntil(banner.isVisible, timeout=5000)
    assert "lettres latines" in banner.text()


def test_the_incident_sheet_belongs_to_no_family(qtbot: QtBot, office: Office) -> None:
    screen = opened(qtbot, office, "", DocumentKind.INCIDENT_SHEET)
    wait_page(qtbot, screen)
    issue_unprinted(qtbot, screen)
    [document] = office.documents.of_office()
    shown = DocumentScreen(office, document.id)
    qtbot.addWidget(shown)
    assert shown.pages.page_total() == document.pages


def test_the_incident_sheet_shows_whom_it_may_name(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    office.settings.put(declared.REFERENT_NAME, "Claire Exemple")
    screen = opened(qtbot, office, "", DocumentKind.INCIDENT_SHEET)
    wait_page(qtbot, screen)
    assert not [text for text in visible_texts() if "Peut-être un nom" in text]
    part(screen, QPlainTextEdit, "letter_text").appendPlainText(
        "La lettre à Mme Lacroix est perdue."
    )
    qtbot.waitUntil(lambda: any("«\u00a0Lacroix\u00a0»" in t for t in visible_texts()))


def test_a_contact_request_elsewhere_is_offered_to_the_relative_s_hand(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    centre = Resource("Centre de jour", ResourceKind.SERVICE, bound_by_secrecy=True)
    place = office.directory.save(centre)
    screen = opened(qtbot, office, family_id, DocumentKind.CONTACT_REQUEST)
    box = part(screen, QComboBox, "paper_place_0")
    box.setCurrentIndex(box.findData(place))
    qtbot.waitUntil(lambda: any("le proche peut la porter" in t for t in visible_texts()))
    assert not any("mission" in text for text in visible_texts())
    part(screen, QPushButton, "hand_instead").click()
    assert screen.card.way is Way.HANDED
    wait_page(qtbot, screen)


def test_the_tab_lists_what_left_and_offers_a_new_one(
    qtbot: QtBot, office: Office, family_id: str, person_id: str
) -> None:
    panel = DocumentsPanel(office, family_id)
    qtbot.addWidget(panel)
    panel.show()
    panel.refresh()
    qtbot.mouseClick(part(panel, QPushButton, "new_document"), Qt.MouseButton.LeftButton)
    menu = part(panel, QMenu, "new_document_menu")
    handout = next(a for a in menu.actions() if a.data() == DocumentKind.HANDOUT)
    with qtbot.waitSignal(panel.documentRequested) as requested:
        handout.trigger()
    assert requested.args == ["handout"]
    offered = {a.data() for a in menu.actions()}
    assert not offered & {DocumentKind.LIAISON_NOTE, DocumentKind.INCIDENT_SHEET}


def test_a_name_typed_into_the_incident_sheet_after_its_last_page_is_shown_first(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    screen = opened(qtbot, office, "", DocumentKind.INCIDENT_SHEET)
    assert not part(screen, QPushButton, "print_letter").isEnabled()
    wait_page(qtbot, screen)
    part(screen, QPlainTextEdit, "letter_text").appendPlainText("Claire Lacroix.")
    part(screen, QPushButton, "print_letter").click()
    assert "Claire Lacroix" in told_and_closed(qtbot, screen)
    assert office.documents.of_office() == ()


def test_the_incident_sheet_is_reached_from_the_vault(qtbot: QtBot, office: Office) -> None:
    workspace = Workspace(office)
    qtbot.addWidget(workspace)
    workspace.show()
    workspace.show_vault("access")
    qtbot.mouseClick(part(workspace, QPushButton, "incident_sheet"), Qt.MouseButton.LeftButton)
    screen = part(workspace, PaperScreen, "paper_screen")
    qtbot.waitUntil(part(screen, QPushButton, "print_letter").isEnabled, timeout=5000)


def places(screen: PaperScreen) -> list[str]:
    outline = screen.card.outline()
    assert outline is not None
    return list(outline.resource_ids)


def test_a_handout_takes_the_resources_picked_for_its_reader(
    qtbot: QtBot, office: Office, family_id: str, person_id: str
) -> None:
    ids = [office.directory.save(Resource(f"Lieu {n}")) for n in range(4)]
    office.families.save_person(family_id, Person("Luc", "Lacroix", "M."))
    luc = next(p.id for p in office.families.open_file(family_id).people if p.id != person_id)
    office.referrals.pick(person_id, [ids[2], ids[0]])
    screen = opened(qtbot, office, family_id, DocumentKind.HANDOUT)
    assert places(screen) == [ids[2], ids[0]]
    assert screen.text().index("Lieu 2") < screen.text().index("Lieu 0")
    screen.card.choose("person", luc)
    assert places(screen) == []
    screen.card.choose("person", person_id)
    box = part(screen, QComboBox, "paper_place_2")
    box.setCurrentIndex(box.findData(ids[3]))
    assert office.referrals.picked(person_id) == (ids[2], ids[0], ids[3])
    assert office.referrals.picked(luc) == ()


def test_a_draft_of_the_handout_follows_what_was_picked_since(
    qtbot: QtBot, office: Office, family_id: str, person_id: str
) -> None:
    ids = [office.directory.save(Resource(f"Lieu {n}")) for n in range(2)]
    office.referrals.pick(person_id, [ids[0]])
    screen = opened(qtbot, office, family_id, DocumentKind.HANDOUT)
    screen.choice_changed()
    screen.flush_draft()
    office.referrals.pick(person_id, [ids[1]])
    assert places(opened(qtbot, office, family_id, DocumentKind.HANDOUT)) == [ids[1]]


def test_the_choosing_screen_opens_the_handout_of_its_relative(
    qtbot: QtBot, office: Office, family_id: str
) -> None:
    office.families.save_person(family_id, Person("Luc", "Lacroix", "M."))
    luc = office.families.open_file(family_id).people[1].id
    workspace = Workspace(office)
    qtbot.addWidget(workspace)
    workspace.show_paper(family_id, f"handout:{luc}")
    screen = part(workspace, PaperScreen, "paper_screen")
    outline = screen.card.outline()
    assert outline is not None
    assert outline.person_id == luc
    workspace.go_to(workspace.place)
    assert workspace.place.target.startswith("handout")


def test_issued_incident_sheets_are_listed_and_opened_again(qtbot: QtBot, office: Office) -> None:
    outline = Outline(DocumentKind.INCIDENT_SHEET, noticed_at=datetime(2026, 11, 30, 9, 15))
    document = office.documents.issue(outline, office.documents.compose(outline))
    workspace = Workspace(office)
    qtbot.addWidget(workspace)
    workspace.show()
    workspace.show_vault("incidents")
    rows = part(workspace, FilterList, "incident_sheets")
    assert rows.model().rowCount() == 1
    rows.rowActivated.emit(document.id)
    screen = part(workspace, DocumentScreen, "document_screen")
    assert screen.pages.page_total() == document.pages == 1
    assert part(screen, QPushButton, "print_document").isEnabled()
    assert part(screen, QPushButton, "save_pdf").isEnabled()
    assert screen.findChild(QPushButton, "envelope") is None


def test_without_an_incident_its_sheet_is_offered(qtbot: QtBot, office: Office) -> None:
    panel = IncidentsPanel(office)
    qtbot.addWidget(panel)
    panel.show()
    panel.refresh()
    offered = [b for b in panel.findChildren(QPushButton) if b.isVisible()]
    with qtbot.waitSignal(panel.newRequested):
        offered[0].click()


@pytest.mark.parametrize("way", [Way.HANDED, Way.POSTED])
def test_a_printer_that_fails_leaves_the_letter_issued_and_not_yet_gone(
    qtbot: QtBot,
    office: Office,
    family_id: str,
    way: Way,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def out_of_paper(_pdf: bytes, _printer: object) -> None:
        raise PrintedInPart(2, 3)

    monkeypatch.setattr(leaving, "paint", out_of_paper)
    screen = opened(qtbot, office, family_id, DocumentKind.RELATIVE_LETTER)
    screen.card.choose("way", way)
    wait_page(qtbot, screen)
    qtbot.mouseClick(part(screen, QPushButton, "print_letter"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.findChild(QPrintDialog) is not None, timeout=5000)
    with qtbot.waitSignal(screen.issued, timeout=5000):
        part(screen, QPrintDialog, "print_dialog").accept()
    [document] = office.documents.issued(family_id)
    assert not office.documents.has_left(document)
    told = [entry.event for entry in office.vault.journal.entries()]
    assert "document.issued" in told
    assert "document.printed" not in told
    shown = " ".join(visible_texts())
    assert "page 2 sur 3" in shown
    assert "pas encore noté" in shown
    assert part(screen, QPushButton, "print_letter").isEnabled()
    assert part(screen, QPushButton, "hand_over").isVisible()


def test_a_posted_letter_is_noted_as_sent_by_other_means(
    qtbot: QtBot, office: Office, family_id: str, person_id: str
) -> None:
    screen = opened(qtbot, office, family_id, DocumentKind.RELATIVE_LETTER)
    screen.card.choose("way", Way.POSTED)
    wait_page(qtbot, screen)
    issue_unprinted(qtbot, screen)
    [document] = office.documents.issued(family_id)
    assert office.documents.has_left(document)
    assert not part(screen, QPushButton, "hand_over").isVisible()


@pytest.fixture
def likeness(office: Office, family_id: str) -> str:
    """Words that resemble what the brother said, and do not stop."""
    hugo = office.families.save_person(family_id, Person("Hugo", "Lacroix", "M."))
    noted = "Papa criait chaque soir, puis le chien aboyait et les voisins frappaient au mur."
    said = (Passage("life", noted, said_by=hugo),)
    at = datetime(2026, 11, 9, 10, 0)
    office.meetings.save(Meeting(family_id, at, participants=(hugo,), passages=said))
    return "Madame,\n\nLe chien aboyait, les voisins dormaient."


def told_and_closed(qtbot: QtBot, screen: PaperScreen) -> str:
    box = screen.findChild(QMessageBox)
    assert box is not None
    told = box.text()
    box.reject()
    qtbot.waitUntil(lambda: screen.findChild(QMessageBox) is None, timeout=5000)
    return told


def wait_warning(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "dit par M. Lacroix" in " ".join(visible_texts()), timeout=5000)


def test_what_was_typed_after_the_last_page_does_not_leave_unread(
    qtbot: QtBot, office: Office, family_id: str, likeness: str
) -> None:
    screen = opened(qtbot, office, family_id, DocumentKind.RELATIVE_LETTER)
    wait_page(qtbot, screen)
    part(screen, QPlainTextEdit, "letter_text").setPlainText(likeness)
    qtbot.mouseClick(part(screen, QPushButton, "print_letter"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.findChild(QMessageBox) is not None, timeout=5000)
    assert "dit par M. Lacroix" in told_and_closed(qtbot, screen)
    assert office.documents.issued(family_id) == ()
    wait_warning(qtbot)
    wait_page(qtbot, screen)
    issue_unprinted(qtbot, screen)
    assert len(office.documents.issued(family_id)) == 1


def test_what_comes_behind_the_question_does_not_leave_unread(
    qtbot: QtBot, office: Office, family_id: str, likeness: str
) -> None:
    screen = opened(qtbot, office, family_id, DocumentKind.RELATIVE_LETTER)
    wait_page(qtbot, screen)
    part(screen, QPlainTextEdit, "letter_text").setPlainText(likeness)
    qtbot.mouseClick(part(screen, QPushButton, "hand_over"), Qt.MouseButton.LeftButton)
    asked = screen.findChild(QMessageBox)
    assert asked is not None
    wait_warning(qtbot)
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: any("dit par" in box.text() for box in screen.findChildren(QMessageBox)),
        timeout=5000,
    )
    assert office.documents.issued(family_id) == ()


def test_words_written_for_another_are_told_until_they_are_written_again(
    qtbot: QtBot, office: Office, family_id: str, person_id: str
) -> None:
    hugo = office.families.save_person(family_id, Person("Hugo", "Lacroix", "M."))
    screen = opened(qtbot, office, family_id, DocumentKind.RELATIVE_LETTER)
    screen.card.choose("person", hugo)
    words: QPlainTextEdit = part(screen, QPlainTextEdit, "letter_text")
    words.setPlainText("Bonjour. Je vous attends.")
    screen.card.choose("person", person_id)
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "warned") is not None, timeout=5000)
    again = opened(qtbot, office, family_id, DocumentKind.RELATIVE_LETTER)
    qtbot.waitUntil(lambda: again.findChild(QWidget, "warned") is not None, timeout=5000)
    assert "écrit pour M. Lacroix" in " ".join(visible_texts())
    typed = part(again, QPlainTextEdit, "letter_text")
    typed.appendPlainText("À bientôt.")
    qtbot.waitUntil(lambda: again.findChild(QWidget, "warned") is None, timeout=5000)


def test_an_undo_brings_back_for_whom_it_was_written(
    qtbot: QtBot, office: Office, family_id: str, person_id: str
) -> None:
    hugo = office.families.save_person(family_id, Person("Hugo", "Lacroix", "M."))
    screen = opened(qtbot, office, family_id, DocumentKind.INFORMATION_SHEET)
    screen.card.choose("person", hugo)
    words: QPlainTextEdit = part(screen, QPlainTextEdit, "letter_text")
    qtbot.keyClicks(words, "Cher Hugo.")
    words.selectAll()
    qtbot.keyClicks(words, "Bonjour.")
    screen.card.choose("person", person_id)
    qtbot.keyClicks(words, " Madame.")
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "warned") is None, timeout=5000)
    while "Cher Hugo." not in words.toPlainText():
        assert words.document().isUndoAvailable()
        words.undo()
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "warned") is not None, timeout=5000)
    assert "écrit pour M. Lacroix" in " ".join(visible_texts())


@pytest.fixture
def ward_id(office: Office) -> str:
    return office.directory.save(
        Resource("Unité A", ResourceKind.WARD, bound_by_secrecy=True, address="Rue 1")
    )


def agree(office: Office, family_id: str, person_id: str, ward_id: str) -> str:
    given = Agreement(person_id, "ma fatigue", "l’unité", resource_id=ward_id)
    return office.agreements.give(family_id, replace(given, given_on=office.clock().date()))


def test_an_agreement_withdrawn_holds_back_what_was_issued_and_has_not_gone(
    qtbot: QtBot, office: Office, family_id: str, person_id: str, ward_id: str
) -> None:
    agreement = agree(office, family_id, person_id, ward_id)
    about = Outline(DocumentKind.CONTACT_REQUEST, family_id, person_id, (ward_id,))
    issued = office.documents.issue(about, office.documents.compose(about))
    office.agreements.withdraw(agreement)
    screen = DocumentScreen(office, issued.id)
    qtbot.addWidget(screen)
    screen.show()
    for button in ("print_document", "save_pdf"):
        part(screen, QPushButton, button).click()
        told = screen.findChild(QMessageBox)
        assert told is not None
        assert "a retiré son accord" in told.text()
        told.reject()
        qtbot.waitUntil(lambda: screen.findChild(QMessageBox) is None, timeout=5000)
    assert screen.findChild(QPrintDialog) is None
    assert not office.documents.has_left(issued)


def test_a_passage_reworded_while_its_note_is_a_draft_is_to_be_confirmed_again(
    qtbot: QtBot, office: Office, family_id: str, person_id: str, ward_id: str
) -> None:
    agree(office, family_id, person_id, ward_id)
    said = Passage("life", "Je ne dors plus depuis l’automne.", said_by=person_id, about=person_id)
    at = datetime(2026, 11, 9, 10, 0)
    meeting_id = office.meetings.save(
        Meeting(family_id, at, participants=(person_id,), passages=(said,))
    )
    begun = office.gate.begin(Way.TRANSMITTED, family_id, ward_id)
    picked = tuple(piece for piece in begun.file.heard if piece.text == said.text)
    cleared = replace(begun, pieces=picked, mission="Soutenir la famille.", confirmed=True)
    kind = DocumentKind.LIAISON_NOTE
    screen = PaperScreen(office, family_id, kind, cleared=cleared)
    qtbot.addWidget(screen)
    screen.show()
    wait_page(qtbot, screen)
    screen.flush_draft()
    assert opened_again(qtbot, office, family_id)
    meeting = office.meetings.get(meeting_id)
    reworded = replace(meeting.passages[0], text="Je bois, la nuit, pour dormir.")
    office.meetings.save(replace(meeting, passages=(reworded,)))
    assert not opened_again(qtbot, office, family_id)


def opened_again(qtbot: QtBot, office: Office, family_id: str) -> bool:
    """Whether its note may leave as it is."""
    screen = opened(qtbot, office, family_id, DocumentKind.LIAISON_NOTE)
    with qtbot.waitSignal(screen.preview.drawn, timeout=5000):
        screen.refresh()
    return part(screen, QPushButton, "print_letter").isEnabled()


def test_a_low_window_cuts_none_of_the_choices(
    qtbot: QtBot, office: Office, family_id: str, person_id: str
) -> None:
    del person_id
    screen = opened(qtbot, office, family_id, DocumentKind.HANDOUT)
    boxes = screen.findChildren(QComboBox)
    for height in (700, 480):
        screen.resize(1066, height)
        QApplication.processEvents()
        assert all(box.height() >= box.minimumSizeHint().height() for box in boxes)
        bottoms = [box.mapTo(screen.card, box.rect().bottomLeft()).y() for box in boxes]
        assert max(bottoms) < screen.card.height()
