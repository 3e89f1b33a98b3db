"""A restored vault takes its place: two renames, and what finishes them after a crash.

`X.coffre.restauration` stands there only once it is whole and verified. Whoever finds it without
`X.coffre` beside it finds a restoration that was cut between its two renames.
"""

import secrets
import shutil
from datetime import datetime
from pathlib import Path

from referent_desk.errors import VaultExists
from referent_desk.vault.files import sync_folder
from referent_desk.vault.layout import DATABASE_NAME, HEADER_NAME, LOCK_NAME
from referent_desk.vault.platform_lock import FolderLock

_READY = ".restauration"
_ASIDE = ".mis-de-cote-"


def new_part(folder: Path) -> Path:
    """Where a vault is extracted; what an earlier, killed program left there goes."""
    for left in folder.parent.glob(f".{folder.name}{_READY}-*.part"):
        shutil.rmtree(left, ignore_errors=True)
    part = folder.with_name(f".{folder.name}{_READY}-{secrets.token_hex(4)}.part")
    part.mkdir(mode=0o700)
    return part


def holds_a_vault(folder: Path) -> bool:
    """Also a damaged one, of which only one file is left."""
    return any((folder / name).exists() for name in (HEADER_NAME, DATABASE_NAME))


def refuse_occupied(folder: Path) -> None:
    """A vault may be set aside, an empty folder filled; anything else is not ours to move."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise VaultExists
    if folder.is_dir() and not holds_a_vault(folder) and any(folder.iterdir()):
        raise VaultExists


def put_in_place(part: Path, folder: Path, moment: datetime) -> Path | None:
    """Where the present vault was set aside, if there was one. Raises AlreadyOpen."""
    refuse_occupied(folder)
    aside = _free_aside(folder, moment) if holds_a_vault(folder) else None
    if aside is not None:
        # Only asked whether it is free: Windows renames no folder with an open file in it.
        FolderLock(folder / LOCK_NAME).release()
    ready = _ready(folder)
    if ready.exists():
        shutil.rmtree(ready)
    part.rename(ready)
    sync_folder(folder.parent)
    if aside is not None:
        folder.rename(aside)
    elif folder.exists():
        folder.rmdir()
    finish_restoring(folder)
    return aside


def finish_restoring(folder: Path) -> bool:
    """After a crash between the two renames: the verified vault takes its place."""
    ready = _ready(folder)
    if folder.exists() or not holds_a_vault(ready):
        return False
    ready.rename(folder)
    sync_folder(folder.parent)
    return True


def _ready(folder: Path) -> Path:
    return folder.with_name(folder.name + _READY)


def _free_aside(folder: Path, moment: datetime) -> Path:
    start = f"{folder.name}{_ASIDE}{moment:%Y-%m-%d-%H%M}"
    aside, number = folder.with_name(start), 2
    while aside.exists():
        aside, number = folder.with_name(f"{start}-{number}"), number + 1
    return aside
