"""The first call, noted while the phone is still in the other hand."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from referent_desk.errors import DeskError, InvalidInput
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.meetings import FirstCall, Request
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui import messages, national_number
from ui.drafting import AutoDraft
from ui.meetings.caller import CallerForm
from ui.widgets import ChipGroup, DateEdit, Field, LinkButton, PlainTextEdit, SheetDialog, TimeEdit
from ui.working_days import say_day_off


class FirstCallWindow(SheetDialog):
    """Ctrl+Return records. Closing keeps the draft; only recording or « Effacer » discards it."""

    recorded = Signal(object)
    """The Request."""

    def __init__(self, office: Office, family_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(
            "Premier appel",
            parent,
            subtitle="Ce qui n’est pas dit reste vide. Ctrl+Entrée enregistre.",
            primary="Enregistrer l’appel",
            close="Fermer",
            scrolls=True,
        )
        self.setObjectName("first_call")
        self.resize(860, 700)
        self._office = office
        self._received_at = office.clock()
        self._draft = AutoDraft(
            office.vault.drafts, "call", "new", self._collect, self, label=self._label
        )
        self._make_parts()
        self._fill()
        if body := self._draft.restore():
            self._restore(body)
        elif family_id:
            self.caller.join(family_id)
        self._connect()

    def refresh(self) -> None:
        """Nothing here follows the record while one types."""

    def flush_draft(self) -> None:
        self._draft.flush()

    def request_close(self) -> None:
        self.flush_draft()
        self.leave()

    def save(self, *, national_number_confirmed: bool = False) -> None:
        self._clear_errors()
        try:
            call = self._call()
            request = self._office.meetings.record_call(
                call, national_number_confirmed=national_number_confirmed
            )
        except NationalNumberSuspected as error:
            national_number.ask(
                self,
                error,
                record=lambda: self.save(national_number_confirmed=True),
                go_back=self._point_at,
            )
        except InvalidInput as error:
            self._point_at(error)
        except DeskError as error:
            messages.error(self, error)
        else:
            self._draft.discard()
            self.recorded.emit(request)
            self.finish()

    def _make_parts(self) -> None:
        self.caller = CallerForm(self._office)
        self._asked = Field(
            "La demande, dans leurs mots", PlainTextEdit(lines=4, grows=True, most_lines=9)
        )
        self._asked.editor.setObjectName("call_asked")
        self._origin = self._chips("Origine", Catalogue.ORIGINS, "call_origin")
        self._urgency = self._chips("Urgence", Catalogue.URGENCIES, "call_urgency")
        self._offers = self._chips("Proposé", Catalogue.OFFERS, "call_offers", multiple=True)
        self._offered = Field("Précision sur ce qui est proposé", QLineEdit())
        self._offered.editor.setObjectName("call_offered")
        self._day = Field("Rendez-vous, jour", DateEdit(today=self._today))
        self._day.editor.setObjectName("call_day")
        say_day_off(self._day)
        self._hour = Field("Heure", TimeEdit())
        self._hour.editor.setObjectName("call_hour")
        self._channel = self._chips("Lieu ou moyen", Catalogue.CHANNELS, "call_channel")
        self._erase = LinkButton("Effacer le brouillon", "trash-2")
        self._erase.setObjectName("call_erase")
        self.primary_button.setObjectName("save_call")

    def _chips(
        self, label: str, catalogue: Catalogue, name: str, *, multiple: bool = False
    ) -> Field[ChipGroup]:
        entries = [(e.code, e.label) for e in self._office.vocabulary.entries(catalogue)]
        group = ChipGroup(label, entries, multiple=multiple)
        group.setObjectName(name)
        return Field(label, group)

    def _fill(self) -> None:
        self.add(self.caller)
        for part in (self._asked, self._urgency, self._offers, self._offered):
            self.add(part)
        when = QHBoxLayout()
        when.setSpacing(12)
        for part, stretch in ((self._day, 2), (self._hour, 1), (self._channel, 5)):
            when.addWidget(part, stretch, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(when)
        self.add(self._origin)
        self.body.addStretch(1)
        self.add_footer(self._erase)

    def _connect(self) -> None:
        self.primaryRequested.connect(self.save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._finish_from_keys)
        self._erase.clicked.connect(self._ask_to_erase)
        self._draft.failed.connect(self._tell)
        self.caller.changed.connect(self._draft.touch)
        self._asked.editor.textChanged.connect(self._draft.touch)
        for field in (self._offered, self._day, self._hour):
            field.editor.textChanged.connect(self._draft.touch)
        for field in (self._origin, self._urgency, self._offers, self._channel):
            field.editor.changed.connect(self._draft.touch)

    def _finish_from_keys(self) -> None:
        self.primary_button.click()

    def _today(self) -> date:
        return self._office.clock().date()

    def _call(self) -> FirstCall:
        """Raises InvalidInput."""
        if self.caller.needs_name():
            raise InvalidInput(
                "name",
                "Il manque un nom\u00a0; sans nom, cochez «\u00a0appel anonyme\u00a0».",
            )
        request = Request(
            min(self._received_at, self._office.clock()),
            self._asked.editor.text(),
            channel="phone",
            origin="".join(self._origin.editor.selected()),
            urgency="".join(self._urgency.editor.selected()),
            offered=self._offered_text(),
        )
        return FirstCall(
            request,
            self.caller.person(),
            self.caller.joined_id,
            self.caller.new_family(self._today()),
            self._appointment(),
            "".join(self._channel.editor.selected()),
        )

    def _offered_text(self) -> str:
        codes = self._offers.editor.selected()
        words = [self._office.vocabulary.label(Catalogue.OFFERS, code) for code in codes]
        return " · ".join(part for part in (*words, self._offered.editor.text().strip()) if part)

    def _appointment(self) -> datetime | None:
        day, hour = self._day.editor, self._hour.editor
        for field in (day, hour):
            if problem := field.problem():
                raise InvalidInput("day" if field is day else "hour", problem)
        chosen, moment = day.date(), hour.time()
        if chosen is None and moment is None:
            return None
        if chosen is None:
            raise InvalidInput("day", "Il manque le jour du rendez-vous.")
        if moment is None:
            raise InvalidInput("hour", "Il manque l’heure du rendez-vous.")
        return datetime.combine(chosen, moment)

    def _fields(self) -> dict[str, Field[Any]]:
        caller = self.caller
        return {
            "name": caller.last_name,
            "last_name": caller.last_name,
            "first_name": caller.first_name,
            "phone": caller.phone,
            "value": caller.phone,
            "contacts": caller.phone,
            "asked": self._asked,
            "offered": self._offered,
            "day": self._day,
            "hour": self._hour,
        }

    def _clear_errors(self) -> None:
        for field in self._fields().values():
            field.clear_error()

    def _point_at(self, error: InvalidInput) -> None:
        field = self._fields().get(error.field)
        if field is None:
            messages.error(self, error)
            return
        field.set_error(error.what)
        field.editor.setFocus()

    def _ask_to_erase(self) -> None:
        messages.question(
            self,
            "Effacer ce brouillon d’appel\u202f?",
            "Rien n’en restera.",
            yes="Effacer",
            on_yes=self._give_up,
            danger=True,
        )

    def _give_up(self) -> None:
        self._draft.discard()
        self.leave()

    def _tell(self, error: DeskError) -> None:
        messages.error(self, error)

    def _label(self) -> str:
        return "Premier appel"

    def _collect(self) -> dict[str, Any]:
        return {
            "received_at": self._received_at.isoformat(timespec="seconds"),
            "caller": self.caller.content(),
            "asked": self._asked.editor.text(),
            "asked_cursor": self._asked.editor.textCursor().position(),
            "origin": self._origin.editor.selected(),
            "urgency": self._urgency.editor.selected(),
            "offers": self._offers.editor.selected(),
            "offered": self._offered.editor.text(),
            "day": self._day.editor.text(),
            "hour": self._hour.editor.text(),
            "channel": self._channel.editor.selected(),
        }

    def _restore(self, body: Mapping[str, Any]) -> None:
        if received := body.get("received_at"):
            self._received_at = datetime.fromisoformat(received)
        self.caller.restore(body.get("caller", {}))
        self._asked.editor.set_text(body.get("asked", ""))
        cursor = self._asked.editor.textCursor()
        cursor.setPosition(min(body.get("asked_cursor", 0), len(self._asked.editor.text())))
        self._asked.editor.setTextCursor(cursor)
        self._offered.editor.setText(body.get("offered", ""))
        self._day.editor.setText(body.get("day", ""))
        self._hour.editor.setText(body.get("hour", ""))
        chips = {
            "origin": self._origin,
            "urgency": self._urgency,
            "offers": self._offers,
            "channel": self._channel,
        }
        for name, field in chips.items():
            field.editor.set_selected(body.get(name, []))
