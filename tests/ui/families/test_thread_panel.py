from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person
from referent_desk.followup import Action
from referent_desk.meetings import (
    Agreement,
    Dimension,
    EmotionNote,
    Meeting,
    NeedNote,
    NeedState,
    Passage,
    PastedEmail,
    RecoveryNote,
    SafetyEvent,
    Source,
)
from referent_desk.office import Office
from referent_desk.secrecy import Disclosure, Ground
from referent_desk.vocabulary import Catalogue
from tests.ui.printed import images, lines_and_curves, print_to
from ui.discretion import discretion
from ui.families.form import ChoiceEdit
from ui.families.thread_panel import ThreadPanel
from ui.widgets import Row

NOW = datetime(2026, 11, 23, 9, 0)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(office: Office) -> Office:
    return Office.open(office.vault, lambda: NOW)


@pytest.fixture
def family_id(desk: Office) -> str:
    people = (Person("Claire", "Lacroix", "Mme", "mother"), Person("Thomas", "Lacroix"))
    return desk.families.create(Family("Lacroix"), people)


def ids(desk: Office, family_id: str) -> tuple[str, str]:
    claire, thomas = (person.id for person in desk.families.open_file(family_id).people)
    return claire, thomas


def panel_of(qtbot: QtBot, desk: Office, family_id: str) -> ThreadPanel:
    panel = ThreadPanel(desk, family_id)
    qtbot.addWidget(panel)
    panel.show_file(desk.families.open_file(family_id))
    panel.show()
    return panel


def titles(panel: QWidget) -> list[str]:
    QApplication.processEvents()
    return [row.data.title for row in panel.findChildren(Row) if row.isVisible()]


