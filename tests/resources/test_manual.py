"""What the manual prints in bold is what one reads on the screen or on the keyboard."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from referent_desk import resource_files
from referent_desk.corrections import KEPT_FOR
from referent_desk.directory.csv_table import MOST_BYTES, MOST_LINES
from referent_desk.directory.model import VERIFIED_FOR_MONTHS
from referent_desk.documents.logo import MAX_BYTES
from referent_desk.figures import figures
from referent_desk.search.service import MOST
from referent_desk.settings import declared
from referent_desk.vault.keys.slowing import FREE_TRIES, LONGEST_WAIT
from referent_desk.vocabulary import Catalogue, shipped
from tests import said
from ui.vault.journal_panel import MOST_PRINTED
from ui.withheld_line import READING_MS

CHAPTERS = sorted(resource_files.path("manual").glob("*.md"))
LETTERS = list(resource_files.path("letters").glob("*.md"))
WORDS: dict[int, str] = {
    2: "deux",
    3: "trois",
    6: "six",
    8: "huit",
    12: "douze",
    13: "treize",
    30: "trente",
    50: "cinquante",
}
TROUBLE = "manual/09-en-cas-de-probleme.md"
CODE = re.compile(r"^ {4}.*$|`[^`]*`", re.MULTILINE)
BOLD = re.compile(r"\*\*(.+?)\*\*")
KEYS = re.compile(r"(?:(?:Ctrl|Alt|Maj)\+)+\S+|F\d+")
LOOSE_SIGN = re.compile(r".{0,20}(?:\w [;:!?»]|« ).{0,20}")
ENGLISH = {
    "Maj": "Shift",
    "Entrée": "Return",
    "Suppr": "Del",
    "Échap": "Escape",
    "Flèche bas": "Down",
    "↑": "Up",
    "↓": "Down",
    "←": "Left",
    "→": "Right",
}
MODIFIERS = {"Ctrl": "ControlModifier", "Maj": "ShiftModifier", "Alt": "AltModifier"}
ANSWERED_BY_QT = {"Tab", "Espace", "Entrée", "Menu"}


@cache
def sources() -> tuple[str, ...]:
    return tuple(module.read_text("utf-8") for module in said.modules("ui"))


@cache
def words() -> frozenset[str]:
    """Every text of the window, of the settings and of the lists; `{}` where it is filled."""
    core = [said.ROOT / "referent_desk" / part for part in ("settings/declared", "documents/kinds")]
    modules = [*said.modules("ui"), *(part.with_suffix(".py") for part in core)]
    found = {text for module in modules for _line, text in said.texts(module)}
    for path in resource_files.path("").rglob("*.toml"):
        if path.parent.name != "manual":
            found.update(_texts(tomllib.loads(path.read_text("utf-8"))))
    return frozenset(map(plain, found))


@cache
def stems() -> frozenset[str]:
    """What stands before what is filled in: « Importer ({}) », « À entendre encore : {}. »."""
    parts = (text.split("{}", 1) for text in words() if "{}" in text)
    return frozenset(stem.rstrip(" (:") for stem, rest in parts if not re.search(r"\w", rest))


def plain(text: str) -> str:
    spaced = text.replace("\u00a0", " ").replace("\u202f", " ").replace("&", "").strip()
    return spaced[:1].lower() + spaced[1:]


def on_screen(bold: str) -> bool:
    told = plain(bold)
    if re.fullmatch(r"[\d ]+", told):
        return any(told in text for text in words())
    return told in words() | stems()


def on_keyboard(keys: str) -> bool:
    """As a shortcut, or handled by a module that names the key and what is held with it."""
    *held, last = keys.split("+")
    english = "+".join(ENGLISH.get(key, key) for key in (*held, last))
    if plain(keys) in words() or plain(english) in words() or keys in ANSWERED_BY_QT:
        return True
    named = [rf"Key_{ENGLISH.get(last, last)}(elete|urn)?\b", *(MODIFIERS[key] for key in held)]
    if any(all(re.search(name, source) for name in named) for source in sources()):
        return True
    return len(keys) == 1 and any(re.search(rf"\b{keys}\b.*puis Entrée", s) for s in sources())


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_what_is_bold_is_on_the_screen_or_on_the_keyboard(chapter: Path) -> None:
    text = CODE.sub("", chapter.read_text("utf-8"))
    unknown = [b for b in BOLD.findall(text) if not on_screen(b) and not on_keyboard(b)]
    assert not unknown


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_keys_are_answered_and_bold(chapter: Path) -> None:
    text = CODE.sub("", chapter.read_text("utf-8"))
    assert not [keys for keys in KEYS.findall(BOLD.sub("", text)) if keys != "F1"]
    assert all(map(on_keyboard, (k for b in BOLD.findall(text) for k in KEYS.findall(b))))


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_links_and_pictures_lead_somewhere(chapter: Path) -> None:
    for target in re.findall(r"\]\((.+?)\)", chapter.read_text("utf-8")):
        assert (chapter.parent / target).is_file(), target


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_no_line_ends_before_a_sign(chapter: Path) -> None:
    assert not LOOSE_SIGN.findall(CODE.sub("", chapter.read_text("utf-8")))


def test_the_messages_that_it_explains_are_those_of_the_program() -> None:
    modules = said.modules("referent_desk", "ui")
    told = "\n".join(plain(text) for module in modules for _line, text in said.texts(module))
    rows = re.findall(r"^\| (.+?) \| (?!---)", resource_files.text(TROUBLE), re.MULTILINE)
    quoted = [part for row in rows for part in row.split("…") if row != "Le message dit"]
    assert len(quoted) > 15
    assert not [part for part in quoted if plain(part).rstrip(",") not in told.replace("{}", "")]


@pytest.mark.parametrize(
    ("chapter", "told"),
    [
        ("04-entretien", f"{WORDS[len(shipped(Catalogue.FACETS).entries)].capitalize()} volets"),
        ("04-entretien", f"{WORDS[READING_MS // 1000]} secondes"),
        ("05-annuaire", f"Après {WORDS[VERIFIED_FOR_MONTHS]} mois"),
        ("05-annuaire", f"{figures(MOST_LINES)} lignes et {MOST_BYTES // 1_000_000} Mo"),
        ("07-verrouiller", f"Après {declared.IDLE_MINUTES.default} minutes"),
        ("07-verrouiller", f"après {declared.MEETING_MINUTES.default} minutes"),
        ("07-verrouiller", f"Après {WORDS[FREE_TRIES]} essais"),
        ("07-verrouiller", f"jamais plus de {WORDS[LONGEST_WAIT]}"),
        ("08-catalogues-et-reglages", f"les {WORDS[len(LETTERS)]} modèles"),
        ("08-catalogues-et-reglages", f"{MAX_BYTES // 1_000_000} Mo au plus"),
        ("10-sauvegardes", f"Après {declared.BACKUP_WARN_DAYS.default} jours"),
        ("11-journal", f"{figures(MOST_PRINTED)} lignes"),
        ("11-journal", f"{WORDS[declared.CLIPBOARD_MINUTES.default]} minutes"),
        ("14-chercher", f"Au-delà de {WORDS[MOST]}"),
        ("16-orientations", f"Après {declared.REFERRAL_SILENT_DAYS.default} jours"),
        ("16-orientations", f"plus petit que {declared.SMALL_COUNT.default}"),
        ("18-activite", f"de 1 à {declared.SMALL_COUNT.default - 1}"),
        ("20-erreurs", f"{WORDS[KEPT_FOR.days]} jours"),
    ],
)
def test_figures_are_those_of_the_program(chapter: str, told: str) -> None:
    assert plain(told)[1:] in plain(resource_files.text(f"manual/{chapter}.md"))


def test_every_picture_is_shown() -> None:
    shown = {name for path in CHAPTERS for name in re.findall(r"\(img/(.+?)\)", path.read_text())}
    assert shown == {path.name for path in (CHAPTERS[0].parent / "img").iterdir()}


def test_a_name_that_is_not_there_is_found() -> None:
    assert on_screen("Enregistrer le PDF")
    assert not on_screen("Enregistrer en PNG tout de suite")
    assert on_keyboard("Ctrl+K")
    assert not on_keyboard("Ctrl+J")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(part)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list):
        for part in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(part)  # pyright: ignore[reportUnknownArgumentType]
