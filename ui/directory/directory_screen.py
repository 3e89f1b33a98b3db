"""Associations, services, wards, professionals: found, corrected, checked, put aside."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from referent_desk.directory import Brought, Resource, Reveals
from referent_desk.errors import DeskError
from referent_desk.families import fold
from referent_desk.figures import counted, figures
from referent_desk.office import Office
from ui import messages
from ui.directory.import_sheet import ImportSheet, read_file
from ui.directory.resource_card import VERIFY_KEY, ResourceCard
from ui.directory.resource_sheet import KINDS, ResourceSheet, need_words
from ui.widgets import (
    EmptyState,
    FileDialog,
    FilterList,
    PageTitle,
    PrimaryButton,
    RowData,
    SearchEdit,
    SecondaryButton,
)


class DirectoryScreen(QWidget):
    """The list at the left, the chosen resource at the right."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.setObjectName("directory_screen")
        self._office = office
        self._resources: dict[str, Resource] = {}
        self._title = PageTitle("Annuaire")
        self._undo_import = SecondaryButton("Annuler l’import", "undo-2")
        self._undo_import.setObjectName("undo_import")
        self._undo_import.clicked.connect(self._take_back)
        self._undo_import.hide()
        self._title.add_action(self._undo_import)
        bring = SecondaryButton("Importer…", "download")
        bring.setObjectName("import_directory")
        bring.clicked.connect(self._choose_file)
        self._title.add_action(bring)
        add = PrimaryButton("Nouvelle fiche", "plus")
        add.setObjectName("add_resource")
        add.clicked.connect(self._add)
        self._title.add_action(add)
        self._filter = SearchEdit("Filtrer l’annuaire", "Nom, localité, mot…")
        self._filter.setObjectName("directory_filter")
        self._retired = QCheckBox("Montrer les fiches retirées")
        self._retired.setObjectName("show_retired")
        self._asked_again = QCheckBox("Seulement celles à vérifier")
        self._asked_again.setObjectName("show_to_verify")
        self._verified: list[Resource] = []
        self._brought: Brought | None = None
        self._list = FilterList("Annuaire")
        self._list.setObjectName("directory_list")
        self._list.follow(self._filter)
        self._empty = EmptyState("book-user", "Aucune fiche ne correspond.")
        self._card = ResourceCard()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        resources = self._office.directory.list(retired=self._retired.isChecked())
        self._resources = {resource.id: resource for resource in resources}
        self._today = self._office.clock().date()
        stale = sum(resource.to_verify(self._today) for resource in resources)
        counts = counted(len(resources), "fiche", "fiches")
        self._title.set_subtitle(f"{counts} · {figures(stale)} à vérifier" if stale else counts)
        self._show_rows()

    def show_resource(self, resource_id: str) -> None:
        """Also when it is retired."""
        self._filter.clear()
        if resource_id not in self._resources:
            self._retired.setChecked(True)
        self._list.select_key(resource_id)

    def flush_draft(self) -> None:
        """Nothing is typed on the screen itself."""

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._filter)
        left.addWidget(self._list, 1)
        left.addWidget(self._empty, 1)
        left.addWidget(self._asked_again)
        left.addWidget(self._retired)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(left, 1)
        both.addWidget(self._card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(self._title)
        column.addLayout(both, 1)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._show_rows)
        self._retired.toggled.connect(self.refresh)
        self._asked_again.toggled.connect(self._show_rows)
        within = Qt.ShortcutContext.WidgetShortcut
        verify = QShortcut(QKeySequence(VERIFY_KEY), self._list, context=within)
        verify.activated.connect(lambda: self._mark_verified(self._list.current_key()))
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self._unverify)
        self._list.currentKeyChanged.connect(self._show_card)
        self._list.rowActivated.connect(self._show_card)
        self._card.editRequested.connect(self._edit)
        self._card.verifiedRequested.connect(self._mark_verified)
        self._card.retireRequested.connect(self._retire)

    def _show_rows(self) -> None:
        words = fold(self._filter.text()).split()
        found = [r for r in self._resources.values() if all(w in _haystack(r) for w in words)]
        if self._asked_again.isChecked():
            found = [resource for resource in found if resource.to_verify(self._today)]
        self._list.set_rows([_row(resource, self._today) for resource in found])
        self._list.setVisible(bool(found))
        self._empty.setVisible(not found)
        self._show_card(self._list.current_key())

    def _show_card(self, key: str) -> None:
        resource = self._resources.get(key)
        words = need_words(self._office)
        answered = resource.needs if resource else ()
        needs = ", ".join(words.get(need, need) for need in answered)
        self._card.show_resource(resource, self._today, needs)

    def _add(self) -> None:
        self._open_sheet(None)

    def _edit(self, resource_id: str) -> None:
        self._open_sheet(self._resources[resource_id])

    def _open_sheet(self, resource: Resource | None) -> None:
        sheet = ResourceSheet(self._office, resource, self)
        sheet.saved.connect(self._saved)
        sheet.open()

    def _saved(self, resource_id: str) -> None:
        self._filter.clear()
        self.refresh()
        self._list.select_key(resource_id)
        messages.notify(self, "Fiche enregistrée")

    def _mark_verified(self, resource_id: str) -> None:
        before = self._resources.get(resource_id)
        if before is None:
            return
        try:
            self._office.directory.mark_verified(resource_id, self._today)
        except DeskError as error:
            messages.error(self, error)
            return
        self._verified.append(before)
        self.refresh()
        messages.notify(self, "Vérifiée aujourd’hui. Ctrl+Z annule.")

    def _unverify(self) -> None:
        """Takes the last check back; what was corrected since stays."""
        if not self._verified:
            return
        before = self._verified.pop()
        now = self._resources.get(before.id, before)
        try:
            self._office.directory.save(
                replace(now, verified_on=before.verified_on), national_number_confirmed=True
            )
        except DeskError as error:
            messages.error(self, error)
        self.refresh()

    def _choose_file(self) -> None:
        dialog = FileDialog(self, "Importer un annuaire (CSV)", str(Path.home()))
        dialog.setFileMode(FileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Tableaux (*.csv *.txt *.tsv)", "Tous les fichiers (*)"])
        dialog.fileSelected.connect(self.import_file)
        dialog.open()

    def import_file(self, chosen: str) -> None:
        """Shows what that file would change; nothing is written before « Importer »."""
        try:
            sheet = ImportSheet(self._office, read_file(Path(chosen)), self)
        except DeskError as error:
            messages.error(self, error)
            return
        sheet.brought.connect(self._imported)
        sheet.open()

    def _imported(self, brought: Brought) -> None:
        self._brought = brought
        self._undo_import.show()
        self._filter.clear()
        self.refresh()
        messages.notify(self, "Annuaire importé")

    def _take_back(self) -> None:
        if self._brought is None:
            return
        try:
            stayed = self._office.directory.take_back(self._brought)
        except DeskError as error:
            messages.error(self, error)
            return
        self._brought = None
        self._undo_import.hide()
        self.refresh()
        kept = f" sauf {figures(stayed)} utilisées ou corrigées depuis" if stayed else ""
        messages.notify(self, f"Import annulé{kept}")

    def _retire(self, resource_id: str) -> None:
        """Puts aside or takes back; nothing is deleted, so nothing is asked."""
        resource = self._resources[resource_id]
        try:
            self._office.directory.save(replace(resource, retired=not resource.retired))
        except DeskError as error:
            messages.error(self, error)
            return
        self.refresh()
        messages.notify(self, "Fiche reprise" if resource.retired else "Fiche retirée")


def _haystack(resource: Resource) -> str:
    parts = (
        resource.name,
        resource.city,
        resource.postcode,
        resource.audience,
        resource.offer,
        resource.note,
        KINDS[resource.kind],
    )
    return fold(" ".join(parts))


def _row(resource: Resource, today: date) -> RowData:
    where = " · ".join(part for part in (KINDS[resource.kind], resource.city) if part)
    about = f"{where} — {resource.audience}" if resource.audience else where
    if resource.retired:
        return RowData(resource.name, about, "retirée", "info", key=resource.id)
    if resource.reveals is Reveals.YES:
        return RowData(resource.name, about, "nom révélateur", "warning", key=resource.id)
    if resource.to_verify(today):
        return RowData(resource.name, about, "à vérifier", "info", key=resource.id)
    return RowData(resource.name, about, key=resource.id)
