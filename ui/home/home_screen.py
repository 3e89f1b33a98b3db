"""Today, what waits, what is due, what was left half written."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.activity import of_period
from referent_desk.figures import counted
from referent_desk.office import Office
from referent_desk.overview import (
    Appointment,
    DueAction,
    Home,
    RadarLine,
    ReferralUnderWay,
    SetAside,
    WaitingRequest,
    backup_reminder,
)
from referent_desk.vault import Draft
from referent_desk.vocabulary import Catalogue
from ui import workstation
from ui.backup_words import CALM, reminder_in_words
from ui.families.action_line import ActionLine, due_tag
from ui.families.follow_ups import FollowUps
from ui.families.sheet import Sheet
from ui.french_dates import day_name, days_ago, first_upper
from ui.home.drafts_card import DraftsCard
from ui.home.filling import fill
from ui.home.radar_card import RadarCard
from ui.home.safety_card import of_safety, safety_card, still_open
from ui.veiled import veiled_row
from ui.widgets import (
    Banner,
    Card,
    EmptyState,
    IconLine,
    PageTitle,
    Row,
    RowData,
    Scrolling,
    TagKind,
    Text,
    empty,
)
from ui.widgets.typed_dates import show_date, show_time


class HomeScreen(QWidget):
    """Each row opens what it stands for."""

    familyOpened = Signal(str)
    meetingRequested = Signal(str, str)
    safetyRequested = Signal(str, str, str)
    """The family, the meeting, the event in it."""
    draftOpened = Signal(object)
    callRequested = Signal()
    backupsRequested = Signal()
    integrityRequested = Signal()
    referralRequested = Signal(str)
    preparationRequested = Signal()
    activityRequested = Signal(str)
    """A period and a part of that screen."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._does = FollowUps(office, self)
        self._does.changed.connect(self.refresh)
        self._title = PageTitle()
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 0)
        outer.setSpacing(12)
        outer.addWidget(self._title)
        outer.addWidget(self._scroll_area(), 1)
        self.refresh()

    def refresh(self) -> None:
        """Reads the day anew."""
        home = self._office.overview.home()
        self._title.set_title(first_upper(day_name(home.day)))
        radar, aside = self._office.overview.radar(), self._office.overview.set_aside()
        safety = still_open(self._office, aside)
        self._title.set_subtitle(_summary(home, len(safety)))
        for column in (self._left, self._right):
            empty(column)
        office = (self._damage(), self._asides(), self._backup_reminder(), self._report_due())
        dangers = safety_card(self._office, safety, radar, self._does, self.safetyRequested.emit)
        day = (self._today(home), self._coming(home), self._due(home), self._waiting(home))
        for part in (*office, dangers, *day):
            if part is not None:
                self._left.addWidget(part)
        if home.families == 0:
            self._left.addWidget(self._welcome())
        else:
            self._left.addWidget(self._radar(radar, aside))
        self._left.addStretch(1)
        if home.drafts:
            self._right.addWidget(self._drafts(home.drafts))
        if home.silent:
            self._right.addWidget(self._silent(home))
        self._right.addWidget(_keys())
        self._right.addStretch(1)

    def flush_draft(self) -> None:
        for sheet in self.findChildren(Sheet):
            sheet.flush_draft()

    def reopen_draft(self, kind: str, subject: str) -> bool:
        """Opens again the sheet whose draft that is; False when it is none of this screen."""
        return self._does.reopen_draft(kind, subject)

    def _scroll_area(self) -> Scrolling:
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 16)
        columns.setSpacing(16)
        columns.addLayout(self._left, 2)
        columns.addLayout(self._right, 1)
        for column in (self._left, self._right):
            column.setSpacing(16)
        return Scrolling(inside, takes_focus=True)

    def _backup_reminder(self) -> Banner | None:
        """Calm: what to do, and the way to it. Invented families need no backup."""
        office = self._office
        if workstation.is_demo(office.vault.folder):
            return None
        reminder = backup_reminder(office.vault, office.settings, office.clock().date())
        if reminder is None:
            return None
        kind = "info" if reminder.why in CALM else "warning"
        banner = Banner(reminder_in_words(reminder), kind, action="Sauvegardes")
        banner.setObjectName("backup_reminder")
        banner.actionRequested.connect(self.backupsRequested)
        return banner

    def _damage(self) -> Row | None:
        """What the full check of the week found, while the vault still takes writing."""
        last = self._office.vault.last_full_check
        if last is None or not last.findings or self._office.vault.read_only:
            return None
        row = Row(
            "Le coffre a des dégâts\u00a0: voyez ce qui est touché et que faire",
            f"Contrôle complet du {show_date(last.at.date())}",
            icon="shield-alert",
            tag="à voir",
            tag_kind="danger",
        )
        row.setObjectName("home_damage")
        row.activated.connect(self.integrityRequested)
        return row

    def _asides(self) -> Row | None:
        """What a salvage could not put back waits for somebody to read it."""
        waiting = self._office.vault.asides.count()
        if not waiting:
            return None
        row = Row(
            counted(waiting, "fiche mise de côté à relire", "fiches mises de côté à relire"),
            "Une récupération n’a pas pu les remettre en place",
            icon="archive-restore",
            tag="à voir",
            tag_kind="warning",
        )
        row.setObjectName("home_asides")
        row.activated.connect(self.integrityRequested)
        return row

    def _report_due(self) -> Banner | None:
        """Calm: a quarter has ended, and its report waits."""
        period = self._office.activity.due()
        if period is None:
            return None
        banner = Banner(f"Le rapport {of_period(period)} est à émettre.", action="Préparer")
        banner.setObjectName("report_due")
        place = f"{period.label}/report"
        banner.actionRequested.connect(partial(self.activityRequested.emit, place))
        return banner

    def _today(self, home: Home) -> Card:
        card = Card("Aujourd’hui", action="Préparer" if home.today else "")
        card.actionRequested.connect(self.preparationRequested)
        for appointment in home.today:
            self._add_appointment(card, appointment, "à tenir", "accent")
        if not home.today:
            card.body.addWidget(Text("Aucun rendez-vous aujourd’hui.", "muted"))
        return card

    def _coming(self, home: Home) -> Card | None:
        if not home.coming and not home.late:
            return None
        card = Card("Rendez-vous")
        add = self._add_appointment
        fill(card, home.late, lambda late: add(card, late, "à noter", "warning"))
        fill(card, home.coming, lambda coming: add(card, coming, "", "accent"))
        return card

    def _add_appointment(self, card: Card, item: Appointment, tag: str, kind: TagKind) -> Row:
        words = partial(self._appointment_words, tag=tag, kind=kind)
        row = Row.of(veiled_row(words, item, item.family_id))
        row.activated.connect(partial(self._open_appointment, item))
        card.add(row)
        return row

    def _appointment_words(self, item: Appointment, *, tag: str, kind: TagKind) -> RowData:
        day = "" if item.at.date() == self._office.clock().date() else f"{day_name(item.at)}, "
        who = ", ".join(item.people) or item.family
        informed = "" if item.patient_informed else " · le patient n’est pas informé"
        channel = self._office.vocabulary.label(Catalogue.CHANNELS, item.channel)
        return RowData(
            first_upper(f"{day}{show_time(item.at.time())} · {who}"),
            f"{first_upper(channel) or 'Entretien'} · entretien n° {item.number}{informed}",
            tag,
            kind,
            "clock",
            item.meeting_id,
        )

    def _waiting(self, home: Home) -> Card | None:
        if not home.waiting:
            return None
        card = Card("Demandes qui attendent un rendez-vous")

        def add(request: WaitingRequest) -> Row:
            words = partial(_waiting_words, today=home.day)
            row = Row.of(veiled_row(words, request, request.family_id))
            row.activated.connect(self.familyOpened)
            card.add(row)
            return row

        fill(card, home.waiting, add)
        return card

    def _due(self, home: Home) -> Card | None:
        if not home.due:
            return None
        card = Card("À suivre")

        def add(due: DueAction) -> Row:
            words = partial(self._due_words, today=home.day)
            data = veiled_row(words, due, due.action.family_id)
            line = ActionLine(data, due.action.id, self._does)
            line.row.activated.connect(self.familyOpened)
            card.add_across(line)
            return line.row

        fill(card, home.due, add)
        return card

    def _silent(self, home: Home) -> Card:
        card = Card("Orientations sans nouvelles", icon="signpost")

        def add(referral: ReferralUnderWay) -> Row:
            words = partial(_silent_words, today=home.day)
            row = Row.of(veiled_row(words, referral, referral.family_id))
            row.activated.connect(partial(self._open_referral, referral))
            card.add(row)
            return row

        fill(card, home.silent, add)
        return card

    def _radar(self, radar: tuple[RadarLine, ...], aside: tuple[SetAside, ...]) -> Card:
        lines = tuple(line for line in radar if not of_safety(line))
        card = RadarCard(lines, aside, self._does)
        card.meetingRequested.connect(self.meetingRequested)
        card.familyOpened.connect(self.familyOpened)
        return card

    def _drafts(self, drafts: tuple[Draft, ...]) -> Card:
        card = DraftsCard(self._office, drafts)
        card.opened.connect(self.draftOpened)
        card.given_up.connect(self.refresh)
        return card

    def _due_words(self, due: DueAction, *, today: date) -> RowData:
        need = self._office.vocabulary.label(Catalogue.NEEDS, due.need)
        tag, kind = due_tag(due.action, today)
        about = [f"Famille {due.family}", due.person, f"besoin\u00a0: {need}" if need else ""]
        words = " · ".join(part for part in about if part)
        return RowData(due.action.what, words, tag, kind, "phone", due.action.family_id)

    def _open_referral(self, referral: ReferralUnderWay, _key: str) -> None:
        self.referralRequested.emit(referral.referral_id)

    def _open_appointment(self, item: Appointment, _key: str) -> None:
        self.meetingRequested.emit(item.family_id, item.meeting_id)

    def _welcome(self) -> Card:
        card = Card()
        state = EmptyState(
            "phone-incoming",
            "Le coffre est vide. Le téléphone sonne\u202f? Ctrl+N note un premier appel.",
            "Noter un premier appel",
        )
        state.actionRequested.connect(self.callRequested)
        card.body.addWidget(state)
        return card


