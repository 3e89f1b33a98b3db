from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from ui.widgets import FilterList, LazyRows, RowData, SearchEdit, SheetDialog


def rows(count: int) -> list[RowData]:
    return [
        RowData(f"Famille {at}", "Mme Simon, mère", "en cours", key=str(at)) for at in range(count)
    ]


def filled(qtbot: QtBot, count: int) -> FilterList:
    made = FilterList("Familles")
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.set_rows(rows(count))
    made.show()
    return made


def test_the_first_row_is_current(qtbot: QtBot) -> None:
    assert filled(qtbot, 3).current_key() == "0"
    assert filled(qtbot, 0).current_key() == ""


def test_the_current_row_stays_while_it_is_there(qtbot: QtBot) -> None:
    listed = filled(qtbot, 5)
    listed.select_key("3")
    with qtbot.assertNotEmitted(listed.currentKeyChanged):
        listed.set_rows(rows(4))
    assert listed.current_key() == "3"
    with qtbot.waitSignal(listed.currentKeyChanged) as heard:
        listed.set_rows(rows(2))
    assert heard.args == ["0"]


def test_the_filter_line_moves_and_chooses(qtbot: QtBot) -> None:
    listed = filled(qtbot, 5)
    line = SearchEdit("Filtrer")
    qtbot.addWidget(line)
    listed.follow(line)
    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Up)
    with qtbot.waitSignal(listed.rowActivated) as heard:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert heard.args == ["1"]


def test_ctrl_enter_is_left_to_the_form_around_it(qtbot: QtBot) -> None:
    form = SheetDialog("Déplacer", primary="Déplacer")
    qtbot.addWidget(form)
    line, listed = SearchEdit("Famille"), FilterList("Familles")
    listed.set_rows(rows(3))
    listed.follow(line)
    form.add(line)
    form.add(listed)
    form.show()
    for widget in (line, listed):
        with qtbot.assertNotEmitted(listed.rowActivated), qtbot.waitSignal(form.primaryRequested):
            qtbot.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_row_is_spoken_whole(qtbot: QtBot) -> None:
    listed = filled(qtbot, 3)
    spoken = listed.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Famille 0, en cours, Mme Simon, mère"
    interface = QAccessible.queryAccessibleInterface(listed)
    assert interface.text(QAccessible.Text.Name) == "Familles"
    assert interface.childCount() >= 3


def test_rows_of_many_records_are_written_as_they_are_shown(qtbot: QtBot) -> None:
    written: list[int] = []

    def write(at: int) -> RowData:
        written.append(at)
        return RowData(f"Famille {at}", key=str(at))

    listed = filled(qtbot, 0)
    listed.set_rows(LazyRows(range(2000), str, write))
    listed.grab()
    assert listed.row_total() == 2000
    assert 0 < len(set(written)) < 50


def test_the_last_of_many_rows_is_reached_and_seen(qtbot: QtBot) -> None:
    listed = filled(qtbot, 0)
    listed.set_rows(LazyRows(range(2000), str, lambda at: RowData(f"Famille {at}", key=str(at))))
    qtbot.waitUntil(lambda: listed.visualRect(listed.model().index(1999, 0)).isValid())
    qtbot.keyClick(listed, Qt.Key.Key_End)
    assert listed.current_key() == "1999"
    assert listed.viewport().rect().intersects(listed.visualRect(listed.currentIndex()))


def test_a_row_far_down_stays_current_and_in_sight(qtbot: QtBot) -> None:
    listed = filled(qtbot, 2000)
    listed.select_key("1500")
    listed.set_rows(rows(1800))
    assert listed.current_key() == "1500"
    assert listed.viewport().rect().intersects(listed.visualRect(listed.currentIndex()))
