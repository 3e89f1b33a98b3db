"""Pictures of every widget, to be looked at: `python -m tests.ui.gallery FOLDER`."""

import sys
from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets import (
    Banner,
    Card,
    ChipGroup,
    DateEdit,
    EmptyState,
    Field,
    FilterList,
    IconLine,
    LinkButton,
    PageTitle,
    PlainTextEdit,
    PrimaryButton,
    RailButton,
    Row,
    RowData,
    SearchEdit,
    SecondaryButton,
    SheetDialog,
    Tag,
    TimeEdit,
)

EMOTIONS = [
    ("guilt", "culpabilité"),
    ("fear", "peur"),
    ("anger", "colère"),
    ("exhaustion", "épuisement"),
    ("sadness", "tristesse"),
    ("shame", "honte"),
    ("forced", "hospitalisation sous contrainte"),
]


def gallery() -> QWidget:
    """All of it at 1366×768, the size of the smallest screen."""
    whole = QWidget()
    whole.setObjectName("gallery")
    whole.resize(1366, 768)
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(0)
    line.addWidget(_rail())
    column = QVBoxLayout()
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(16)
    column.addWidget(_title())
    three = QHBoxLayout()
    three.setSpacing(16)
    three.addLayout(_cards(), 5)
    three.addLayout(_form(), 4)
    three.addLayout(_lists(), 4)
    column.addLayout(three, 1)
    line.addLayout(column, 1)
    return whole


def dialog(parent: QWidget) -> SheetDialog:
    made = SheetDialog(
        "Premier appel",
        parent,
        subtitle="Qui appelle, et pour demander quoi ?",
        primary="Enregistrer",
    )
    made.add(Field("Nom de la personne qui appelle", QLineEdit(), required=True))
    made.add(Field("Ce qui est demandé", PlainTextEdit(lines=3), hint="Avec ses propres mots."))
    made.add_footer(LinkButton("Rejoindre une famille connue"))
    made.resize(560, 360)
    return made


def grab(folder: Path, app: QApplication) -> list[Path]:
    """One picture of the gallery and one of a dialog, for each scheme."""
    made: list[Path] = []
    for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
        theme.apply(app, scheme)
        whole = gallery()
        sheet = dialog(whole)
        whole.show()
        sheet.open()
        for _ in range(5):
            app.processEvents()
        for widget, name in ((whole, "gallery"), (sheet, "dialog")):
            file = folder / f"{name}-{scheme.value}.png"
            widget.grab().save(str(file))
            made.append(file)
        sheet.leave()
        whole.close()
    return made


def _rail() -> QWidget:
    rail = QFrame()
    rail.setProperty("look", "rail")
    rail.setFixedWidth(212)
    column = QVBoxLayout(rail)
    column.setContentsMargins(10, 50, 10, 12)
    column.setSpacing(2)
    for text, icon, keys in (
        ("Accueil", "house", ""),
        ("Familles", "users", ""),
        ("Entretien", "message-circle-heart", ""),
        ("Verrouiller", "lock", "Ctrl+L"),
    ):
        column.addWidget(RailButton(text, icon, keys, checkable=not keys))
    first = rail.findChild(RailButton)
    if isinstance(first, RailButton):
        first.setChecked(True)
    column.addStretch(1)
    return rail


def _title() -> QWidget:
    title = PageTitle("Lundi 23 novembre", "Trois rendez-vous, deux suites qui attendent.")
    title.add_action(SecondaryButton("Entretien", "pen-line"))
    disabled = SecondaryButton("Indisponible", "lock")
    disabled.setEnabled(False)
    title.add_action(disabled)
    title.add_action(PrimaryButton("Premier appel", "phone-incoming"))
    return title


def _cards() -> QVBoxLayout:
    today = Card("Aujourd’hui", action="Préparer")
    today.add(
        Row(
            "10 h 00 · Mme Lacroix, mère",
            "Bureau · 2e entretien · le patient n’est pas informé",
            icon="clock",
            tag="à préparer",
            tag_kind="warning",
        )
    )
    today.add(
        Row(
            "Rappeler M. Delvaux, frère",
            "Promis le 19 novembre : horaires du groupe de parole",
            icon="phone",
            tag="en retard de 2 jours",
            tag_kind="danger",
        )
    )
    today.add(
        Row(
            "Brouillon : entretien avec Mme Simon", "Hier à 17 h 12", icon="pencil", tag="reprendre"
        )
    )
    chips = Card("Émotions", icon="message-circle-heart")
    emotions = ChipGroup("Émotions", EMOTIONS, columns=3)
    emotions.set_selected(["guilt", "exhaustion", "forced"])
    chips.add(emotions)
    chips.add(IconLine("shield-check", "Sauvegarde vérifiée hier à 17 h 20"))
    column = QVBoxLayout()
    column.setSpacing(16)
    for widget in (
        today,
        chips,
        Banner("Le patient n’est pas informé de ces contacts."),
        Banner("Sauvegarde en retard de 9 jours.", "warning", action="Sauvegarder"),
        Banner("Le disque est plein : rien n’est perdu.", "danger"),
    ):
        column.addWidget(widget)
    column.addStretch(1)
    return column


def _form() -> QVBoxLayout:
    name = Field("Nom", QLineEdit("Lacroix"), required=True)
    postcode = Field("Code postal", QLineEdit("500"))
    postcode.set_error("Un code postal belge a quatre chiffres.")
    link = QComboBox()
    link.addItems(["mère", "père", "frère ou sœur"])
    day, hour = DateEdit(), TimeEdit()
    day.setText("23/11/2026")
    when = QHBoxLayout()
    when.addWidget(Field("Date", day))
    when.addWidget(Field("Heure", hour))
    informed, agreed = QCheckBox("Le patient est informé"), QCheckBox("Accord de la personne")
    agreed.setChecked(True)
    by_phone = QRadioButton("par téléphone")
    by_phone.setChecked(True)
    column = QVBoxLayout()
    column.setSpacing(10)
    for widget in (name, postcode, Field("Lien", link)):
        column.addWidget(widget)
    column.addLayout(when)
    column.addWidget(Field("Ce qui est demandé", PlainTextEdit(grows=True), hint="Avec ses mots."))
    for widget in (informed, agreed, by_phone):
        column.addWidget(widget)
    column.addStretch(1)
    return column


def _lists() -> QVBoxLayout:
    search = SearchEdit("Filtrer les familles")
    rows = FilterList("Familles")
    rows.follow(search)
    rows.set_rows(
        [
            RowData(
                f"Famille Lacroix {at}",
                "Mme Claire Lacroix, mère · vue le 12 novembre",
                "en cours" if at % 3 == 0 else "",
                key=str(at),
            )
            for at in range(2000)
        ]
    )
    tabs = QTabBar()
    tabs.setExpanding(False)
    for text in ("Fil", "Personnes", "Documents"):
        tabs.addTab(text)
    tags = QHBoxLayout()
    for kind in ("accent", "info", "warning", "danger"):
        tags.addWidget(Tag(kind, kind))
    tags.addStretch(1)
    column = QVBoxLayout()
    column.setSpacing(12)
    column.addWidget(tabs)
    column.addWidget(search)
    column.addWidget(rows, 1)
    column.addLayout(tags)
    column.addWidget(
        EmptyState(
            "users", "Aucune famille encore. Commencez par noter un appel.", "Noter un appel"
        )
    )
    return column


if __name__ == "__main__":
    application = theme.make_application([])
    grab(Path(sys.argv[1]), application)
