from collections.abc import Iterator, Mapping
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from referent_desk.errors import DiskFull
from referent_desk.vault import Drafts, Vault
from ui import operations
from ui.drafting import DELAY_MS, AutoDraft


def a_form(vault: Vault, parent: QObject, *words: str) -> AutoDraft:
    """Each time it is asked it says the next of `words`, and the last again."""
    coming = list(words)

    def collect() -> Mapping[str, Any]:
        return {"text": coming.pop(0) if len(coming) > 1 else coming[0]}

    return AutoDraft(vault.drafts, "meeting", "f:", collect, parent, label=lambda: "Lacroix")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def held_worker() -> Iterator[Event]:
    """Nothing more is done beside the window until it is set."""
    go_on = Event()
    operations.run(
        lambda _progress: go_on.wait(20),
        on_done=lambda _done: None,
        parent=None,
        label="Attente",
        veil=False,
    )
    yield go_on
    go_on.set()


def wait_to_be_on_its_way(qtbot: QtBot, form: AutoDraft) -> None:
    form.touch()
    qtbot.waitUntil(lambda: form.unstored is not None)


def let_go_on(qtbot: QtBot, held_worker: Event) -> None:
    held_worker.set()
    qtbot.waitUntil(lambda: not operations.busy())


def test_a_change_is_stored_within_a_second(qtbot: QtBot, vault: Vault, parent: QWidget) -> None:
    form = a_form(vault, parent, "Elle dit")
    [timer] = form.findChildren(QTimer)
    assert timer.interval() < 1000
    with qtbot.waitSignal(form.stored):
        form.touch()
    assert form.restore() == {"text": "Elle dit"}


def test_flushing_stores_at_once_and_only_what_changed(vault: Vault, parent: QWidget) -> None:
    form = a_form(vault, parent, "Elle dit")
    form.flush()
    assert form.restore() is None
    form.touch()
    form.flush()
    assert form.restore() == {"text": "Elle dit"}
    form.discard()
    assert form.restore() is None


def test_what_the_disk_refuses_is_kept_to_be_sealed(
    qtbot: QtBot, vault: Vault, parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise DiskFull

    form = a_form(vault, parent, "Elle dit")
    monkeypatch.setattr(Drafts, "save", full)
    form.touch()
    with qtbot.waitSignal(form.failed):
        form.flush()
    assert form.unstored is not None
    assert form.unstored.body == {"text": "Elle dit"}
    monkeypatch.undo()
    form.flush()
    assert form.unstored is None
    assert form.restore() == {"text": "Elle dit"}


def test_typing_without_a_pause_is_stored_all_the_same(
    qtbot: QtBot, vault: Vault, parent: QWidget
) -> None:
    form = a_form(vault, parent, "Elle dit")
    keys = QTimer(parent, interval=DELAY_MS // 10)
    keys.timeout.connect(form.touch)
    keys.start()
    qtbot.waitUntil(lambda: form.restore() == {"text": "Elle dit"})
    assert keys.isActive()


def test_no_key_waits_for_the_store(
    qtbot: QtBot, vault: Vault, parent: QWidget, held_worker: Event
) -> None:
    form = a_form(vault, parent, "Elle dit")
    wait_to_be_on_its_way(qtbot, form)
    assert form.restore() is None
    with qtbot.waitSignal(form.stored):
        held_worker.set()
    assert form.restore() == {"text": "Elle dit"}


def test_what_was_on_its_way_does_not_come_after_what_is_newer(
    qtbot: QtBot, vault: Vault, parent: QWidget, held_worker: Event
) -> None:
    form = a_form(vault, parent, "Elle dit", "Elle dit qu’elle dort")
    wait_to_be_on_its_way(qtbot, form)
    form.flush()
    let_go_on(qtbot, held_worker)
    assert form.restore() == {"text": "Elle dit qu’elle dort"}


def test_a_form_that_was_saved_leaves_no_draft_behind(
    qtbot: QtBot, vault: Vault, parent: QWidget, held_worker: Event
) -> None:
    form = a_form(vault, parent, "Elle dit")
    wait_to_be_on_its_way(qtbot, form)
    form.discard()
    let_go_on(qtbot, held_worker)
    assert form.restore() is None


def test_locking_takes_what_is_on_its_way(
    qtbot: QtBot, vault: Vault, parent: QWidget, held_worker: Event
) -> None:
    form = a_form(vault, parent, "Elle dit", "Elle dit qu’elle dort")
    wait_to_be_on_its_way(qtbot, form)
    taken = form.take()
    assert taken is not None
    assert taken.body == {"text": "Elle dit qu’elle dort"}
    let_go_on(qtbot, held_worker)
    assert form.restore() is None


def test_what_is_refused_beside_the_window_is_told(
    qtbot: QtBot, vault: Vault, parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise DiskFull

    form = a_form(vault, parent, "Elle dit")
    monkeypatch.setattr(Drafts, "save", full)
    with qtbot.waitSignal(form.failed):
        form.touch()
    assert form.unstored is not None
