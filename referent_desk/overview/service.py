"""Front door of the reading room."""

from collections.abc import Callable
from datetime import date

from referent_desk.overview import journal
from referent_desk.overview.evolution import Evolution, evolution
from referent_desk.overview.home import Home, home
from referent_desk.overview.journal import JournalChoices, JournalFilter, JournalPage
from referent_desk.overview.thread import ThreadItem, thread
from referent_desk.vault import Vault


class Overview:
    """Reads across rooms; writes nothing."""

    def __init__(self, vault: Vault, today: Callable[[], date] = date.today) -> None:
        self._vault = vault
        self._today = today

    def thread(self, family_id: str) -> tuple[ThreadItem, ...]:
        """The latest first."""
        return thread(self._vault, family_id)

    def evolution(self, family_id: str) -> Evolution:
        """What was noted over time."""
        return evolution(self._vault, family_id)

    def home(self) -> Home:
        return home(self._vault, self._today())

    def journal(
        self, wanted: JournalFilter, before: int | None = None, limit: int = journal.PAGE
    ) -> JournalPage:
        """The journal of access, the newest first, a page at a time."""
        return journal.page(self._vault, wanted, before, limit)

    def journal_count(self, wanted: JournalFilter) -> int:
        return journal.count(self._vault, wanted)

    def journal_choices(self) -> JournalChoices:
        return journal.choices(self._vault)
