"""A logo is chosen, seen, replaced, removed and had back; what is refused is told beside it."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from referent_desk.documents import LogoRefused
from referent_desk.documents.logo import ready
from referent_desk.office import Office
from tests.referent_desk.documents.pictures import CIRCLE, png, svg
from ui.settings.logo_edit import LogoEdit, draw_svg


@pytest.fixture
def edit(qtbot: QtBot, office: Office) -> LogoEdit:
    made = LogoEdit(office.documents.logos)
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.show()
    return made


def part(edit: LogoEdit, kind: type, name: str) -> Any:
    found = edit.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: QtBot, edit: LogoEdit, name: str) -> None:
    qtbot.mouseClick(part(edit, QPushButton, name), Qt.MouseButton.LeftButton)


def told(edit: LogoEdit) -> str:
    shown = (label for label in edit.findChildren(QLabel) if label.isVisible())
    return "\n".join(label.text() for label in shown).replace("\u00a0", " ")


def given(tmp_path: Path, name: str, content: bytes) -> Path:
    file = tmp_path / name
    file.write_bytes(content)
    return file


def test_a_logo_is_chosen_seen_removed_and_had_back(
    qtbot: QtBot, office: Office, edit: LogoEdit, tmp_path: Path
) -> None:
    logos = office.documents.logos
    assert "Aucun logo" in told(edit)
    with qtbot.waitSignal(edit.changed, timeout=5000):
        edit.take(given(tmp_path, "logo.png", png()))
    kept = logos.current()
    assert kept
    assert part(edit, QLabel, "logo_seen").pixmap().height() > 0
    assert "Imprimé sur 54 × 18 mm" in told(edit)
    press(qtbot, edit, "remove_logo")
    assert logos.current() == b""
    assert "Aucun logo" in told(edit)
    press(qtbot, edit, "undo_logo")
    assert logos.current() == kept
    assert not part(edit, QPushButton, "undo_logo").isVisible()


def test_a_replaced_one_is_had_back(
    qtbot: QtBot, office: Office, edit: LogoEdit, tmp_path: Path
) -> None:
    for number, size in enumerate(((300, 100), (100, 100))):
        with qtbot.waitSignal(edit.changed, timeout=5000):
            edit.take(given(tmp_path, f"{number}.png", png(size=size)))
    second = office.documents.logos.current()
    press(qtbot, edit, "undo_logo")
    assert office.documents.logos.current() not in {b"", second}


def test_the_file_is_asked_for_without_stopping_the_window(
    qtbot: QtBot, office: Office, edit: LogoEdit, tmp_path: Path
) -> None:
    press(qtbot, edit, "choose_logo")
    dialog = part(edit, QFileDialog, "choose_logo_file")
    with qtbot.waitSignal(edit.changed, timeout=5000):
        dialog.fileSelected.emit(str(given(tmp_path, "logo.svg", svg())))
    assert office.documents.logos.current()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (bytes(20_000_000), "pèse 20 Mo"),
        (png()[:-40], "abîmée"),
        (svg("<script>alert(1)</script>"), "script"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("<text>&a;</text>"), "entités"),
        (b"Bonjour, je suis un texte", "ni une image PNG ni un dessin SVG"),
    ],
)
def test_what_is_refused_is_told_beside_and_changes_nothing(
    qtbot: QtBot, office: Office, edit: LogoEdit, tmp_path: Path, content: bytes, said: str
) -> None:
    edit.take(given(tmp_path, "logo.png", content))
    problem = part(edit, QWidget, "logo_problem")
    qtbot.waitUntil(problem.isVisible, timeout=5000)
    assert said in told(edit)
    assert office.documents.logos.current() == b""


def test_a_drawing_becomes_as_fine_as_the_paper_asks() -> None:
    drawn = QImage.fromData(draw_svg(svg()), "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    assert drawn.size() == QSize(566, 283)
    assert drawn.pixelColor(140, 140).name() == "#1c6b67"
    assert drawn.pixelColor(560, 10).alpha() == 0
    assert ready(svg(), draw_svg)


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>',
        svg("")[:-6],
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90000 1">%s</svg>' % CIRCLE.encode(),
    ],
)
def test_a_drawing_without_a_size_or_of_nothing_is_refused(content: bytes) -> None:
    with pytest.raises(LogoRefused):
        ready(content, draw_svg)
