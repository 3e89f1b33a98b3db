from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from referent_desk.families import Family, Person
from referent_desk.meetings import EmotionNote, Meeting, NeedNote, NeedState
from referent_desk.office import Office
from referent_desk.vault import Vault
from tests.ui.printed import images, lines_and_curves, print_to
from ui.families.evolution_panel import EvolutionPanel
from ui.families.form import ChoiceEdit
from ui.families.need_state_sheet import NeedStateSheet
from ui.widgets import DateEdit, Row

FIRST, SECOND = datetime(2026, 9, 1, 10, 0), datetime(2026, 10, 1, 10, 0)


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office.open(vault, clock=lambda: datetime(2026, 11, 24, 9, 0))


@pytest.fixture
def family(office: Office) -> str:
    made = office.families.create(Family("Lefèvre"), (Person("Claire"), Person("Paul")))
    claire, paul = (p.id for p in office.families.open_file(made).people)
    tired = EmotionNote("exhaustion", person_id=claire, weight=8)
    need = NeedNote("respite", person_id=claire)
    hope = EmotionNote("hope", person_id=paul)
    office.meetings.save(Meeting(made, FIRST, emotions=(tired, hope), needs=(need,)))
    office.meetings.save(Meeting(made, SECOND))
    return made


@pytest.fixture
def panel(qtbot: QtBot, office: Office, family: str) -> EvolutionPanel:
    made = EvolutionPanel(office, family)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    made.refresh()
    return made


def table(panel: EvolutionPanel) -> list[list[str]]:
    found = panel.findChild(QTableWidget, "evolution_table")
    assert found is not None
    cells = [
        [found.item(row, column) for column in range(found.columnCount())]
        for row in range(found.rowCount())
    ]
    return [[cell.text() if cell else "" for cell in row] for row in cells]


def test_the_table_says_what_the_chart_shows_gaps_too(panel: EvolutionPanel) -> None:
    lines = table(panel)
    assert lines[0] == ["01/10/2026", "", "Contact", "Ni émotion ni besoin noté"]
    assert ["01/09/2026", "Claire", "épuisement", "dit, intensité 8"] in lines
    assert ["01/09/2026", "Paul", "espoir", "dit"] in lines
    assert len(lines) == 4


def test_one_person_alone(panel: EvolutionPanel, office: Office, family: str) -> None:
    who = panel.findChild(ChoiceEdit, "evolution_person")
    assert who is not None
    who.set_code(office.families.open_file(family).people[1].id)
    assert [line[2] for line in table(panel)] == ["Contact", "espoir"]
    assert not panel.findChildren(Row)


def test_a_need_is_said_answered_on_a_day(
    panel: EvolutionPanel, office: Office, family: str
) -> None:
    panel.findChildren(Row)[0].click()
    sheet = panel.findChild(NeedStateSheet)
    assert sheet is not None
    state = sheet.findChild(ChoiceEdit, "need_state_state")
    day = sheet.findChild(DateEdit, "need_state_stated_on")
    assert state is not None
    assert day is not None
    state.set_code("met")
    day.setText("15/09/2026")
    sheet.write()
    [need] = office.overview.evolution(family).needs
    assert need.state is NeedState.MET
    assert ["15/09/2026", "Claire", table(panel)[1][2], "répondu"] in table(panel)


def test_a_day_before_the_need_was_noted_is_refused_at_its_field(
    panel: EvolutionPanel, office: Office, family: str
) -> None:
    panel.findChildren(Row)[0].click()
    sheet = panel.findChild(NeedStateSheet)
    assert sheet is not None
    day = sheet.findChild(DateEdit, "need_state_stated_on")
    assert day is not None
    day.setText("15/08/2026")
    sheet.write()
    assert sheet.isVisible()
    assert len(office.overview.evolution(family).needs[0].steps) == 1


def test_nothing_noted_yet(qtbot: QtBot, office: Office) -> None:
    made = EvolutionPanel(office, office.families.create(Family("Dubois")))
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    found = made.findChild(QTableWidget, "evolution_table")
    assert found is not None
    assert not found.isVisible()


def test_the_printer_gets_the_chart_as_vectors(
    panel: EvolutionPanel, office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    button = panel.findChild(QPushButton, "evolution_print")
    assert button is not None
    button.click()
    with print_to(tmp_path / "out.pdf", panel.window(), qtbot) as paper:
        assert images(paper.pages[0]) == []
        assert lines_and_curves(paper.pages[0]) > 100
    assert [e for e in office.vault.journal.entries() if e.event == "evolution.printed"]
