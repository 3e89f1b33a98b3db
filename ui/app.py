"""The entry point: a window, or a command handed to the core."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from referent_desk import core_dumps
from ui import workstation  # before Qt, which reads the source of each module imported after it

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.main_window import MainWindow

COMMANDS = {"demo", "backup", "report", "restore", "verify"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code of the window or of the command."""
    core_dumps.forbid()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and (given[0] in COMMANDS or given[0] in {"-h", "--help", "--version"}):
        from referent_desk.__main__ import main as command  # noqa: PLC0415  (no window needed)

        return command(given)
    if given == ["--keyring"]:
        from referent_desk.vault import serve_keyring  # noqa: PLC0415  (asked by our own program)

        return serve_keyring()
    return _window(given)


def _window(given: list[str]) -> int:
    from ui.instance import Instance  # noqa: PLC0415

    vault, instance = _vault(given), Instance()
    if not instance.first and instance.hand_over(str(vault.resolve()) if vault else ""):
        return 0
    application, window = show_window(given)
    window.ended.connect(application.quit)
    if instance.first:
        instance.raised.connect(window.come_forward)
        instance.listen_soon()
    return application.exec()


def show_window(given: list[str]) -> "tuple[QApplication, MainWindow]":
    """All of a start but the loop of events; both are the caller's to keep."""
    gc.disable()  # importing leaves no cycles worth a search; later the window collects by itself
    from ui import faults, french, theme  # noqa: PLC0415
    from ui.main_window import MainWindow  # noqa: PLC0415

    faults.log_without_words()
    application = theme.make_application(sys.argv[:1])
    faults.catch_all()
    application.setApplicationName("Referent Desk")
    french.speak_french(application)
    theme.apply(application, theme.Scheme[workstation.scheme().upper()])
    window = MainWindow(_vault(given) or workstation.last_vault())
    window.show()
    return application, window


def _vault(given: list[str]) -> Path | None:
    return Path(given[1]) if len(given) == 2 and given[0] == "--vault" else None


if __name__ == "__main__":
    sys.exit(main())
