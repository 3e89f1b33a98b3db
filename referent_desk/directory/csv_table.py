"""A CSV file as it comes: its encoding, its separator, and the columns that are recognised."""

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from referent_desk.directory.errors import NotATable
from referent_desk.figures import figures
from referent_desk.free_text import fold

MOST_BYTES = 4_000_000
MOST_LINES = 5_000
_SEPARATORS = ";,\t"
COLUMNS = {
    "name": "nom, association, ressource, organisme, service ou association, denomination",
    "kind": "genre, type, categorie, sorte",
    "audience": "pour qui, public",
    "offer": "ce qui est offert, offre, activites, description",
    "address": "rue et numero, adresse, rue",
    "postcode": "code postal, cp",
    "city": "localite, ville, commune",
    "phone": "telephone, tel, gsm",
    "email": "courriel, e mail, email, mail",
    "web": "site, site web, site internet, web, url",
    "bound_by_secrecy": "tenue au secret professionnel, secret professionnel, secret",
    "reveals": "nom revelateur, le nom revele un diagnostic, revele un diagnostic, revelateur",
    "reveals_what": "ce que le nom revele",
    "neutral_reason": "en mots neutres, mots neutres, raison neutre",
    "languages": "langues, langue",
    "serves": "dessert, region desservie, regions, region, zone",
    "needs": "besoins, besoin",
    "verified_on": "verifie le, verifiee le, verification",
    "note": "note, notes, remarque, remarques",
}
_FIELD_OF = {word.strip(): field for field, words in COLUMNS.items() for word in words.split(",")}


@dataclass(frozen=True)
class Line:
    """One line of the file: its number there, its words by field; `extra` cells have no title."""

    number: int
    words: dict[str, str]
    extra: bool = False


@dataclass(frozen=True)
class Table:
    """`unknown` are titles that say nothing to us: these columns are left aside."""

    fields: tuple[str, ...]
    lines: tuple[Line, ...]
    unknown: tuple[str, ...] = ()


def read_table(content: bytes) -> Table:
    """Raises NotATable."""
    if len(content) > MOST_BYTES:
        raise NotATable(
            "Ce fichier est trop grand pour un annuaire\u00a0: 4\u00a0Mo au plus.",
            next_step="Gardez-y l’annuaire seul, ou importez-le en plusieurs fichiers.",
        )
    text = _decoded(content)
    rows = _rows(text)
    titles_at = next((at for at, (_n, row) in enumerate(rows) if any(row)), None)
    if titles_at is None:
        raise NotATable("Ce fichier est vide.", next_step="Choisissez-en un autre.")
    titles = rows[titles_at][1]
    fields = [_FIELD_OF.get(fold(title), "") for title in titles]
    if "name" not in fields:
        raise NotATable(
            "Aucune colonne «\u00a0Nom\u00a0» n’a été trouvée dans la première ligne.",
            next_step="Donnez un titre à chaque colonne\u00a0: Nom, Code postal, Téléphone…",
        )
    twice = next((f for f in fields if f and fields.count(f) > 1), "")
    if twice:
        said = " et ".join(t for t, f in zip(titles, fields, strict=True) if f == twice)
        raise NotATable(
            f"Deux colonnes disent la même chose\u00a0: {said}.",
            next_step="Retirez l’une des deux dans votre tableur, puis recommencez.",
        )
    lines = tuple(_line(n, row, fields) for n, row in rows[titles_at + 1 :] if any(row))
    if len(lines) > MOST_LINES:
        raise NotATable(
            f"Ce fichier a plus de {figures(MOST_LINES)} lignes.",
            next_step="Importez-le en plusieurs fichiers.",
        )
    unknown = (title for title, field in zip(titles, fields, strict=True) if title and not field)
    return Table(tuple(field for field in fields if field), lines, tuple(unknown))


def _line(number: int, row: Sequence[str], fields: Sequence[str]) -> Line:
    words = {field: word for field, word in zip(fields, row, strict=False) if field}
    return Line(number, words, extra=any(row[len(fields) :]))


def _decoded(content: bytes) -> str:
    """UTF-8, else Windows's own; a workbook or a picture is neither."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not content.startswith(b"PK\x03\x04"):
            return text
    raise NotATable


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Each row with the number of the line it begins on."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for row in reader:
            rows.append((begins, [cell.strip() for cell in row]))
            begins = reader.line_num + 1
    except csv.Error:
        raise NotATable from None
    return rows
