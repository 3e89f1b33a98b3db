"""An office made or opened, by whatever way in: it takes time and runs beside the window."""

# The office brings reportlab, SQLCipher and Argon2: imported beside the window, not before it.
# ruff: noqa: PLC0415

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ui import workstation

if TYPE_CHECKING:
    from referent_desk.office import Office
    from referent_desk.vault import SalvageReport, Secret, Vault
    from ui.operations import Progress

DEMO_PASSPHRASE = "essai fictif tournesol brique"  # noqa: S105  (of invented data only; shown nowhere else)
DEMO_FAMILIES, DEMO_YEARS, DEMO_SEED = 24, 1, 6


def create_office(folder: Path, passphrase: str, holder: str) -> "tuple[Office, str]":
    from referent_desk.office import Office
    from referent_desk.settings import declared
    from referent_desk.vault import create_vault

    made = create_vault(folder, passphrase, holder)
    office = Office.open(made.vault)
    office.settings.put(declared.REFERENT_NAME, holder)
    return office, made.recovery_code


def open_office(
    folder: Path,
    secret: str,
    tell: Callable[[str], None],
    *,
    is_code: bool,
    read_only: bool = False,
) -> "Office":
    from referent_desk.vault import open_vault

    key = _secret(secret, is_code=is_code)
    return _office_over(open_vault(folder, key, progress=tell, read_only=read_only))


def _office_over(vault: "Vault") -> "Office":
    """A damaged vault may open, and yet its office not."""
    from referent_desk.office import Office

    try:
        return Office.open(vault)
    except BaseException:
        vault.close()
        raise


def _secret(text: str, *, is_code: bool) -> "Secret":
    from referent_desk.vault import Passphrase, parse_recovery_code

    return parse_recovery_code(text) if is_code else Passphrase(text)


def salvage(folder: Path, secret: str, progress: "Progress", *, is_code: bool) -> "SalvageReport":
    from referent_desk.office import ROOM_CHECKS
    from referent_desk.vault import salvage_vault

    key = _secret(secret, is_code=is_code)
    return salvage_vault(folder, key, ROOM_CHECKS, progress=progress)


def open_by_keyring(folder: Path, progress: "Progress") -> "Office":
    from referent_desk.vault import SystemKeyring, open_vault

    progress("Le trousseau de l’ordinateur demande peut-être son propre mot de passe…")
    secret = SystemKeyring().get(workstation.keyring_slot(folder), progress.check)
    return _office_over(open_vault(folder, secret, progress=progress))


def demo_office(folder: Path, progress: "Progress") -> "Office":
    from datetime import date

    from referent_desk.demo import fill_office
    from referent_desk.office import Office
    from referent_desk.vault import create_vault

    vault_folder = folder / workstation.DEMO_VAULT
    if vault_folder.exists():
        return open_office(vault_folder, DEMO_PASSPHRASE, progress, is_code=False)
    folder.mkdir(parents=True, exist_ok=True)
    made = create_vault(vault_folder, DEMO_PASSPHRASE, "Référente (essai)")

    def tell(done: int, total: int) -> None:
        progress.check()
        progress(f"Familles inventées\u00a0: {done} sur {total}")

    try:
        fill_office(
            made.vault,
            families=DEMO_FAMILIES,
            years=DEMO_YEARS,
            seed=DEMO_SEED,
            until=date.today(),
            progress=tell,
        )
    except BaseException:  # half a demo is not kept: all of it is invented
        made.vault.close()
        shutil.rmtree(vault_folder, ignore_errors=True)
        raise
    return Office.open(made.vault)
