from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from referent_desk.errors import DiskFull
from referent_desk.vault import Drafts, Vault
from ui.drafting import AutoDraft


def a_form(vault: Vault, parent: QObject, words: str) -> AutoDraft:
    def collect() -> Mapping[str, Any]:
        return {"text": words}

    return AutoDraft(vault.drafts, "meeting", "f:", collect, parent, label=lambda: "Lacroix")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_a_change_is_stored_within_a_second(qtbot: QtBot, vault: Vault, parent: QWidget) -> None:
    form = a_form(vault, parent, "Elle dit")
    with qtbot.waitSignal(form.stored, timeout=1000):
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
