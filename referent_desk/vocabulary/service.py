"""The words as the user has them: extended, reworded, reordered, retired; never deleted."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from referent_desk.data_files import DataFault
from referent_desk.errors import InvalidInput, NotFound
from referent_desk.vault import Row, Unit, Vault, new_id
from referent_desk.vocabulary.catalogues import MAX_LABEL, Catalogue, Entry, shipped


class Vocabulary:
    """Front door of the room. Codes are what the records keep; labels are looked up when read."""

    def __init__(self, vault: Vault, today: Callable[[], date] = date.today) -> None:
        self._vault = vault
        self._today = today
        self._cache: dict[Catalogue, tuple[Entry, ...]] = {}
        self._wordings: dict[Catalogue, list[Row]] = {}
        if not vault.read_only:
            self._bring_new_words()

    @property
    def faults(self) -> tuple[DataFault, ...]:
        """What could not be read of the files that bring the words."""
        return tuple(fault for catalogue in Catalogue for fault in shipped(catalogue).faults)

    def entries(self, catalogue: Catalogue, parent: str | None = None) -> tuple[Entry, ...]:
        """What may be chosen today, in the user's order; with `parent`, its aspects."""
        return tuple(
            e
            for e in self.all(catalogue)
            if e.parent == parent and not (e.retired or e.merged_into)
        )

    def offered(
        self, catalogue: Catalogue, noted: Iterable[str], parent: str | None = None
    ) -> tuple[Entry, ...]:
        """`entries`, then what was `noted` and left the lists since: a form must not lose it."""
        offered = self.entries(catalogue, parent)
        codes = dict.fromkeys(code for code in noted if code)
        gone = [code for code in codes if code not in {entry.code for entry in offered}]
        known = (self.entry(catalogue, code) for code in gone)
        return (*offered, *(entry for entry in known if entry))

    def all(self, catalogue: Catalogue) -> tuple[Entry, ...]:
        """Every entry, retired ones and aspects too."""
        if catalogue not in self._cache:
            rows = self._vault.rows(
                "SELECT * FROM term WHERE catalogue = ? ORDER BY position, code", (catalogue,)
            )
            self._cache[catalogue] = tuple(_entry(row) for row in rows)
        return self._cache[catalogue]

    def entry(self, catalogue: Catalogue, code: str) -> Entry | None:
        return next((e for e in self.all(catalogue) if e.code == code), None)

    def label(self, catalogue: Catalogue, code: str) -> str:
        """Today's word for `code`, that of the word it was merged into if it was.

        The code itself if the vault no longer knows it; "" for none.
        """
        entry = self.entry(catalogue, code) if code else None
        if entry and entry.merged_into:
            return self.label(catalogue, entry.merged_into)
        return entry.label if entry else code

    def label_on(self, catalogue: Catalogue, code: str, day: date) -> str:
        """The word for `code` as it was on that day: for what was noted then."""
        if catalogue not in self._wordings:
            self._wordings[catalogue] = self._vault.rows(
                "SELECT code, until, label FROM term_wording WHERE catalogue = ? ORDER BY until",
                (catalogue,),
            )
        asked = day.isoformat()
        earlier = (
            row["label"]
            for row in self._wordings[catalogue]
            if row["code"] == code and row["until"] > asked
        )
        return next(earlier, None) or self.label(catalogue, code)

    def add(self, catalogue: Catalogue, label: str, parent: str | None = None) -> Entry:
        """A word of the user's own, last of its level. Raises InvalidInput if empty or there."""
        label = self._checked(catalogue, label, parent)
        entry = Entry(f"own_{new_id()}", label, parent, shipped=False)
        with self._vault.unit() as unit:
            _insert(unit, catalogue, entry, len(self.all(catalogue)))
            unit.commit()
        self._forget(catalogue)
        return entry

    def reword(self, catalogue: Catalogue, code: str, label: str) -> None:
        """What was noted before today keeps the word of its day."""
        entry = self._known(catalogue, code)
        if label.strip() == entry.label:
            return
        checked = self._checked(catalogue, label, entry.parent, code)
        with self._vault.unit() as unit:
            self._keep_wording(unit, catalogue, entry)
            self._set(catalogue, code, "label", checked)
            unit.commit()

    def merge(self, catalogue: Catalogue, code: str, into: str) -> None:
        """Lists and new notes have `into` alone; older notes keep their code and their word.

        Raises InvalidInput between an aspect and a word, for one with aspects still offered, and
        for one that is not in the lists itself.
        """
        entry, target = self._known(catalogue, code), self._known(catalogue, into)
        if code == into or entry.parent != target.parent or target.retired or target.merged_into:
            raise InvalidInput("label", "Choisissez un autre mot, proposé au même niveau.")
        if self.entries(catalogue, code):
            raise InvalidInput("label", "Retirez ou réunissez d’abord les mots qui sont dessous.")
        with self._vault.unit() as unit:
            self._keep_wording(unit, catalogue, entry)
            self._set(catalogue, code, "merged_into", into)
            unit.commit()

    def unmerge(self, catalogue: Catalogue, code: str) -> None:
        """Two words again, as if they had never been one."""
        entry = self._known(catalogue, code)
        with self._vault.unit() as unit:
            unit.execute(
                "DELETE FROM term_wording WHERE catalogue = ? AND code = ? AND label = ?"
                " AND until = (SELECT max(until) FROM term_wording"
                " WHERE catalogue = ? AND code = ?)",
                (catalogue, code, entry.label, catalogue, code),
            )
            self._set(catalogue, code, "merged_into", None)
            unit.commit()

    def retire(self, catalogue: Catalogue, code: str) -> None:
        """No longer offered; what was noted with it keeps its word."""
        self._known(catalogue, code)
        self._set(catalogue, code, "retired", 1)

    def restore(self, catalogue: Catalogue, code: str) -> None:
        self._known(catalogue, code)
        self._set(catalogue, code, "retired", 0)

    def reorder(self, catalogue: Catalogue, codes: list[str]) -> None:
        """`codes` first and in this order, the others after them as they stood."""
        rank = {code: place for place, code in enumerate(codes)}
        ordered = sorted(self.all(catalogue), key=lambda e: rank.get(e.code, len(rank)))
        with self._vault.unit() as unit:
            for position, entry in enumerate(ordered):
                unit.execute(
                    "UPDATE term SET position = ? WHERE catalogue = ? AND code = ?",
                    (position, catalogue, entry.code),
                )
            unit.commit()
        self._forget(catalogue)

    def _bring_new_words(self) -> None:
        """Shipped entries that this vault has never seen join at the end of their catalogue.

        Those that a file of the user's own leaves out come retired: records and the program itself
        may name them.
        """
        known = {(r["catalogue"], r["code"]) for r in self._vault.rows("SELECT * FROM term")}
        missing = [
            (catalogue, entry, position)
            for catalogue in Catalogue
            for position, entry in enumerate(_to_bring(catalogue))
            if (catalogue.value, entry.code) not in known
        ]
        if not missing:
            return
        with self._vault.unit() as unit:
            for catalogue, entry, position in missing:
                _insert(unit, catalogue, entry, position)
            unit.commit()

    def _keep_wording(self, unit: Unit, catalogue: Catalogue, entry: Entry) -> None:
        """Of several wordings in a day, the first is the one that notes were written under."""
        unit.execute(
            "INSERT OR IGNORE INTO term_wording (catalogue, code, until, label)"
            " VALUES (?, ?, ?, ?)",
            (catalogue, entry.code, self._today().isoformat(), entry.label),
        )

    def _known(self, catalogue: Catalogue, code: str) -> Entry:
        entry = self.entry(catalogue, code)
        if entry is None:
            raise NotFound
        return entry

    def _checked(self, catalogue: Catalogue, label: str, parent: str | None, code: str = "") -> str:
        label = " ".join(label.split())
        if not label:
            raise InvalidInput("label", "Ce mot est vide.")
        if len(label) > MAX_LABEL:
            raise InvalidInput("label", f"Ce mot dépasse {MAX_LABEL} caractères.")
        siblings = (e for e in self.all(catalogue) if e.parent == parent and e.code != code)
        if any(e.label.casefold() == label.casefold() for e in siblings):
            raise InvalidInput("label", "Ce mot est déjà dans la liste, peut-être retiré.")
        return label

    def _set(self, catalogue: Catalogue, code: str, column: str, value: str | int | None) -> None:
        with self._vault.unit() as unit:
            unit.execute(
                f"UPDATE term SET {column} = ? WHERE catalogue = ? AND code = ?",  # noqa: S608
                (value, catalogue, code),
            )
            unit.commit()
        self._forget(catalogue)

    def _forget(self, catalogue: Catalogue) -> None:
        self._cache.pop(catalogue, None)
        self._wordings.pop(catalogue, None)


def _to_bring(catalogue: Catalogue) -> tuple[Entry, ...]:
    found = shipped(catalogue)
    return (*found.entries, *(replace(entry, retired=True) for entry in found.aside))


def _insert(unit: Unit, catalogue: Catalogue, entry: Entry, position: int) -> None:
    unit.execute(
        "INSERT INTO term (catalogue, code, parent, label, help, neutral, position, shipped,"
        " retired) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            catalogue,
            entry.code,
            entry.parent,
            entry.label,
            entry.help,
            entry.neutral,
            position,
            int(entry.shipped),
            int(entry.retired),
        ),
    )


def _entry(row: Row) -> Entry:
    return Entry(
        row["code"],
        row["label"],
        row["parent"],
        row["help"],
        row["neutral"],
        bool(row["retired"]),
        bool(row["shipped"]),
        row["merged_into"] or "",
    )
