"""Walks the main job on the present screen with fictive data, and leaves what came of it.

    python tools/walk.py build/demo [--manual resources/manual] [--stick FOLDER]

FOLDER then holds the vault (`bureau.coffre`), the letters as PDF and a picture of every screen,
light and dark. With --manual, the manual's pictures are taken anew too.
"""

import argparse
import os
import shutil
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from referent_desk.demo import make_demo
from referent_desk.settings import declared
from tools import example_report, small_picture
from tools.main_job import PASSPHRASE, MainJob
from ui import french, theme
from ui.main_window import MainWindow
from ui.vault import VaultScreen

SIZES = ((1366, 768), (1920, 1080))
WORD_GONE_MS = 3200


class Walk:
    """Takes a picture of each screen as the job comes to it."""

    def __init__(self, folder: Path, manual: Path | None, stick: Path) -> None:
        self._folder = folder
        self._stick = stick
        self._pictures = folder / "ecrans"
        self._pictures.mkdir(parents=True)
        self._manual = manual / "img" if manual else None
        self.window = MainWindow()
        self.window.show()
        self.job = MainJob(self.window, folder / "bureau.coffre", self.take)

    def take(self, name: str) -> None:
        """Both sizes, both schemes; the manual takes the small light one."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        for scheme in (theme.Scheme.DARK, theme.Scheme.LIGHT):
            theme.apply(application, scheme)
            for width, height in reversed(SIZES):
                self.window.resize(width, height)
                self.job.settle(250)
                picture = self._pictures / f"{name}-{scheme.name.lower()}-{width}.png"
                self.job.picture().save(str(picture))
        if self._manual is not None:
            self._manual.mkdir(parents=True, exist_ok=True)
            small_picture.save(self.job.picture().toImage(), self._manual / f"{name}.png")

    def go(self) -> None:
        """From an empty folder to a letter in the hand, and the next day."""
        self.job.create()
        self._fill()
        self.job.open_rail("home")
        self.take("home")
        self.job.call()
        self.job.meet()
        self.job.write_letter(self._folder / "lettre-remise.pdf")
        self.job.settle(WORD_GONE_MS)
        for name in ("families", "referrals", "directory", "activity", "settings"):
            self.job.open_rail(name)
            self.take(name)
        self._back_up()
        self.job.lock()
        self.job.unlock()
        self._look_into_a_backup()
        self.window.close()

    def _back_up(self) -> None:
        """Some days' backups on a stick, and the tab that lists them."""
        office = self.job.office()
        self._stick.mkdir(exist_ok=True)
        today = office.clock().astimezone()
        for days in (40, 9, 8, 2, 1, 0):
            office.vault.backups.make(self._stick, taken=today - timedelta(days=days))
        office.settings.put(declared.BACKUP_FOLDER, str(self._stick))
        self.job.open_rail("vault")
        self.job.find(VaultScreen, "vault_screen").show_tab("backups")
        self.job.settle(400)
        self.take("backups")

    def _look_into_a_backup(self) -> None:
        """What one sees before deciding; then it is left alone."""
        *_, file = sorted(self._stick.iterdir())
        self.job.lock()
        self.window.opening.restore(self.job.vault, str(file))
        self.job.write("restore_passphrase", PASSPHRASE)
        self.job.click("restore_look")
        self.job.find(QWidget, "restore_confirm")
        self.take("restore")
        self.window.opening.restoring.page.backRequested.emit()

    def _fill(self) -> None:
        """Other families, so that the screens look like an office at work."""
        office = self.job.office()
        make_demo(office.vault, self._folder, families=24, years=1, seed=6, until=date.today())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--manual", type=Path, default=None)
    parser.add_argument("--stick", type=Path, default=None, help="where the backups go")
    options = parser.parse_args()
    folder: Path = options.folder
    if folder.exists():
        shutil.rmtree(folder)
    application = theme.make_application(sys.argv[:1])
    french.speak_french(application)
    theme.apply(application, theme.Scheme.LIGHT)
    with tempfile.TemporaryDirectory() as own:  # not the user's own
        os.environ["XDG_CONFIG_HOME"] = own
        Walk(folder, options.manual, options.stick or folder / "sauvegardes").go()
    if options.manual is not None:
        pdf = example_report.make(folder, date.today())
        example_report.take_pictures(pdf, options.manual / "img")
    pictures = len(list(folder.glob("ecrans/*.png")))
    letters = len(list(folder.glob("*.pdf")))
    print(f"{folder}: a vault (« {PASSPHRASE} »), {letters} letters, {pictures} pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main())
