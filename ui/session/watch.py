"""What every system's watch looks like to the window; by itself it watches nothing."""

from PySide6.QtCore import QObject, Signal


class SessionWatch(QObject):
    """`hold` while a vault is open; `release` once it is locked, and the computer may sleep."""

    lockRequested = Signal()
    """The session was locked, or its screen saver began."""
    sleepComing = Signal()
    """The computer goes to sleep or off: it waits a moment for `release`, where it can."""

    @property
    def watching(self) -> bool:
        return False

    def hold(self) -> None:
        """From now on, sleep should wait for `release`."""

    def release(self) -> None:
        """All is locked."""
