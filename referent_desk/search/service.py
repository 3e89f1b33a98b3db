"""Front door of the room: asks the index, and keeps it true."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz, process

from referent_desk.families import fold
from referent_desk.search import index
from referent_desk.search.checks import CHECK
from referent_desk.search.excerpts import excerpt
from referent_desk.search.kinds import kinds_named
from referent_desk.search.model import Found, Hit, Kind
from referent_desk.search.periods import period
from referent_desk.search.query import Filter, Query, words_of
from referent_desk.search.sources import OF_KIND
from referent_desk.vault import CheckResult, Row, Unit, Vault
from referent_desk.vocabulary import Catalogue, Vocabulary

MOST = 50
AT_ONCE = 20
"""So few that nobody notices a turn, on a slow computer either."""
FEW = 5
_SHORTEST_NEAR = 4
_NEAR = 75.0
_NEAREST = 4
_MOST_PEOPLE = 200
_MENDED = "search.mended"
_MATCHING = """
SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid BETWEEN ? AND ?
ORDER BY rowid DESC LIMIT ?
"""
_NAMED = {"family": "name", "person": "first_name || ' ' || last_name"}
_NAMES_AT_ONCE = 5000
_CODES = {
    Filter.EMOTION: ("e", Catalogue.EMOTIONS),
    Filter.NEED: ("n", Catalogue.NEEDS),
    Filter.WARD: ("w", Catalogue.WARDS),
}
_NAMED_ONES = (Filter.EMOTION, Filter.NEED)
_MEANT = 80.0
_LETTERS = re.compile(r"[^\W\d_]+")
_FIRST, _LAST = 0, (1 << 63) - 1


class Search:
    """`catch_up` is what writes; a vault that is read only is searched as its index stands."""

    def __init__(self, vault: Vault, vocabulary: Vocabulary, today: Callable[[], date]) -> None:
        self._vault, self._vocabulary, self._today = vault, vocabulary, today
        self._names: tuple[str, ...] | None = None
        self._looked_at: CheckResult | None = None

    @property
    def behind(self) -> bool:
        """There are families, meetings… that the index does not know as they are now."""
        return self._vault.row("SELECT 1 FROM search_pending LIMIT 1") is not None

    def catch_up(self, at_once: int = AT_ONCE) -> bool:
        """Takes in some of what changed; True while there is more. Short, for beside the window."""
        names = self._all_names()
        if self._vault.read_only:
            return False
        mend = self._to_mend()
        if not mend and not self.behind:
            return False
        with self._vault.unit() as unit:
            if mend:
                index.start_anew(unit)
                _remember(unit, mend)
            met = index.bring_in(unit, self._vocabulary, at_once)
            unit.commit()
        if met.difference(names):
            self._names = tuple({*names, *met})
        return self.behind

    def find(self, query: Query, most: int = MOST) -> Found:
        """Names first, then the latest. Near spelling is tried when hardly anything is found."""
        found = self._find(query, most)
        return found if found.hits or query.empty else replace(found, meant=self._meant(query))

    def _find(self, query: Query, most: int) -> Found:
        if query.empty:
            return Found()
        first, last, filters, unknown = self._filters(query)
        if unknown:
            return Found(unknown=unknown)
        words = [[word] for word in query.words]
        ids = self._matching(words, filters, (first, last), most)
        near: tuple[str, ...] = ()
        if query.phone:
            called = self._matching([[query.phone]], filters, (first, last), most)
            ids = [*called, *(id_ for id_ in ids if id_ not in called)]
        elif len(ids) < FEW and words:
            nearly = [[word, *self._near(word)] for word in query.words]
            if nearly != words and (more := self._matching(nearly, filters, (first, last), most)):
                others = [id_ for id_ in more if id_ not in ids]
                near = tuple(name for each in nearly for name in each[1:]) if others else ()
                ids = [*ids, *others]
        sought = (*query.words, *near)
        return Found(self._hits(ids[:most], sought), len(ids) > most, near)

    def suggestions(self, which: Filter, typed: str = "") -> tuple[str, ...]:
        """The words that such a filter knows, beginning with what is typed."""
        if which not in _CODES:
            return ()
        labels = [entry.label for entry in self._vocabulary.entries(_CODES[which][1])]
        return tuple(label for label in labels if _begins(label, typed))

    def _matching(
        self,
        words: Sequence[Sequence[str]],
        filters: Sequence[str],
        between: tuple[int, int],
        most: int,
    ) -> list[int]:
        each = [f"({' OR '.join(f'{_quoted(w)}*' for w in either)})" for either in words]
        sought = " AND ".join((*each, *filters))
        if not sought:
            ids = (
                "SELECT id AS rowid FROM search_entry WHERE id BETWEEN ? AND ?"
                " ORDER BY id DESC LIMIT ?"
            )
            rows = self._vault.rows(ids, (*between, most + 1))
        else:
            rows = self._vault.rows(_MATCHING, (sought, *between, most + 1))
        return [row["rowid"] for row in rows]

    def _filters(self, query: Query) -> tuple[int, int, list[str], tuple[str, ...]]:
        """The range of rows, the marks to be found, and what no filter understands."""
        first, last, marks, unknown = _FIRST, _LAST, list[str](), list[str]()
        for which, typed in query.filters:
            if not typed:
                continue
            if which is Filter.PERIOD:
                days = period(typed, self._today())
                if days is None:
                    unknown.append(typed)
                else:
                    first = max(first, index.first_id(days[0]))
                    last = min(last, index.last_id(days[1]))
                continue
            either = self._marks(which, typed)
            if either:
                marks.append(f"({' OR '.join(_quoted(each) for each in either)})")
            else:
                unknown.append(typed)
        return first, last, marks, tuple(unknown)

    def _marks(self, which: Filter, typed: str) -> list[str]:
        if which is Filter.KIND:
            return [index.mark("k", kind) for kind in kinds_named(typed)]
        if which is Filter.PERSON:
            return self._people(typed)
        letter, catalogue = _CODES[which]
        entries = self._vocabulary.all(catalogue)
        return [index.mark(letter, e.code) for e in entries if _begins(e.label, typed)]

    def _people(self, typed: str) -> list[str]:
        """Everyone of such a name."""
        words = [[word] for word in words_of(typed)]
        person = _quoted(index.mark("k", Kind.PERSON))
        ids = self._matching(words, [person], (_FIRST, _LAST), _MOST_PEOPLE)
        return [index.mark("p", row["record"]) for row in self._entries(ids)]

    def _near(self, word: str) -> list[str]:
        if len(word) < _SHORTEST_NEAR:
            return []
        found = process.extract(
            word, self._all_names(), scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=_NEAR
        )
        return [name for name, _score, _at in found if not name.startswith(word)]

    def _meant(self, query: Query) -> tuple[tuple[str, str], ...]:
        """Words of the emotions and the needs, spelt nearly so, with which something is found."""
        known = _catalogue_words(self._vocabulary)
        meant = dict[str, str]()
        for word in dict.fromkeys((*query.words, *_words_filtered(query))):
            if len(word) < _SHORTEST_NEAR or any(each.startswith(word) for each in known):
                continue
            best = process.extractOne(word, tuple(known), scorer=fuzz.ratio, score_cutoff=_MEANT)
            if best is not None:
                meant[word] = best[0]
        if not meant or not self._finds(_corrected(query, meant)):
            return ()
        return tuple((word, known[other]) for word, other in meant.items())

    def _finds(self, query: Query) -> bool:
        """As it is written: names spelt nearly so would take as long again."""
        first, last, filters, unknown = self._filters(query)
        words = [[word] for word in query.words]
        return not unknown and bool(self._matching(words, filters, (first, last), 1))

    def _all_names(self) -> tuple[str, ...]:
        """The words of every name; `catch_up` reads them beside the window."""
        if self._names is None:
            words = set[str]()
            for names in self._read_names():
                words |= index.words_of_names(*names)
            self._names = tuple(words)
        return self._names

    def _read_names(self) -> Iterator[list[str]]:
        """Some thousands at a time: the vault is free in between."""
        for table, name in _NAMED.items():
            after = ""
            while rows := self._vault.rows(
                f"SELECT id, {name} AS name FROM {table} WHERE id > ? ORDER BY id LIMIT ?",  # noqa: S608  (our names)
                (after, _NAMES_AT_ONCE),
            ):
                yield [row["name"] for row in rows]
                after = rows[-1]["id"]

    def _entries(self, ids: Iterable[int]) -> list[Row]:
        wanted = tuple(ids)
        marks = ", ".join("?" * len(wanted))
        return self._vault.rows(
            f"SELECT * FROM search_entry WHERE id IN ({marks}) ORDER BY id DESC",  # noqa: S608
            wanted,
        )

    def _hits(self, ids: Sequence[int], words: Sequence[str]) -> tuple[Hit, ...]:
        """In the order of `ids`, without what is gone since the index was made."""
        entries = {row["id"]: (Kind(row["kind"]), row["record"]) for row in self._entries(ids)}
        by_kind: defaultdict[Kind, list[str]] = defaultdict(list)
        for kind, record in entries.values():
            by_kind[kind].append(record)
        found: dict[tuple[Kind, str], Hit] = {}
        for kind, records in by_kind.items():
            for row in self._vault.rows(OF_KIND[kind].of_records(len(records)), records):
                found[kind, row["record"]] = self._hit(kind, row, words)
        wanted = (entries[id_] for id_ in ids if id_ in entries)
        return tuple(found[entry] for entry in wanted if entry in found)

    def _hit(self, kind: Kind, row: Row, words: Sequence[str]) -> Hit:
        day = row["day"][:10]
        return Hit(
            kind,
            row["record"],
            row["family_id"],
            row["meeting_id"],
            date.fromisoformat(day) if day else None,
            row["family"],
            row["person_id"],
            row["person"],
            self._vocabulary.label(Catalogue.LINKS, row["link"]),
            index.label_of(kind, row, self._vocabulary),
            excerpt(row["text"], words),
            row["source"],
            bool(row["verbatim"]),
            bool(row["restricted"]),
        )

    def _to_mend(self) -> str:
        """When a full check found the index wrong, and nothing was done about it yet; else ""."""
        last = self._vault.last_full_check
        if last is self._looked_at or last is None:
            return ""
        self._looked_at = last
        at = last.at.isoformat()
        known = self._vault.row("SELECT value FROM meta WHERE key = ?", (_MENDED,))
        wrong = any(finding.check == CHECK for finding in last.findings)
        return at if wrong and (known is None or known["value"] != at) else ""


def _catalogue_words(vocabulary: Vocabulary) -> dict[str, str]:
    """Those of the emotions, the needs and their aspects: folded, to as they are written."""
    labels = (entry.label for each in _NAMED_ONES for entry in vocabulary.all(_CODES[each][1]))
    words = (word for label in labels for word in _LETTERS.findall(label))
    return {fold(word): word for word in words if len(word) >= _SHORTEST_NEAR}


def _corrected(query: Query, meant: Mapping[str, str]) -> Query:
    filters = (
        (which, " ".join(meant.get(word, word) for word in words_of(value)))
        if which in _NAMED_ONES
        else (which, value)
        for which, value in query.filters
    )
    return replace(
        query, words=tuple(meant.get(word, word) for word in query.words), filters=tuple(filters)
    )


def _words_filtered(query: Query) -> Iterator[str]:
    return (
        word for which, value in query.filters if which in _NAMED_ONES for word in words_of(value)
    )


def _remember(unit: Unit, at: str) -> None:
    unit.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (_MENDED, at),
    )


def _quoted(word: str) -> str:
    return f'"{word}"'


def _begins(label: str, typed: str) -> bool:
    """Each word typed begins a word of the label."""
    known = fold(label).split()
    return all(any(word.startswith(part) for word in known) for part in words_of(typed))
