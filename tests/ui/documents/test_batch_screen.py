"""A letter to many: the list with its reasons, issued with progress, printed and saved together."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QFileDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.documents import Outline, Planned, Target, Way
from referent_desk.errors import DiskFull
from referent_desk.families import (
    ContactKind,
    ContactPoint,
    Family,
    MessageRule,
    Person,
    Situation,
)
from referent_desk.followup import Referral
from referent_desk.office import Office
from tests.ui.documents.test_leaving import FakePrinter
from tests.ui.visible_texts import visible_texts
from ui import operations
from ui.documents import BatchScreen, leaving
from ui.documents.envelope_sheet import EnvelopeSheet
from ui.families import FamiliesScreen
from ui.widgets import FilterList
from ui.workspace import Workspace

ADDRESS = ContactPoint(ContactKind.ADDRESS, "Rue Haute 1", MessageRule.YES, "", "5590", "Ciney")


@pytest.fixture
def targets(office: Office) -> list[Target]:
    """Three to write to; one whose patient would see the envelope; one without an address."""

    def made(name: str, *, lives: bool = False, known: bool = True) -> Target:
        person = Person(
            "Anne", name, "Mme", lives_with_patient=lives, contacts=(ADDRESS,) if known else ()
        )
        opened = Situation(date(2026, 11, 2))
        return Target(office.families.create(Family(name), [person], opened))

    return [
        *(made(name) for name in ("Petit", "Grand", "Long")),
        made("Proche", lives=True),
        made("Ailleurs", known=False),
    ]


@pytest.fixture
def screen(qtbot: QtBot, office: Office, targets: list[Target]) -> BatchScreen:
    made = BatchScreen(office, targets)
    qtbot.addWidget(made)
    made.resize(1154, 710)
    made.show()
    qtbot.waitUntil(lambda: rows(made).row_total() == len(targets), timeout=5000)
    return made


def part(screen: QWidget, kind: type, name: str):  # noqa: ANN201
    found = screen.findChild(kind, name)
    assert found is not None, name
    return found


def rows(screen: QWidget) -> FilterList:
    return part(screen, FilterList, "batch_letters")


def count(screen: QWidget) -> str:
    return part(screen, QWidget, "batch_count").text()


def issue(qtbot: QtBot, screen: BatchScreen) -> None:
    qtbot.mouseClick(part(screen, QPushButton, "batch_issue"), Qt.MouseButton.LeftButton)
    asked = screen.findChild(QMessageBox)
    assert asked is not None
    with qtbot.waitSignal(screen.issued, timeout=5000):
        qtbot.keyClick(asked, Qt.Key.Key_Return)


def documents(office: Office, targets: list[Target]) -> list[int]:
    return [len(office.documents.issued(target.family_id)) for target in targets]


def test_those_left_out_say_why_and_the_others_are_issued(
    qtbot: QtBot, office: Office, screen: BatchScreen, targets: list[Target]
) -> None:
    assert count(screen) == "3 lettres prêtes · 2 arrêtées"
    for number, reason in ((3, "n’est pas informé"), (4, "Aucune adresse")):
        person = office.families.open_file(targets[number].family_id).people[0]
        rows(screen).select_key(f"{targets[number].family_id}:{person.id}")
        assert reason in part(screen, QWidget, "batch_why").text()
    issue(qtbot, screen)
    assert documents(office, targets) == [1, 1, 1, 0, 0]
    assert count(screen) == "3 lettres émises · 2 arrêtées"
    assert "3 lettres émises" in part(screen, QWidget, "batch_told").text()
    assert not part(screen, QPushButton, "batch_issue").isVisible()
    assert not part(screen, QComboBox, "batch_way").isEnabled()


def test_too_many_families_are_told_with_what_to_do(qtbot: QtBot, office: Office) -> None:
    screen = BatchScreen(office, [Target(str(n)) for n in range(20_000)])
    qtbot.addWidget(screen)
    screen.show()
    told = part(screen, QWidget, "batch_told")
    qtbot.waitUntil(told.isVisible, timeout=5000)
    assert "20\u202f000 dossiers" in told.text()
    assert "filtre" in told.text()
    assert not part(screen, QPushButton, "batch_issue").isEnabled()


def test_handed_over_the_address_stops_nobody(
    qtbot: QtBot, screen: BatchScreen, targets: list[Target]
) -> None:
    way = part(screen, QComboBox, "batch_way")
    way.setCurrentIndex(way.findData(Way.HANDED))
    qtbot.waitUntil(lambda: count(screen) == "5 lettres prêtes", timeout=5000)


def test_one_taken_out_gets_none_and_can_be_put_back(
    qtbot: QtBot, office: Office, screen: BatchScreen, targets: list[Target]
) -> None:
    drop = part(screen, QPushButton, "batch_drop")
    for told in ("2 lettres prêtes · 2 arrêtées · 1 retirée", "3 lettres prêtes · 2 arrêtées"):
        qtbot.mouseClick(drop, Qt.MouseButton.LeftButton)
        assert count(screen) == told
    qtbot.mouseClick(drop, Qt.MouseButton.LeftButton)
    issue(qtbot, screen)
    assert sum(documents(office, targets)) == 2


def test_cancelled_half_way_it_says_what_is_issued_and_the_rest_can_follow(
    qtbot: QtBot,
    office: Office,
    screen: BatchScreen,
    targets: list[Target],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = office.documents.batch.issue

    def gives_up_after_one(
        letters: tuple[Planned, ...], tell: Callable[[int, int], None], _stopping: object
    ) -> object:
        done: list[int] = []

        def count_and_tell(number: int, of: int) -> None:
            done.append(number)
            tell(number, of)

        return whole(letters, count_and_tell, lambda: len(done) == 1)

    monkeypatch.setattr(office.documents.batch, "issue", gives_up_after_one)
    issue(qtbot, screen)
    assert sum(documents(office, targets)) == 1
    told = part(screen, QWidget, "batch_told").text()
    assert "1 lettre émise" in told
    assert "2 autres pas commencées" in told
    monkeypatch.undo()
    issue(qtbot, screen)
    assert documents(office, targets) == [1, 1, 1, 0, 0]


def test_a_disk_that_fills_is_told_with_what_is_safe(
    qtbot: QtBot, office: Office, screen: BatchScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_about: object, _text: str, **_asked: object) -> object:
        raise DiskFull

    monkeypatch.setattr(office.documents, "issue", full)
    issue(qtbot, screen)
    assert "Le disque est plein" in " ".join(visible_texts())
    assert "Aucune émise" in part(screen, QWidget, "batch_told").text()
    assert count(screen) == "3 lettres prêtes · 2 arrêtées"


def test_all_are_printed_as_one_job_and_noted(
    qtbot: QtBot,
    office: Office,
    screen: BatchScreen,
    targets: list[Target],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jobs: list[int] = []

    def printed(pdfs: list[bytes], *_others: object) -> bool:
        jobs.append(len(pdfs))
        return True

    monkeypatch.setattr(leaving, "paint_all", printed)
    issue(qtbot, screen)
    qtbot.mouseClick(part(screen, QPushButton, "batch_print"), Qt.MouseButton.LeftButton)
    part(screen, QPrintDialog, "print_dialog").accept()
    [first] = office.documents.issued(targets[0].family_id)
    qtbot.waitUntil(lambda: office.documents.has_left(first), timeout=5000)
    assert jobs == [3]


@pytest.mark.parametrize("out_at", [0, 2])
def test_pages_are_sent_beside_the_window_and_a_printer_that_stops_is_told(
    qtbot: QtBot,
    office: Office,
    screen: BatchScreen,
    targets: list[Target],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    out_at: int,
) -> None:
    def answered(
        _parent: object, _first: bytes, _title: str, go: Callable[[QPrinter], None]
    ) -> None:
        go(FakePrinter(tmp_path, out_at))

    monkeypatch.setattr(leaving, "_ask_printer", answered)
    issue(qtbot, screen)
    qtbot.mouseClick(part(screen, QPushButton, "batch_print"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not operations.busy(), timeout=5000)
    [first] = office.documents.issued(targets[0].family_id)
    assert office.documents.has_left(first) is (out_at == 0)
    if out_at:
        assert "page 2 sur 3" in " ".join(visible_texts())
    else:
        assert len(PdfReader(tmp_path / "paper.pdf").pages) == 3


def test_all_are_saved_in_one_folder(
    qtbot: QtBot, office: Office, screen: BatchScreen, targets: list[Target], tmp_path: Path
) -> None:
    issue(qtbot, screen)
    qtbot.mouseClick(part(screen, QPushButton, "batch_save"), Qt.MouseButton.LeftButton)
    dialog = part(screen, QFileDialog, "save_pdfs_in")
    place = tmp_path / "stick"
    place.mkdir()
    dialog.fileSelected.emit(str(place))
    dialog.reject()
    [first] = office.documents.issued(targets[0].family_id)
    qtbot.waitUntil(lambda: office.documents.has_left(first), timeout=5000)
    [folder] = place.iterdir()
    files = sorted(folder.iterdir())
    kept = {
        office.documents.content(office.documents.issued(t.family_id)[0].id) for t in targets[:3]
    }
    assert {file.read_bytes() for file in files} == kept
    assert not [file for file in files if "Petit" in file.name]


def test_a_place_that_takes_no_file_is_told_and_nothing_is_noted(
    qtbot: QtBot, office: Office, screen: BatchScreen, targets: list[Target], tmp_path: Path
) -> None:
    issue(qtbot, screen)
    qtbot.mouseClick(part(screen, QPushButton, "batch_save"), Qt.MouseButton.LeftButton)
    dialog = part(screen, QFileDialog, "save_pdfs_in")
    dialog.fileSelected.emit(str(tmp_path / "gone"))
    dialog.reject()
    qtbot.waitUntil(lambda: screen.findChild(QMessageBox) is not None, timeout=5000)
    assert "n’ont pas pu être écrits" in " ".join(visible_texts())
    [first] = office.documents.issued(targets[0].family_id)
    assert not office.documents.has_left(first)


def test_their_envelopes_come_together(
    qtbot: QtBot, screen: BatchScreen, targets: list[Target]
) -> None:
    issue(qtbot, screen)
    qtbot.mouseClick(part(screen, QPushButton, "batch_envelopes"), Qt.MouseButton.LeftButton)
    sheet = part(screen, EnvelopeSheet, "envelope_sheet")
    qtbot.waitUntil(lambda: sheet.pages.page_total() == 3, timeout=5000)


def test_the_list_of_families_writes_to_those_it_shows(
    qtbot: QtBot, office: Office, targets: list[Target]
) -> None:
    families = FamiliesScreen(office)
    qtbot.addWidget(families)
    families.show()
    part(families, QWidget, "family_filter").setText("grand")
    with qtbot.waitSignal(families.lettersRequested) as asked:
        part(families, QPushButton, "write_to_families").click()
    assert asked.args == [[targets[1].family_id]]
    part(families, QWidget, "family_filter").setText("zzz")
    assert not part(families, QPushButton, "write_to_families").isEnabled()


def test_those_to_call_are_written_to(
    qtbot: QtBot, office: Office, targets: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = office.families.open_file(targets[0].family_id).people[0]
    resource = office.directory.list()[0]
    office.followup.propose(Referral(targets[0].family_id, resource.id, person.id))
    with office.vault.unit() as unit:
        unit.execute("UPDATE referral SET state_on = '2026-01-05', created_on = '2026-01-05'")
        unit.commit()
    workspace = Workspace(office)
    qtbot.addWidget(workspace)
    workspace.show()
    workspace.show_referrals()
    part(workspace, QPushButton, "write_to_silent").click()
    screen = part(workspace, BatchScreen, "batch_screen")
    qtbot.waitUntil(lambda: count(screen) == "1 lettre prête", timeout=5000)
    assert workspace.place.name == "batch"


def test_locking_meanwhile_ends_it_after_the_letter_under_way(
    qtbot: QtBot,
    office: Office,
    screen: BatchScreen,
    targets: list[Target],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the lock does: what runs is abandoned, then waited for."""
    begun, go_on, whole = Event(), Event(), office.documents.issue

    def waits(about: Outline, text: str, **asked: Any) -> object:
        begun.set()
        assert go_on.wait(5)
        return whole(about, text, **asked)

    monkeypatch.setattr(office.documents, "issue", waits)
    qtbot.mouseClick(part(screen, QPushButton, "batch_issue"), Qt.MouseButton.LeftButton)
    asked = screen.findChild(QMessageBox)
    assert asked is not None
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert begun.wait(5)
    operations.abandon_all()
    go_on.set()
    assert operations.wait_for_all()
    assert sum(documents(office, targets)) == 1
    told = part(screen, QWidget, "batch_told")
    assert not told.isVisible()


def test_every_adult_of_a_file_can_get_theirs(
    qtbot: QtBot, office: Office, screen: BatchScreen, targets: list[Target]
) -> None:
    family_id = targets[0].family_id
    office.families.save_person(family_id, Person("Luc", "Autre", "M.", contacts=(ADDRESS,)))
    who = part(screen, QComboBox, "batch_who")
    who.setCurrentIndex(who.findData("every"))
    qtbot.waitUntil(lambda: rows(screen).row_total() == len(targets) + 1, timeout=5000)
    issue(qtbot, screen)
    assert documents(office, targets)[0] == 2
    assert not who.isEnabled()


def test_who_is_chosen_already_is_not_asked(qtbot: QtBot, office: Office) -> None:
    screen = BatchScreen(office, [Target("a", "b")])
    qtbot.addWidget(screen)
    screen.show()
    assert not part(screen, QComboBox, "batch_who").isVisible()
