"""The encrypted folder: keys, units of work, drafts, journal. Use only the names below."""

from referent_desk.vault.asides import AsideKind, AsideRow, Asides
from referent_desk.vault.backups.faults import (
    BackupDiskFull,
    BackupFailed,
    BackupFolderMissing,
    BackupFolderUnfit,
    BackupNotAllowed,
    BackupNotVerified,
    DamagedBackup,
    NotABackup,
)
from referent_desk.vault.backups.restoring import (
    BackupContent,
    Restoration,
    Restored,
    check_backup,
    describe_backup,
    prepare_restoration,
    vault_in,
)
from referent_desk.vault.backups.service import Backups, LastBackup, Renewal, Trouble
from referent_desk.vault.backups.shelf import Backup
from referent_desk.vault.backups.swapping import finish_restoring
from referent_desk.vault.creation import NewVault, create_vault
from referent_desk.vault.drafts import Draft, DraftInTheWay, Drafts, JsonValue
from referent_desk.vault.faults import (
    ConstraintFailed,
    Interrupted,
    NotEnoughMemory,
    StorageFailed,
)
from referent_desk.vault.ids import new_id, now
from referent_desk.vault.integrity.finding import (
    CheckResult,
    Fields,
    Finding,
    RoomCheck,
    Unwatched,
    without_echoes,
)
from referent_desk.vault.integrity.report import SalvageReport, TableOutcome, outcome_line
from referent_desk.vault.journal import Journal, JournalCheck, JournalEntry
from referent_desk.vault.keys.header_file import HeaderTrust
from referent_desk.vault.keys.kdf import (
    ANY_COST_POLICY,
    FLOOR_COST,
    STRICT_POLICY,
    KdfCost,
    KdfPolicy,
)
from referent_desk.vault.keys.passphrase_strength import Strength, strength
from referent_desk.vault.keys.recovery_code import parse_recovery_code
from referent_desk.vault.keys.secrets_given import KeyringSecret, Passphrase, RecoveryCode, Secret
from referent_desk.vault.keys.this_computer import (
    Keyring,
    KeyringUnavailable,
    SystemKeyring,
    computer_name,
    serve_keyring,
)
from referent_desk.vault.keys.ways_in import WayIn
from referent_desk.vault.opening import open_vault, salvage_vault
from referent_desk.vault.place import PlaceFacts, fault_of_place, refuse_place
from referent_desk.vault.platform_place import machine_facts
from referent_desk.vault.sealed import NotTheSameVault, SealedBytes
from referent_desk.vault.sqlcipher import Reader, Row
from referent_desk.vault.store import Unit
from referent_desk.vault.vault import Vault

__all__ = [
    "ANY_COST_POLICY",
    "FLOOR_COST",
    "STRICT_POLICY",
    "AsideKind",
    "AsideRow",
    "Asides",
    "Backup",
    "BackupContent",
    "BackupDiskFull",
    "BackupFailed",
    "BackupFolderMissing",
    "BackupFolderUnfit",
    "BackupNotAllowed",
    "BackupNotVerified",
    "Backups",
    "CheckResult",
    "ConstraintFailed",
    "DamagedBackup",
    "Draft",
    "DraftInTheWay",
    "Drafts",
    "Fields",
    "Finding",
    "HeaderTrust",
    "Interrupted",
    "Journal",
    "JournalCheck",
    "JournalEntry",
    "JsonValue",
    "KdfCost",
    "KdfPolicy",
    "Keyring",
    "KeyringSecret",
    "KeyringUnavailable",
    "LastBackup",
    "NewVault",
    "NotABackup",
    "NotEnoughMemory",
    "NotTheSameVault",
    "Passphrase",
    "PlaceFacts",
    "Reader",
    "RecoveryCode",
    "Renewal",
    "Restoration",
    "Restored",
    "RoomCheck",
    "Row",
    "SalvageReport",
    "SealedBytes",
    "Secret",
    "StorageFailed",
    "Strength",
    "SystemKeyring",
    "TableOutcome",
    "Trouble",
    "Unit",
    "Unwatched",
    "Vault",
    "WayIn",
    "check_backup",
    "computer_name",
    "create_vault",
    "describe_backup",
    "fault_of_place",
    "finish_restoring",
    "machine_facts",
    "new_id",
    "now",
    "open_vault",
    "outcome_line",
    "parse_recovery_code",
    "prepare_restoration",
    "refuse_place",
    "salvage_vault",
    "serve_keyring",
    "strength",
    "vault_in",
    "without_echoes",
]
