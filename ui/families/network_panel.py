"""The tab « Réseau »: the map, the same as a list beside it, and what one does with them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from referent_desk.documents import render_listing
from referent_desk.drawings import Spot
from referent_desk.errors import DeskError
from referent_desk.families import FamilyFile, FamilyNetwork
from referent_desk.office import Office
from ui import messages, operations
from ui.documents import leaving
from ui.families.late_panel import FamilyPanel
from ui.families.network_sheets import LinkSheet, MemberSheet
from ui.families.network_view import NetworkView
from ui.families.network_words import (
    links_of,
    member_row,
    network_listing,
    network_map,
    network_text,
    place_words,
)
from ui.families.sheet import Sheet
from ui.widgets import EmptyState, FilterList, SecondaryButton, Text, announce
from ui.widgets.typed_dates import show_date

_EMPTY = (
    "Personne n’est encore sur la carte. Ajoutez un proche du dossier, un service, un club\u00a0:"
    " ce qui entoure la personne hospitalisée."
)
_LIST_WIDTH = 320


class NetworkPanel(FamilyPanel):
    """Each move and each removal can be undone, the last one first, as long as the tab lives."""

    def __init__(self, office: Office, family_id: str) -> None:
        super().__init__()
        self.setObjectName("network_panel")
        self._office, self._family_id = office, family_id
        self._network = FamilyNetwork()
        self._file: FamilyFile | None = None
        self._undo: list[tuple[str, Callable[[], object]]] = []
        self.view = NetworkView()
        self._list = FilterList("Réseau, en liste")
        self._list.setObjectName("network_list")
        self._list.setMinimumWidth(_LIST_WIDTH)
        self._list.currentKeyChanged.connect(self._say)
        self._said = Text("", "muted")
        self._said.setObjectName("network_said")
        self._stack = QStackedWidget()
        self._buttons: dict[str, SecondaryButton] = {}
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        try:
            self._file = self._office.families.open_file(self._family_id)
            self._network = self._office.network.of_family(self._family_id)
        except DeskError as fault:
            messages.error(self, fault)
            return
        file, network, vocabulary = self._file, self._network, self._office.vocabulary
        rows = [member_row(m, network, file, vocabulary) for m in network.members]
        spoken = {row.key: row.spoken for row in rows}
        self.view.show_map(network_map(network, file, vocabulary), spoken)
        self._list.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._say()
        self._enable()

    def add(self) -> None:
        self._open(MemberSheet(self._office, self._family_id, self._network, None, self))

    def edit(self, key: str = "") -> None:
        member = self._network.member(key or self._list.current_key())
        if member:
            sheet = MemberSheet(self._office, self._family_id, self._network, member, self)
            self._open(sheet)

    def link(self, key: str = "") -> None:
        member = self._network.member(key or self._list.current_key())
        if member and self._file:
            self._open(
                LinkSheet(self._office, self._family_id, self._network, self._file, member, self)
            )

    def reopen_draft(self, kind: str, record: str) -> bool:
        """Opens again the sheet of that draft; False when it is none of this tab."""
        if kind not in {"network_member", "network_link"}:
            return False
        self.refresh()
        if kind == "network_link":
            self.link(record)
        elif record:
            self.edit(record)
        else:
            self.add()
        return True

    def move_to(self, key: str, spot: Spot) -> None:
        network, family_id = self._office.network, self._family_id
        try:
            before = network.place(family_id, key, spot.sector, spot.ring, spot.share)
        except DeskError as fault:
            messages.error(self, fault)
            return
        back = (before.circle, before.closeness, before.angle)
        self._remember("Déplacement annulé", lambda: network.place(family_id, key, *back))
        self.refresh()
        if (spot.sector, spot.ring) != back[:2]:
            announce(self.view, place_words(self._office.vocabulary, spot.sector, spot.ring))

    def remove(self, key: str = "") -> None:
        """A person stays in the file; « Annuler » puts back the place and the links."""
        member = self._network.member(key or self._list.current_key())
        if member is None:
            return
        try:
            removed = self._office.network.remove(self._family_id, member.id)
        except DeskError as fault:
            messages.error(self, fault)
            return
        self._remember(
            f"{member.label} est de nouveau sur la carte",
            lambda: self._office.network.put_back(removed),
        )
        self.refresh()
        messages.notify(self, f"{member.label} n’est plus sur la carte. Ctrl+Z pour annuler.")

    def undo(self) -> None:
        if not self._undo:
            return
        told, take_back = self._undo.pop()
        try:
            take_back()
        except DeskError as fault:
            messages.error(self, fault)
        self.refresh()
        messages.notify(self, told)

    def print(self) -> None:
        """The map as vectors, and the list under it; drawn beside the window."""
        if self._file is None:
            return
        day = show_date(self._office.clock().date())
        about = (
            f"Famille {self._file.family.name}",
            f"Édité le {day} par {self._office.vault.holder}. Confidentiel.",
        )
        network, file, vocabulary = self._network, self._file, self._office.vocabulary

        def leave(pdf: bytes) -> None:
            leaving.print_out(self.window(), pdf, "Réseau", self._printed)

        operations.run(
            lambda _progress: render_listing(network_listing(network, file, vocabulary, about)),
            on_done=leave,
            parent=self,
            label="Mise en page de la carte…",
        )

    def copy(self) -> None:
        if self._file is not None:
            said = network_text(self._network, self._file, self._office.vocabulary)
            QApplication.clipboard().setText(said)
            messages.notify(self, "Liste copiée")

    def _say(self) -> None:
        """Links in full, which a line of the list may cut."""
        member = self._network.member(self._list.current_key())
        said = links_of(member, self._network, self._file) if member and self._file else ""
        self._said.setText(f"{said[:1].upper()}{said[1:]}." if said else "Aucun lien noté.")

    def _printed(self) -> None:
        try:
            self._office.vault.journal.record("network.printed", self._family_id)
        except DeskError as fault:
            messages.error(self, fault)
        else:
            messages.notify(self, "Carte envoyée à l’imprimante")

    def _open(self, sheet: Sheet) -> None:
        sheet.saved.connect(self._saved)
        sheet.open()

    def _saved(self, key: str) -> None:
        self._undo.clear()  # what was noted since stands on what it would take back
        self.refresh()
        self._list.select_key(key)
        messages.notify(self, "Enregistré")

    def _remember(self, told: str, take_back: Callable[[], object]) -> None:
        self._undo.append((told, take_back))

    def _enable(self) -> None:
        some = bool(self._network.members)
        writable = not self._office.vault.read_only
        for name in ("edit", "link", "remove"):
            self._buttons[name].setEnabled(some and writable)
        for name in ("print", "copy"):
            self._buttons[name].setEnabled(some)
        self._buttons["add"].setEnabled(writable)
        self._buttons["undo"].setEnabled(bool(self._undo))

    def _connect(self) -> None:
        view, shown = self.view, self._list
        shown.currentKeyChanged.connect(view.select)
        view.selectionChanged.connect(shown.select_key)
        shown.rowActivated.connect(self.edit)
        view.editRequested.connect(self.edit)
        view.removeRequested.connect(self.remove)
        view.moveRequested.connect(self.move_to)
        view.undoRequested.connect(self.undo)
        here = Qt.ShortcutContext.WidgetShortcut
        QShortcut(QKeySequence.StandardKey.Delete, shown, self.remove, context=here)
        QShortcut(QKeySequence.StandardKey.Undo, shown, self.undo, context=here)

    def _lay_out(self) -> None:
        actions = QHBoxLayout()
        actions.setSpacing(8)
        for name, text, icon, action in (
            ("add", "Ajouter", "plus", self.add),
            ("edit", "Modifier", "pencil", partial(self.edit, "")),
            ("link", "Lien", "heart-handshake", partial(self.link, "")),
            ("remove", "Retirer", "x", partial(self.remove, "")),
            ("undo", "Annuler", "undo-2", self.undo),
            ("", "", "", None),
            ("copy", "Copier la liste", "copy", self.copy),
            ("print", "Imprimer", "printer", self.print),
        ):
            if action is None:
                actions.addStretch(1)
                continue
            button = SecondaryButton(text, icon)
            button.setObjectName(f"network_{name}")
            button.clicked.connect(partial(_call, action))
            self._buttons[name] = button
            actions.addWidget(button)
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(self.view, 3)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self._list, 1)
        beside.addWidget(self._said)
        line.addLayout(beside, 1)
        self._stack.addWidget(both)
        self._stack.addWidget(EmptyState("users", _EMPTY))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addLayout(actions)
        column.addWidget(self._stack, 1)


def _call(action: Callable[[], None], _checked: bool = False) -> None:
    action()
