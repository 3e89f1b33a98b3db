"""logind and the screen savers, each told by real signals on a private bus."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tools.private_logind import Logind, PrivateBus, private_bus, private_logind
from ui.session import watch_session
from ui.session.linux import Addresses, LinuxSession

UNHEARD_MS = 150


@pytest.fixture
def logind(tmp_path: Path) -> Iterator[Logind]:
    with private_logind(tmp_path) as made:
        yield made


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    with private_bus(tmp_path) as made:
        yield made


@pytest.fixture
def owner(qapp: QObject) -> QObject:
    return QObject()


def holding(qtbot: QtBot, owner: QObject, logind: Logind, session_id: str = "1") -> LinuxSession:
    """A watch that logind has answered, so that it knows its session."""
    watch = LinuxSession(owner, Addresses(logind.address, "", session_id))
    watch.hold()
    qtbot.waitUntil(lambda: watch.holding)
    return watch


def test_the_session_locks(qtbot: QtBot, owner: QObject, logind: Logind) -> None:
    watch = holding(qtbot, owner, logind)
    with qtbot.waitSignal(watch.lockRequested):
        logind.lock()
    with qtbot.waitSignal(watch.lockRequested):
        logind.hint_locked(locked=True)


def test_another_session_and_unlocking_are_not_ours(
    qtbot: QtBot, owner: QObject, logind: Logind
) -> None:
    watch = holding(qtbot, owner, logind)
    with qtbot.assertNotEmitted(watch.lockRequested, wait=UNHEARD_MS):
        logind.lock("2")
        logind.hint_locked(locked=True, session="2")
        logind.hint_locked(locked=False)


def test_without_knowing_which_session_is_ours_any_counts(
    qtbot: QtBot, owner: QObject, logind: Logind
) -> None:
    watch = holding(qtbot, owner, logind, "")
    with qtbot.waitSignal(watch.lockRequested):
        logind.lock("2")


@pytest.mark.parametrize("what", ["Sleep", "Shutdown"])
def test_sleep_waits_for_the_lock(qtbot: QtBot, owner: QObject, logind: Logind, what: str) -> None:
    watch = holding(qtbot, owner, logind)
    with qtbot.waitSignal(watch.sleepComing):
        logind.prepare(what, coming=True)
    assert logind.inhibitors() == 1
    watch.release()
    qtbot.waitUntil(lambda: not logind.inhibitors())


def test_after_sleep_an_open_vault_makes_it_wait_again(
    qtbot: QtBot, owner: QObject, logind: Logind
) -> None:
    """Opened again while the computer was on its way to sleep: logind may have refused then."""
    watch = LinuxSession(owner, Addresses(logind.address, "", "1"))
    QTest.qWait(UNHEARD_MS)
    with qtbot.assertNotEmitted(watch.sleepComing, wait=UNHEARD_MS):
        logind.prepare("Sleep", coming=False)
    assert not logind.inhibitors(), "nothing is open"
    watch.hold()
    watch.hold()
    qtbot.waitUntil(lambda: logind.inhibitors() == 1)
    logind.prepare("Sleep", coming=False)
    QTest.qWait(UNHEARD_MS)
    assert logind.inhibitors() == 1


def test_released_before_logind_answered(qtbot: QtBot, owner: QObject, logind: Logind) -> None:
    watch = LinuxSession(owner, Addresses(logind.address, "", "1"))
    watch.hold()
    watch.release()
    QTest.qWait(UNHEARD_MS)
    assert not watch.holding
    assert not logind.inhibitors()


@pytest.mark.parametrize(
    "saver", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver"]
)
def test_a_screen_saver_begins(qtbot: QtBot, owner: QObject, logind: Logind, saver: str) -> None:
    watch = LinuxSession(owner, Addresses("", logind.address))
    with qtbot.waitSignal(watch.lockRequested):
        logind.save_screen(saver, active=True)
    with qtbot.assertNotEmitted(watch.lockRequested, wait=UNHEARD_MS):
        logind.save_screen(saver, active=False)


def test_a_bus_without_logind(qtbot: QtBot, owner: QObject, bus: PrivateBus) -> None:
    watch = LinuxSession(owner, Addresses(bus.address, "", "1"))
    watch.hold()
    QTest.qWait(UNHEARD_MS)
    assert not watch.holding
    watch.release()


def test_no_bus_is_told_once_and_the_program_goes_on(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    for name in ("DBUS_SYSTEM_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.setenv(name, f"unix:path={tmp_path}/absent")
    window = QWidget()
    qtbot.addWidget(window)
    with caplog.at_level(logging.WARNING):
        watch = watch_session(window)
    watch.hold()
    watch.release()
    assert not watch.watching
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_where_the_buses_are() -> None:
    known = {
        "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/a",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/b",
        "XDG_SESSION_ID": "4",
    }
    assert Addresses.of_this_session(known) == Addresses("unix:path=/a", "unix:path=/b", "4")


def test_a_session_bus_that_is_not_there_is_not_started(tmp_path: Path) -> None:
    assert not Addresses.of_this_session({"XDG_RUNTIME_DIR": str(tmp_path)}).session
    (tmp_path / "bus").touch()
    found = Addresses.of_this_session({"XDG_RUNTIME_DIR": str(tmp_path)}).session
    assert found == f"unix:path={tmp_path}/bus"
