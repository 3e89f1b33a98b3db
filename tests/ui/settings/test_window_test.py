"""The test page follows the settings as they are, and goes to the printer."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from referent_desk.documents import ENVELOPES, EnvelopeLayout, window_test_page
from referent_desk.office import Office
from referent_desk.settings import declared
from ui.documents import leaving
from ui.settings import SettingsScreen


def test_the_test_page_is_printed_with_the_settings_of_now(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []
    monkeypatch.setattr(leaving, "print_out", lambda _parent, pdf, *_others: sent.append(pdf))
    screen = SettingsScreen(office)
    qtbot.addWidget(screen)
    screen.show()
    office.settings.put(declared.ENVELOPE_SIZE, "c5")
    office.settings.put(declared.WINDOW_DX, 2.5)
    button = screen.findChild(QPushButton, "window_test")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: bool(sent), timeout=5000)
    assert sent == [window_test_page(EnvelopeLayout(2.5, 0, ENVELOPES["c5"]))]
