"""What the operating system and SQLCipher report, told as leaves of the error tree."""

import errno

from referent_desk.errors import (
    AlreadyOpen,
    DamagedDatabase,
    DiskFull,
    NoPermission,
    VaultError,
)
from referent_desk.vault import sqlcipher


class StorageFailed(VaultError):
    """The disk or the stick does not answer any more."""

    what = "Le disque ne répond plus\u00a0: l’opération n’a pas pu se faire."
    safe = (
        "Ce qui était enregistré est intact\u202f; ce que vous venez d’écrire est toujours à"
        " l’écran."
    )
    next_step = "Vérifiez que le disque ou la clé USB est bien branché, puis recommencez."


class Interrupted(VaultError):
    """`Vault.interrupt` stopped the statement."""

    what = "L’opération a été interrompue."
    next_step = "Relancez-la quand vous le souhaitez."


class NotEnoughMemory(VaultError):
    """Argon2id cannot have the memory that the slot asks for."""

    what = "La mémoire de l’ordinateur ne suffit pas pour ouvrir le coffre."
    safe = "Le coffre est intact\u00a0: rien n’a été modifié."
    next_step = "Fermez d’autres programmes, puis recommencez."


class ConstraintFailed(VaultError):
    """The schema refuses a row; a fault of the program or two contradicting edits."""

    what = "L’enregistrement a été refusé, car il contredit une autre donnée du coffre."
    safe = "Rien n’a été enregistré\u202f; vos données sont intactes."
    next_step = "Fermez la fiche, ouvrez-la à nouveau, puis recommencez."


_BY_ERRNO: dict[int, type[VaultError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EACCES: NoPermission,
    errno.EPERM: NoPermission,
    errno.EROFS: NoPermission,
}

_BY_SQLITE_CODE: dict[int, type[VaultError]] = {
    sqlcipher.FULL: DiskFull,
    sqlcipher.CORRUPT: DamagedDatabase,
    sqlcipher.NOTADB: DamagedDatabase,
    sqlcipher.PERM: NoPermission,
    sqlcipher.READONLY: NoPermission,
    sqlcipher.CANTOPEN: NoPermission,
    sqlcipher.BUSY: AlreadyOpen,
    sqlcipher.LOCKED: AlreadyOpen,
    sqlcipher.INTERRUPT: Interrupted,
    sqlcipher.IOERR: StorageFailed,
    sqlcipher.NOMEM: NotEnoughMemory,
    sqlcipher.CONSTRAINT: ConstraintFailed,
}


_BY_MESSAGE: dict[str, type[VaultError]] = {
    "database or disk is full": DiskFull,
    "disk I/O error": StorageFailed,
    "attempt to write a readonly database": NoPermission,
    "database disk image is malformed": DamagedDatabase,
}
"""sqlcipher_export tells what stopped it in words alone, under the code of any SQL error."""


def leaf_of_os_error(error: OSError) -> VaultError:
    return _BY_ERRNO.get(error.errno or 0, StorageFailed)()


def leaf_of_store_error(error: Exception) -> VaultError | None:
    """None for a fault of our own SQL, which is a bug and must be seen as one."""
    leaf = _BY_SQLITE_CODE.get(sqlcipher.primary_code(error)) or _BY_MESSAGE.get(str(error))
    return leaf() if leaf else None


class told_in_french:  # noqa: N801 - read as a function, and entered at each statement
    """Turns what the disk and the store raise into leaves; bugs pass through unchanged."""

    __slots__ = ()

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is not None and (leaf := _leaf_of(error)) is not None:
            raise leaf from error


def _leaf_of(error: BaseException) -> VaultError | None:
    if isinstance(error, sqlcipher.Error):
        return leaf_of_store_error(error)
    if isinstance(error, MemoryError):  # SQLCipher, of a page that the disk did not give whole
        return StorageFailed()
    return leaf_of_os_error(error) if isinstance(error, OSError) else None
