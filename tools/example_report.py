"""An invented service of some size, a report of its last quarter, and two of its pages as pictures.

python -m tools.example_report FOLDER      rapport-….pdf and report-….png, beside its vault
"""

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from referent_desk.activity import Form, Period, file_places, save_files
from referent_desk.demo import fill_office
from referent_desk.office import Office
from referent_desk.vault import FLOOR_COST, create_vault
from tools import small_picture
from tools.big_office import PASSPHRASE

FAMILIES, YEARS = 480, 3
SHOWN = {"report-figures": "Chiffres clés", "report-tables": "Personnes rencontrées par tranche"}
"""The picture's name, and what is written on the page that it shows."""

_SIZE = QSize(744, 1052)
_EDGE = QColor("#C9C9C2")


def make(folder: Path, today: date) -> Path:
    """The PDF as issued, of the last quarter that is over."""
    period = Period.of_day(today).previous
    vault = create_vault(
        folder / "rapport.coffre", PASSPHRASE, "Zoé Exemple", cost=FLOOR_COST
    ).vault
    try:
        fill_office(vault, families=FAMILIES, years=YEARS, seed=1, until=today)
        activity = Office.open(vault).activity
        issued = activity.issue(period, activity.choice(period))
        at = file_places(folder, period, issued.version)
        save_files({form: activity.file(issued.id, form) for form in Form}, at)
    finally:
        vault.close()
    return at[Form.PDF]


def take_pictures(pdf: Path, folder: Path) -> None:
    """Of the pages that `SHOWN` tells."""
    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(pdf.read_bytes()))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    pages = range(document.pageCount())
    for name, words in SHOWN.items():
        page = next(n for n in pages if words in document.getAllText(n).text())
        small_picture.save(_picture(document, page), folder / f"{name}.png")


def _picture(document: QPdfDocument, page: int) -> QImage:
    """On white, with an edge."""
    picture = QImage(_SIZE, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.drawImage(0, 0, document.render(page, _SIZE))
    painter.setPen(_EDGE)
    painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return picture


if __name__ == "__main__":
    application = QGuiApplication(sys.argv)
    place = Path(sys.argv[1])
    place.mkdir(parents=True, exist_ok=True)
    take_pictures(make(place, date.today()), place)
