"""The form of one resource, to add it or to correct it."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from referent_desk.directory import Resource, ResourceKind, Reveals
from referent_desk.errors import DeskError, InvalidInput
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue
from ui import messages, national_number
from ui.widgets import ChipGroup, Field, PlainTextEdit, SheetDialog

KINDS = {
    ResourceKind.ASSOCIATION: "Association",
    ResourceKind.SERVICE: "Service",
    ResourceKind.WARD: "Unité de l’hôpital",
    ResourceKind.PROFESSIONAL: "Professionnel",
}
REVEALS = {
    Reveals.NO: "Non, le nom ne dit rien",
    Reveals.MILD: "Le nom évoque la psychiatrie ou une problématique",
    Reveals.YES: "Oui, le nom révèle un diagnostic ou une problématique",
}


class ResourceSheet(SheetDialog):
    """Emits `saved` with the id, then closes."""

    saved = Signal(str)

    def __init__(
        self, office: Office, resource: Resource | None = None, parent: QWidget | None = None
    ) -> None:
        title = "Corriger la fiche" if resource else "Nouvelle fiche"
        super().__init__(title, parent, primary="Enregistrer", scrolls=True)
        self.setObjectName("resource_sheet")
        self.primary_button.setObjectName("save_resource")
        self._office = office
        self._resource = resource or Resource("")
        self._lines = {name: QLineEdit(getattr(self._resource, name)) for name in _LINES}
        self._blocks = {name: PlainTextEdit(lines=_BLOCKS[name][1]) for name in _BLOCKS}
        for name, block in self._blocks.items():
            block.set_text(getattr(self._resource, name))
        self._kind = _combo("resource_kind", KINDS, self._resource.kind)
        self._reveals = _combo("resource_reveals", REVEALS, self._resource.reveals)
        self._secrecy = QCheckBox("Tenue au secret professionnel")
        self._secrecy.setObjectName("resource_bound_by_secrecy")
        self._secrecy.setChecked(self._resource.bound_by_secrecy)
        self._needs = _needs(office)
        self._needs.set_selected(self._resource.needs)
        self._fields = self._make_fields()
        self._lay_out_fields()
        self.primaryRequested.connect(self._write)
        self.resize(720, 640)

    def _make_fields(self) -> dict[str, Field[QWidget]]:
        fields: dict[str, Field[QWidget]] = {}
        for name, (label, hint) in _LINES.items():
            editor = self._lines[name]
            editor.setObjectName(f"resource_{name}")
            fields[name] = Field[QWidget](label, editor, hint=hint, required=name == "name")
        for name, (label, _lines) in _BLOCKS.items():
            self._blocks[name].setObjectName(f"resource_{name}")
            fields[name] = Field[QWidget](label, self._blocks[name])
        return fields

    def _lay_out_fields(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        fields = self._fields
        grid.addWidget(fields["name"], 0, 0, 1, 2)
        grid.addWidget(Field("Genre", self._kind), 1, 0)
        grid.addWidget(fields["audience"], 1, 1)
        grid.addWidget(fields["offer"], 2, 0, 1, 2)
        grid.addWidget(fields["address"], 3, 0, 2, 1)
        grid.addWidget(fields["postcode"], 3, 1)
        grid.addWidget(fields["city"], 4, 1)
        grid.addWidget(fields["phone"], 5, 0)
        grid.addWidget(fields["email"], 5, 1)
        grid.addWidget(fields["web"], 6, 0)
        grid.addWidget(self._secrecy, 6, 1)
        grid.addWidget(Field("Le nom révèle-t-il un diagnostic\u202f?", self._reveals), 7, 0, 1, 2)
        grid.addWidget(fields["reveals_what"], 8, 0, 1, 2)
        grid.addWidget(fields["neutral_reason"], 9, 0, 1, 2)
        grid.addWidget(Field("Les besoins auxquels elle répond", self._needs), 10, 0, 1, 2)
        grid.addWidget(fields["languages"], 11, 0)
        grid.addWidget(fields["serves"], 11, 1)
        grid.addWidget(fields["note"], 12, 0, 1, 2)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def write(self, *, national_number_confirmed: bool = False) -> None:
        """Saves and closes, or shows why not."""
        for field in self._fields.values():
            field.clear_error()
        try:
            resource_id = self._office.directory.save(
                self._typed(), national_number_confirmed=national_number_confirmed
            )
        except NationalNumberSuspected as error:
            national_number.ask(
                self,
                error,
                record=lambda: self.write(national_number_confirmed=True),
                go_back=self._point_at,
            )
        except InvalidInput as error:
            self._point_at(error)
        except DeskError as error:
            messages.error(self, error)
        else:
            self.saved.emit(resource_id)
            self.finish()

    def _write(self) -> None:
        self.write()

    def _point_at(self, error: InvalidInput) -> None:
        field = self._fields.get(error.field)
        if field is None:
            messages.error(self, error)
            return
        field.set_error(error.what)
        field.editor.setFocus()

    def _typed(self) -> Resource:
        texts = {name: line.text() for name, line in self._lines.items()}
        texts |= {name: block.text() for name, block in self._blocks.items()}
        return replace(
            self._resource,
            name=texts["name"],
            audience=texts["audience"],
            offer=texts["offer"],
            address=texts["address"],
            postcode=texts["postcode"],
            city=texts["city"],
            phone=texts["phone"],
            email=texts["email"],
            web=texts["web"],
            neutral_reason=texts["neutral_reason"],
            note=texts["note"],
            reveals_what=texts["reveals_what"],
            languages=texts["languages"],
            serves=texts["serves"],
            needs=tuple(self._needs.selected()),
            kind=ResourceKind(self._kind.currentData()),
            reveals=Reveals(self._reveals.currentData()),
            bound_by_secrecy=self._secrecy.isChecked(),
        )


_LINES = {
    "name": ("Nom", ""),
    "audience": ("Pour qui", ""),
    "postcode": ("Code postal", ""),
    "city": ("Localité", ""),
    "phone": ("Téléphone", ""),
    "email": ("Courriel", ""),
    "web": ("Site", ""),
    "reveals_what": (
        "Ce que le nom révèle",
        "«\u00a0la bipolarité\u00a0». Rappelé avant d’imprimer le nom.",
    ),
    "languages": ("Langues", "«\u00a0français, néerlandais\u00a0»"),
    "serves": (
        "Dessert",
        "Provinces, régions ou codes postaux\u00a0: «\u00a0Namur, 5000-5100\u00a0».",
    ),
    "neutral_reason": ("Ce qu’on y trouve, en mots neutres", "Sans diagnostic ni problématique."),
}
_BLOCKS = {"offer": ("Ce qui est offert", 2), "address": ("Rue et numéro", 2), "note": ("Note", 2)}


def need_words(office: Office) -> dict[str, str]:
    """The words of each need and of each aspect, by code: « soutien », « groupe de parole »."""
    entries = office.vocabulary.entries
    words: dict[str, str] = {}
    for need in entries(Catalogue.NEEDS):
        words[need.code] = need.label
        words |= {aspect.code: aspect.label for aspect in entries(Catalogue.NEEDS, need.code)}
    return words


def _needs(office: Office) -> ChipGroup:
    chips = ChipGroup("Les besoins auxquels elle répond", need_words(office).items())
    chips.setObjectName("resource_needs")
    return chips


def _combo(name: str, labels: dict[ResourceKind, str] | dict[Reveals, str], now: str) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    for value, label in labels.items():
        combo.addItem(label, value.value)
    combo.setCurrentIndex(combo.findData(str(now)))
    return combo
