"""What backing up and restoring can meet, each in its own words."""

import errno
from collections.abc import Generator
from contextlib import contextmanager

from referent_desk.errors import DamagedDatabase, DiskFull, NoPermission, VaultError
from referent_desk.vault.faults import StorageFailed, told_in_french

NOTHING_LOST = "Le coffre est intact, et les sauvegardes précédentes aussi."
NOTHING_REPLACED = "Le coffre présent n’a pas été touché."


class BackupFolderMissing(VaultError):
    """The stick or the share is not there: a reminder rather than a fault."""

    what = "Le dossier des sauvegardes n’est pas là\u00a0: la clé n’est sans doute pas branchée."
    safe = NOTHING_LOST
    next_step = "Branchez-la\u202f; la sauvegarde se fera au prochain verrouillage."


class BackupFolderUnfit(VaultError):
    """Backups inside the vault would leave with it."""

    what = "Ce dossier est celui du coffre lui-même."
    safe = NOTHING_LOST
    next_step = "Choisissez un autre dossier, de préférence sur une clé ou un partage."


class BackupDiskFull(VaultError):
    """No room in the folder of backups."""

    what = "Il n’y a plus de place dans le dossier des sauvegardes."
    safe = NOTHING_LOST
    next_step = "Libérez de la place sur ce support, ou choisissez-en un autre."


class BackupNotAllowed(VaultError):
    """The folder of backups is read only."""

    what = "Le dossier des sauvegardes est en lecture seule."
    safe = NOTHING_LOST
    next_step = "Choisissez un autre dossier, ou demandez le droit d’y écrire."


class BackupFailed(VaultError):
    """The stick does not answer any more, or was pulled out."""

    what = "Le support des sauvegardes ne répond plus."
    safe = NOTHING_LOST
    next_step = "Vérifiez qu’il est bien branché, puis recommencez."


class BackupNotVerified(VaultError):
    """What was read back is not what the vault holds."""

    what = "La sauvegarde ne se relit pas comme elle a été écrite\u00a0: elle n’a pas été gardée."
    safe = "Le coffre n’a pas changé, et les sauvegardes précédentes non plus."
    next_step = (
        "Recommencez sur un autre support. Puis, dans «\u00a0Coffre\u00a0»,"
        " «\u00a0Vérification\u00a0», choisissez"
        " «\u00a0Vérifier maintenant\u00a0»."
    )


class NotABackup(VaultError):
    """Some other file."""

    what = "Ce fichier n’est pas une sauvegarde de Referent Desk."
    safe = NOTHING_REPLACED
    next_step = "Choisissez un fichier dont le nom se termine par «\u00a0.sauvegarde\u00a0»."


class DamagedBackup(VaultError):
    """Cut short, or changed since it was made."""

    what = "Cette sauvegarde est abîmée\u00a0: elle n’est plus telle qu’elle a été faite."
    safe = NOTHING_REPLACED
    next_step = "Choisissez une sauvegarde d’une autre date."


@contextmanager
def told_of_restoring() -> Generator[None]:
    """Around what is extracted beside the vault's place; damage found there is the backup's."""
    try:
        with told_in_french():
            yield
    except DiskFull as error:
        raise DiskFull(
            "Le disque est plein\u00a0: la sauvegarde n’a pas pu être relue.",
            NOTHING_REPLACED,
            "Libérez de la place sur ce disque, puis recommencez.",
        ) from error
    except StorageFailed as error:
        raise StorageFailed(safe=NOTHING_REPLACED) from error
    except DamagedDatabase as error:
        raise DamagedBackup from error


_OF_TARGET: dict[int, type[VaultError]] = {
    errno.ENOENT: BackupFolderMissing,
    errno.ENOTDIR: BackupFolderMissing,
    errno.ENODEV: BackupFolderMissing,
    errno.ENXIO: BackupFolderMissing,
    errno.EHOSTDOWN: BackupFolderMissing,
    errno.ENOSPC: BackupDiskFull,
    errno.EDQUOT: BackupDiskFull,
    errno.EFBIG: BackupDiskFull,
    errno.EACCES: BackupNotAllowed,
    errno.EPERM: BackupNotAllowed,
    errno.EROFS: BackupNotAllowed,
}


@contextmanager
def told_of_target() -> Generator[None]:
    """Around what touches the folder of backups alone."""
    try:
        yield
    except OSError as error:
        raise _OF_TARGET.get(error.errno or 0, BackupFailed) from error


@contextmanager
def told_of_reading() -> Generator[None]:
    """Around what reads a backup."""
    try:
        yield
    except OSError as error:
        absent = error.errno in {errno.ENOENT, errno.ENOTDIR}
        raise (NotABackup if absent else BackupFailed) from error


@contextmanager
def told_of_snapshot() -> Generator[None]:
    """Around the copy beside the vault; damage found there is the vault's own."""
    try:
        with told_in_french():
            yield
    except DiskFull as error:
        raise DiskFull(
            "Le disque du coffre est plein\u00a0: la sauvegarde n’a pas pu être préparée.",
            NOTHING_LOST,
            "Libérez de la place sur ce disque, puis recommencez.",
        ) from error
    except NoPermission as error:
        raise NoPermission(safe=NOTHING_LOST) from error
    except StorageFailed as error:
        raise StorageFailed(safe=NOTHING_LOST) from error
    except DamagedDatabase as error:
        raise BackupNotVerified from error
