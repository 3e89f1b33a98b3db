"""What is copied from the window: kept out of clipboard histories, and taken back."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

TWO_MINUTES_MS = 120_000
_KDE = "x-kde-passwordManagerHint"
_WINDOWS = 'application/x-qt-windows-mime;value="%s"'
_NO = bytes(4)
HINTS = {
    _KDE: b"secret",
    _WINDOWS % "ExcludeClipboardContentFromMonitorProcessing": b"1",
    _WINDOWS % "CanIncludeInClipboardHistory": _NO,
    _WINDOWS % "CanUploadToCloudClipboard": _NO,
}
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class ClipboardGuard(QObject):
    """Marks each text as soon as a field has copied it; empties what is still ours after a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QApplication.clipboard()
        self._clipboard.changed.connect(self._mark)
        self._delay = QTimer(self, singleShot=True, interval=TWO_MINUTES_MS)
        self._delay.timeout.connect(self.clear)

    def forget_after(self, milliseconds: int) -> None:
        self._delay.setInterval(milliseconds)

    def clear(self) -> None:
        """Leaves alone what another program put there."""
        self._delay.stop()
        for mode in _MODES:
            if self._is_ours(mode):
                self._clipboard.clear(mode)

    def _mark(self, mode: QClipboard.Mode) -> None:
        """The same text again, plain, with the hints; that this changes the clipboard ends here."""
        if mode not in _MODES or not self._is_ours(mode):
            return
        text = self._clipboard.text(mode)
        if not text or self._clipboard.mimeData(mode).hasFormat(_KDE):
            return
        marked = QMimeData()
        marked.setText(text)
        for name, value in HINTS.items():
            marked.setData(name, value)
        self._clipboard.setMimeData(marked, mode)
        self._delay.start()

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        if mode == QClipboard.Mode.Selection:
            return self._clipboard.supportsSelection() and self._clipboard.ownsSelection()
        return self._clipboard.ownsClipboard()
