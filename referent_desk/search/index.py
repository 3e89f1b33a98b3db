"""The index brought up to its tables, some owners at a time. Writes in the caller's unit."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from referent_desk.free_text import fold_all
from referent_desk.search.model import Kind
from referent_desk.search.query import words_of
from referent_desk.search.sources import OWNERS
from referent_desk.vault import Row, Unit
from referent_desk.vocabulary import Catalogue, Vocabulary

MARK = "\ue000"
"""Begins what filters look for in the index: a letter that nobody types."""
_DAY_BITS, _RANK_BITS = 28, 52
_RANKS = {Kind.FAMILY: 3, Kind.PERSON: 3, Kind.RESOURCE: 2}
_ONCE_WRITTEN = 1
_ALL = "all"
"""In `search_pending`, « all » and "": the index is to be made anew. With « family:ID »: of the
families, those after that one are still to come.
"""
_MERGED_PAGES = 64
"""Each turn: more than it writes, so that the index stays in few pieces."""


def first_id(day: date, rank: int = _ONCE_WRITTEN) -> int:
    return rank << _RANK_BITS | day.toordinal() << _DAY_BITS


def last_id(day: date) -> int:
    return first_id(day) + (1 << _DAY_BITS) - 1


def mark(letter: str, code: str) -> str:
    """One word of the index: « ngrief » for the emotion `grief`."""
    return MARK + letter + "".join(c for c in code.lower() if c.isalnum())


def start_anew(unit: Unit) -> None:
    """Empties the index; all is pending."""
    unit.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    unit.execute("DELETE FROM search_entry")
    unit.execute("DELETE FROM search_pending")
    for owner in OWNERS:
        _note_rest(unit, owner, "")


def bring_in(unit: Unit, vocabulary: Vocabulary, at_once: int) -> set[str]:
    """What is pending, at most so many owners. Gives the words of the names met."""
    if unit.execute("SELECT 1 FROM search_pending WHERE owner = ? AND owner_id = ''", (_ALL,)):
        start_anew(unit)
    names = set[str]()
    places = _Places(unit)
    for owner, ids in (_changed(unit, at_once) or _next_of_all(unit, at_once)).items():
        _take_out(unit, owner, ids)
        names |= _put_in(unit, places, vocabulary, owner, ids)
        unit.execute(
            f"DELETE FROM search_pending WHERE owner = ? AND owner_id IN ({_marks(ids)})",  # noqa: S608
            (owner, *ids),
        )
    _merge(unit)
    return names


def _changed(unit: Unit, at_once: int) -> dict[str, list[str]]:
    changed: defaultdict[str, list[str]] = defaultdict(list)
    for row in unit.execute(
        "SELECT owner, owner_id FROM search_pending WHERE owner <> ? LIMIT ?", (_ALL, at_once)
    ):
        changed[row["owner"]].append(row["owner_id"])
    return changed


def _next_of_all(unit: Unit, at_once: int) -> dict[str, list[str]]:
    """While the index is made anew: families first, since names are what is sought most."""
    rows = unit.execute("SELECT owner_id FROM search_pending WHERE owner = ?", (_ALL,))
    rests = dict(row["owner_id"].split(":", 1) for row in rows)
    owner = next((each for each in OWNERS if each in rests), "")
    if not owner:
        return {}
    after = rests[owner]
    found = unit.execute(
        f"SELECT id FROM {owner} WHERE id > ? ORDER BY id LIMIT ?",  # noqa: S608  (our names)
        (after, at_once),
    )
    ids = [row["id"] for row in found]
    unit.execute(
        "DELETE FROM search_pending WHERE owner = ? AND owner_id = ?", (_ALL, f"{owner}:{after}")
    )
    if len(ids) == at_once:
        _note_rest(unit, owner, ids[-1])
    return {owner: ids}


def _note_rest(unit: Unit, owner: str, after: str) -> None:
    unit.insert("search_pending", owner=_ALL, owner_id=f"{owner}:{after}")


def _merge(unit: Unit) -> None:
    """A little each turn. By itself FTS5 would do much of it at once, now and then."""
    if not unit.execute("SELECT 1 FROM search_index_config WHERE k = 'automerge' AND v = 0"):
        unit.execute("INSERT INTO search_index (search_index, rank) VALUES ('automerge', 0)")
    unit.execute(
        "INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)", (_MERGED_PAGES,)
    )


class _Places:
    """Free rows of the index, by rank and day."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._last: dict[int, int] = {}

    def next(self, kind: Kind, day: str) -> int:
        base = first_id(_day(day) or date.min, _RANKS.get(kind, _ONCE_WRITTEN))
        if base not in self._last:
            [row] = self._unit.execute(
                "SELECT max(id) AS last FROM search_entry WHERE id BETWEEN ? AND ?",
                (base, base + (1 << _DAY_BITS) - 1),
            )
            self._last[base] = row["last"] or base
        self._last[base] += 1
        return self._last[base]


