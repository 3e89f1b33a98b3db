"""Locking in every state of the window: nothing in sight, nothing lost, nothing asked."""

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QCompleter,
    QFileDialog,
    QLineEdit,
    QMenu,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from referent_desk.errors import DiskFull
from referent_desk.families import Family, Person
from referent_desk.office import Office
from referent_desk.vault import (
    ANY_COST_POLICY,
    Drafts,
    Interrupted,
    KdfCost,
    Passphrase,
    Vault,
    create_vault,
    open_vault,
)
from ui import messages, operations
from ui.help import ManualWindow
from ui.idle import IdleWatch
from ui.main_window import LOCKED, LOCKING, MainWindow
from ui.unlock import offices
from ui.widgets import PlainTextEdit

SECRET = "violon marée tournesol brique"
WORDS = "Elle ne dort plus"
WAIT = 20_000


class Desk:
    """The window over a vault whose key derivation costs nothing."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        made = create_vault(folder, SECRET, "Zoé", cost=KdfCost(8, 1, 1), policy=ANY_COST_POLICY)
        self.folder, self.vault = folder, made.vault
        self.window = MainWindow()
        qtbot.addWidget(self.window)
        self.window.show()
        self.office = Office.open(made.vault)
        self.family = self.office.families.create(Family("Lefèvre"), [Person("Anne")])
        self.show(self.office)

    def show(self, office: Office) -> None:
        self.office, self.vault = office, office.vault
        self.window.opening.opened.emit(office)

    def write(self) -> None:
        """In a meeting, not stored yet."""
        assert self.window.workspace
        self.window.workspace.show_meeting(self.family)
        self.qtbot.waitUntil(self.text().isVisible)
        self.text().set_text(WORDS)

    def text(self) -> PlainTextEdit:
        found = self.window.findChild(PlainTextEdit, "meeting_text")
        assert found is not None
        return found

    def stored(self) -> list[str]:
        """What the drafts of the closed vault say."""
        with self.reopened() as vault:
            return [str(draft.body) for draft in vault.drafts.all()]

    def reopened(self) -> Vault:
        return open_vault(self.folder, Passphrase(SECRET), policy=ANY_COST_POLICY)

    def told(self) -> str:
        return self.window.opening.unlock_page.problem()

    def until_closed(self) -> None:
        self.qtbot.waitUntil(lambda: self.vault.closed and self.told() != LOCKING, timeout=WAIT)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path / "essai.coffre")
    yield made
    made.vault.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()  # a window left over is styled again before each later test


class Work:
    """Something that goes on beside the window until it may end; `do` says when it has begun."""

    def __init__(self, desk: Desk, do: "Callable[[Work], None]") -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()
        self.answers: list[object] = []
        operations.run(
            lambda _progress: do(self),
            on_done=self.answers.append,
            on_error=self.answers.append,
            parent=desk.window,
            label="Enregistrement",
        )
        assert self.begun.wait(5)

    def go_on(self) -> None:
        self.begun.set()
        assert self.may_end.wait(20)


def test_nothing_under_way_locks_at_once(desk: Desk) -> None:
    desk.write()
    desk.window.lock()
    assert desk.vault.closed
    assert desk.told() == LOCKED
    assert WORDS in desk.stored()[0]


def test_a_running_write_is_finished_beside_the_empty_screen(desk: Desk) -> None:
    def save(work: Work) -> None:
        with desk.vault.unit() as unit:
            desk.vault.drafts.save("call", "new", {"asked": "écrit pendant"})
            work.go_on()
            unit.commit()

    desk.write()
    text, work = desk.text(), Work(desk, save)
    desk.window.lock()
    assert desk.window.locked
    assert not text.isVisible()
    assert desk.told() == LOCKING
    assert not desk.vault.closed
    work.may_end.set()
    desk.until_closed()
    assert desk.told() == LOCKED
    assert work.answers == []
    stored = " ".join(desk.stored())
    assert "écrit pendant" in stored
    assert WORDS in stored


def test_a_running_read_is_cut_short(desk: Desk) -> None:
    cut: list[type] = []

    def count_for_ever(work: Work) -> None:
        work.begun.set()
        try:
            desk.vault.rows(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                " SELECT count(*) FROM n"
            )
        except Interrupted as error:
            cut.append(type(error))
            raise

    desk.write()
    work = Work(desk, count_for_ever)
    desk.qtbot.wait(50)
    desk.window.lock()
    desk.until_closed()
    assert cut == [Interrupted]
    assert work.answers == []
    assert WORDS in desk.stored()[0]


def test_one_may_unlock_before_the_work_has_ended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reopen(*_given: object, **_named: object) -> Office:
        return Office.open(desk.reopened())

    monkeypatch.setattr(offices, "open_office", reopen)
    desk.write()
    work = Work(desk, Work.go_on)
    desk.window.lock()
    desk.window.opening.unlock_page.passphraseGiven.emit(SECRET)
    work.may_end.set()
    desk.qtbot.waitUntil(lambda: not desk.window.locked, timeout=WAIT)
    desk.qtbot.waitUntil(lambda: desk.text().text() == WORDS)
    assert desk.window.office
    desk.window.office.close()


def test_closing_waits_for_the_work_out_of_sight(desk: Desk) -> None:
    desk.write()
    work = Work(desk, Work.go_on)
    assert not desk.window.close()
    assert not desk.window.isVisible()
    with desk.qtbot.waitSignal(desk.window.ended, timeout=WAIT):
        work.may_end.set()
    assert WORDS in desk.stored()[0]


def test_a_vault_opened_although_the_lock_came_is_closed_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Office] = []
    begun, may_end = threading.Event(), threading.Event()

    def reopen(*_given: object, **_named: object) -> Office:
        opened.append(Office.open(desk.reopened()))
        begun.set()
        assert may_end.wait(20)
        return opened[0]

    monkeypatch.setattr(offices, "open_office", reopen)
    desk.window.lock()
    desk.window.opening.unlock_page.passphraseGiven.emit(SECRET)
    assert begun.wait(5)
    desk.window.lock()
    may_end.set()
    desk.qtbot.waitUntil(lambda: bool(opened) and opened[0].vault.closed, timeout=WAIT)
    assert desk.window.locked


def test_a_recovery_code_left_on_the_screen_goes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(*_given: object) -> tuple[Office, str]:
        return Office.open(desk.reopened()), "AAAAA-BBBBB"

    monkeypatch.setattr(offices, "create_office", make)
    desk.window.lock()
    pages = desk.window.opening
    pages.create_page.created.emit(desk.folder, SECRET, "Zoé")
    code = pages.recovery_page.view.code
    desk.qtbot.waitUntil(lambda: bool(code.text()), timeout=WAIT)
    desk.window.lock()
    assert code.text() == ""
    assert "code de secours" in desk.told()
    desk.reopened().close()


def test_what_was_typed_on_the_pages_before_goes(desk: Desk) -> None:
    desk.window.lock()
    page = desk.window.opening.unlock_page
    desk.qtbot.keyClicks(page.passphrase, "viol")
    desk.window.lock()
    assert page.passphrase.text() == ""


def _top_level(kind: str) -> QWidget:
    return next(w for w in QApplication.topLevelWidgets() if w.inherits(kind) and w.isVisible())


def _menu(parent: QWidget) -> QWidget:
    menu = QMenu(parent)
    menu.addAction("Anne Lefèvre")
    menu.popup(QPoint(10, 10))
    return menu


def _list(parent: QWidget) -> QWidget:
    combo = QComboBox(parent)
    combo.addItems(["Anne Lefèvre", "Marc Lefèvre"])
    combo.show()
    combo.showPopup()
    return _top_level("QComboBoxPrivateContainer")


def _proposals(parent: QWidget) -> QWidget:
    line = QLineEdit(parent)
    line.setCompleter(QCompleter(["Anne Lefèvre"], line))
    line.show()
    line.completer().complete()
    popup = line.completer().popup()
    assert popup is not None
    return popup


def _file_dialog(parent: QWidget) -> QWidget:
    dialog = QFileDialog(parent)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()
    return dialog


def _question(parent: QWidget) -> QWidget:
    def never() -> None:
        raise AssertionError("nobody answered")

    return messages.question(
        parent, "Clôturer le dossier Lefèvre ?", yes="Clôturer", on_yes=never, on_no=never
    )


def _tip(parent: QWidget) -> QWidget:
    QToolTip.showText(QPoint(30, 30), "Anne Lefèvre", parent)
    return _top_level("QTipLabel")


@pytest.mark.parametrize("thing", [_menu, _list, _proposals, _file_dialog, _question, _tip])
def test_whatever_stands_over_the_window_goes(
    desk: Desk, thing: Callable[[QWidget], QWidget]
) -> None:
    assert desk.window.workspace
    shown = thing(desk.window.workspace)
    assert shown.isVisible()
    desk.window.lock()
    left = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not desk.window]
    assert left == []
    assert desk.vault.closed


def test_the_manual_and_the_call_go_too(desk: Desk) -> None:
    assert desk.window.workspace
    desk.window.workspace.ask_help()
    desk.window.workspace.start_call()
    desk.window.lock()
    left = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not desk.window]
    assert left == []
    assert desk.window.windowTitle() == "Referent Desk"


def test_f1_before_the_passphrase_opens_the_chapter_about_it(
    desk: Desk, show_active: Callable[[QWidget], None]
) -> None:
    desk.window.lock()
    show_active(desk.window)
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_F1)
    manual = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ManualWindow))
    assert manual.page_text().startswith("Verrouiller")
    manual.close()


def test_a_word_at_the_foot_of_the_window_goes(desk: Desk) -> None:
    messages.notify(desk.window, "Famille Lefèvre enregistrée")
    desk.window.lock()
    said = [w for w in desk.window.findChildren(QWidget) if "Lefèvre" in str(w.property("text"))]
    assert [w for w in said if w.isVisible()] == []


def test_during_a_meeting_the_screen_goes_blank_and_comes_back_whole(desk: Desk) -> None:
    desk.write()
    assert desk.window.workspace
    desk.window.workspace.start_call()
    line = desk.window.findChild(QLineEdit, "call_last_name")
    assert line is not None
    line.setText("Petit")
    idle = desk.window.findChild(IdleWatch)
    assert idle is not None
    idle.idle.emit()
    assert not desk.text().isVisible()
    assert not line.isVisible()
    idle.touched.emit()
    desk.qtbot.waitUntil(desk.text().isVisible)
    again = desk.window.workspace._stage.call
    assert again is not None
    assert again.isVisible()
    assert again.findChildren(QLineEdit, "call_last_name")[0].text() == "Petit"


def lock_on_a_full_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise DiskFull

    with monkeypatch.context() as disk:
        disk.setattr(Drafts, "save", full)
        desk.window.lock()


def test_words_that_the_disk_refuses_twice_are_kept_both_times(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write()
    lock_on_a_full_disk(desk, monkeypatch)
    with monkeypatch.context() as disk:
        disk.setattr("ui.locking.take_back", _refuse)
        desk.show(Office.open(desk.reopened()))
    lock_on_a_full_disk(desk, monkeypatch)
    desk.show(Office.open(desk.reopened()))
    assert WORDS in str(desk.vault.drafts.all()[0].body)


def _refuse(*_given: object) -> None:
    raise DiskFull


def test_words_kept_sealed_are_not_given_to_a_replacement(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = "grenier cobalt lanterne tuile"
    desk.vault.ways.add_person(Passphrase(SECRET), "Ana", other)
    desk.write()
    lock_on_a_full_disk(desk, monkeypatch)
    vault = open_vault(desk.folder, Passphrase(other), policy=ANY_COST_POLICY)
    desk.show(Office.open(vault))
    assert vault.drafts.all() == []
    desk.window.lock()
    desk.show(Office.open(desk.reopened()))
    assert WORDS in str(desk.vault.drafts.all()[0].body)
