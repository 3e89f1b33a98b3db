"""The tab « Accords et partages » and its sheets, as one uses them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from referent_desk.directory import Resource, ResourceKind
from referent_desk.documents import DocumentKind, Outline, page_count
from referent_desk.documents import Way as Posting
from referent_desk.families import Agreement as PatientState
from referent_desk.families import (
    ContactKind,
    ContactPoint,
    Family,
    MessageRule,
    Person,
    Situation,
)
from referent_desk.meetings import Agreement, AgreementForm, Meeting, Passage
from referent_desk.office import Office
from referent_desk.secrecy import (
    Disclosure,
    Ground,
    How,
    Piece,
    PieceKind,
    Sharing,
    Told,
    Way,
    decide,
)
from referent_desk.settings import declared
from tests.ui.printed import lines_and_curves, print_to
from tests.ui.visible_texts import visible_texts
from ui import operations
from ui.documents import PaperScreen, leaving
from ui.documents.page_view import MemoryPdf
from ui.families import FamilyScreen
from ui.families.sharing import SharingPanel, transmission_sheet
from ui.families.sharing.agreement_sheets import (
    AgreementSheet,
    PatientAgreementSheet,
    WithdrawalSheet,
)
from ui.families.sharing.exception_sheet import ExceptionSheet
from ui.families.sharing.onlookers import in_the_room
from ui.families.sharing.piece_picker import PiecePicker, PieceTick
from ui.families.sharing.told_sheet import ToldSheet
from ui.families.sharing.transmission_sheet import CONTACT, TransmissionSheet
from ui.families.sharing.words import register_listing, told_row
from ui.widgets import LinkButton, PlainTextEdit

W = TypeVar("W", bound=QWidget)
TODAY = date.today()
OWN = "Je ne dors plus depuis l’automne."
OTHERS = "Il me menaçait avec un couteau."


@dataclass
class Case:
    office: Office
    family_id: str
    mother: str
    brother: str
    ward: str
    panel: SharingPanel

    def open(self, kind: type[W], go: Callable[[], None]) -> W:
        go()
        return self.panel.findChildren(kind)[-1]


def shared_about(office: Office, family_id: str, person_id: str) -> tuple[Told, ...]:
    return office.register.about(family_id, person_id, office.gate.file(family_id))


@pytest.fixture
def case(office: Office, qtbot: QtBot) -> Case:
    family_id = office.families.create(Family("Lacroix"), (), Situation(TODAY, patient="Thomas"))
    mother = office.families.save_person(family_id, Person("Claire", "Lacroix", "Mme"))
    brother = office.families.save_person(family_id, Person("Hugo", "Lacroix"))
    ward = office.directory.save(
        Resource("Unité Les Tilleuls", ResourceKind.WARD, bound_by_secrecy=True)
    )
    said = (
        Passage("life", OWN, said_by=mother, about=mother),
        Passage("life", OTHERS, said_by=brother),
    )
    at = datetime.combine(TODAY - timedelta(days=1), time(10))
    office.meetings.save(Meeting(family_id, at, participants=(mother, brother), passages=said))
    screen = FamilyScreen(office, family_id)
    qtbot.addWidget(screen)
    screen.show()
    screen.show_tab("sharing")
    panel = screen.findChild(SharingPanel)
    assert panel is not None
    return Case(office, family_id, mother, brother, ward, panel)


def settle() -> None:
    """Until the gate has answered beside the window."""
    for _ in range(500):
        if not operations.busy():
            return
        QTest.qWait(10)


def said() -> str:
    """What stands on the screen once it is answered and laid out."""
    settle()
    QApplication.processEvents()
    return "\n".join(visible_texts())


def agree(case: Case, who: str = "") -> None:
    given = Agreement(who or case.mother, "la fatigue", "l’unité", resource_id=case.ward)
    case.office.agreements.give(case.family_id, given)


def tick(sheet: TransmissionSheet, text: str) -> None:
    box = next(b for b in sheet.findChildren(QCheckBox, "piece") if text in b.accessibleName())
    box.setChecked(True)
    settle()


def transmission(case: Case, **values: object) -> TransmissionSheet:
    sheet = case.open(TransmissionSheet, case.panel.share)
    sheet.form.set_values({"resource_id": case.ward, "mission": "Soutenir la famille.", **values})
    settle()
    return sheet


def confirm(sheet: TransmissionSheet) -> None:
    sheet.form.set_values({"confirmed": True})
    settle()


def test_an_agreement_is_noted_and_taken_back_with_its_form(case: Case) -> None:
    sheet = case.open(AgreementSheet, case.panel.add_agreement)
    sheet.form.set_values(
        {"person_id": case.mother, "what": "la fatigue", "resource_id": case.ward}
    )
    sheet.primary_button.click()
    (given,) = case.office.agreements.of_family(case.family_id)
    assert (given.to_whom, given.resource_id) == ("Unité Les Tilleuls", case.ward)
    ending = case.open(WithdrawalSheet, lambda: case.panel.withdraw(given.id))
    ending.form.set_values({"form": "written"})
    ending.primary_button.click()
    (ended,) = case.office.agreements.of_family(case.family_id)
    assert (ended.withdrawn_on, ended.withdrawal_form) == (TODAY, AgreementForm.WRITTEN)
    assert "par écrit" in said()


@pytest.mark.parametrize(
    "values", [{"what": " "}, {"what": "tout", "to_whom": ""}, {"given_on": "31/12/2199"}]
)
def test_an_agreement_that_says_too_little_or_comes_too_soon_stays_open(
    case: Case, values: dict[str, str]
) -> None:
    sheet = case.open(AgreementSheet, case.panel.add_agreement)
    sheet.form.set_values({"what": "tout", "to_whom": "tous", **values})
    sheet.primary_button.click()
    assert sheet.isVisible()
    assert case.office.agreements.of_family(case.family_id) == ()


def test_an_agreement_in_words_is_then_addressed(case: Case) -> None:
    given = Agreement(case.mother, "la fatigue", "le médecin")
    agreement_id = case.office.agreements.give(case.family_id, given)
    case.panel.refresh()
    sheet = case.open(AgreementSheet, lambda: case.panel.address(agreement_id))
    sheet.primary_button.click()
    assert sheet.isVisible()
    sheet.form.set_values({"resource_id": case.ward})
    sheet.primary_button.click()
    assert case.office.agreements.of_family(case.family_id)[0].resource_id == case.ward


def test_the_withdrawal_says_what_stops_and_what_is_gone(case: Case) -> None:
    agree(case)
    sheet = transmission(case)
    tick(sheet, OWN)
    confirm(sheet)
    sheet.primary_button.click()
    (given,) = case.office.agreements.of_family(case.family_id)
    case.open(WithdrawalSheet, lambda: case.panel.withdraw(given.id))
    assert "Déjà parti, et qui reste au registre" in said()
    assert "Rien n’est en attente" in said()


def test_the_patient_s_own_word_takes_day_form_and_scope(case: Case) -> None:
    situation = case.office.families.open_file(case.family_id).situations[0]
    sheet = case.open(PatientAgreementSheet, lambda: case.panel.edit_patient(situation.id))
    sheet.form.set_values({"agreement": "given"})
    for missing in (
        {"agreement_on": "01/03/2026"},
        {"agreement_form": "oral"},
        {"agreement_scope": "parler à l’équipe"},
    ):
        sheet.primary_button.click()
        assert sheet.isVisible()
        sheet.form.set_values(missing)
    sheet.form.set_values({"agreement_review_on": "01/06/2026"})
    sheet.primary_button.click()
    kept = case.office.families.open_file(case.family_id).situations[0]
    assert (kept.agreement, kept.agreement_form) == (PatientState.GIVEN, "oral")
    assert kept.agreement_review_on == date(2026, 6, 1)
    assert "À revoir le 01/06/2026" in said()


def test_what_the_four_conditions_let_go_is_recorded(case: Case) -> None:
    agree(case)
    sheet = transmission(case)
    assert not sheet.primary_button.isEnabled()
    tick(sheet, OWN)
    assert not sheet.primary_button.isEnabled()
    confirm(sheet)
    assert "accord oral de mme lacroix" in said().lower()
    sheet.primary_button.click()
    (told,) = case.office.register.of_family(case.family_id)
    assert (told.way, told.how) == (Way.TRANSMITTED, How.PHONE)
    assert [piece.text for piece in told.pieces] == [OWN]
    assert "Transmis directement" in said()
    case.panel.open_told(told.id)
    assert case.panel.findChildren(ToldSheet)
    assert OWN in said()


def test_another_choice_is_read_again(case: Case) -> None:
    agree(case)
    agree(case, case.brother)
    sheet = transmission(case)
    tick(sheet, OWN)
    confirm(sheet)
    assert sheet.primary_button.isEnabled()
    tick(sheet, OTHERS)
    assert not sheet.primary_button.isEnabled()


def test_another_s_confidence_stops_with_its_source_and_what_is_offered_passes(case: Case) -> None:
    agree(case)
    sheet = transmission(case, mission="")
    tick(sheet, OWN)
    assert "La mission commune n’est pas dite" in said()
    offer = next(
        link
        for link in sheet.findChildren(LinkButton, "offer")
        if "Le remettre" in link.accessibleName()
    )
    offer.click()
    settle()
    assert sheet.primary_button.isEnabled()
    tick(sheet, OTHERS)
    assert not sheet.primary_button.isEnabled()
    assert "dit par Hugo" in said()


def test_words_typed_beside_are_compared_too(case: Case) -> None:
    agree(case)
    sheet = transmission(case, what="On le menaçait avec un couteau.")
    tick(sheet, OWN)
    confirm(sheet)
    assert not sheet.primary_button.isEnabled()
    assert "reprend ce qui n’est pas choisi" in said()


def test_a_plain_contact_needs_the_agreement_alone(case: Case) -> None:
    sheet = transmission(case, way=CONTACT, person_id=case.mother, mission="")
    assert not sheet.primary_button.isEnabled()
    sheet.leave()
    agree(case)
    sheet = transmission(case, way=CONTACT, person_id=case.mother, mission="")
    assert sheet.primary_button.isEnabled()
    sheet.primary_button.click()
    (told,) = case.office.register.of_family(case.family_id)
    assert [piece.text for piece in told.pieces] == ["Mme Lacroix souhaite vous rencontrer."]


def test_together_is_at_their_request(case: Case) -> None:
    sheet = transmission(case, way=Way.TOGETHER.value, person_id=case.mother)
    tick(sheet, OWN)
    assert not sheet.primary_button.isEnabled()
    sheet.form.set_values({"at_their_request": True})
    settle()
    sheet.primary_button.click()
    (told,) = shared_about(case.office, case.family_id, case.mother)
    assert told.way is Way.TOGETHER


def test_the_exception_is_never_stopped(case: Case) -> None:
    sheet = transmission(
        case, way=Way.EXCEPTION.value, resource_id="", ground=Ground.TESTIMONY.value
    )
    assert sheet.primary_button.isEnabled()
    sheet.form.set_values({"to_whom": "le juge", "what": "Ce qui fut vu."})
    sheet.primary_button.click()
    (told,) = case.office.register.of_family(case.family_id)
    assert (told.ground, told.to_whom, told.what) == (
        Ground.TESTIMONY,
        "le juge",
        "Ce qui fut vu.",
    )


def test_a_draft_comes_back_with_its_pieces(case: Case) -> None:
    sheet = transmission(case)
    tick(sheet, OWN)
    sheet.flush_draft()
    sheet.leave()
    assert case.panel.reopen_draft("sharing", "")
    again = case.panel.findChildren(TransmissionSheet)[-1]
    assert [piece.text for piece in again.sharing().pieces] == [OWN]


def test_the_register_is_one_person_s_and_prints_without_a_name_in_its_title(case: Case) -> None:
    agree(case)
    sheet = transmission(case)
    tick(sheet, OWN)
    confirm(sheet)
    sheet.primary_button.click()
    file = case.office.families.open_file(case.family_id)
    told = shared_about(case.office, case.family_id, case.mother)
    listing = register_listing(told, file, ("…",), "Ce qui a été partagé à mon sujet")
    ((_, to, what, why),) = listing.rows
    assert "Unité Les Tilleuls" in to
    assert OWN in what
    assert "Accord oral de Mme Lacroix" in why
    assert shared_about(case.office, case.family_id, case.brother) == ()


def make_paper(case: Case, qtbot: QtBot, sheet: TransmissionSheet) -> PaperScreen:
    """What the sheet asks for, as the window opens it."""
    with qtbot.waitSignal(case.panel.paperRequested) as asked:
        sheet.findChild(QPushButton, "make_paper").click()  # pyright: ignore[reportOptionalMemberAccess]
    assert not sheet.isVisible()
    kind, sharing = asked.args or []
    return opened_paper(case, qtbot, kind, sharing)


def opened_paper(
    case: Case, qtbot: QtBot, kind: str, sharing: Sharing | None = None
) -> PaperScreen:
    screen = PaperScreen(case.office, case.family_id, DocumentKind(kind), cleared=sharing)
    qtbot.addWidget(screen)
    screen.show()
    return screen


def issue(qtbot: QtBot, screen: PaperScreen) -> None:
    button = screen.findChild(QPushButton, "hand_over")
    assert button is not None
    qtbot.waitUntil(button.isEnabled, timeout=5000)
    button.click()
    asked = screen.findChild(QMessageBox)
    assert asked is not None
    with qtbot.waitSignal(screen.issued, timeout=5000):
        qtbot.keyClick(asked, Qt.Key.Key_Return)


def liaison(case: Case, qtbot: QtBot) -> PaperScreen:
    agree(case)
    sheet = transmission(case)
    tick(sheet, OWN)
    confirm(sheet)
    return make_paper(case, qtbot, sheet)


def test_the_liaison_note_is_made_of_what_was_picked_and_enters_the_register(
    case: Case, qtbot: QtBot
) -> None:
    screen = liaison(case, qtbot)
    assert f"- {OWN}" in screen.text()
    issue(qtbot, screen)
    (document,) = case.office.documents.issued(case.family_id)
    (told,) = case.office.register.of_family(case.family_id)
    assert (told.way, told.document_id) == (Way.TRANSMITTED, document.id)
    assert [piece.text for piece in told.pieces] == [OWN]
    case.panel.refresh()
    case.panel.open_told(told.id)
    assert document.sha256[:12] in said()


def test_another_s_words_typed_in_the_note_stop_it_in_red_with_their_source(
    case: Case, qtbot: QtBot
) -> None:
    screen = liaison(case, qtbot)
    text = screen.findChild(PlainTextEdit, "letter_text")
    assert text is not None
    text.insertPlainText(OTHERS)
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "obstacle") is not None, timeout=5000)
    assert "dit par Hugo" in said()
    button = screen.findChild(QPushButton, "print_letter")
    assert button is not None
    assert not button.isEnabled()


def test_a_note_begun_comes_back_with_what_was_chosen(case: Case, qtbot: QtBot) -> None:
    screen = liaison(case, qtbot)
    screen.flush_draft()
    again = opened_paper(case, qtbot, DocumentKind.LIAISON_NOTE)
    assert again.text() == screen.text()
    issue(qtbot, again)
    (told,) = case.office.register.of_family(case.family_id)
    assert [piece.text for piece in told.pieces] == [OWN]


def test_a_note_opened_without_anything_chosen_does_not_leave(case: Case, qtbot: QtBot) -> None:
    screen = opened_paper(case, qtbot, DocumentKind.LIAISON_NOTE)
    place = screen.findChild(QComboBox, "paper_place_0")
    assert place is not None
    place.setCurrentIndex(place.findData(case.ward))
    qtbot.waitUntil(lambda: screen.findChild(QWidget, "obstacle") is not None, timeout=5000)
    assert "conditions de la transmission manquent" in said()


def test_the_note_names_who_agreed_and_nobody_else(case: Case, qtbot: QtBot) -> None:
    screen = liaison(case, qtbot)
    boxes = {name: screen.findChild(QComboBox, f"paper_{name}") for name in ("person", "place_0")}
    offered = {name: [b.itemData(n) for n in range(b.count())] for name, b in boxes.items() if b}
    assert offered == {"person": [case.mother], "place_0": [case.ward]}


def test_a_contact_request_is_made_from_the_sheet_too(case: Case, qtbot: QtBot) -> None:
    agree(case)
    sheet = transmission(case, way=CONTACT, person_id=case.mother, mission="")
    screen = make_paper(case, qtbot, sheet)
    assert "Mme Claire Lacroix souhaite vous rencontrer" in screen.text()
    issue(qtbot, screen)
    (told,) = case.office.register.of_family(case.family_id)
    assert told.document_id
    assert case.office.vault.drafts.all() == []


def test_no_paper_is_offered_of_what_may_not_leave(case: Case) -> None:
    sheet = transmission(case)
    tick(sheet, OWN)
    confirm(sheet)
    button = sheet.findChild(QPushButton, "make_paper")
    assert button is not None
    assert button.isVisible()
    assert not button.isEnabled()
    sheet.form.set_values({"way": Way.HANDED.value})
    assert not button.isVisible()


def completed(case: Case, **values: object) -> ExceptionSheet:
    """The sheet over the register's one exception, reached as one does."""
    case.panel.refresh()
    (told,) = case.office.register.of_family(case.family_id)
    case.panel.open_told(told.id)
    button = case.panel.findChildren(ToldSheet)[-1].findChild(QPushButton, "complete_exception")
    assert button is not None
    sheet = case.open(ExceptionSheet, button.click)
    sheet.form.set_values(values)
    return sheet


