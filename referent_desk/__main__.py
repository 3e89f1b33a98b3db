"""The commands that need no window: `demo`. The window itself is `python -m ui`."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from referent_desk import __version__
from referent_desk.errors import DeskError, VaultExists

CANNOT_OPEN = 2
DEMO_VAULT = "demo.coffre"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Returns its exit code; messages go to standard error."""
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


def _passphrase(descriptor: int | None) -> str:
    """One line, from the descriptor or typed without echo."""
    if descriptor is None:
        return getpass.getpass("Phrase de passe du coffre d’essai : ")
    with os.fdopen(descriptor, encoding="utf-8") as stream:
        return stream.readline().rstrip("\n")


if __name__ == "__main__":
    sys.exit(main())
