"""From the first screen to an open office; whatever takes time runs beside the window."""

# Pages are imported when they are first shown.
# ruff: noqa: PLC0415

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from referent_desk.errors import DeskError
from ui import workstation
from ui.unlock import offices

if TYPE_CHECKING:
    from referent_desk.office import Office
    from referent_desk.vault import SalvageReport
    from ui.operations import Progress
    from ui.unlock.create_page import CreatePage
    from ui.unlock.recovery_page import RecoveryPage
    from ui.unlock.restoring import Restoring
    from ui.unlock.start_page import StartPage
    from ui.unlock.unlock_page import UnlockPage

T = TypeVar("T")
CODE_NOT_KEPT = (
    "Le coffre est créé, et verrouillé. Son code de secours n’a pas été mis en lieu sûr\u00a0:"
    " après l’ouverture, faites-en un nouveau sous «\u00a0Coffre\u00a0», «\u00a0Accès\u00a0»."
)


class OpeningScreen(QWidget):
    """Emits the open office; keeps it back until a new recovery code is in a safe place."""

    opened = Signal(object)

    def __init__(self, vault: Path | None = None) -> None:
        super().__init__()
        self._vault = vault
        self._waiting: Office | None = None
        self._under_way: Progress | None = None
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        if vault is None:
            self._stack.setCurrentWidget(self.start_page)
        else:
            self.ask_for(vault)

    def tell(self, sentence: str) -> None:
        """Above the field of the unlock page, if that is what is shown."""
        if self.waits_for_unlock:
            self.unlock_page.tell(sentence)

    def propose(self, vault: Path) -> None:
        """From another start of the program; a recovery code not yet put away goes first."""
        if self._waiting is None:
            self.ask_for(vault)

    def forget(self) -> None:
        """Nothing secret stays in a field, and what is being opened will be closed again."""
        if self._under_way is not None:
            self._under_way.cancel()
        for page in (self.__dict__.get("unlock_page"), self.__dict__.get("create_page")):
            if page is not None:
                page.start()
        self._drop_new_vault()

    def ask_for(self, vault: Path, sentence: str = "") -> None:
        """The unlock page of `vault`, with a calm word such as why it is locked."""
        self._vault = vault
        self._stack.setCurrentWidget(self.unlock_page)
        self.unlock_page.set_vault(vault)
        if sentence:
            self.unlock_page.tell(sentence)

    @property
    def waits_for_unlock(self) -> bool:
        """Whether the unlock page is in front."""
        return self._vault is not None and self._stack.currentWidget() is self.unlock_page

    @cached_property
    def start_page(self) -> "StartPage":
        """Each page is made when it is first shown: the first one must not wait for the others."""
        from ui.unlock.start_page import StartPage

        page = StartPage()
        page.createRequested.connect(self._start_creating)
        page.openRequested.connect(self._choose_vault)
        page.tryRequested.connect(self._try)
        page.restoreRequested.connect(lambda: self.restore(None))
        self._stack.addWidget(page)
        return page

    @cached_property
    def create_page(self) -> "CreatePage":
        from ui.unlock.create_page import CreatePage

        page = CreatePage()
        page.created.connect(self._create)
        page.backRequested.connect(self._go_back)
        self._stack.addWidget(page)
        return page

    @cached_property
    def unlock_page(self) -> "UnlockPage":
        from ui.unlock.unlock_page import UnlockPage

        page = UnlockPage()
        page.passphraseGiven.connect(self._unlock_with_passphrase)
        page.recoveryCodeGiven.connect(self._unlock_with_code)
        page.keyringRequested.connect(self._unlock_with_keyring)
        page.otherVaultRequested.connect(self._go_back)
        page.restoreRequested.connect(lambda: self.restore(self._vault))
        page.readOnlyRequested.connect(self._open_to_read)
        page.salvageRequested.connect(self._salvage)
        self._stack.addWidget(page)
        return page

    @cached_property
    def recovery_page(self) -> "RecoveryPage":
        from ui.unlock.recovery_page import RecoveryPage

        page = RecoveryPage()
        page.done.connect(self._hand_over)
        self._stack.addWidget(page)
        return page

    @cached_property
    def restoring(self) -> "Restoring":
        from ui.unlock.restoring import Restoring

        made = Restoring(self)
        made.ready.connect(lambda: self._stack.setCurrentWidget(made.page))
        made.finished.connect(self.ask_for)
        made.left.connect(self._leave_restoring)
        self._stack.addWidget(made.page)
        return made

    def restore(self, vault: Path | None, file: str = "") -> None:
        """Over `vault`, which is set aside, or to a new place; asks for a file if none is given."""
        self.restoring.start(vault, file)

    def _leave_restoring(self) -> None:
        if self._vault is None:
            self._go_back()
        else:
            self.ask_for(self._vault)

    def _go_back(self) -> None:
        self._stack.setCurrentWidget(self.start_page)

    def _start_creating(self) -> None:
        self._stack.setCurrentWidget(self.create_page)
        self.create_page.start()

    def _choose_vault(self) -> None:
        from ui.widgets import FileDialog

        folder = workstation.vaults_folder()
        dialog = FileDialog(self, "Ouvrir un coffre", str(folder))
        dialog.setFileMode(FileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._open_chosen)
        dialog.open()

    def _open_chosen(self, folder: str) -> None:
        self.ask_for(Path(folder))

    def _create(self, folder: Path, passphrase: str, holder: str) -> None:
        def work(_progress: "Progress") -> "tuple[Office, str]":
            return offices.create_office(folder, passphrase, holder)

        def done(made: "tuple[Office, str]") -> None:
            self.create_page.start()
            self._waiting, code = made
            self._stack.setCurrentWidget(self.recovery_page)
            self.recovery_page.show_code(code)

        def drop(made: "tuple[Office, str]") -> None:
            self._waiting = made[0]
            self._drop_new_vault()

        self._run(work, done, self.create_page.fail, "Création du coffre…", drop)

    def _unlock_with_passphrase(self, passphrase: str) -> None:
        self._unlock(passphrase, is_code=False)

    def _unlock_with_code(self, code: str) -> None:
        self._unlock(code, is_code=True)

    def _unlock_with_keyring(self) -> None:
        """By a click only: a vault just locked must not open by itself."""
        vault = self._vault
        if vault is None:
            return

        def work(progress: "Progress") -> "Office":
            return offices.open_by_keyring(vault, progress)

        self._run(
            work,
            self.opened.emit,
            self.unlock_page.fail,
            _opening_label(),
            _close,
            cancellable=True,
        )

    def _open_to_read(self, secret: str, is_code: bool) -> None:
        self._unlock(secret, is_code=is_code, read_only=True)

    def _salvage(self, secret: str, is_code: bool) -> None:
        vault = self._vault
        if vault is None:
            return

        def work(progress: "Progress") -> "SalvageReport":
            return offices.salvage(vault, secret, progress, is_code=is_code)

        from ui import operations

        operations.run(
            work,
            on_done=self._show_salvaged,
            on_error=self.unlock_page.fail,
            parent=self,
            label="Récupération de ce qui est lisible…",
            cancellable=True,
        )

    def _show_salvaged(self, report: "SalvageReport") -> None:
        from ui.vault.salvage_sheet import SalvageSheet

        sheet = SalvageSheet(report, self)
        sheet.openRequested.connect(self.ask_for)
        sheet.open()

    def _unlock(self, secret: str, *, is_code: bool, read_only: bool = False) -> None:
        vault = self._vault
        if vault is None:
            return

        def work(progress: "Progress") -> "Office":
            return offices.open_office(
                vault, secret, progress, is_code=is_code, read_only=read_only
            )

        self._run(work, self.opened.emit, self.unlock_page.fail, _opening_label(), _close)

    def _try(self) -> None:
        folder = workstation.demo_folder()
        self._run(
            lambda progress: offices.demo_office(folder, progress),
            self.opened.emit,
            self._demo_failed,
            "Préparation de familles inventées…",
            _close,
        )

    def _demo_failed(self, error: DeskError) -> None:
        self.ask_for(workstation.demo_folder() / workstation.DEMO_VAULT)
        self.unlock_page.fail(error)

    def _hand_over(self) -> None:
        office, self._waiting = self._waiting, None
        if office is not None:
            self.opened.emit(office)

    def close_waiting(self) -> None:
        """When the program ends before the recovery code was put away, or a backup was decided."""
        if "restoring" in self.__dict__:
            self.restoring.give_up()
        self.forget()

    def _drop_new_vault(self) -> None:
        """Its recovery code was on the screen, and nobody said that it was put away."""
        office, self._waiting = self._waiting, None
        if office is None:
            return
        folder = office.vault.folder
        office.close()
        self.recovery_page.view.clear()
        self.ask_for(folder, CODE_NOT_KEPT)

    def _run(
        self,
        work: "Callable[[Progress], T]",
        done: Callable[[T], None],
        failed: Callable[[DeskError], None],
        label: str,
        drop: Callable[[T], None],
        *,
        cancellable: bool = False,
    ) -> None:
        """`drop` closes again what was opened although the lock came meanwhile."""
        from ui import operations

        def take(opened: T) -> None:
            (drop if operation.progress.cancelled else done)(opened)

        operation = operations.run(
            work,
            on_done=take,
            on_error=failed,
            parent=self,
            label=label,
            cancellable=cancellable,
        )
        self._under_way = operation.progress


def _opening_label() -> str:
    from ui import operations

    waits = operations.busy()
    return "Fin de la sauvegarde, puis ouverture…" if waits else "Ouverture du coffre…"


def _close(office: "Office") -> None:
    office.close()
