"""« Besoins et suites »: which resources answer what was noted for a relative, and why."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.directory import Fit, Resource, Reveals, fitting
from referent_desk.errors import DeskError
from referent_desk.families import FamilyFile
from referent_desk.followup import MOST_PICKED, STATE_WORDS, UNDER_WAY, Referral, ReferralState
from referent_desk.office import Office
from referent_desk.overview import Wanted
from referent_desk.vocabulary import Catalogue
from ui import messages
from ui.directory import reveals_words
from ui.families.fit_words import (
    DOT,
    fit_row,
    near_words,
    needs_words,
    speech_words,
)
from ui.families.late_panel import FamilyPanel
from ui.french_dates import first_upper
from ui.widgets import (
    Card,
    ChipGroup,
    EmptyState,
    FilterList,
    FlowLayout,
    IconLine,
    LinkButton,
    PrimaryButton,
    Row,
    RowData,
    Scrolling,
    SecondaryButton,
    TagKind,
    Text,
)
from ui.widgets.typed_dates import show_date

_NO_NEED = "Aucun besoin noté pour ce proche. Les besoins se notent pendant un entretien."
_NO_ONE = "Ajoutez d’abord un proche au dossier\u00a0: ses besoins se notent pendant un entretien."
_NO_FIT = "Aucune fiche de l’annuaire ne dit répondre à ces besoins. Complétez l’annuaire."


class NeedsPanel(FamilyPanel):
    """One relative at a time. Proposing makes the referral; the letter comes after."""

    letterRequested = Signal(str)
    """A referral's letter."""
    handoutRequested = Signal(str)
    """For that relative, with the resources picked."""

    def __init__(self, office: Office, family_id: str) -> None:
        super().__init__()
        self.setObjectName("needs_panel")
        self._office, self._family_id = office, family_id
        self._wanted = Wanted()
        self._fits: dict[str, Fit] = {}
        self._referrals: dict[str, Referral] = {}
        self._picked: tuple[str, ...] = ()
        self._people = ChipGroup("Pour qui", multiple=False, required=True)
        self._people.setObjectName("needs_person")
        self._whose, self._noted = Text("Pour qui", "label"), Text("Besoins notés", "label")
        self._needs = ChipGroup("Besoins notés")
        self._needs.setObjectName("needs_wanted")
        self._list = FilterList("Ressources qui répondent à ces besoins")
        self._list.setObjectName("needs_fits")
        self._empty = EmptyState("heart-handshake", _NO_NEED)
        self._fit = Card("Ressource")
        self._fit.setObjectName("needs_fit")
        self._propose = PrimaryButton("Proposer", "signpost")
        self._propose.setObjectName("propose")
        self._withdraw = SecondaryButton("Annuler la proposition", "undo-2")
        self._withdraw.setObjectName("withdraw")
        self._pick = SecondaryButton("Mettre sur le mémo", "plus")
        self._pick.setObjectName("pick")
        self._handout = Card("Sur le mémo", icon="file-text")
        self._handout.setObjectName("needs_handout")
        self._sent = Card("Orientations", icon="signpost")
        self._sent.setObjectName("needs_referrals")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Raises DeskError."""
        file = self._office.families.open_file(self._family_id)
        self._people.set_entries(
            [(person.id, person.told or person.short) for person in file.people]
        )
        for part in (self._whose, self._people):
            part.setVisible(bool(file.people))
        if file.people and not self._people.selected():
            self._people.set_selected([file.people[0].id])
        self._read_person()
        self._show_referrals(file)

    def reopen_draft(self, _kind: str, _record: str) -> bool:
        """Nothing is typed here."""
        return False

    @property
    def _person_id(self) -> str:
        return "".join(self._people.selected())

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for label, part in ((self._whose, self._people), (self._noted, self._needs)):
            left.addWidget(label)
            left.addWidget(part)
        left.addWidget(self._list, 1)
        left.addWidget(self._empty, 1)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self._propose, self._pick, self._withdraw):
            flow.addWidget(button)
        inside = QWidget()
        right = QVBoxLayout(inside)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        self._beside = QWidget()
        chosen = QVBoxLayout(self._beside)
        chosen.setContentsMargins(0, 0, 0, 0)
        chosen.setSpacing(12)
        chosen.addWidget(self._fit)
        chosen.addWidget(buttons)
        for part in (self._beside, self._handout, self._sent):
            right.addWidget(part)
        right.addStretch(1)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 12, 0, 0)
        both.setSpacing(16)
        both.addLayout(left, 3)
        both.addWidget(Scrolling(inside), 2)

    def _connect(self) -> None:
        self._people.changed.connect(self._read_person)
        self._needs.changed.connect(self._show_fits)
        self._list.currentKeyChanged.connect(self._show_one)
        self._propose.clicked.connect(self._propose_or_write)
        self._withdraw.clicked.connect(self._take_back)
        self._pick.clicked.connect(self._pick_or_not)

    def _read_person(self) -> None:
        """What this relative looks for; every need counts until one is unticked."""
        self._wanted = self._office.overview.wanted(self._family_id, self._person_id)
        label = self._office.vocabulary.label
        self._needs.set_entries([(n, label(Catalogue.NEEDS, n)) for n in self._wanted.needs])
        self._needs.set_selected(self._wanted.needs)
        for part in (self._noted, self._needs):
            part.setVisible(bool(self._wanted.needs))
        self._show_fits()

    def _show_fits(self) -> None:
        wanted, language = self._wanted, self._language()
        resources = self._office.directory.list()
        fits = fitting(resources, self._needs.selected(), wanted.postcode, language)
        self._fits = {fit.resource.id: fit for fit in fits}
        self._picked = self._office.referrals.picked(self._person_id)
        self._referrals = {
            referral.resource_id: referral
            for referral in self._office.followup.referrals(self._family_id)
            if referral.person_id == self._person_id and referral.state in UNDER_WAY
        }
        self._list.set_rows([self._row(fit) for fit in fits])
        self._list.setVisible(bool(fits))
        self._empty.setVisible(not fits)
        nothing = _NO_NEED if self._person_id else _NO_ONE
        self._empty.set_sentence(_NO_FIT if self._needs.selected() else nothing)
        self._show_handout({resource.id: resource for resource in resources})
        self._show_one(self._list.current_key())

    def _language(self) -> str:
        return self._office.vocabulary.label(Catalogue.LANGUAGES, self._wanted.language)

    def _row(self, fit: Fit) -> RowData:
        words = {code: self._word(code) for code in fit.needs}
        parts = (
            needs_words(fit, words),
            near_words(fit, self._wanted.postcode),
            speech_words(fit, self._language()),
        )
        return fit_row(fit, self._tag(fit), DOT.join(part for part in parts if part))

    def _word(self, code: str) -> str:
        return self._office.vocabulary.label(Catalogue.NEEDS, code)

    def _tag(self, fit: Fit) -> tuple[str, TagKind]:
        """The way things stand matters before what the name reveals."""
        referral = self._referrals.get(fit.resource.id)
        if referral is not None:
            return STATE_WORDS[referral.state], "accent"
        if fit.resource.id in self._picked:
            return "sur le mémo", "accent"
        return (
            ("nom révélateur", "warning") if fit.resource.reveals is Reveals.YES else ("", "info")
        )

    def _show_one(self, key: str) -> None:
        fit = self._fits.get(key)
        self._beside.setVisible(fit is not None)
        if fit is None:
            return
        referral = self._referrals.get(key)
        proposed = referral is not None and referral.state is ReferralState.PROPOSED
        self._propose.setText("Voir l’orientation" if referral else "Proposer")
        if proposed:
            self._propose.setText("Écrire la lettre")
        self._withdraw.setVisible(proposed)
        on_it = key in self._picked
        self._pick.setText("Retirer du mémo" if on_it else "Mettre sur le mémo")
        self._pick.set_icon("minus" if on_it else "plus")
        self._fit.clear()
        self._fit.set_title(fit.resource.name)
        for icon, text in self._facts(fit):
            if text:
                self._fit.add(IconLine(icon, text, look=""))

    def _facts(self, fit: Fit) -> list[tuple[str, str]]:
        resource = fit.resource
        why = needs_words(fit, {code: self._word(code) for code in fit.needs})
        checked = resource.verified_on
        again = resource.to_verify(self._office.clock().date())
        return [
            ("hand-heart", f"Répond à\u00a0: {why}"),
            ("heart-handshake", resource.offer),
            ("map-pin", first_upper(near_words(fit, self._wanted.postcode))),
            ("message-circle-heart", first_upper(speech_words(fit, self._language()))),
            ("eye", reveals_words(resource)),
            ("lock", f"{'Tenue' if resource.bound_by_secrecy else 'Non tenue'} au secret"),
            ("phone", resource.phone),
            ("clock", _checked(show_date(checked) if checked else "", asked_again=again)),
        ]

    def _show_handout(self, resources: dict[str, Resource]) -> None:
        self._handout.clear()
        self._handout.set_title(f"Sur le mémo ({len(self._picked)} sur {MOST_PICKED})")
        for key in self._picked:
            self._handout.add(Text(resources[key].name))
        if not self._picked:
            self._handout.add(Text("Rien encore.", "muted"))
            return
        write = LinkButton("Écrire le mémo", "hand-heart")
        write.setObjectName("write_handout")
        write.clicked.connect(lambda: self.handoutRequested.emit(self._person_id))
        self._handout.add(write)

    def _show_referrals(self, file: FamilyFile) -> None:
        self._sent.clear()
        names = {r.id: r.name for r in self._office.directory.list(retired=True)}
        referrals = self._office.followup.referrals(self._family_id)
        for referral in referrals:
            bearer = file.person(referral.person_id)
            day = f"depuis le {show_date(referral.state_on)}"
            row = Row(
                names.get(referral.resource_id, ""),
                DOT.join(part for part in (bearer.short if bearer else "", day) if part),
                tag=STATE_WORDS[referral.state],
                tag_kind="accent" if referral.state in UNDER_WAY else "info",
                key=referral.id,
            )
            row.activated.connect(self.letterRequested)
            self._sent.add(row)
        if not referrals:
            self._sent.add(Text("Aucune encore.", "muted"))

    def _propose_or_write(self) -> None:
        fit = self._fits[self._list.current_key()]
        known = self._referrals.get(fit.resource.id)
        if known is not None:
            self.letterRequested.emit(known.id)
            return
        needs = tuple(dict.fromkeys(need.partition(".")[0] for need in fit.needs))
        referral = Referral(self._family_id, fit.resource.id, self._person_id, needs)
        self._do(partial(self._office.followup.propose, referral), "Orientation proposée")

    def _take_back(self) -> None:
        referral = self._referrals[self._list.current_key()]
        self._do(partial(self._office.referrals.withdraw, referral.id), "Proposition annulée")

    def _pick_or_not(self) -> None:
        key = self._list.current_key()
        others = tuple(picked for picked in self._picked if picked != key)
        wanted = others if key in self._picked else (*others, key)
        told = "Retirée du mémo" if key in self._picked else "Mise sur le mémo"
        self._do(partial(self._office.referrals.pick, self._person_id, wanted), told)

    def _do(self, work: Callable[[], object], told: str) -> None:
        try:
            work()
            self._show_fits()
            self._show_referrals(self._office.families.open_file(self._family_id))
        except DeskError as fault:
            messages.error(self, fault)
        else:
            messages.notify(self, told)


def _checked(day: str, *, asked_again: bool) -> str:
    if not day:
        return "Fiche jamais vérifiée"
    return f"Vérifiée le {day}" + (". Toujours exacte\u202f?" if asked_again else "")
