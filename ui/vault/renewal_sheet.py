"""Once the vault is under a new key: a backup under it, and those under the old one erased."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from referent_desk.errors import DeskError
from referent_desk.office import Office
from referent_desk.settings import declared
from referent_desk.vault import BackupFolderMissing, Backups, Renewal
from ui import messages, operations
from ui.operations import Progress
from ui.widgets import Banner, IconLine, SheetDialog, Text

WIDTH = 480
FIRST = (
    "Les sauvegardes faites avant la nouvelle clé s’ouvrent encore avec les accès de leur jour,"
    " même retirés. Une nouvelle est d’abord faite et vérifiée\u202f; ensuite seulement, celles de"
    " ce coffre qui datent d’avant sont effacées de ce dossier\u00a0:"
)
ELSEWHERE = (
    "Ce qui est ailleurs n’est pas touché\u00a0: une autre clé USB, un fichier renommé ou rangé"
    " ailleurs, un coffre mis de côté. À vous de l’effacer si cela compte."
)
NO_FOLDER = "Le coffre est sous une nouvelle clé. Aucun dossier de sauvegardes n’est choisi ici."
LEFT = "La sauvegarde est refaite et vérifiée, mais d’anciennes n’ont pas pu être effacées."
NOTHING_ERASED = "Rien n’a été effacé."


class RenewBackupsSheet(SheetDialog):
    """Stays, with what is wrong, until it is done or put off."""

    renewed = Signal(object)

    def __init__(self, backups: Backups, folder: Path, parent: QWidget) -> None:
        super().__init__(
            "Refaire une sauvegarde et effacer les anciennes",
            parent,
            primary="Refaire et effacer",
            close="Plus tard",
        )
        self.setObjectName("renew_backups_sheet")
        self.setFixedWidth(WIDTH)
        self._backups = backups
        self._folder = folder
        self._problem = Banner("", "danger")
        self._problem.hide()
        self.primary_button.setObjectName("renew_backups_do")
        self.primaryRequested.connect(self._do)
        self.add(self._problem)
        self.add(Text(FIRST, "muted"))
        self.add(IconLine("folder-open", str(folder), look=""))
        self.add(Text(ELSEWHERE, "muted"))

    def _do(self) -> None:
        self._problem.hide()
        backups, folder = self._backups, self._folder

        def work(progress: Progress) -> Renewal:
            def step(text: str) -> None:
                progress(text)
                progress.check()

            return backups.renew(folder, step)

        operations.run(
            work,
            on_done=self._succeed,
            on_error=self._fail,
            parent=self,
            label="Sauvegarde en cours…",
            cancellable=True,
        )

    def _succeed(self, renewal: Renewal) -> None:
        self.renewed.emit(renewal)
        self.finish()

    def _fail(self, error: DeskError) -> None:
        absent = isinstance(error, BackupFolderMissing)
        then = "Branchez-la, puis recommencez." if absent else error.next_step
        self._problem.show_text(
            f"{error.what} {NOTHING_ERASED}\n{then}", "info" if absent else "danger"
        )
        self.fit()


def offer_renewal(office: Office, parent: QWidget, then: Callable[[], None] = lambda: None) -> None:
    """`then` once it is done. Without a folder, only what is elsewhere is told."""
    chosen = office.settings.get(declared.BACKUP_FOLDER)
    if not chosen:
        messages.info(parent, NO_FOLDER, ELSEWHERE)
        return

    def told(renewal: Renewal) -> None:
        then()
        if renewal.left:
            messages.warning(parent, LEFT, left_in_words(renewal))
        else:
            messages.notify(parent, done_in_words(renewal))

    sheet = RenewBackupsSheet(office.vault.backups, Path(chosen), parent)
    sheet.renewed.connect(told)
    sheet.open()


def done_in_words(renewal: Renewal) -> str:
    """« Sauvegarde refaite et vérifiée ; 3 anciennes effacées »."""
    if not renewal.erased:
        return "Sauvegarde refaite et vérifiée"
    several = "s" if renewal.erased > 1 else ""
    return (
        "Sauvegarde refaite et vérifiée\u202f;"
        f" {renewal.erased}\u00a0ancienne{several} effacée{several}"
    )


def left_in_words(renewal: Renewal) -> str:
    """Which could not be erased, and what to do."""
    names = "\n".join(file.name for file in renewal.left)
    return f"{names}\nEffacez ces fichiers vous-même, ou demandez le droit de le faire."


def old_in_words(number: int) -> str:
    """« 3 sauvegardes sont encore sous une ancienne clé… »."""
    if number > 1:
        start = f"{number}\u00a0sauvegardes datent d’avant la nouvelle clé\u00a0: elles s’ouvrent"
    else:
        start = "Une sauvegarde date d’avant la nouvelle clé\u00a0: elle s’ouvre"
    return f"{start} encore avec les accès de ce temps-là, même retirés."
