"""Every topic of the index opens a chapter; choosing a chapter shows it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from ui.help import Manual, ManualWindow, Topic


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


def test_escape_closes(qtbot: QtBot, window: ManualWindow) -> None:
    window.show_topic("letter")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
