"""Where backups go, the last verified one, those found there, and the way back from one."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.errors import DeskError
from referent_desk.office import Office
from referent_desk.settings import declared
from referent_desk.vault import Backup, BackupFolderMissing, BackupFolderUnfit
from ui import messages, operations
from ui.backup_words import KEPT, SAME_DISK, WHERE, moment_in_words, size_in_words
from ui.operations import Progress
from ui.vault.renewal_sheet import offer_renewal, old_in_words
from ui.widgets import (
    Banner,
    Card,
    EmptyState,
    FileDialog,
    IconLine,
    PrimaryButton,
    Row,
    SecondaryButton,
    Text,
)

SHOWN = 12
CHOOSE = "Choisissez-en une pour voir ce qu’elle contient, et la restaurer si vous le décidez."


class BackupsPanel(QWidget):
    """Emits the file to restore, empty when it is still to be chosen."""

    restoreRequested = Signal(str)

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._place = Card("Où elles vont", icon="archive")
        self._found = Card("Sauvegardes de ce coffre", action="Restaurer une sauvegarde…")
        self._found.setObjectName("backups_found")
        self._found.actionRequested.connect(lambda: self._ask_restore(""))
        self._old = Banner("", "warning", action="Refaire et effacer…")
        self._old.setObjectName("backups_old_key")
        self._old.actionRequested.connect(self._renew)
        self._old.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(16)
        column.addWidget(self._old)
        column.addWidget(self._place)
        column.addWidget(self._found)
        column.addStretch(1)
        self.refresh()

    @property
    def folder(self) -> Path | None:
        chosen = self._office.settings.get(declared.BACKUP_FOLDER)
        return Path(chosen) if chosen else None

    def refresh(self) -> None:
        self._show_place()
        self._look_for_backups()

    def choose(self, folder: str) -> None:
        """Any folder but the vault's own; the vault remembers it."""
        vault = self._office.vault.folder.resolve()
        if vault in (Path(folder).resolve(), *Path(folder).resolve().parents):
            messages.error(self, BackupFolderUnfit())
            return
        try:
            self._office.settings.put(declared.BACKUP_FOLDER, folder)
        except DeskError as error:
            messages.error(self, error)
        self.refresh()

    def _show_place(self) -> None:
        self._place.clear()
        folder = self.folder
        if folder is None:
            state = EmptyState("archive", WHERE, "Choisir un dossier…")
            state.actionRequested.connect(self._choose_folder)
            self._place.add(state)
            return
        body = self._place.body
        body.addWidget(IconLine("folder-open", str(folder), look=""))
        last = self._office.vault.backups.last()
        told = moment_in_words(last.taken) if last else "aucune encore"
        body.addWidget(IconLine("circle-check", f"Dernière vérifiée\u00a0: {told}", look=""))
        if self._office.vault.backups.shares_disk_with(folder):
            body.addWidget(Banner(SAME_DISK, "warning"))
        body.addWidget(Text(KEPT, "secondary"))
        body.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        now = PrimaryButton("Sauvegarder maintenant", "save")
        now.setObjectName("backup_now")
        now.clicked.connect(self._back_up)
        other = SecondaryButton("Choisir un autre dossier…", "folder-open")
        other.setObjectName("backup_choose")
        other.clicked.connect(self._choose_folder)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(now)
        line.addWidget(other)
        line.addStretch(1)
        return line

    def _look_for_backups(self) -> None:
        """Beside the window: a share may be slow to answer."""
        folder, backups = self.folder, self._office.vault.backups
        self._old.hide()
        if folder is None:
            self._show_found(())
            return
        operations.run(
            lambda _progress: (backups.found_in(folder), backups.under_old_key(folder)),
            on_done=self._show_both,
            on_error=self._show_absence,
            parent=self,
            label="Recherche des sauvegardes…",
            veil=False,
        )

    def _show_both(self, both: tuple[tuple[Backup, ...], tuple[Backup, ...]]) -> None:
        found, old = both
        self._show_found(found)
        self._old.setVisible(bool(old))
        self._old.set_text(old_in_words(len(old)))

    def _renew(self) -> None:
        offer_renewal(self._office, self, self.refresh)

    def _show_found(self, found: tuple[Backup, ...]) -> None:
        self._found.clear()
        if found:
            self._found.add(Text(CHOOSE, "secondary"))
        for backup in found[:SHOWN]:
            newest = backup is found[0]
            row = Row(
                moment_in_words(backup.taken).capitalize(),
                f"{backup.file.name} · {size_in_words(backup.size)}",
                icon="archive",
                tag="la dernière" if newest else "",
                key=str(backup.file),
            )
            row.activated.connect(self._ask_restore)
            self._found.add(row)
        if len(found) > SHOWN:
            self._found.add(Text(f"Et {len(found) - SHOWN} plus anciennes.", "secondary"))
        if not found:
            self._found.add(Text("Aucune sauvegarde ici pour l’instant.", "muted"))

    def _show_absence(self, error: DeskError) -> None:
        self._found.clear()
        kind = "info" if isinstance(error, BackupFolderMissing) else "warning"
        self._found.add(Banner(f"{error.what} {error.next_step}", kind))

    def _back_up(self) -> None:
        folder, backups = self.folder, self._office.vault.backups
        if folder is None:
            return

        def work(progress: Progress) -> Backup:
            def step(text: str) -> None:
                progress(text)
                progress.check()

            return backups.make(folder, step)

        operations.run(
            work,
            on_done=self._backed_up,
            on_error=self._not_backed_up,
            parent=self,
            label="Sauvegarde en cours…",
            cancellable=True,
        )

    def _backed_up(self, _made: Backup) -> None:
        self.refresh()
        messages.notify(self, "Sauvegarde faite et vérifiée")

    def _not_backed_up(self, error: DeskError) -> None:
        self.refresh()
        if isinstance(error, BackupFolderMissing):
            messages.info(self, error.what, f"{error.safe}\n{error.next_step}")
        else:
            messages.error(self, error)

    def _choose_folder(self) -> None:
        dialog = FileDialog(self, "Où garder les sauvegardes", str(self.folder or Path.home()))
        dialog.setFileMode(FileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.choose)
        dialog.open()

    def _ask_restore(self, file: str) -> None:
        """It needs the vault closed: nothing is replaced before one has seen what it holds."""
        messages.question(
            self,
            "Verrouiller ce coffre pour regarder une sauvegarde\u00a0?",
            "Vous verrez ce qu’elle contient avant de décider. Rien n’est remplacé d’ici là, et le"
            " coffre présent ne sera jamais effacé.",
            yes="Verrouiller et regarder",
            on_yes=lambda: self.restoreRequested.emit(file),
        )