def _waiting_words(request: WaitingRequest, *, today: date) -> RowData:
    waited = request.days(today)
    return RowData(
        request.caller or request.family,
        f"«\u00a0{request.asked}\u00a0»" if request.asked else request.family,
        days_ago(waited),
        "danger" if waited > 14 else "warning" if waited > 5 else "accent",
        "phone-incoming",
        request.family_id,
    )


def _silent_words(referral: ReferralUnderWay, *, today: date) -> RowData:
    return RowData(
        referral.person or f"Famille {referral.family}",
        referral.resource or f"Famille {referral.family}",
        days_ago(referral.days(today)),
        "info",
        "signpost",
        referral.referral_id,
    )


def _keys() -> Card:
    card = Card("Numéros d’urgence", icon="shield-alert", icon_role="warning")
    for line in (
        "112 · ambulance, pompiers",
        "101 · police",
        "Télé-Accueil (107), jour et nuit",
        "Centre de prévention du suicide\u00a0: 0800 32 123",
    ):
        card.body.addWidget(IconLine("phone", line))
    return card


def _summary(home: Home, safety: int) -> str:
    parts = [
        _count(safety, "point de sécurité", "points de sécurité"),
        _count(len(home.today), "rendez-vous", "rendez-vous"),
        _count(len(home.waiting), "demande qui attend", "demandes qui attendent"),
        _count(len(home.due), "suite", "suites"),
        _count(len(home.late), "entretien à noter", "entretiens à noter"),
    ]
    return first_upper(", ".join(part for part in parts if part)) or "Rien n’attend aujourd’hui."


def _count(number: int, one: str, many: str) -> str:
    return counted(number, one, many) if number else ""
