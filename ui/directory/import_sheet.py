"""What a CSV file would change in the directory, line by line, before it is imported."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from referent_desk.directory import Fate, ImportPlan, NotATable, PlannedLine
from referent_desk.errors import DeskError
from referent_desk.figures import figures
from referent_desk.office import Office
from ui import messages
from ui.directory.resource_sheet import need_words
from ui.widgets import ChipGroup, FilterList, RowData, SheetDialog, TagKind, Text

_FATES: dict[Fate, tuple[str, str, TagKind]] = {
    Fate.ADDED: ("Ajoutées", "ajoutée", "accent"),
    Fate.CHANGED: ("Changées", "changée", "accent"),
    Fate.REFUSED: ("Refusées", "refusée", "warning"),
    Fate.SAME: ("Identiques", "identique", "info"),
}
_FIELDS = {
    "name": "nom",
    "kind": "genre",
    "audience": "public",
    "offer": "offre",
    "address": "rue",
    "postcode": "code postal",
    "city": "localité",
    "phone": "téléphone",
    "email": "courriel",
    "web": "site",
    "bound_by_secrecy": "secret professionnel",
    "reveals": "nom révélateur",
    "reveals_what": "ce que le nom révèle",
    "neutral_reason": "mots neutres",
    "languages": "langues",
    "serves": "dessert",
    "needs": "besoins",
    "verified_on": "vérifiée le",
    "note": "note",
}
_CODED = {"kind", "reveals", "needs"}
"""Kept by codes, which say nothing to the eye: their name is enough."""
_MOST = 8_000_000


def read_file(path: Path) -> bytes:
    """Raises NotATable for what cannot be read, or is too big to be a directory."""
    try:
        with path.open("rb") as file:
            return file.read(_MOST)
    except OSError:
        raise NotATable(
            "Ce fichier ne peut pas être lu.",
            next_step="Fermez-le dans le tableur s’il y est ouvert, puis recommencez.",
        ) from None


class ImportSheet(SheetDialog):
    """Raises NotATable when made of what is no table."""

    brought = Signal(object)
    """What `Directory.take_back` needs."""

    def __init__(self, office: Office, content: bytes, parent: QWidget | None = None) -> None:
        by_words = {words: code for code, words in need_words(office).items()}
        self._plan: ImportPlan = office.directory.plan_import(content, by_words)
        writes = sum(len(self._plan.of(fate)) for fate in (Fate.ADDED, Fate.CHANGED))
        super().__init__(
            "Importer un annuaire",
            parent,
            subtitle="Rien n’est encore écrit. Voici ce que ce fichier changerait.",
            primary=f"Importer ({figures(writes)})",
        )
        self.setObjectName("import_sheet")
        self.primary_button.setObjectName("import_now")
        self.primary_button.setEnabled(writes > 0)
        self._office = office
        self._fates = ChipGroup("Lignes montrées", self._counted())
        self._fates.setObjectName("import_fates")
        self._fates.changed.connect(self._show_lines)
        self._list = FilterList("Lignes du fichier")
        self._list.setObjectName("import_lines")
        self._list.setMinimumHeight(300)
        self._list.currentKeyChanged.connect(self._show_whole)
        self._whole = Text("", "secondary")
        self.add(self._fates)
        if self._plan.unknown:
            titles = ", ".join(self._plan.unknown)
            self.add(Text(f"Colonnes laissées de côté\u00a0: {titles}.", "secondary"))
        self.body.addWidget(self._list, 1)
        self.add(self._whole)
        self.primaryRequested.connect(self._bring)
        self._show_lines()
        self.resize(760, 600)

    def _counted(self) -> list[tuple[str, str]]:
        counts = [(fate, len(self._plan.of(fate))) for fate in _FATES]
        return [(f.value, f"{_FATES[f][0]}\u00a0: {figures(n)}") for f, n in counts if n]

    def _show_lines(self) -> None:
        wanted = self._fates.selected()
        lines = [line for line in self._plan.lines if not wanted or line.fate in wanted]
        self._list.set_rows([_row(line) for line in lines])
        self._show_whole(self._list.current_key())

    def _show_whole(self, key: str) -> None:
        """In full below, what the row may have cut."""
        found = next((line for line in self._plan.lines if str(line.number) == key), None)
        self._whole.setText(_told(found) if found else "")

    def _bring(self) -> None:
        try:
            brought = self._office.directory.bring(self._plan)
        except DeskError as fault:
            messages.error(self, fault)
            return
        self.brought.emit(brought)
        self.finish()


def _row(line: PlannedLine) -> RowData:
    _many, tag, kind = _FATES[line.fate]
    name = line.name or "Sans nom"
    return RowData(f"Ligne {line.number} · {name}", _told(line), tag, kind, key=str(line.number))


def _told(line: PlannedLine) -> str:
    changes = (
        f"{_FIELDS.get(field, field)}\u00a0: {_said(before)} → {_said(after)}"
        for field, before, after in line.changes
        if field not in _CODED
    )
    coded = (_FIELDS[field] for field, _before, _after in line.changes if field in _CODED)
    return " · ".join(part for part in (line.why, *changes, *coded) if part)


def _said(value: str) -> str:
    return value or "rien"
