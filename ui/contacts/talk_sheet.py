"""A call, a visit, a video call, a visit at home: what was said, in a minute."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from referent_desk.meetings import MeetingState, Passage
from referent_desk.office import Office
from ui.contacts.contact_sheet import ContactSheet
from ui.contacts.kinds import ContactKind
from ui.working_days import ProposedDay

CHANNELS: Mapping[ContactKind, str] = {
    ContactKind.CALL: "phone",
    ContactKind.VISIT: "office",
    ContactKind.VIDEO: "video",
    ContactKind.HOME_VISIT: "home",
}
FACET = "frame"


class TalkSheet(ContactSheet):
    """Emotions and needs are noted in the interview’s own form, which opens from the thread."""

    def __init__(
        self, office: Office, kind: ContactKind, family_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(office, kind, family_id, "", parent)
        self._channel = CHANNELS[kind]
        self._answers = self.form.tick("answers", "Répond à la demande qui attend un rendez-vous")
        self.add_family()
        self.add_who()
        self.add_when()
        text = self.form.text("text", "Ce qui s’est dit")
        self.add(text)
        self.add(self.form.line("next_step", "Ce qui suit"))
        self.add(
            ProposedDay(
                self.form.day("next_step_on", "Pour le"),
                office.clock().date(),
                f"{kind.draft}_proposed",
            )
        )
        self.add(self._answers)
        answers = kind is not ContactKind.CALL
        self.begin({**self.when_now(), "answers": answers})
        self.begin_at(text.editor)

    def family_changed(self) -> None:
        waits = bool(self.family_id) and self.office.contacts.waits(self.family_id)
        self._answers.setVisible(waits)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values: dict[str, Any] = self.form.values()
        meeting = self.meeting()
        speaker = meeting.participants[0] if len(meeting.participants) == 1 else None
        text = values["text"]
        return self.office.meetings.save(
            replace(
                meeting,
                state=MeetingState.HELD,
                channel=self._channel,
                passages=(Passage(FACET, text, said_by=speaker),) if text.strip() else (),
                next_step=values["next_step"],
                next_step_on=self.form.date("next_step_on"),
            ),
            national_number_confirmed=national_number_confirmed,
            ends_waiting=values["answers"],
        )
