"""« Transmettre… »: to whom, by which way, what exactly; the gate answers as one chooses."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.directory import Resource, Reveals
from referent_desk.documents import DocumentKind
from referent_desk.errors import DeskError
from referent_desk.families import FamilyFile
from referent_desk.office import Office
from referent_desk.secrecy import (
    Decision,
    Disclosure,
    Ground,
    How,
    Left,
    Offer,
    Recipient,
    Sharing,
    Way,
    contact_piece,
)
from ui import messages, operations
from ui.families.form import side_by_side
from ui.families.sharing.agreement_sheets import addressees
from ui.families.sharing.gate_view import GateView
from ui.families.sharing.onlookers import in_the_room
from ui.families.sharing.piece_picker import PiecePicker
from ui.families.sharing.words import GROUNDS, HOWS, WAYS
from ui.families.sheet import Sheet
from ui.widgets import Scrolling, SecondaryButton

CONTACT = "contact"
_PAPERS = {
    Way.TRANSMITTED.value: (DocumentKind.LIAISON_NOTE, "Faire la note de liaison"),
    CONTACT: (DocumentKind.CONTACT_REQUEST, "Faire la demande de contact"),
}
_WHAT_IT_IS = (
    "Choisir, relire, dire ou remettre\u00a0; puis «\u00a0Fait\u00a0» le note au registre."
)
_BEFORE = "L’avis montré date d’avant votre dernier changement\u00a0; le nouveau arrive."
LATE_MS = 150
"""An answer that takes longer is said to be awaited."""
_TICK = "La famille a elle-même nommé ce diagnostic ou cette problématique"
_CONFIRM = "J’ai relu\u00a0: tout est nécessaire ou utile, et dans la portée des accords"


class TransmissionSheet(Sheet):
    """Records what was told once it is done; nothing leaves from here by itself."""

    paperRequested = Signal(str, object)
    """The document to make of it: its DocumentKind, and the Sharing."""

    def __init__(self, office: Office, file: FamilyFile, parent: QWidget | None = None) -> None:
        self._file = file
        self._family_id = file.family.id
        self._gate_file = office.gate.file(self._family_id)
        self._resources = {r.id: r for r in office.directory.list()}
        self._exception = ""
        super().__init__(
            office,
            "sharing",
            f"{self._family_id}:",
            "Transmettre",
            parent,
            primary="Fait",
            subtitle=_WHAT_IT_IS,
        )
        self.form.label = f"Transmission, famille {file.family.name}"
        self._fields: dict[str, QWidget] = {}
        self._judging = self._ask_again = False
        self._late = QTimer(self, singleShot=True, interval=LATE_MS)
        self._late.timeout.connect(partial(self.set_subtitle, _BEFORE))
        present = in_the_room(office, self._family_id)
        self._picker = PiecePicker(self._gate_file.heard, file, present)
        self._view = GateView()
        self._view.offerTaken.connect(self._take)
        self._paper = SecondaryButton("", "file-text")
        self._paper.setObjectName("make_paper")
        self._paper.clicked.connect(self._make_paper)
        self.add_footer(self._paper)
        self._lay_out_columns()
        self.form.keep("pieces", self._picker.keys, self._picker.set_keys)
        self._picker.changed.connect(self.form.changed)
        self.begin({"way": Way.TRANSMITTED.value, "how": How.PHONE.value})
        self.form.changed.connect(self._judge)
        self._picker.changed.connect(self._read_again)
        self._picker.shownOrHidden.connect(self._judge)
        self._resource_choice.editor.currentIndexChanged.connect(self._read_again)
        self._judge()
        self.resize(1180, 690)

    def sharing(self) -> Sharing:
        """As the form has it, on the file as it stands."""
        values = self.form.values()
        way, contact = self._way(), values["way"] == CONTACT
        bearer = values["person_id"] if contact or way is not Way.TRANSMITTED else ""
        made = self._begun(values["resource_id"], way)
        made = replace(
            made,
            bearer=bearer,
            at_their_request=values["at_their_request"],
            mission=values["mission"],
            confirmed=values["confirmed"],
            diagnosis_named=values["diagnosis_named"],
            text="" if contact else values["what"].strip(),
        )
        return replace(
            made, pieces=(contact_piece(bearer, made),) if contact else self._picker.picked()
        )

    def save(self, *, national_number_confirmed: bool = False) -> str:
        values = self.form.values()
        if self._way() is Way.EXCEPTION:
            return self._note_exception(values, national_number_confirmed=national_number_confirmed)
        self._gate_file = self.office.gate.file(self._family_id)
        return self.office.register.record(
            self._family_id,
            self.sharing(),
            Left(How(values["how"]), values["what"]),
            national_number_confirmed=national_number_confirmed,
        )

    def _way(self) -> Way:
        code = self.form.values()["way"]
        return Way.TRANSMITTED if code == CONTACT else Way(code)

    def _begun(self, resource_id: str, way: Way) -> Sharing:
        if resource_id:
            return self.office.gate.begin(way, self._family_id, resource_id, self._gate_file)
        return Sharing(way, Recipient(""), self.office.clock().date(), self._gate_file)

    def _note_exception(self, values: dict[str, Any], *, national_number_confirmed: bool) -> str:
        """At once; once only, whatever its texts still ask."""
        disclosures = self.office.disclosures
        if not self._exception:
            self._exception = disclosures.record_exception(
                Disclosure(self._family_id, Ground(values["ground"]))
            )
        resource = self._resources.get(values["resource_id"])
        to_whom = values["to_whom"] or (resource.name if resource else "")
        disclosures.complete(
            self._exception,
            values["what"],
            to_whom,
            national_number_confirmed=national_number_confirmed,
        )
        return self._exception

    def _judge(self) -> None:
        """Each time something changes; beside the window, the latest wins."""
        values, way = self.form.values(), self._way()
        resource = self._resources.get(values["resource_id"])
        self._show_fields(values["way"], resource)
        if way is Way.EXCEPTION:
            self._ask_again = False
            self._say_answered()
            named = values["to_whom"] or (resource.name if resource else "")
            self._view.show_exception(values["what"], named)
            self.primary_button.setEnabled(True)
            return
        self._allow(leaving=False)
        if not self._late.isActive():
            self._late.start()
        self._ask_again = self._judging
        if not self._judging:
            self._ask()

    def _ask(self) -> None:
        self._judging = True
        sharing, decide = self.sharing(), self.office.gate.decide
        operations.run(
            lambda _progress: decide(sharing),
            on_done=partial(self._answered, sharing),
            on_error=self._unanswered,
            parent=self,
            label="Les quatre conditions",
            veil=False,
        )

    def _answered(self, sharing: Sharing, decision: Decision) -> None:
        self._judging = False
        if self._ask_again:
            self._ask_again = False
            self._ask()
        elif self._way() is not Way.EXCEPTION:
            self._show_decision(sharing, decision)

    def _unanswered(self, fault: DeskError) -> None:
        self._judging = self._ask_again = False
        self._say_answered()
        messages.error(self, fault)

    def _say_answered(self) -> None:
        self._late.stop()
        self.set_subtitle(_WHAT_IT_IS)

    def _show_decision(self, sharing: Sharing, decision: Decision) -> None:
        self._say_answered()
        resource = self._resources.get(sharing.recipient.id)
        parts = (resource.phone, resource.email) if resource else ()
        contact = " · ".join(part for part in parts if part)
        self._view.show_decision(decision, sharing, contact, self._picker.hides)
        self._allow(leaving=decision.allowed and resource is not None)

    def _allow(self, *, leaving: bool) -> None:
        self.primary_button.setEnabled(leaving)
        self._paper.setEnabled(leaving)

    def _show_fields(self, way: str, resource: Resource | None) -> None:
        direct, exception = way == Way.TRANSMITTED, way == Way.EXCEPTION
        shown = {
            "person_id": not direct and not exception,
            "at_their_request": way == Way.TOGETHER,
            "mission": direct,
            "confirmed": direct,
            "how": not exception,
            "ground": exception,
            "to_whom": exception,
            "what": way != CONTACT,
            "diagnosis_named": resource is not None
            and resource.reveals is Reveals.YES
            and way not in {CONTACT, Way.EXCEPTION.value},
        }
        for key, visible in shown.items():
            self._fields[key].setVisible(visible)
        self._picker.setVisible(way not in {CONTACT, Way.EXCEPTION.value})
        self._paper.setVisible(way in _PAPERS)
        self._paper.setText(_PAPERS[way][1] if way in _PAPERS else "")

    def _make_paper(self) -> None:
        """Its own screen goes on from here, with a draft of its own."""
        kind, sharing = _PAPERS[self.form.values()["way"]][0], self.sharing()
        self._give_up()
        self.paperRequested.emit(kind, sharing)

    def _read_again(self) -> None:
        """What was confirmed was something else."""
        self._confirmed.setChecked(False)

    def _take(self, offer: Offer) -> None:
        """The way that is offered instead."""
        way = CONTACT if offer.plain_contact else offer.way.value
        values: dict[str, Any] = {"way": way}
        if offer.bearer:
            values["person_id"] = offer.bearer
        if offer.way is Way.HANDED:
            values["how"] = How.HAND.value
        self.form.set_values(values)

    def fit_body(self) -> None:
        """Its columns scroll by themselves."""

    def _lay_out_columns(self) -> None:
        form = self.form
        way = form.choice("way", "Comment", WAYS)
        self._resource_choice = form.choice(
            "resource_id", "À qui", [("", "Choisir dans l’annuaire…"), *addressees(self.office)]
        )
        people = [(p.id, p.short) for p in self._file.people]
        self._confirmed = form.tick("confirmed", _CONFIRM)
        fields: list[tuple[str, QWidget]] = [
            ("person_id", form.choice("person_id", "Le proche", people)),
            ("at_their_request", form.tick("at_their_request", "À sa demande, dans la pièce")),
            ("ground", form.choice("ground", "Pourquoi la loi le permet", GROUNDS)),
            ("to_whom", form.line("to_whom", "À qui, hors annuaire", hint="112, police, juge…")),
            (
                "mission",
                form.line("mission", "La mission commune", hint="En une phrase."),
            ),
            ("diagnosis_named", form.tick("diagnosis_named", _TICK)),
        ]
        self._fields = dict(fields)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(side_by_side(way, self._resource_choice))
        for _, field in fields:
            left.addWidget(field)
        left.addWidget(self._picker)
        self._fields["what"] = form.text(
            "what", "Autres mots, s’il y en a", hint="Comparés à ce que d’autres ont confié."
        )
        left.addWidget(self._fields["what"])
        how = form.choice("how", "Fait comment", HOWS)
        self._fields["how"], self._fields["confirmed"] = how, self._confirmed
        left.addStretch(1)
        whole = QWidget()
        both = QHBoxLayout(whole)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(20)
        both.addWidget(_column(left), 6)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        for part in (self._view, self._confirmed, how):
            right.addWidget(part)
        right.addStretch(1)
        both.addWidget(_column(right), 5)
        whole.setMinimumHeight(380)
        self.body.addWidget(whole, 100)


def _column(layout: QVBoxLayout) -> Scrolling:
    inside = QWidget()
    inside.setLayout(layout)
    return Scrolling(inside)
