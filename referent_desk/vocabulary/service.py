"""The words as the user has them: extended, reworded, reordered, retired; never deleted."""

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.vault import Row, Unit, Vault, new_id
from referent_desk.vocabulary.catalogues import Catalogue, Entry, shipped

MAX_LABEL = 120


class Vocabulary:
    """Front door of the room. Codes are what the records keep; labels are looked up when read."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._cache: dict[Catalogue, tuple[Entry, ...]] = {}
        if not vault.read_only:
            self._bring_new_words()

    def entries(self, catalogue: Catalogue, parent: str | None = None) -> tuple[Entry, ...]:
        """What may be chosen today, in the user's order; with `parent`, its aspects."""
        return tuple(e for e in self.all(catalogue) if e.parent == parent and not e.retired)

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
        """The word for `code`; the code itself if the vault no longer knows it; "" for none."""
        entry = self.entry(catalogue, code) if code else None
        return entry.label if entry else code

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
        entry = self._known(catalogue, code)
        if label.strip() == entry.label:
            return
        self._set(catalogue, code, "label", self._checked(catalogue, label, entry.parent, code))

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
        """Shipped entries that this vault has never seen join at the end of their catalogue."""
        known = {(r["catalogue"], r["code"]) for r in self._vault.rows("SELECT * FROM term")}
        missing = [
            (catalogue, entry, position)
            for catalogue in Catalogue
            for position, entry in enumerate(shipped(catalogue).entries)
            if (catalogue.value, entry.code) not in known
        ]
        if not missing:
            return
        with self._vault.unit() as unit:
            for catalogue, entry, position in missing:
                _insert(unit, catalogue, entry, position)
            unit.commit()

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

    def _set(self, catalogue: Catalogue, code: str, column: str, value: str | int) -> None:
        with self._vault.unit() as unit:
            unit.execute(
                f"UPDATE term SET {column} = ? WHERE catalogue = ? AND code = ?",  # noqa: S608
                (value, catalogue, code),
            )
            unit.commit()
        self._forget(catalogue)

    def _forget(self, catalogue: Catalogue) -> None:
        self._cache.pop(catalogue, None)


def _insert(unit: Unit, catalogue: Catalogue, entry: Entry, position: int) -> None:
    unit.execute(
        "INSERT INTO term (catalogue, code, parent, label, help, neutral, position, shipped)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            catalogue,
            entry.code,
            entry.parent,
            entry.label,
            entry.help,
            entry.neutral,
            position,
            int(entry.shipped),
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
    )