def words(panel: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def choose(panel: ThreadPanel, name: str, code: str) -> None:
    choice = panel.findChild(ChoiceEdit, name)
    assert choice is not None
    choice.set_code(code)
    choice.activated.emit(choice.currentIndex())


def press(qtbot: QtBot, panel: QWidget, name: str) -> None:
    QApplication.processEvents()
    qtbot.mouseClick(next(b for b in panel.findChildren(QPushButton, name) if b.isVisible()), LEFT)


def test_what_the_brother_said_and_what_came_of_it(
    qtbot: QtBot, desk: Office, family_id: str
) -> None:
    claire, thomas = ids(desk, family_id)
    both = (
        Passage("lives_with", "Il ne dort plus.", said_by=claire),
        Passage("lives_with", "Je veux le voir.", said_by=thomas, verbatim=True),
        Passage("lives_with", "On m’a tenu à l’écart.", said_by=thomas, restricted_from=(claire,)),
    )
    desk.meetings.save(Meeting(family_id, NOW - timedelta(days=3), passages=both))
    desk.meetings.save(Meeting(family_id, NOW - timedelta(days=9), participants=(claire,)))
    visit = desk.followup.save_action(Action(family_id, "Préparer sa visite", person_id=thomas))
    desk.followup.finish(visit, "Il est venu.")
    panel = panel_of(qtbot, desk, family_id)
    choose(panel, "thread_person", thomas)
    assert [title.split(" · ")[0] for title in titles(panel)] == ["Fait", "Entretien"]
    press(qtbot, panel, "thread_read")
    said = words(panel)
    assert "«\u00a0Je veux le voir.\u00a0»" in said
    assert "On m’a tenu à l’écart." in said
    assert "À ne pas rapporter à Mme Lacroix." in said
    assert "Il ne dort plus." not in said
    press(qtbot, panel, "thread_read")
    assert "Je veux le voir." not in words(panel)


def test_where_it_led_stands_under_what_was_said(
    qtbot: QtBot, desk: Office, family_id: str
) -> None:
    claire, thomas = ids(desk, family_id)
    danger = SafetyEvent(
        "suicide",
        "Il veut mourir.",
        thomas,
        done="Appelé avec lui.",
        alerted="le 112",
        alerted_at=NOW,
        numbers_given=True,
        follow_up="Rappeler",
        follow_up_on=NOW.date(),
        closed_on=NOW.date(),
    )
    desk.meetings.save(
        Meeting(
            family_id,
            NOW,
            safety=(danger,),
            needs=(
                NeedNote("information", person_id=thomas, state=NeedState.MET),
                NeedNote("support", person_id=claire),
            ),
            agreements=(Agreement(thomas, "Ce qu’il a dit", "À l’unité", given_on=NOW.date()),),
        )
    )
    panel = panel_of(qtbot, desk, family_id)
    choose(panel, "thread_person", thomas)
    press(qtbot, panel, "thread_read")
    told = words(panel).replace("\u00a0", " ")
    assert "Sécurité, suicide · Thomas" in told
    assert (
        "Appelé avec lui. Numéros donnés. Alerté : le 112, le 23/11/2026 à 9 h 00."
        " Suite : Rappeler, pour le 23/11/2026. Clôturé le 23/11/2026."
    ) in told
    assert "Information : répondu" in told
    assert "Ce qu’il a dit → À l’unité (oral, le 23/11/2026)" in told
    assert "Soutien" not in told


def test_what_was_felt_and_what_comes_next_stand_there_too(
    qtbot: QtBot, desk: Office, family_id: str
) -> None:
    claire, thomas = ids(desk, family_id)
    desk.meetings.save(
        Meeting(
            family_id,
            NOW - timedelta(days=3),
            emotions=(
                EmotionNote("anger", person_id=thomas, weight=7),
                EmotionNote("hope", person_id=thomas, source=Source.OBSERVED),
                EmotionNote("guilt", person_id=claire),
            ),
            safety=(SafetyEvent("suicide", "Il veut mourir.", thomas),),
            recovery=(RecoveryNote(Dimension.SOCIAL, "Il revoit ses amis.", thomas),),
            relay="Rien pour l’instant.",
            next_step="Préparer ensemble les questions au médecin",
            next_step_on=NOW.date(),
        )
    )
    desk.vocabulary.reword(Catalogue.EMOTIONS, "anger", "fureur")
    panel = panel_of(qtbot, desk, family_id)
    choose(panel, "thread_person", thomas)
    press(qtbot, panel, "thread_read")
    told = words(panel).replace("\u00a0", " ")
    assert "Émotions · Thomas\nColère, poids ressenti 7 ; espoir (observé)" in told
    assert "Sécurité, suicide · Thomas\nRien n’est encore noté de ce qui a été fait." in told
    assert "Rétablissement, dimension sociale · Thomas\nIl revoit ses amis." in told
    assert "Relais\nRien pour l’instant." in told
    assert "Préparer ensemble les questions au médecin (pour le 23/11/2026)" in told
    assert "ulpabilité" not in told


def test_what_was_done_says_with_what_result(qtbot: QtBot, desk: Office, family_id: str) -> None:
    action = desk.followup.save_action(Action(family_id, "Préparer sa visite"))
    desk.followup.finish(action, "Il est venu.")
    panel = panel_of(qtbot, desk, family_id)
    [done] = [row.data for row in panel.findChildren(Row) if row.data.title.startswith("Fait")]
    assert done.subtitle == "Préparer sa visite · Il est venu."


def test_an_e_mail_is_read_in_place(qtbot: QtBot, desk: Office, family_id: str) -> None:
    mail = PastedEmail("Je voudrais vous voir.", "", "Ma sœur")
    desk.contacts.save_email(Meeting(family_id, NOW), mail)
    panel = panel_of(qtbot, desk, family_id)
    press(qtbot, panel, "thread_read")
    assert "Je voudrais vous voir." in words(panel)


def test_everything_is_read_at_once(qtbot: QtBot, desk: Office, family_id: str) -> None:
    claire, thomas = ids(desk, family_id)
    for days, who, text in (
        (3, claire, "Elle dort."),
        (5, thomas, "Il dort."),
        (9, thomas, "Oui."),
    ):
        said = (Passage("frame", text, said_by=who),)
        desk.meetings.save(Meeting(family_id, NOW - timedelta(days=days), passages=said))
    panel = panel_of(qtbot, desk, family_id)
    press(qtbot, panel, "thread_read_all")
    choose(panel, "thread_person", thomas)
    told = words(panel)
    assert "Il dort." in told
    assert "Oui." in told
    assert "Elle dort." not in told
    press(qtbot, panel, "thread_read_all")
    assert "Il dort." not in words(panel)


def test_reading_somebody_of_whom_nothing_is_noted_leaves_the_whole_thread(
    qtbot: QtBot, desk: Office, family_id: str
) -> None:
    claire, thomas = ids(desk, family_id)
    said = (Passage("frame", "Elle dort.", said_by=claire),)
    desk.meetings.save(Meeting(family_id, NOW - timedelta(days=3), passages=said))
    panel = panel_of(qtbot, desk, family_id)
    panel.read(thomas)
    assert any(title.startswith("Entretien") for title in titles(panel))
    assert "Elle dort." not in words(panel)
    panel.read(claire)
    assert "Elle dort." in words(panel)


def test_one_kind_alone(qtbot: QtBot, desk: Office, family_id: str) -> None:
    desk.meetings.save(Meeting(family_id, NOW - timedelta(days=3)))
    panel = panel_of(qtbot, desk, family_id)
    choose(panel, "thread_kind", "meeting")
    assert [title.split(" · ")[0] for title in titles(panel)] == ["Entretien"]
    panel.show_file(desk.families.open_file(family_id))
    assert len(titles(panel)) == 1


def test_old_years_are_folded_and_unfold_by_month(
    qtbot: QtBot, desk: Office, family_id: str
) -> None:
    for number in range(40):
        desk.meetings.save(Meeting(family_id, NOW - timedelta(days=1 + 30 * number)))
    panel = panel_of(qtbot, desk, family_id)
    shown = len(titles(panel))
    assert 20 <= shown < 41
    [year] = [fold for fold in folds(panel) if fold.text().startswith("2024")]
    assert "replié" in year.accessibleName()
    qtbot.mouseClick(year, LEFT)
    assert "déplié" in year.accessibleName()
    [month] = [fold for fold in folds(panel) if fold.text().startswith("Mai 2024")]
    qtbot.mouseClick(month, LEFT)
    assert len(titles(panel)) == shown + 1
    qtbot.mouseClick(year, LEFT)
    assert len(titles(panel)) == shown


def folds(panel: QWidget) -> list[QPushButton]:
    QApplication.processEvents()
    return [fold for fold in panel.findChildren(QPushButton, "thread_fold") if fold.isVisible()]


def test_the_summary_follows_the_filters(qtbot: QtBot, desk: Office, family_id: str) -> None:
    claire, thomas = ids(desk, family_id)
    desk.meetings.save(Meeting(family_id, NOW - timedelta(days=3), participants=(claire,)))
    desk.meetings.save(Meeting(family_id, NOW - timedelta(days=9), participants=(thomas,)))
    panel = panel_of(qtbot, desk, family_id)
    choose(panel, "thread_person", thomas)
    notes = panel._summary()
    assert "Lacroix" not in notes.title
    lines = [line for section in notes.pages[0].sections[1:] for line in section.lines]
    assert [line[:10] for line in lines] == ["14/11/2026"]


def test_an_exception_of_the_law_is_read_filtered_and_printed_as_one(
    qtbot: QtBot, desk: Office, family_id: str
) -> None:
    claire, _thomas = ids(desk, family_id)
    told = desk.disclosures.record_exception(
        Disclosure(family_id, Ground.GRAVE_DANGER, person_id=claire)
    )
    desk.disclosures.complete(told, "Il veut en finir.", "112")
    desk.disclosures.record_exception(Disclosure(family_id, Ground.LAW), told=False)
    desk.meetings.save(Meeting(family_id, NOW - timedelta(days=3)))
    panel = panel_of(qtbot, desk, family_id)
    choose(panel, "thread_kind", "exception")
    assert all(title.startswith("Exception légale") for title in titles(panel))
    rows = [row for row in panel.findChildren(Row) if row.isVisible()]
    assert sorted(row.data.tag for row in rows) == ["", "l’appel reste à faire"]
    [page] = panel._summary().pages
    [line] = [line for line in page.sections[-1].lines if "112" in line]
    assert "Exception légale · danger grave et imminent · 112 · Il veut en finir." in line
    choose(panel, "thread_person", claire)
    QApplication.processEvents()
    [row] = [row for row in panel.findChildren(Row) if row.isVisible()]
    assert "112" in row.data.on_screen.subtitle
    discretion().set_on(on=True)
    discretion().attend(family_id)
    assert row.data.on_screen.title == row.data.title
    assert row.data.on_screen.subtitle == ""


def test_the_printer_gets_the_summary_as_vectors(
    qtbot: QtBot, desk: Office, family_id: str, tmp_path: Path
) -> None:
    desk.meetings.save(Meeting(family_id, NOW - timedelta(days=3)))
    panel = panel_of(qtbot, desk, family_id)
    button = panel.findChild(QPushButton, "thread_print")
    assert button is not None
    button.click()
    with print_to(tmp_path / "out.pdf", panel.window(), qtbot) as paper:
        assert images(paper.pages[0]) == []
        assert lines_and_curves(paper.pages[0]) > 100
    assert [e for e in desk.vault.journal.entries() if e.event == "summary.printed"]
