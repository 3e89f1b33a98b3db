"""The commands that need no window. The window itself is `python -m ui`."""

import argparse
import getpass
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from referent_desk import __version__, core_dumps
from referent_desk.errors import DamagedDatabase, DamagedHeader, DeskError, VaultExists

if TYPE_CHECKING:
    from referent_desk.activity import Activity, Form, Period
    from referent_desk.vault import Finding, Passphrase, RecoveryCode, Vault

DAMAGED, CANNOT_OPEN = 1, 2
DEMO_VAULT = "demo.coffre"
_ONLY_A_PREVIEW = (
    "Aperçu\u00a0: ne le transmettez pas. Le contrôle des rapports suivants ne tient compte que de"
    " ce qui est émis (--issue)."
)

_NOT_NOTED = "Coffre en lecture seule\u00a0: son journal des accès ne note pas cette sortie."


class NoPassphraseGiven(DeskError):
    """Nobody is there to type it, and no descriptor was named."""

    what = "Aucune phrase de passe n’a été donnée."
    safe = "Rien n’a été ouvert ni créé."
    next_step = "Tapez-la dans un terminal, ou donnez-la par --passphrase-fd."


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Returns its exit code; messages go to standard error."""
    core_dumps.forbid()
    options = _parser().parse_args(arguments)
    try:
        return options.command(options)
    except DeskError as error:
        print(error.message, file=sys.stderr)
        return CANNOT_OPEN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="referent-desk", description="Referent Desk")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMANDE")
    demo = commands.add_parser("demo", help="crée un coffre d’essai, fictif, et ses lettres")
    demo.add_argument("folder", type=Path, metavar="DOSSIER")
    demo.add_argument("--families", type=_count, default=40, metavar="N")
    demo.add_argument("--years", type=_count, default=2, metavar="Y")
    demo.add_argument("--seed", type=int, default=1, metavar="S")
    demo.add_argument("--until", type=date.fromisoformat, default=None, metavar="AAAA-MM-JJ")
    demo.add_argument("--passphrase-fd", type=int, default=None, metavar="FD")
    demo.set_defaults(command=_demo)
    backup = commands.add_parser("backup", help="écrit une sauvegarde vérifiée d’un coffre")
    backup.add_argument("folder", type=Path, metavar="DOSSIER")
    backup.add_argument("file", type=Path, metavar="FICHIER")
    backup.set_defaults(command=_backup)
    restore = commands.add_parser(
        "restore", help="remet une sauvegarde en place ; le coffre présent est mis de côté"
    )
    restore.add_argument("file", type=Path, metavar="FICHIER")
    restore.add_argument("folder", type=Path, metavar="DOSSIER")
    restore.set_defaults(command=_restore)
    verify = commands.add_parser("verify", help="contrôle un coffre ou une sauvegarde")
    verify.add_argument("place", type=Path, metavar="DOSSIER|SAUVEGARDE")
    verify.set_defaults(command=_verify)
    report = commands.add_parser(
        "report", help="écrit le rapport d’une période\u00a0: PDF, CSV, ODS et XLSX"
    )
    report.add_argument("folder", type=Path, metavar="DOSSIER")
    report.add_argument("period", metavar="PÉRIODE", help="2026-T3 ou 2026")
    report.add_argument("--issue", action="store_true", help="émet le rapport, qui est alors figé")
    report.add_argument("--out", type=Path, required=True, metavar="DOSSIER")
    report.set_defaults(command=_report)
    for command in (backup, restore, verify, report):
        command.add_argument("--passphrase-fd", type=int, default=None, metavar="FD")
        command.add_argument(
            "--recovery-code", action="store_true", help="ce qui est donné est le code de secours"
        )
    return parser


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 100_000:
        raise argparse.ArgumentTypeError("un nombre de 1 à 100000")
    return number


def _demo(options: argparse.Namespace) -> int:
    from referent_desk.demo import make_demo  # noqa: PLC0415  (reportlab and Argon2 load late)
    from referent_desk.vault import create_vault  # noqa: PLC0415

    folder: Path = options.folder
    if (folder / DEMO_VAULT).exists():
        raise VaultExists
    passphrase = _passphrase(options.passphrase_fd)
    folder.mkdir(parents=True, exist_ok=True)
    made = create_vault(folder / DEMO_VAULT, passphrase, "Référente (essai)")
    try:
        counts = make_demo(
            made.vault,
            folder,
            families=options.families,
            years=options.years,
            seed=options.seed,
            until=options.until or date.today(),
        )
    finally:
        made.vault.close()
    print(
        f"{counts.families} familles, {counts.meetings} entretiens,"
        f" {len(counts.documents)} lettres : {folder / DEMO_VAULT}",
        file=sys.stderr,
    )
    return 0


def _backup(options: argparse.Namespace) -> int:
    with _opened(options) as vault:
        made = vault.backups.write(options.file)
    print(f"Sauvegarde vérifiée : {made.file}", file=sys.stderr)
    return 0


def _restore(options: argparse.Namespace) -> int:
    from referent_desk.vault import describe_backup, prepare_restoration, vault_in  # noqa: PLC0415

    replaced, vault_id = vault_in(options.folder), describe_backup(options.file).vault_id
    restoration = prepare_restoration(options.file, _secret(options), options.folder)
    try:
        restored = restoration.put_in_place()
    except BaseException:
        restoration.give_up()
        raise
    print(f"Coffre restauré : {restored.folder}", file=sys.stderr)
    if replaced not in {"", vault_id}:
        print("La sauvegarde était celle d’un autre coffre.", file=sys.stderr)
    if restored.aside is not None:
        print(f"Le coffre présent a été mis de côté : {restored.aside}", file=sys.stderr)
    return 0


def _verify(options: argparse.Namespace) -> int:
    from referent_desk.vault import DamagedBackup  # noqa: PLC0415

    try:
        findings = _findings(options)
    except (DamagedHeader, DamagedDatabase, DamagedBackup) as error:
        print(error.message, file=sys.stderr)
        return DAMAGED
    for finding in findings:
        print(f"Abîmé : {finding.sentence}", file=sys.stderr)
    if not findings:
        print("Rien d’abîmé.", file=sys.stderr)
    return DAMAGED if findings else 0


def _findings(options: argparse.Namespace) -> "list[Finding]":
    from referent_desk.office import ROOM_CHECKS  # noqa: PLC0415
    from referent_desk.vault import check_backup, without_echoes  # noqa: PLC0415

    if options.place.is_file():
        return without_echoes(check_backup(options.place, _secret(options), ROOM_CHECKS))
    options.folder = options.place
    with _opened(options) as vault:
        vault.watch(ROOM_CHECKS)
        return without_echoes(vault.check(thorough=True))


def _report(options: argparse.Namespace) -> int:
    from referent_desk.activity import Period, file_places, files, save_files  # noqa: PLC0415
    from referent_desk.office import Office  # noqa: PLC0415

    period = Period.read(options.period)
    with _opened(options) as vault:
        activity = Office.open(vault).activity
        if options.issue:
            at = _issued(activity, period, options.out)
        else:
            at = file_places(options.out, period, None)
            save_files(files(activity.plan(period, activity.choice(period)).report), at)
            print(_ONLY_A_PREVIEW, file=sys.stderr)
    for path in at.values():
        print(path, file=sys.stderr)
    return 0


def _issued(activity: "Activity", period: "Period", folder: Path) -> "Mapping[Form, Path]":
    """What was issued before and still holds is written again as it left."""
    from referent_desk.activity import AlreadyIssued, Form, file_places, save_files  # noqa: PLC0415

    before = [issued for issued in activity.issued() if issued.period == period]
    last = max(before, key=lambda issued: issued.version, default=None)
    at = file_places(folder, period, last.version + 1 if last else 1)
    try:
        last = activity.issue(period, activity.choice(period))
        print(f"Émis\u00a0: {period.label}, version {last.version}.", file=sys.stderr)
    except AlreadyIssued as error:
        if last is None:
            raise
        print(error.what, file=sys.stderr)
        at = file_places(folder, period, last.version)
    save_files({form: activity.file(last.id, form) for form in Form}, at)
    if not activity.note_left(last.id, "exported"):
        print(_NOT_NOTED, file=sys.stderr)
    return at


def _opened(options: argparse.Namespace) -> "Vault":
    from referent_desk.vault import open_vault  # noqa: PLC0415

    return open_vault(options.folder, _secret(options))


def _secret(options: argparse.Namespace) -> "Passphrase | RecoveryCode":
    from referent_desk.vault import Passphrase, parse_recovery_code  # noqa: PLC0415

    prompt = "Code de secours : " if options.recovery_code else "Phrase de passe : "
    given = _passphrase(options.passphrase_fd, prompt)
    return parse_recovery_code(given) if options.recovery_code else Passphrase(given)


def _passphrase(
    descriptor: int | None, prompt: str = "Phrase de passe du coffre d’essai : "
) -> str:
    """One line, from the descriptor or typed without echo."""
    if descriptor is None:
        try:
            return getpass.getpass(prompt)
        except EOFError as error:
            raise NoPassphraseGiven from error
    with os.fdopen(descriptor, encoding="utf-8") as stream:
        return stream.readline().rstrip("\n")


if __name__ == "__main__":
    sys.exit(main())
