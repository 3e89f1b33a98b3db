"""The user's session on this computer: when it locks, sleeps or ends, the vault locks too.

One port for every system; each is loaded only on its own. Where none answers, the idle delay and
Ctrl+L still lock.
"""

import logging
import sys

from PySide6.QtWidgets import QWidget

from ui.session.watch import SessionWatch

__all__ = ["SessionWatch", "watch_session"]

_log = logging.getLogger("referent_desk.ui")


def watch_session(window: QWidget) -> SessionWatch:
    """Lives as long as `window`."""
    watch = _watch_of_system(window)
    if not watch.watching:
        _log.warning("the session of this computer cannot be watched: idle delay alone locks")
    return watch


def _watch_of_system(window: QWidget) -> SessionWatch:
    if sys.platform == "win32":
        from ui.session.windows import WindowsSession  # noqa: PLC0415

        return WindowsSession(window)
    if sys.platform == "linux":
        from ui.session.linux import Addresses, LinuxSession  # noqa: PLC0415

        return LinuxSession(window, Addresses.of_this_session())
    return SessionWatch(window)