def test_an_exception_is_completed_after_the_call_and_what_stood_is_shown(case: Case) -> None:
    danger = Disclosure(case.family_id, Ground.GRAVE_DANGER)
    case.office.disclosures.record_exception(danger, told=False)
    first = completed(case, what="Il est parti.", told_on="01/03/2026", told_hour="9 h 15")
    first.primary_button.click()
    (told,) = case.office.register.of_family(case.family_id)
    assert (told.what, told.told_at) == ("Il est parti.", datetime(2026, 3, 1, 9, 15))
    second = completed(case, what="Il est parti armé.", to_whom="le 112")
    second.primary_button.click()
    completed(case)
    assert "Il est parti. · dit le 01/03/2026, 9\u00a0h\u00a015 · changé le" in said()


@pytest.mark.parametrize(
    "values",
    [
        {"told_on": "01/03/2026", "told_hour": ""},
        {"told_on": "", "told_hour": "9 h"},
        {"told_on": "01/03/2199", "told_hour": "9 h"},
        {"what": "85.07.30-033.28"},
    ],
)
def test_what_cannot_be_kept_leaves_the_exception_as_it_stands(
    case: Case, values: dict[str, str]
) -> None:
    case.office.disclosures.record_exception(Disclosure(case.family_id, Ground.LAW))
    (before,) = case.office.register.of_family(case.family_id)
    sheet = completed(case, **values)
    sheet.primary_button.click()
    assert sheet.isVisible()
    assert case.office.register.of_family(case.family_id) == (before,)


