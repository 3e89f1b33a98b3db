from datetime import datetime, timedelta

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person
from referent_desk.meetings import Meeting, MeetingState, Passage
from referent_desk.office import Office
from ui.discretion import discretion
from ui.documents import leaving
from ui.home import PreparationScreen

NOW = datetime(2026, 11, 23, 8, 0)


def prepared(qtbot: QtBot, office: Office) -> PreparationScreen:
    desk = Office.open(office.vault, lambda: NOW)
    family_id = desk.families.create(Family("Lacroix"), (Person("Claire", "Lacroix", "Mme"),))
    claire = desk.families.open_file(family_id).people[0].id
    secret = Passage("lives_with", "Elle a peur.", restricted_from=(claire,))
    desk.meetings.save(
        Meeting(family_id, NOW - timedelta(days=9), passages=(secret,), next_step="Voir le groupe")
    )
    planned = NOW + timedelta(hours=6)
    desk.meetings.save(Meeting(family_id, planned, MeetingState.PLANNED, participants=(claire,)))
    screen = PreparationScreen(desk)
    qtbot.addWidget(screen)
    screen.show()
    return screen


def words(screen: PreparationScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_what_must_not_be_told_stands_before_the_rest(qtbot: QtBot, office: Office) -> None:
    said = words(prepared(qtbot, office))
    order = ["À ne pas dire", "Elle a peur.", "La dernière fois", "Voir le groupe"]
    places = [said.index(part) for part in order]
    assert places == sorted(places)
    assert "n’est pas informé" in said
    assert "attendu aujourd’hui" in said


def test_a_discreet_screen_hides_all_but_the_hour(qtbot: QtBot, office: Office) -> None:
    discretion().begin(on=True)
    discretion().attend("", meeting=False)
    said = words(prepared(qtbot, office))
    assert "14\u00a0h\u00a000" in said
    assert "Lacroix" not in said
    assert "peur" not in said


def test_printing_is_noted_in_the_journal(
    qtbot: QtBot, office: Office, monkeypatch: "object"
) -> None:
    del monkeypatch
    screen = prepared(qtbot, office)
    pdfs: list[bytes] = []
    before = leaving.print_out
    try:
        leaving.print_out = lambda _parent, pdf, _title, on_printed: (  # type: ignore[assignment]
            pdfs.append(pdf),
            on_printed(),
        )
        button = screen.findChild(QPushButton, "preparation_print")
        assert button is not None
        button.click()
        qtbot.waitUntil(lambda: bool(pdfs))
    finally:
        leaving.print_out = before
    assert pdfs[0].startswith(b"%PDF")
    events = office.vault.rows("SELECT event FROM journal ORDER BY seq DESC LIMIT 1")
    assert events[0]["event"] == "preparation.printed"


def test_a_day_without_an_appointment_prints_nothing(qtbot: QtBot, office: Office) -> None:
    screen = PreparationScreen(office)
    qtbot.addWidget(screen)
    screen.show()
    assert "Aucun rendez-vous aujourd’hui." in words(screen)
    for name in ("preparation_save", "preparation_print"):
        button = screen.findChild(QPushButton, name)
        assert button is not None
        assert not button.isEnabled()