def _take_out(unit: Unit, owner: str, ids: list[str]) -> None:
    rows = unit.execute(
        f"DELETE FROM search_entry WHERE owner = ? AND owner_id IN ({_marks(ids)}) RETURNING id",  # noqa: S608
        (owner, *ids),
    )
    for row in rows:
        unit.execute("DELETE FROM search_index WHERE rowid = ?", (row["id"],))


def _put_in(
    unit: Unit, places: _Places, vocabulary: Vocabulary, owner: str, ids: list[str]
) -> set[str]:
    names = set[str]()
    for source in OWNERS.get(owner, ()):
        of = f"t.{source.owner_column} AS owner_id"
        for row in unit.execute(
            source.of_owners(len(ids)).replace("SELECT ", f"SELECT {of}, ", 1), ids
        ):
            place = places.next(source.kind, row["day"])
            unit.insert(
                "search_entry",
                id=place,
                owner=owner,
                owner_id=row["owner_id"],
                kind=source.kind,
                record=row["record"],
            )
            unit.insert("search_index", rowid=place, words=_words(source.kind, row, vocabulary))
            if source.kind in {Kind.FAMILY, Kind.PERSON}:
                names |= words_of_names(row["family"], row["person"])
    return names


def words_of_names(*names: str) -> set[str]:
    return {word for line in fold_all(names) for word in line.split()}


def label_of(kind: Kind, row: Row, vocabulary: Vocabulary) -> str:
    """« peur, du diagnostic » for an emotion with its aspect; the kind of a safety event."""
    catalogue = {
        Kind.EMOTION: Catalogue.EMOTIONS,
        Kind.NEED: Catalogue.NEEDS,
        Kind.SAFETY: Catalogue.SAFETY_KINDS,
        Kind.WORK: Catalogue.INDIRECT_WORK,
    }.get(kind)
    if catalogue is None:
        return ""
    codes = (row["emotion"], row["need"], row["code"], row["aspect"])
    return ", ".join(vocabulary.label(catalogue, code) for code in codes if code)


def _words(kind: Kind, row: Row, vocabulary: Vocabulary) -> str:
    link = vocabulary.label(Catalogue.LINKS, row["link"])
    label = label_of(kind, row, vocabulary)
    said = (row["person"], link, row["family"], label, row["text"], row["more"])
    return " ".join((*words_of(" ".join(said)), *_filtered_by(kind, row)))


def _filtered_by(kind: Kind, row: Row) -> Iterable[str]:
    yield mark("k", kind)
    for letter, column in (
        ("p", "person_id"),
        ("p", "about"),
        ("e", "emotion"),
        ("n", "need"),
        ("e", "felt"),
        ("n", "needed"),
        ("w", "ward"),
    ):
        for code in row[column].split():
            yield mark(letter, code)
    if row["verbatim"]:
        yield mark("k", "verbatim")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _marks(ids: list[str]) -> str:
    return ", ".join("?" * len(ids))
