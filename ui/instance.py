"""One window a user: a second start hands its vault to the first window, and ends.

Who is first is told by a lock file of Qt, which knows a dead process's; the socket only carries
the word, and is made once the window is shown.
"""

import contextlib
import hashlib
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QThread, QTimer, Signal

from referent_desk.local_data import DIRS

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_LOCK, _SOCKET = "referent-desk.lock", "referent-desk.socket"
_LONGEST_PATH = 4096
_ANSWER = b"ok\n"
_ANSWER_MS = 3000
_TRIES = 20
_BETWEEN_MS = 250


class Instance(QObject):
    """`first` tells which one this is; where no lock can be made, each start is the first."""

    raised = Signal(str)
    """Another start asks for the window; the vault that it named, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = _own_folder()
        self._lock = QLockFile(str(self._folder / _LOCK))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        taken = self._lock.tryLock(0)
        self.first = taken or self._lock.error() != QLockFile.LockError.LockFailedError

    def hand_over(self, vault: str) -> bool:
        """To the first window, waited for if it is on its way; False when it does not answer."""
        socket = self._connected()
        if socket is None:
            return False
        socket.write(vault.encode() + b"\n")
        socket.flush()
        answered = socket.waitForReadyRead(_ANSWER_MS) and socket.readLine().data() == _ANSWER
        socket.disconnectFromServer()
        return answered

    def listen_soon(self) -> None:
        """For later starts, once the first page is painted."""
        QTimer.singleShot(0, self._listen)

    def _listen(self) -> None:
        """What a dead window left there is replaced."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415  (after the first page)

        QLocalServer.removeServer(self._address)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        self._server.listen(self._address)

    @property
    def _address(self) -> str:
        path = str(self._folder / _SOCKET)
        if sys.platform == "win32":  # the name of a pipe, which takes no backslash
            return hashlib.sha256(path.encode()).hexdigest()
        return path

    def _connected(self) -> "QLocalSocket | None":
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415

        for _ in range(_TRIES):
            socket = QLocalSocket()
            socket.connectToServer(self._address)
            if socket.waitForConnected(_ANSWER_MS):
                return socket
            QThread.msleep(_BETWEEN_MS)
        return None

    def _greet(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()):
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            if socket.canReadLine():
                self._hear(socket)

    def _hear(self, socket: "QLocalSocket") -> None:
        if socket.bytesAvailable() > _LONGEST_PATH:
            socket.abort()
        elif socket.canReadLine():
            vault = bytes(socket.readLine().data()).decode(errors="replace").strip()
            socket.write(_ANSWER)
            socket.flush()
            QTimer.singleShot(0, self, lambda: self.raised.emit(vault))


def _own_folder() -> Path:
    """Where no other user can put a socket or a lock in our name."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and _is_ours(Path(runtime)):
        return Path(runtime)
    folder = Path(DIRS.user_config_dir)
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _is_ours(folder: Path) -> bool:
    try:
        found = folder.stat()
    except OSError:
        return False
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
