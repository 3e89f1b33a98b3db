"""« What did the brother say, and what came of it? », answered from the window alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from referent_desk.office import Office
from tests.ui.visible_texts import visible_texts
from tests.window import whole_case
from tests.window.whole_case import CONTROL, Clock, QuickJob, WholeCase
from tools.main_job import MainJob

pytestmark = pytest.mark.window


@pytest.fixture
def case(job: MainJob, monkeypatch: pytest.MonkeyPatch) -> WholeCase:
    """At the open office of a new vault, whose days the case moves."""
    clock = Clock()
    opened = Office.open
    monkeypatch.setattr(Office, "open", lambda vault: opened(vault, clock))
    quick = QuickJob(job.window, job.vault)
    quick.create()
    return WholeCase(quick, clock)


def told() -> str:
    """All that is on screen, with plain spaces."""
    return "\n".join(visible_texts()).replace("\u00a0", " ")


def test_the_brother_s_words_and_what_came_of_them(case: WholeCase) -> None:
    case.enter()
    case.open_family()
    case.choose("thread_person", whole_case.BROTHER)
    case.click("thread_read_all")
    thread = told()
    for said in (
        whole_case.MAIL_SAYS,
        f"« {whole_case.CRISIS} »",
        f"À ne pas rapporter à {whole_case.MOTHER}.",
        whole_case.FEAR,
        whole_case.AFTER,
        whole_case.SIGNED,
        f"« {whole_case.BETTER} »",
    ):
        assert said in thread
    for came in (
        f"Alerté : {whole_case.ALERTED}, le 14/10/2026 à 17 h 05.",
        f"Suite : {whole_case.NEXT}, pour le 15/10/2026.",
        "Clôturé le 15/10/2026.",
        "Information : répondu",
        f"{whole_case.TOLD} → À l’unité de soins",
        f"{whole_case.ACTION} · {whole_case.RESULT}",
    ):
        assert came in thread
    for of_the_mother in (whole_case.GUILT, whole_case.SILENCE, whole_case.ASKED):
        assert of_the_mother not in thread


def test_the_search_finds_his_words_and_leads_there(case: WholeCase) -> None:
    case.first_call()
    case.people()
    case.crisis()
    job = case.job
    job.press(Qt.Key.Key_K, CONTROL)
    job.write("search_line", "bastien mour")
    job.until(lambda: not _still_indexing(), "his words found")
    assert whole_case.CRISIS in told()
    job.key("search_line", Qt.Key.Key_Down)
    job.press(Qt.Key.Key_Return)
    assert not job.shows("search_window")
    job.find(QWidget, "meeting_screen")
    job.press(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert f"« {whole_case.CRISIS} »" in told()


def _still_indexing() -> bool:
    """The thread behind the search holds his words too."""
    return any(words in told() for words in ("L’index se complète", "Rien ne correspond"))
