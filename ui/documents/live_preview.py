"""The document as it would print, drawn beside the window a moment after the last key."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal

from referent_desk.documents import MissingGlyphs, Outline, Preview
from referent_desk.errors import DeskError
from referent_desk.followup import Referral
from referent_desk.office import Office
from ui import operations
from ui.documents.page_view import PageView

DELAY_MS = 50


class LivePreview(PageView):
    """Asks `wanted` for the document when it draws it; one drawing at a time, the latest wins."""

    drawn = Signal(object)
    """The Preview."""
    stopped = Signal(str)
    """Why no page could be drawn, in a sentence; empty when all is well."""

    def __init__(
        self, office: Office, wanted: Callable[[], tuple[Outline | Referral, str] | None]
    ) -> None:
        super().__init__("Aperçu du document")
        self._office = office
        self._wanted = wanted
        self._drawing = False
        self._again = False
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self._draw)

    def ask(self) -> None:
        """Something changed."""
        self._timer.start()

    def hold(self) -> None:
        """No more drawings: the document is issued."""
        self._timer.stop()
        self._again = False
        self._wanted = _nothing

    def _draw(self) -> None:
        if self._drawing:
            self._again = True
            return
        work = self._work()
        if work is None:
            return
        self._drawing = True
        operations.run(
            lambda _progress: work(),
            on_done=self._show,
            on_error=self._fail,
            parent=self,
            label="Mise en page du document",
            veil=False,
        )

    def _work(self) -> Callable[[], Preview] | None:
        """What draws it; None when there is nothing to draw."""
        wanted = self._wanted()
        return partial(self._office.documents.preview, *wanted) if wanted else None

    def _show(self, preview: Preview) -> None:
        if self._ends():
            return
        self.show_pdf(preview.pdf)
        missing = MissingGlyphs(preview.missing) if preview.missing else None
        self.stopped.emit(f"{missing.what} {missing.next_step}" if missing else "")
        self.drawn.emit(preview)

    def _fail(self, error: DeskError) -> None:
        if not self._ends():
            self.stopped.emit(f"{error.what} {error.next_step}")

    def _ends(self) -> bool:
        """True when what was drawn is already out of date."""
        self._drawing = False
        if self._again:
            self._again = False
            self._draw()
            return True
        return self._wanted is _nothing


def _nothing() -> None:
    return None
