"""logind and the screen savers, over D-Bus. Nothing here waits for an answer."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusPendingCallWatcher

from ui.session.watch import SessionWatch

_LOGIND = "org.freedesktop.login1"
_MANAGER = "org.freedesktop.login1.Manager"
_MANAGER_PATH = "/org/freedesktop/login1"
_SESSION = "org.freedesktop.login1.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
)
_ANSWER_MS = 5000
_INHIBITION = ("sleep:shutdown", "Referent Desk", "Le coffre se verrouille", "delay")


@dataclass(frozen=True)
class Addresses:
    """Of the two buses, empty when there is none; and logind's name of this session, if known."""

    system: str
    session: str
    session_id: str = ""

    @classmethod
    def of_this_session(cls, environment: Mapping[str, str] = os.environ) -> "Addresses":
        """Without letting D-Bus start a bus that is not there."""
        runtime = environment.get("XDG_RUNTIME_DIR", f"/run/user/{os.getuid()}")
        return cls(
            environment.get("DBUS_SYSTEM_BUS_ADDRESS") or _socket("/run/dbus/system_bus_socket"),
            environment.get("DBUS_SESSION_BUS_ADDRESS") or _socket(f"{runtime}/bus"),
            environment.get("XDG_SESSION_ID", ""),
        )


class LinuxSession(SessionWatch):
    def __init__(self, parent: QObject, addresses: Addresses) -> None:
        super().__init__(parent)
        self._system = _connection(addresses.system, f"desk-system-{id(self):x}")
        self._session = _connection(addresses.session, f"desk-session-{id(self):x}")
        self._wanted = False
        self._asked = False
        self._inhibitor: int | None = None
        if self._session is not None:
            self._listen_to_savers(self._session)
        if self._system is not None:
            self._listen_to_logind(self._system, addresses.session_id)
        self.destroyed.connect(_dropper(self._system, self._session))

    @property
    def watching(self) -> bool:
        return self._system is not None or self._session is not None

    @property
    def holding(self) -> bool:
        """True while sleep waits for `release`."""
        return self._inhibitor is not None

    def hold(self) -> None:
        self._wanted = True
        self._take_inhibitor()

    def release(self) -> None:
        self._wanted = False
        if self._inhibitor is not None:
            os.close(self._inhibitor)
            self._inhibitor = None

    def _listen_to_savers(self, bus: QDBusConnection) -> None:
        for saver in _SAVERS:
            bus.connect("", "", saver, "ActiveChanged", self, _slot("_saver_changed(bool)"))

    def _listen_to_logind(self, bus: QDBusConnection, session_id: str) -> None:
        for signal in ("PrepareForSleep", "PrepareForShutdown"):
            bus.connect(_LOGIND, _MANAGER_PATH, _MANAGER, signal, self, _slot("_prepare(bool)"))
        if session_id:
            self._call("GetSession", (session_id,), self._session_found, self._session_unknown)
        else:
            self._session_unknown()

    def _session_found(self, reply: QDBusMessage) -> None:
        path = reply.arguments()[0]
        self._listen_to_session(path.path() if isinstance(path, QDBusObjectPath) else "")

    def _session_unknown(self) -> None:
        """Whichever session of this computer locks: too often rather than not at all."""
        self._listen_to_session("")

    def _listen_to_session(self, path: str) -> None:
        if self._system is None:
            return
        self._system.connect(_LOGIND, path, _SESSION, "Lock", self, _slot("_lock()"))
        self._system.connect(
            _LOGIND,
            path,
            _PROPERTIES,
            "PropertiesChanged",
            self,
            _slot("_changed(QString,QVariantMap,QStringList)"),
        )

    @Slot()
    def _lock(self) -> None:
        self.lockRequested.emit()

    @Slot("QString", "QVariantMap", "QStringList")
    def _changed(self, interface: str, values: dict[str, object], _gone: list[str]) -> None:
        if interface == _SESSION and values.get("LockedHint") is True:
            self.lockRequested.emit()

    @Slot(bool)
    def _saver_changed(self, active: bool) -> None:
        if active:
            self.lockRequested.emit()

    @Slot(bool)
    def _prepare(self, coming: bool) -> None:
        """Before sleep or shutdown, and again, with False, after it."""
        if coming:
            self.sleepComing.emit()
        else:
            self._take_inhibitor()

    def _take_inhibitor(self) -> None:
        """logind refuses one while the computer is already on its way to sleep."""
        if self._wanted and not self._asked and self._inhibitor is None:
            self._asked = True
            self._call("Inhibit", _INHIBITION, self._inhibited, self._not_inhibited)

    def _inhibited(self, reply: QDBusMessage) -> None:
        """The lock is the open descriptor; the message's own goes with the message."""
        self._asked = False
        if self._wanted:
            self._inhibitor = os.dup(reply.arguments()[0].fileDescriptor())

    def _not_inhibited(self) -> None:
        self._asked = False

    def _call(
        self,
        method: str,
        arguments: tuple[str, ...],
        done: Callable[[QDBusMessage], None],
        failed: Callable[[], None],
    ) -> None:
        if self._system is None:
            return
        message = QDBusMessage.createMethodCall(_LOGIND, _MANAGER_PATH, _MANAGER, method)
        message.setArguments(list(arguments))
        waiting = QDBusPendingCallWatcher(self._system.asyncCall(message, _ANSWER_MS), self)

        def answered(watcher: QDBusPendingCallWatcher) -> None:
            watcher.deleteLater()
            if watcher.isError():
                failed()
            else:
                done(watcher.reply())

        waiting.finished.connect(answered)


def _slot(signature: str) -> Any:
    """Text, which is what `connect` takes; its stub asks for bytes."""
    return SLOT(signature)


def _socket(path: str) -> str:
    return f"unix:path={path}" if Path(path).exists() else ""


def _connection(address: str, name: str) -> QDBusConnection | None:
    """By a name of its own: the process-wide ones are made once for all."""
    if not address:
        return None
    made = QDBusConnection.connectToBus(address, name)
    if made.isConnected():
        return made
    QDBusConnection.disconnectFromBus(name)
    return None


def _dropper(*connections: QDBusConnection | None) -> Callable[[], None]:
    names = [connection.name() for connection in connections if connection is not None]

    def drop() -> None:
        for name in names:
            QDBusConnection.disconnectFromBus(name)

    return drop
