"""Pages of a PDF held in memory: nothing is written anywhere to be shown."""

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QMargins,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import current_tokens
from ui.widgets import EmptyState, IconButton, LinkButton, Text

_STEP = 1.25
_SMALLEST, _LARGEST = 0.25, 4.0


class MemoryPdf(QPdfDocument):
    """A PDF read from bytes, which it keeps alive."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._content = QByteArray()
        self._buffer = QBuffer(self)

    def show_bytes(self, pdf: bytes) -> None:
        """Replaces what was shown; empty bytes leave no page."""
        self.close()
        self._buffer.close()
        self._content = QByteArray(pdf)
        self._buffer.setData(self._content)
        if pdf:
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self.load(self._buffer)


class PageView(QWidget):
    """The pages one under the other, with their zoom. Whole pages until one zooms."""

    shown = Signal(int)
    """How many pages are now shown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.pdf = MemoryPdf(self)
        self._view = QPdfView(self)
        self._view.setObjectName("pages")
        self._view.setAccessibleName(name)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setDocument(self.pdf)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self._view.setDocumentMargins(QMargins(1, 1, 1, 1))
        self._colour()
        self._count = Text("", "secondary", wrap=False)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("file-text", "La page paraîtra ici."))
        self._stack.addWidget(self._view)
        self._zooms = QWidget()
        self._zooms.setLayout(self._zoom_line())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._stack, 1)
        column.addWidget(self._zooms)
        self._zooms.setEnabled(False)

    def show_pdf(self, pdf: bytes) -> None:
        """Keeps the place on the page, so that typing does not make it jump."""
        bar = self._view.verticalScrollBar()
        place = bar.value()
        self.pdf.show_bytes(pdf)
        self._settle_bars()
        bar.setValue(place)
        pages = self.page_total()
        self._stack.setCurrentIndex(1 if pages else 0)
        self._zooms.setEnabled(bool(pages))
        self._count.setText("" if not pages else "1 page" if pages == 1 else f"{pages} pages")
        self.shown.emit(pages)

    def tell(self, state: str) -> None:
        """In the place of the number of pages, until pages are shown."""
        self._count.setText(state)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._colour)  # Qt puts the palette of before back first

    def page_total(self) -> int:
        return self.pdf.pageCount()

    def zoom_in(self) -> None:
        self._zoom(self._factor() * _STEP)

    def zoom_out(self) -> None:
        self._zoom(self._factor() / _STEP)

    def fit(self) -> None:
        """The whole page in the room there is."""
        self._settle_bars(fitted=True)
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)

    def fit_width(self) -> None:
        """As wide as there is room, to be read."""
        self._settle_bars(fitted=True)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _settle_bars(self, *, fitted: bool | None = None) -> None:
        """Fitted, a bar that comes makes the page smaller, so that it goes again, without end."""
        if fitted is None:
            fitted = self._view.zoomMode() != QPdfView.ZoomMode.Custom
        policy = Qt.ScrollBarPolicy
        down = policy.ScrollBarAlwaysOn if self.page_total() > 1 else policy.ScrollBarAlwaysOff
        self._view.setVerticalScrollBarPolicy(down if fitted else policy.ScrollBarAsNeeded)
        self._view.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fitted else policy.ScrollBarAsNeeded
        )

    def _colour(self) -> None:
        """The ground around the pages, which Qt paints with this role."""
        palette = self._view.palette()
        palette.setColor(QPalette.ColorRole.Dark, QColor(current_tokens().hover))
        self._view.setPalette(palette)

    def _zoom(self, factor: float) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._settle_bars(fitted=False)
        self._view.setZoomFactor(min(max(factor, _SMALLEST), _LARGEST))

    def _factor(self) -> float:
        """The scale one sees, also while the page is fitted."""
        size = self.pdf.pagePointSize(0) if self.page_total() else None
        mode, room = self._view.zoomMode(), self._view.viewport().size()
        if mode == QPdfView.ZoomMode.Custom or size is None or size.isEmpty():
            return self._view.zoomFactor()
        dots = self._view.logicalDpiY() / 72
        if mode == QPdfView.ZoomMode.FitToWidth:
            return room.width() / (size.width() * dots)
        return room.height() / (size.height() * dots)

    def _zoom_line(self) -> QHBoxLayout:
        smaller = IconButton("zoom-out", "Réduire la page")
        larger = IconButton("zoom-in", "Agrandir la page")
        whole = LinkButton("Page entière")
        for button, name, do in (
            (smaller, "zoom_out", self.zoom_out),
            (larger, "zoom_in", self.zoom_in),
            (whole, "zoom_fit", self.fit),
        ):
            button.setObjectName(name)
            button.clicked.connect(do)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self._count)
        line.addStretch(1)
        for button in (smaller, larger, whole):
            line.addWidget(button)
        return line
