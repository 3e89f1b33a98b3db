"""An e-mail, pasted in."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from referent_desk.errors import InvalidInput
from referent_desk.meetings import PastedEmail, written_by
from referent_desk.office import Office
from ui.contacts.contact_sheet import ContactSheet
from ui.contacts.email_edit import EmailEdit
from ui.contacts.kinds import ContactKind


class EmailSheet(ContactSheet):
    """Also how a recorded one is read again."""

    def __init__(
        self, office: Office, family_id: str, record: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(office, ContactKind.EMAIL, family_id, record, parent)
        self._mail = EmailEdit()
        self._answers = self.form.tick("answers", "Répond à la demande qui attend un rendez-vous")
        self.add_family()
        self.add_who()
        self.add_when(minutes=False)
        self._subject = self.form.line("subject", "Objet")
        self.add(self._subject)
        self.add(self._mail)
        editor = self._mail.editor
        self.form.keep("body", editor.text, lambda text: editor.set_text(str(text)))
        self.form.keep("quoted", self._mail.quoted, lambda text: self._mail.set_quoted(str(text)))
        self._mail.changed.connect(self.form.changed)
        self._mail.subjectFound.connect(self._take_subject)
        self._mail.senderFound.connect(self._take_sender)
        self.add(self._answers)
        self.add_whole_form()
        self.begin(self._recorded_values())
        self.begin_at(editor)

    def family_changed(self) -> None:
        waits = bool(self.family_id) and self.office.contacts.waits(self.family_id)
        self._answers.setVisible(waits and not self.record)

    def latest(self) -> Mapping[str, Any]:
        return self._recorded_values() if self.record else {}

    def point_at(self, fault: InvalidInput) -> bool:
        if fault.field in {"pasted", "body", "quoted"}:
            self._mail.field.set_error(fault.what)
            self._mail.editor.setFocus()
            return True
        return super().point_at(fault)

    def save(self, *, national_number_confirmed: bool = False) -> str:
        self._mail.field.clear_error()
        values = self.form.values()
        return self.office.contacts.save_email(
            self.meeting(),
            PastedEmail(values["body"], values["quoted"], values["subject"]),
            national_number_confirmed=national_number_confirmed,
            ends_waiting=values["answers"],
        )

    def _take_subject(self, subject: str) -> None:
        if not self._subject.editor.text():
            self._subject.editor.setText(subject)

    def _take_sender(self, sender: str) -> None:
        """The one who wrote, unless somebody is chosen already."""
        people = self.office.families.open_file(self.family_id).people if self.family_id else ()
        if not self.who.selected() and (person_id := written_by(sender, people)):
            self._take_people([person_id])

    def _recorded_values(self) -> dict[str, object]:
        if not self.record:
            return dict(self.when_now())
        mail = self.office.contacts.email(self.record) or PastedEmail("")
        return {
            **self.when_of(self.office.meetings.get(self.record)),
            "subject": mail.subject,
            "body": mail.body,
            "quoted": mail.quoted,
        }
