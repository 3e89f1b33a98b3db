"""Composition root: an Office is an open vault and the services over it; all that the UI holds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from referent_desk.activity import REPORT_BYTES, Activity
from referent_desk.corrections import Corrections
from referent_desk.data_files import DataFault
from referent_desk.directory import Directory
from referent_desk.documents import ISSUED_BYTES, LOGO_BYTES, OFFICE_BYTES, Documents, Facts
from referent_desk.families import Families, Network, SavedFilters
from referent_desk.followup import Absences, Followup, Referrals, opaque_code
from referent_desk.meetings import Agreements, Contacts, Meetings
from referent_desk.overview import Overview
from referent_desk.search import INDEX, Search
from referent_desk.secrecy import Disclosures, Gate, Register
from referent_desk.settings import Settings
from referent_desk.vault import Vault
from referent_desk.vocabulary import Vocabulary

ROOM_CHECKS = (ISSUED_BYTES, OFFICE_BYTES, LOGO_BYTES, REPORT_BYTES, INDEX)
"""What the rooms check in the vault, which knows none of them."""


@dataclass(frozen=True)
class Office:
    """Built by `open`; `close` locks: the vault is closed and its key forgotten."""

    vault: Vault
    settings: Settings
    vocabulary: Vocabulary
    families: Families
    network: Network
    meetings: Meetings
    contacts: Contacts
    directory: Directory
    followup: Followup
    absences: Absences
    documents: Documents
    overview: Overview
    search: Search
    corrections: Corrections
    clock: Callable[[], datetime]
    agreements: Agreements
    disclosures: Disclosures
    gate: Gate
    register: Register
    referrals: Referrals
    filters: SavedFilters
    activity: Activity

    @classmethod
    def open(
        cls,
        vault: Vault,
        clock: Callable[[], datetime] = datetime.now,
        new_code: Callable[[], str] = opaque_code,
    ) -> "Office":
        """The services over an open vault. `clock` gives local time without offset."""
        vault.watch(ROOM_CHECKS)

        def today() -> date:
            return clock().date()

        settings = Settings(vault)
        vocabulary = Vocabulary(vault, today)
        families = Families(vault)
        meetings = Meetings(vault, families, clock)
        directory = Directory(vault)
        followup = Followup(vault, today, new_code)
        agreements = Agreements(vault, today)
        facts = Facts(settings, vocabulary, families, directory, meetings, agreements)
        gate = Gate(vault, settings, vocabulary, families, meetings, agreements, directory, today)
        register = Register(vault, directory, followup, clock)
        documents = Documents(vault, settings, facts, followup, clock, gate, register)
        return cls(
            vault,
            settings,
            vocabulary,
            families,
            Network(vault),
            meetings,
            Contacts(vault, families, meetings, clock),
            directory,
            followup,
            Absences(vault, meetings, followup),
            documents,
            Overview(vault, settings, today),
            Search(vault, vocabulary, today),
            _corrections(vault, clock),
            clock,
            agreements=agreements,
            disclosures=Disclosures(vault, clock),
            gate=gate,
            register=register,
            referrals=Referrals(vault, today),
            filters=SavedFilters(vault),
            activity=Activity(vault, settings, vocabulary, families, meetings, directory, clock),
        )

    @property
    def broken_lists(self) -> tuple[DataFault, ...]:
        """Files of words or resources that do not read, wholly or in part."""
        return self.vocabulary.faults + self.directory.faults

    def close(self) -> None:
        self.vault.close()


def _corrections(vault: Vault, clock: Callable[[], datetime]) -> Corrections:
    """What is past its days in the basket is erased as the office opens."""
    corrections = Corrections(vault, clock)
    if not vault.read_only:
        corrections.purge()
    return corrections
