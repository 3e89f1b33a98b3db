"""A filter kept under a name; and all of them renamed, moved, deleted."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from referent_desk.errors import DeskError, InvalidInput
from referent_desk.families import SavedFilter, SavedFilters
from referent_desk.free_text import NationalNumberSuspected
from ui import messages, national_number
from ui.widgets import Banner, Field, IconButton, SecondaryButton, SheetDialog, Text, named

Write = Callable[[str, bool], object]
"""Given the name, and whether a number in it was confirmed to be no national number."""

_ID = Qt.ItemDataRole.UserRole
_KEYS = "F2 renomme, Suppr supprime, Alt+↑ et Alt+↓ déplacent."


class FilterNameSheet(SheetDialog):
    """Says the name, and closes once it is kept."""

    def __init__(self, proposed: str, write: Write, parent: QWidget) -> None:
        super().__init__("Garder ce filtre", parent, primary="Garder")
        self.setObjectName("filter_name_sheet")
        self._write = write
        self._line = QLineEdit(proposed)
        self._line.setObjectName("filter_name")
        self._line.selectAll()
        self._field = Field("Nom", self._line)
        self.primary_button.setObjectName("filter_keep")
        self.add(self._field)
        self.add(Text("Il sera proposé au-dessus de la liste.", "secondary"))
        self.primaryRequested.connect(self._keep)
        self._line.returnPressed.connect(self._keep)
        self.resize(460, 220)

    def _keep(self) -> None:
        _try(self, self._field, partial(self._write, self._line.text()), self.finish)


class FiltersSheet(SheetDialog):
    """`shown` gives a name as the screen may show it now."""

    def __init__(self, filters: SavedFilters, shown: Callable[[str], str], parent: QWidget) -> None:
        super().__init__("Filtres gardés", parent, close="Fermer")
        self.setObjectName("filters_sheet")
        self._filters, self._shown = filters, shown
        self._gone: tuple[SavedFilter, int] | None = None
        self._list = QListWidget()
        self._list.setObjectName("filters_list")
        self._list.setAccessibleName("Filtres gardés, dans leur ordre")
        self._line = QLineEdit()
        self._line.setObjectName("filters_name")
        self._field = Field("Nom", self._line)
        self._up = named(IconButton("arrow-up", "Monter ce filtre"), "filters_up")
        self._down = named(IconButton("arrow-down", "Descendre ce filtre"), "filters_down")
        self._rename = named(SecondaryButton("Renommer", "pencil"), "filters_rename")
        self._delete = named(SecondaryButton("Supprimer", "trash-2"), "filters_delete")
        self._undo = Banner(action="Annuler")
        self._undo.setObjectName("filters_undo")
        self._undo.hide()
        self._arrange()
        self._connect()
        self.refresh()
        self.resize(520, 460)

    def refresh(self, filter_id: str = "") -> None:
        """The list again, on that filter if it is there, else where one was."""
        row = self._list.currentRow()
        self._list.clear()
        for saved in self._filters.all():
            item = QListWidgetItem(self._shown(saved.name))
            item.setData(_ID, saved.id)
            self._list.addItem(item)
        found = (at for at, kept in enumerate(self._ids()) if kept == filter_id)
        self._list.setCurrentRow(next(found, min(max(row, 0), self._list.count() - 1)))
        self._follow()

    def _follow(self) -> None:
        chosen, row = self._chosen(), self._list.currentRow()
        self._field.clear_error()
        self._line.setText(self._shown(chosen.name) if chosen else "")
        for part in (self._line, self._rename, self._delete):
            part.setEnabled(chosen is not None)
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < self._list.count() - 1)

    def _do_rename(self) -> None:
        chosen = self._chosen()
        if chosen is None or self._line.text() == self._shown(chosen.name):
            return
        name = self._line.text()

        def write(confirmed: bool) -> None:
            self._filters.rename(chosen.id, name, national_number_confirmed=confirmed)

        _try(self, self._field, write, partial(self.refresh, chosen.id))

    def _do_delete(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        self._gone = (chosen, self._list.currentRow())
        told = f"«\u00a0{self._shown(chosen.name)}\u00a0» est supprimé. Aucun dossier n’a changé."
        if self._do(partial(self._filters.delete, chosen.id)):
            self._undo.show_text(told)
            self.refresh()
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _do_undo(self) -> None:
        if self._gone is None:
            return
        saved, row = self._gone
        if self._do(partial(self._filters.put_back, saved, row)):
            self._gone = None
            self._undo.hide()
            self.refresh(saved.id)
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, step: int) -> None:
        ids, row = self._ids(), self._list.currentRow()
        if not (row >= 0 and 0 <= row + step < len(ids)):
            return
        moved = ids.pop(row)
        ids.insert(row + step, moved)
        if self._do(partial(self._filters.reorder, ids)):
            self.refresh(moved)

    def _do(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except DeskError as fault:
            messages.error(self, fault)
            return False
        return True

    def _start_renaming(self) -> None:
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def _chosen(self) -> SavedFilter | None:
        item = self._list.currentItem()
        wanted = item.data(_ID) if item else ""
        return next((saved for saved in self._filters.all() if saved.id == wanted), None)

    def _ids(self) -> list[str]:
        return [str(self._list.item(row).data(_ID)) for row in range(self._list.count())]

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(self._follow)
        self._line.returnPressed.connect(self._do_rename)
        self._rename.clicked.connect(self._do_rename)
        self._delete.clicked.connect(self._do_delete)
        self._undo.actionRequested.connect(self._do_undo)
        self._up.clicked.connect(partial(self._move, -1))
        self._down.clicked.connect(partial(self._move, 1))
        for keys, act in (
            ("F2", self._start_renaming),
            ("Del", self._do_delete),
            ("Alt+Up", partial(self._move, -1)),
            ("Alt+Down", partial(self._move, 1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self._list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _arrange(self) -> None:
        moves = QVBoxLayout()
        for button in (self._up, self._down):
            moves.addWidget(button)
        moves.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self._list, 1)
        across.addLayout(moves)
        self.body.addWidget(self._undo)
        self.body.addLayout(across, 1)
        self.body.addWidget(self._field)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self._rename)
        actions.addWidget(self._delete)
        actions.addStretch(1)
        self.body.addLayout(actions)
        self.body.addWidget(Text(_KEYS, "secondary"))


def _try(
    sheet: QWidget,
    field: Field[QLineEdit],
    write: Callable[[bool], object],
    then: Callable[[], object],
    confirmed: bool = False,
) -> None:
    """Writes a name; what is wrong with it shows under its field."""
    field.clear_error()
    try:
        write(confirmed)
    except NationalNumberSuspected as fault:
        national_number.ask(
            sheet,
            fault,
            record=partial(_try, sheet, field, write, then, True),
            go_back=lambda _fault: field.editor.setFocus(),
        )
    except InvalidInput as fault:
        field.set_error(fault.what)
    except DeskError as fault:
        messages.error(sheet, fault)
    else:
        then()
