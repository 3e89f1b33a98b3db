"""The logo of the letterhead: seen as it prints, chosen, replaced, removed; each is undone."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from referent_desk.documents import (
    BOX_PIXELS,
    LogoRefused,
    Logos,
    printed_size,
    read_logo_file,
)
from referent_desk.errors import DeskError
from ui import messages, operations
from ui.widgets import FileDialog, FlowLayout, IconLine, LinkButton, SecondaryButton, Text, named

SEEN_HEIGHT = 72
"""Four times a logo's height on paper, in mm."""
_NONE = "Aucun logo\u00a0: les documents commencent par l’adresse d’expéditeur."
_COARSE = "Cette image a peu de points\u00a0: elle sera floue à l’impression. Préférez le SVG."
_HINT = (
    "PNG ou SVG, 2\u00a0Mo au plus. Gardé dans le coffre, imprimé sur les lettres et les feuilles."
)


class LogoEdit(QWidget):
    changed = Signal()

    def __init__(self, logos: Logos) -> None:
        super().__init__()
        self._logos = logos
        self._before: bytes | None = None
        self._seen = QLabel()
        self._seen.setObjectName("logo_seen")
        self._seen.setProperty("look", "paper")
        self._told = Text("", "secondary")
        self._coarse = IconLine("triangle-alert", _COARSE, role="warning")
        self._problem = IconLine("circle-alert", "", role="danger", look="error")
        self._problem.setObjectName("logo_problem")
        self._choose = named(SecondaryButton("Choisir un logo…", "upload"), "choose_logo")
        self._remove = named(SecondaryButton("Retirer", "trash-2"), "remove_logo")
        self._undo = named(LinkButton("Annuler", "undo-2"), "undo_logo")
        self._lay_out()
        self._choose.clicked.connect(self._ask_file)
        self._remove.clicked.connect(lambda: self._change(self._logos.remove))
        self._undo.clicked.connect(self._take_back)
        self._say("")
        self.refresh()

    def refresh(self) -> None:
        png = self._logos.current()
        self._seen.setVisible(bool(png))
        self._remove.setVisible(bool(png))
        self._undo.setVisible(self._before is not None)
        self._choose.setText("Remplacer le logo…" if png else "Choisir un logo…")
        size = printed_size(png) if png else None
        self._coarse.setVisible(size is not None and size.coarse)
        self._told.setText(_printed(size.width, size.height) if size else _NONE)
        if png:
            seen = QPixmap()
            seen.loadFromData(QByteArray(png), "PNG")
            ratio = self.devicePixelRatioF()
            wanted = QSize(round(220 * ratio), round(SEEN_HEIGHT * ratio))
            seen = seen.scaled(
                wanted,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            seen.setDevicePixelRatio(ratio)
            self._seen.setPixmap(seen)
            self._seen.setAccessibleName(f"Logo. {self._told.text()}")

    def take(self, path: Path) -> None:
        """Checked and made ready beside the window; refused in words beside the logo."""

        def work(_progress: object) -> bytes:
            return self._logos.put(read_logo_file(path), draw_svg)

        operations.run(
            work,
            on_done=self._done,
            on_error=self._refused,
            parent=self,
            label="Préparation du logo",
            veil=False,
        )

    def _ask_file(self) -> None:
        dialog = FileDialog(self.window(), "Choisir un logo")
        dialog.setObjectName("choose_logo_file")
        dialog.setFileMode(FileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Images (*.png *.svg)", "Tous les fichiers (*)"])
        dialog.fileSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _chosen(self, file: str) -> None:
        self.take(Path(file))

    def _take_back(self) -> None:
        before = self._before
        if before is not None:
            self._change(lambda: self._logos.put_back(before), undone=True)

    def _change(self, do: Callable[[], bytes], *, undone: bool = False) -> None:
        try:
            before = do()
        except DeskError as error:
            messages.error(self, error)
        else:
            self._done(before, undone=undone)

    def _done(self, before: bytes, *, undone: bool = False) -> None:
        self._before = None if undone else before
        self._say("")
        self.refresh()
        self.changed.emit()

    def _refused(self, error: DeskError) -> None:
        if isinstance(error, LogoRefused):
            self._say(f"{error.what} {error.next_step}")
        else:
            messages.error(self, error)

    def _say(self, problem: str) -> None:
        self._problem.set_text(problem)
        self._problem.setVisible(bool(problem))

    def _lay_out(self) -> None:
        picture = QHBoxLayout()
        picture.addWidget(self._seen)
        picture.addStretch(1)
        actions = FlowLayout()
        for button in (self._choose, self._remove, self._undo):
            actions.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text("Logo", "label"))
        column.addLayout(picture)
        for line in (self._told, self._coarse, self._problem):
            column.addWidget(line)
        column.addLayout(actions)
        column.addWidget(Text(_HINT, "secondary"))


def draw_svg(content: bytes) -> bytes:
    """A PNG as fine as the paper asks, of an SVG that the core has checked. Raises LogoRefused."""
    renderer = QSvgRenderer(QByteArray(content))
    size = renderer.viewBoxF().size()
    if not renderer.isValid() or size.isEmpty():
        raise LogoRefused(
            "Ce dessin SVG ne se lit pas, ou ne dit pas sa taille.",
            next_step="Enregistrez-le en PNG, ou en «\u00a0SVG simple\u00a0».",
        )
    pixels = size.scaled(*BOX_PIXELS, Qt.AspectRatioMode.KeepAspectRatio).toSize()
    pixels = pixels.expandedTo(QSize(1, 1))
    image = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(out, QByteArray(b"PNG")).write(image)
    return bytes(out.data().data())


def _printed(width: float, height: float) -> str:
    return f"Imprimé sur {width:.0f}\u00a0× {height:.0f}\u00a0mm, en haut de la première page."