def test_what_was_begun_of_it_comes_back(case: Case) -> None:
    case.office.disclosures.record_exception(Disclosure(case.family_id, Ground.LAW))
    sheet = completed(case, what="Il est parti.")
    sheet.flush_draft()
    sheet.leave()
    (told,) = case.office.register.of_family(case.family_id)
    assert case.panel.reopen_draft("exception", told.id)
    again = case.panel.findChildren(ExceptionSheet)[-1]
    assert again.form.values()["what"] == "Il est parti."


def test_until_the_gate_answers_nothing_leaves_and_what_is_shown_is_said_to_be_old(
    case: Case, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    agree(case)
    monkeypatch.setattr(transmission_sheet, "LATE_MS", 0)
    sheet = transmission(case)
    tick(sheet, OWN)
    confirm(sheet)
    assert sheet.primary_button.isEnabled()
    held = Event()
    monkeypatch.setattr(case.office.gate, "decide", lambda s: (held.wait(5), decide(s))[1])
    sheet.form.set_values({"what": "Bonjour."})
    sheet.form.set_values({"what": OTHERS})
    assert not sheet.primary_button.isEnabled()
    old = "date d’avant votre dernier changement"
    qtbot.waitUntil(lambda: old in "\n".join(visible_texts()), timeout=5000)
    assert "accord oral de mme lacroix" in "\n".join(visible_texts()).lower()
    held.set()
    assert "reprend ce qui n’est pas choisi" in said()
    assert old not in said()
    assert not sheet.primary_button.isEnabled()


def test_an_answer_that_comes_late_does_not_hinder_an_exception(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Event()
    monkeypatch.setattr(case.office.gate, "decide", lambda s: (held.wait(5), decide(s))[1])
    sheet = case.open(TransmissionSheet, case.panel.share)
    sheet.form.set_values({"way": Way.EXCEPTION.value})
    assert sheet.primary_button.isEnabled()
    held.set()
    settle()
    assert sheet.primary_button.isEnabled()


def met(case: Case, *present: str) -> None:
    """A meeting that is not finished, as it stands among the drafts."""
    case.office.vault.drafts.save(
        "meeting", f"{case.family_id}:", {"meeting": {"participants": list(present)}}
    )


def test_beside_the_desk_the_words_of_those_absent_are_out_of_sight_until_asked_for(
    case: Case,
) -> None:
    met(case, case.mother)
    sheet = transmission(case)
    assert OWN in said()
    assert OTHERS not in said()
    assert "1 passage masqué" in said()
    link = sheet.findChild(LinkButton, "reveal_restricted")
    assert link is not None
    link.click()
    assert OTHERS in said()
    tick(sheet, OTHERS)
    link.click()
    assert OTHERS not in said()
    assert "(masqué)" in said()
    assert [piece.text for piece in sheet.sharing().pieces] == [OTHERS]


def test_nothing_is_out_of_sight_once_the_meeting_is_over_or_its_screen_hides_nothing(
    case: Case,
) -> None:
    transmission(case).leave()
    assert in_the_room(case.office, case.family_id) is None
    met(case, case.mother)
    assert in_the_room(case.office, case.family_id) == {case.mother}
    case.office.settings.put(declared.MEETING_SCREEN, value=False)
    assert in_the_room(case.office, case.family_id) is None


def test_of_many_pieces_the_latest_are_shown_and_the_others_asked_for(
    case: Case, qtbot: QtBot
) -> None:
    heard = [Piece(f"Pièce {n}.", PieceKind.PASSAGE, record_id=str(n)) for n in range(100)]
    picker = PiecePicker(heard, case.office.families.open_file(case.family_id))
    qtbot.addWidget(picker)
    picker.show()
    more = picker.findChild(LinkButton, "more_pieces")
    assert more is not None

    def shown() -> list[str]:
        ticks = sorted(picker.findChildren(PieceTick), key=PieceTick.y)
        return [tick.piece.text for tick in ticks if not tick.isHidden()]

    assert len(shown()) == 40
    picker.set_keys(["passage:90"])
    assert len(shown()) == 41
    assert shown()[-1] == "Pièce 90."
    more.click()
    more.click()
    assert not more.isVisible()
    QApplication.processEvents()
    assert shown() == [piece.text for piece in heard]
    assert picker.keys() == ["passage:90"]


def press_print(case: Case, who: str) -> None:
    """« Imprimer » as one does."""
    case.panel.refresh()
    box = case.panel.findChild(QComboBox, "register_person")
    button = case.panel.findChild(QPushButton, "register_print")
    assert box is not None
    assert button is not None
    box.setCurrentIndex(box.findData(who))
    button.click()


def ink(page: QImage) -> int:
    """Points that are not the paper's white."""
    grey = page.convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(value < 128 for value in bytes(grey.constBits()))


def test_what_was_shared_about_someone_is_printed_on_paper(
    case: Case, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(case)
    agree(case, case.brother)
    sheet = transmission(case)
    tick(sheet, OWN)
    tick(sheet, OTHERS)
    confirm(sheet)
    sheet.primary_button.click()
    laid_out: list[bytes] = []
    paint = leaving.paint

    def note(pdf: bytes, printer: QPrinter) -> None:
        laid_out.append(pdf)
        paint(pdf, printer)

    monkeypatch.setattr(leaving, "paint", note)
    press_print(case, case.mother)
    paper = print_to(tmp_path / "paper.pdf", case.panel.window(), qtbot)
    assert str(paper.docinfo["/Title"]) == "Ce qui a été partagé à mon sujet"
    words = " ".join(PdfReader(BytesIO(laid_out[0])).pages[0].extract_text().split())
    assert "Mme Claire Lacroix" in words
    assert OWN in words
    assert "1 pièce confiée par d’autres" in words.replace("\u00a0", " ")
    assert OTHERS not in words
    assert "Hugo" not in words
    assert lines_and_curves(paper.pages[0]) > 500
    printed = MemoryPdf(case.panel)
    printed.show_bytes((tmp_path / "paper.pdf").read_bytes())
    assert printed.pageCount() == page_count(laid_out[0])
    points = printed.pagePointSize(0)
    assert (round(points.width()), round(points.height())) == (595, 842)
    assert ink(printed.render(0, points.toSize())) > 500
    entry = case.office.vault.journal.entries()[-1]
    assert (entry.event, entry.subject) == ("register.printed", case.family_id)


def test_what_was_shared_about_someone_is_saved_where_there_is_no_printer(
    case: Case, qtbot: QtBot, tmp_path: Path
) -> None:
    agree(case)
    sheet = transmission(case)
    tick(sheet, OWN)
    confirm(sheet)
    sheet.primary_button.click()
    case.panel.refresh()
    case.panel.save()
    window, target = case.panel.window(), tmp_path / "partages.pdf"
    qtbot.waitUntil(lambda: bool(window.findChildren(QFileDialog)), timeout=5000)
    dialog = window.findChildren(QFileDialog)[-1]
    assert "Lacroix" not in " ".join(dialog.selectedFiles())
    dialog.fileSelected.emit(str(target))
    assert OWN in " ".join(PdfReader(target).pages[0].extract_text().split())
    entry = case.office.vault.journal.entries()[-1]
    assert (entry.event, entry.subject) == ("register.exported", case.family_id)


def test_a_printer_that_fails_is_told_and_the_journal_says_nothing_of_it(
    case: Case, qtbot: QtBot, tmp_path: Path
) -> None:
    case.office.disclosures.record_exception(Disclosure(case.family_id, Ground.LAW))
    press_print(case, "")
    window = case.panel.window()
    qtbot.waitUntil(lambda: bool(window.findChildren(QPrintDialog)), timeout=5000)
    dialog = window.findChildren(QPrintDialog)[-1]
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(tmp_path / "absent" / "paper.pdf"))
    dialog.accepted.emit(dialog.printer())
    dialog.reject()
    assert window.findChildren(QMessageBox)
    events = [entry.event for entry in case.office.vault.journal.entries()]
    assert "register.printed" not in events


@pytest.mark.parametrize(("way", "words"), [(Posting.HANDED, "remis"), (Posting.POSTED, "envoyé")])
def test_a_line_of_the_register_says_which_document_went(
    case: Case, way: Posting, words: str
) -> None:
    mother = case.office.families.open_file(case.family_id).people[0]
    address = ContactPoint(
        ContactKind.ADDRESS, "Rue Haute 17", MessageRule.YES, "", "5590", "Ciney"
    )
    case.office.families.save_person(case.family_id, replace(mother, contacts=(address,)))
    outline = Outline(DocumentKind.INFORMATION_SHEET, case.family_id, case.mother, way=way)
    issued = case.office.documents.issue(outline, case.office.documents.compose(outline))
    file = case.office.families.open_file(case.family_id)
    (waiting,) = shared_about(case.office, case.family_id, case.mother)
    awaits = "d’envoi" if way is Posting.POSTED else "de remise"
    title = f"Feuille d’information · pour Mme Lacroix, en attente {awaits}"
    assert told_row(waiting, file).title == title
    leaves = {Posting.HANDED: case.office.documents.hand_over}
    leaves.get(way, case.office.documents.note_sent)(issued.id)
    (told,) = shared_about(case.office, case.family_id, case.mother)
    assert told_row(told, file).title == f"Feuille d’information · {words} à Mme Lacroix"
    ((_, how, what, why),) = register_listing((told,), file, ("…",), "…").rows
    assert f"{words} à Mme Lacroix" in how
    assert what.startswith("Feuille d’information")
    assert why == "Pour cette personne elle-même"


def test_a_note_still_on_the_desk_is_not_said_to_have_gone(case: Case, qtbot: QtBot) -> None:
    agree(case)
    sheet = transmission(case)
    tick(sheet, OWN)
    confirm(sheet)
    cleared = sheet.sharing()
    outline = Outline(
        DocumentKind.LIAISON_NOTE, case.family_id, case.mother, (case.ward,), cleared=cleared
    )
    document = case.office.documents.issue(outline, case.office.documents.compose(outline))
    file = case.office.families.open_file(case.family_id)
    (waiting,) = case.office.register.of_family(case.family_id)
    assert told_row(waiting, file).title.startswith("En attente de transmission")
    [agreement] = case.office.agreements.of_family(case.family_id)
    case.panel.withdraw(agreement.id)
    qtbot.waitUntil(lambda: any("pas encore transmis" in words for words in visible_texts()))
    case.office.documents.note_sent(document.id)
    (told,) = case.office.register.of_family(case.family_id)
    assert told_row(told, file).title.startswith("Transmis directement")
