"""A whole invented case, entered in the window as a user does: the mother and the brother of Lou.

From the first call to the fifth meeting, with a crisis. Each step is one sitting, on its day.
"""

from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QMenu,
    QScrollArea,
    QTabBar,
    QWidget,
)

from tools.main_job import MainJob
from ui.widgets import ChipGroup, Row

Kind = TypeVar("Kind", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier

MOTHER, BROTHER = "Mme Vasseur", "Bastien"
ASKED = "Ma fille est à l’hôpital, on ne me dit rien."
GUILT = "C’est moi qui ai signé."
SILENCE = "Bastien ne sait pas que j’ai signé."
MAIL_SAYS = "Je voudrais vous voir sans ma mère."
MAIL = (
    "De : Bastien Vasseur\nEnvoyé : lundi\nObjet : Ma sœur\n\nBonjour,\n"
    f"{MAIL_SAYS}\n\n"
    "Le ven. 9 oct. 2026 à 09:02, Zoé Exemple a écrit :\n> Votre mère m’a donné votre adresse."
)
CRISIS = "Lou m’a dit qu’elle voulait mourir."
FEAR = "J’ai peur de rentrer et de la trouver."
SEEN = "Il se tord les mains."
ALERTED = "Dr Exemple, de garde à l’unité"
DONE = "Appelé avec lui, depuis le bureau."
NEXT = "Rappeler Bastien"
TOLD = "Les paroles de Lou, mot à mot"
ACTION = "Envoyer à Bastien les dates du groupe de paroles"
RESULT = "Il s’est inscrit au groupe."
AFTER = "Lou a parlé au psychiatre, elle va mieux."
SIGNED = "Ma mère m’a dit qu’elle avait signé."
BETTER = "Je dors à nouveau."


class Clock:
    """Of the office, moved from one sitting to the next."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 5, 10, 12)

    def __call__(self) -> datetime:
        return self.now


class QuickJob(MainJob):
    """Waits for what it needs alone."""

    def settle(self, milliseconds: int = 1) -> None:
        super().settle(min(milliseconds, 1))


class WholeCase:
    """`job` is at an open office; `clock` is the office's own."""

    def __init__(self, job: MainJob, clock: Clock) -> None:
        self.job, self._clock = job, clock

    def enter(self) -> None:
        for step in (
            self.first_call,
            self.people,
            self.first_meeting,
            self.mail,
            self.crisis,
            self.after_the_crisis,
            self.together,
            self.action_done,
            self.fourth_meeting,
            self.fifth_meeting,
            self.need_met,
        ):
            step()

    # The steps.

    def first_call(self) -> None:
        job = self.job
        job.press(Qt.Key.Key_N, CONTROL)
        job.find(QWidget, "first_call")
        self.chip("call_civility", "Mme")
        for field, text in (
            ("call_first_name", "Mireille"),
            ("call_last_name", "Vasseur"),
            ("call_phone", "0470/12.34.56"),
            ("call_asked", ASKED),
            ("call_day", "07/10/2026"),
            ("call_hour", "14h30"),
        ):
            job.write(field, text)
        self.chip("call_link", "mère")
        self.chip("call_channel", "bureau")
        job.seen("call")
        self.record("first_call")

    def people(self) -> None:
        """The brother, and the initial of the patient."""
        job = self.job
        self.card_action("Personnes")
        job.write("person_first_name", "Bastien")
        job.write("person_last_name", "Vasseur")
        self.choose("person_link", "frère")
        job.seen("person")
        self.record("person_sheet")
        self.card_action("Situation")
        job.write("situation_patient", "Lou")
        self.record("situation_sheet")
        job.seen("family")

    def first_meeting(self) -> None:
        """The mother, from the home of the day."""
        job = self.job
        self._clock.now = datetime(2026, 10, 7, 14, 31)
        job.open_rail("home")
        job.seen("home")
        self.row("Mme Vasseur")
        job.find(QWidget, "meeting_screen")
        job.write("meeting_text", GUILT)
        self.select_all()
        self.emotion("culpabilité")
        job.press(Qt.Key.Key_V, ALT)
        job.seen("words")
        self.note_passage()
        self.facet(1)
        job.write("meeting_text", SILENCE)
        job.press(Qt.Key.Key_R, ALT)
        self.chip("restricted_from", BROTHER)
        job.seen("restricted")
        self.note_passage()
        self.need("soutien")
        job.write("next_step", "Se revoir avec Bastien")
        self.finish("meeting-1")

    def mail(self) -> None:
        """The brother writes; what he quotes is folded."""
        job = self.job
        self._clock.now = datetime(2026, 10, 12, 9, 30)
        self.note("e")
        QApplication.clipboard().setText(MAIL)
        job.key("contact_email_pasted", Qt.Key.Key_V, CONTROL)
        who = job.find(ChipGroup, "contact_email_who").chips()
        assert [chip.text() for chip in who if chip.isChecked()] == [BROTHER], "named by its head"
        job.seen("mail")
        self.record("contact_email_sheet")

    def crisis(self) -> None:
        """The brother alone; the danger is told at once, in two keys."""
        job = self.job
        self._clock.now = datetime(2026, 10, 14, 17, 5)
        self.meet(BROTHER)
        self.facet(10)
        job.write("meeting_text", CRISIS)
        job.press(Qt.Key.Key_V, ALT)
        job.press(Qt.Key.Key_R, ALT)
        self.chip("restricted_from", MOTHER)
        job.until(lambda: job.shows("safety_noticed"), "the quiet panel")
        job.seen("mention")
        job.press(Qt.Key.Key_D, ALT)
        job.press(Qt.Key.Key_Return)
        job.until(lambda: job.shows("exception_undo"), "the exception noted")
        job.write("safety_done", DONE)
        job.write("safety_alerted", ALERTED)
        self.click("safety_numbers")
        job.write("safety_follow_up", NEXT)
        job.write("safety_follow_up_on", "15/10/2026")
        job.seen("safety")
        self.note_passage()
        job.write("meeting_text", FEAR)
        self.select_all()
        self.emotion("anxiété et peur")
        self.note_passage()
        job.press(Qt.Key.Key_2, CONTROL)
        job.write("meeting_text", SEEN)
        self.note_passage()
        self.need("information")
        self.click("add_agreement")
        self.chip("agreement_who", BROTHER)
        job.write("agreement_what", TOLD)
        job.write("agreement_to_whom", "À l’unité de soins")
        self.finish("meeting-2")

    def after_the_crisis(self) -> None:
        """Its day has come: the home says so, a call answers, the event is closed."""
        job = self.job
        self._clock.now = datetime(2026, 10, 15, 9, 0)
        job.open_rail("home")
        job.find(QWidget, "safety_to_finish")
        job.seen("home-safety")
        self.open_family()
        self.note("a")
        job.write("contact_call_text", AFTER)
        self.chip("contact_call_who", BROTHER)
        self.record("contact_call_sheet")
        job.open_rail("home")
        self.row("Famille Vasseur · ")
        job.find(QWidget, "meeting_screen")
        self.click("safety_closed")
        self.finish("crisis-closed")

    def together(self) -> None:
        """Both: what each confided alone stays out of sight. A step is planned."""
        job = self.job
        self._clock.now = datetime(2026, 10, 21, 14, 0)
        self.meet(MOTHER, BROTHER)
        job.write("meeting_text", "Ils se parlent de nouveau.")
        self.note_passage()
        self.finish("meeting-3")
        self.card_action("Besoins et suites")
        job.write("action_what", ACTION)
        job.write("action_due_on", "28/10/2026")
        self.choose("action_person_id", BROTHER)
        self.choose("action_need_id", "Information")
        job.seen("action")
        self.record("action_sheet")

    def action_done(self) -> None:
        job = self.job
        self._clock.now = datetime(2026, 10, 28, 11, 0)
        job.open_rail("home")
        job.seen("home-action")
        self.click("action_done")
        job.write("finish_result", RESULT)
        self.record("finish_sheet")

    def fourth_meeting(self) -> None:
        job = self.job
        self._clock.now = datetime(2026, 11, 4, 14, 0)
        self.open_family()
        self.meet(MOTHER)
        job.write("meeting_text", "Elle lui a dit pour la signature.")
        self.note_passage()
        self.emotion("culpabilité")
        self.finish("meeting-4")

    def fifth_meeting(self) -> None:
        job = self.job
        self._clock.now = datetime(2026, 11, 18, 14, 0)
        self.meet(BROTHER)
        job.write("meeting_text", SIGNED)
        self.note_passage()
        job.write("meeting_text", BETTER)
        job.press(Qt.Key.Key_V, ALT)
        self.note_passage()
        self.finish("meeting-5")

    def need_met(self) -> None:
        """« Information » of the brother, from exprimé to répondu."""
        job = self.job
        tabs = job.find(QWidget, "family_tabs")
        job.until(tabs.isVisible, "the tabs")
        self.tab("Évolution")
        job.seen("evolution")
        self.row("Information")
        self.choose("need_state_state", "répondu")
        self.record("need_state_sheet")
        job.seen("evolution-met")
        self.tab("Dossier")

    # What hands do.

    def open_family(self) -> None:
        self.job.open_rail("families")
        view = self.job.find(QWidget, "family_list")
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Return)
        self.job.find(QWidget, "family_screen")

    def meet(self, *people: str) -> None:
        self.click("meeting")
        self.job.find(QWidget, "meeting_screen")
        for person in people:
            self.chip("participants", person)

    def finish(self, name: str) -> None:
        self.job.seen(name)
        self.click("finish_meeting")
        self.job.until(lambda: not self.job.shows("meeting_screen"), "the meeting finished")

    def note_passage(self) -> None:
        self.job.key("meeting_text", Qt.Key.Key_Return, CONTROL)

    def note(self, letter: str) -> None:
        """« Noter… » by its key and the letter of the kind."""
        self.job.press(Qt.Key.Key_N, CONTROL | SHIFT)
        menu = self.job.find(QMenu, "note_menu")
        QTest.keyClicks(menu, letter)

    def facet(self, steps: int) -> None:
        for _ in range(steps):
            self.job.press(Qt.Key.Key_Down, ALT)

    def select_all(self) -> None:
        """Of the line that is being written."""
        self.job.key("meeting_text", Qt.Key.Key_Home, SHIFT)

    def emotion(self, label: str) -> None:
        self.chip_in("emotions", label)

    def need(self, label: str) -> None:
        self.chip_in("needs", label)

    def chip_in(self, card: str, label: str) -> None:
        group = self.job.find(QWidget, card).findChild(ChipGroup)
        assert group is not None
        self._tick(group, label)

    def chip(self, group: str, label: str) -> None:
        self._tick(self.job.find(ChipGroup, group), label)

    def _tick(self, group: ChipGroup, label: str) -> None:
        found = [chip for chip in group.chips() if chip.text() == label]
        assert found, [chip.text() for chip in group.chips()]
        self.press_on(found[0])

    def choose(self, combo: str, label: str) -> None:
        """By its keys, as one goes down a list."""
        box = self.job.find(QComboBox, combo)
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _ in range(box.count()):
            if box.currentText() == label:
                return
            QTest.keyClick(box, Qt.Key.Key_Down)
        raise AssertionError(label)

    def record(self, sheet: str) -> None:
        """Ctrl+Enter; the sheet goes once all is written."""
        self.job.until(self.job.find(QWidget, sheet).isActiveWindow, f"{sheet} in front")
        self.job.press(Qt.Key.Key_Return, CONTROL)
        self.job.until(lambda: not self.job.shows(sheet), f"{sheet} recorded")

    def card_action(self, title: str) -> None:
        """The link at the right of a card."""
        names = {button.accessibleName(): button for button in self._seen(QAbstractButton)}
        link = next(b for name, b in names.items() if name.endswith(f"\u00a0: {title}"))
        self.press_on(link)

    def row(self, beginning: str) -> None:
        self.job.until(lambda: self._rows(beginning), f"a row « {beginning} »")
        self.press_on(self._rows(beginning)[0])

    def _rows(self, beginning: str) -> list[Row]:
        return [row for row in self._seen(Row) if beginning in row.data.title]

    def tab(self, label: str) -> None:
        [bar] = self._seen(QTabBar)
        at = next(at for at in range(bar.count()) if bar.tabText(at) == label)
        QTest.mouseClick(bar, LEFT, pos=bar.tabRect(at).center())
        self.job.settle()

    def click(self, name: str) -> None:
        self.press_on(self.job.find(QWidget, name))

    def press_on(self, widget: QWidget) -> None:
        """Once it has its place; scrolled into sight first."""
        self.job.until(lambda: not widget.size().isEmpty(), "its place")
        area = widget.parentWidget()
        while area is not None:
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(widget)
            area = area.parentWidget()
        QTest.mouseClick(
            widget,
            LEFT,
            Qt.KeyboardModifier.NoModifier,
            QPoint(min(12, widget.width() // 2), widget.height() // 2),
        )
        self.job.settle()

    def _seen(self, kind: type[Kind]) -> list[Kind]:
        return [w for w in self.job.window.findChildren(kind) if w.isVisible()]
