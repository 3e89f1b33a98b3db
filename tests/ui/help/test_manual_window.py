import pytest
from pytestqt.qtbot import QtBot

from ui.help import ManualWindow
from ui.help.chapters import topics


@pytest.mark.parametrize("code", [topic.code for topic in topics()])
def test_each_topic_has_its_text(qtbot: QtBot, code: str) -> None:
    window = ManualWindow()
    qtbot.addWidget(window)
    window.show_topic(code)
    assert len(window.page.toPlainText()) > 200
    assert window.chapters.current_key() == code


def test_an_unknown_topic_opens_the_first_chapter(qtbot: QtBot) -> None:
    window = ManualWindow()
    qtbot.addWidget(window)
    window.show_topic("nowhere")
    assert window.chapters.current_key() == topics()[0].code
