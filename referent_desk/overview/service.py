"""Front door of the reading room."""

from collections.abc import Callable
from datetime import date

from referent_desk.overview import journal, radar
from referent_desk.overview.evolution import Evolution, evolution
from referent_desk.overview.home import Home, home
from referent_desk.overview.journal import JournalChoices, JournalFilter, JournalPage
from referent_desk.overview.lessons import LessonHeard, lessons_heard
from referent_desk.overview.needs import OpenNeed, open_needs
from referent_desk.overview.preparation import Preparation, preparations
from referent_desk.overview.radar import RadarLine, SetAside
from referent_desk.overview.referrals import ReferralUnderWay, every_referral, silent_referrals
from referent_desk.overview.thread import ThreadItem, thread
from referent_desk.overview.wanted import Wanted, wanted
from referent_desk.settings import Settings, declared
from referent_desk.vault import Vault


class Overview:
    """Reads across rooms; writes nothing."""

    def __init__(
        self, vault: Vault, settings: Settings, today: Callable[[], date] = date.today
    ) -> None:
        self._vault = vault
        self._settings = settings
        self._today = today

    def thread(self, family_id: str) -> tuple[ThreadItem, ...]:
        """The latest first."""
        return thread(self._vault, family_id)

    def evolution(self, family_id: str) -> Evolution:
        """What was noted over time."""
        return evolution(self._vault, family_id)

    def home(self) -> Home:
        silent = self._settings.get(declared.REFERRAL_SILENT_DAYS)
        return home(self._vault, self._today(), silent)

    def referrals(self) -> tuple[ReferralUnderWay, ...]:
        """Every one, the one that moved last first."""
        return every_referral(self._vault)

    def call_list(self) -> tuple[ReferralUnderWay, ...]:
        """Every referral to ask about by telephone, the longest silence first."""
        silent = self._settings.get(declared.REFERRAL_SILENT_DAYS)
        return silent_referrals(self._vault, self._today(), silent)

    def preparations(self) -> tuple[Preparation, ...]:
        """Of today's visits, in their order."""
        return preparations(self._vault, self._today())

    def radar(self) -> tuple[RadarLine, ...]:
        """What may have been overlooked, by rule, the oldest first."""
        return radar.radar(self._vault, self._settings, self._today())

    def open_needs(self, family_id: str) -> tuple[OpenNeed, ...]:
        """In the order they were first noted, with the number of actions tied to each."""
        return open_needs(self._vault, family_id)

    def wanted(self, family_id: str, person_id: str) -> Wanted:
        """What a relative looks for; `directory.fitting` says which resources answer it."""
        return wanted(self._vault, family_id, person_id)

    def lessons(self) -> tuple[LessonHeard, ...]:
        """All that families teach us, the latest first."""
        return lessons_heard(self._vault)

    def set_aside(self) -> tuple[SetAside, ...]:
        """Lines of the radar put aside, the latest first."""
        return radar.set_aside(self._vault)

    def journal(
        self, wanted: JournalFilter, before: int | None = None, limit: int = journal.PAGE
    ) -> JournalPage:
        """The journal of access, the newest first, a page at a time."""
        return journal.page(self._vault, wanted, before, limit)

    def journal_count(self, wanted: JournalFilter) -> int:
        return journal.count(self._vault, wanted)

    def journal_choices(self) -> JournalChoices:
        return journal.choices(self._vault)
