"""Every topic of the index opens a chapter; choosing a chapter shows it."""

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QListWidget, QTextBrowser
from pytestqt.qtbot import QtBot

from referent_desk import resource_files
from ui.help import Manual, ManualWindow, Topic
from ui.help.manual import chapter_text


@pytest.fixture
def window(qtbot: QtBot) -> ManualWindow:
    made = ManualWindow()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("topic", Manual.shipped().topics, ids=lambda topic: topic.code)
def test_a_topic_opens_where_it_says(window: ManualWindow, topic: Topic) -> None:
    window.show_topic(topic.code)
    assert window.isVisible()
    assert (topic.heading or topic.title).split()[-1] in window.page_text()


def test_an_unknown_topic_opens_the_beginning(window: ManualWindow) -> None:
    window.show_topic("nowhere")
    assert window.page_text().startswith("Commencer")


def test_a_chapter_is_chosen_with_the_keyboard(qtbot: QtBot, window: ManualWindow) -> None:
    window.show()
    chapters = window.findChild(QListWidget, "manual_chapters")
    assert chapters is not None
    before = window.page_text()
    qtbot.keyClick(chapters, Qt.Key.Key_Down)
    assert window.page_text() != before


@pytest.mark.parametrize("topic", Manual.shipped().chapters, ids=lambda topic: topic.code)
@pytest.mark.parametrize("width", [760, 1300])
def test_pictures_keep_within_the_page(window: ManualWindow, topic: Topic, width: int) -> None:
    window.show_topic(topic.code)
    window.resize(width, 600)
    page = window.findChild(QTextBrowser, "manual_page")
    assert page is not None
    kind = QTextDocument.ResourceType.ImageResource.value
    for name in re.findall(r"\((img/.+?)\)", chapter_text(topic)):
        picture = page.document().resource(kind, QUrl(name))
        assert isinstance(picture, QImage)
        assert 0 < picture.width() <= page.viewport().width() * page.devicePixelRatioF()
    page.document().size()  # laid out anew
    assert page.horizontalScrollBar().maximum() == 0


def test_a_link_leads_to_another_chapter(window: ManualWindow) -> None:
    page = window.findChild(QTextBrowser, "manual_page")
    assert page is not None
    page.anchorClicked.emit(QUrl("10-sauvegardes.md"))
    assert window.page_text().startswith("Les sauvegardes")


def test_escape_closes(qtbot: QtBot, window: ManualWindow) -> None:
    window.show_topic("letter")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_help_opens_whatever_is_broken(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapters = tmp_path / "manual"
    shutil.copytree(resource_files.path("manual"), chapters)
    monkeypatch.setattr(resource_files, "path", lambda relative: tmp_path / relative)
    index = chapters / "index.toml"
    index.write_text(index.read_text("utf-8").replace('code = "letter"', "code = letter"), "utf-8")
    (chapters / "05-annuaire.md").write_bytes(b"\xff\xfe")
    window = ManualWindow()
    qtbot.addWidget(window)
    window.show_topic("directory")
    assert "ne peut pas être lu" in window.page_text()
    window.show_topic("06-lettre")
    assert "lettre" in window.page_text()
    shutil.rmtree(chapters)
    nothing = ManualWindow()
    qtbot.addWidget(nothing)
    nothing.show_topic("start")
    assert "ne peut pas être lu" in nothing.page_text()
