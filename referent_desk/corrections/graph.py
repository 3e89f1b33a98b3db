"""Which tables hold a family's file, and how their rows hang together: read from the schema."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from referent_desk.vault import Row, Vault

ROOT = "family"
PERSON = "person"
SITUATION = "situation"

_COLUMNS = """
SELECT t.name AS owner, c.name, c.type, c."notnull" AS needed, c.pk
FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'
"""
_LINKS = """
SELECT t.name AS owner, f."from" AS here, f."table" AS parent, f.on_delete
FROM sqlite_schema t, pragma_foreign_key_list(t.name) f
WHERE t.type = 'table' AND f."to" = 'id' ORDER BY t.name, f.id
"""


@dataclass(frozen=True)
class Link:
    """A foreign key. `belongs`: the row cannot be without its parent; else it lets go of it."""

    table: str
    column: str
    parent: str
    needed: bool
    """Each row has this parent."""
    on_delete: str

    @property
    def belongs(self) -> bool:
        return self.needed or self.on_delete == "CASCADE"

    @property
    def released(self) -> bool:
        """The schema itself lets go of the parent."""
        return self.on_delete == "SET NULL"


@dataclass(frozen=True)
class Graph:
    """`tables` of a family's file, parents before children.

    `columns` (without those of bytes), `keys` and `links` are of every table.
    """

    tables: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    keys: Mapping[str, tuple[str, ...]]
    links: Mapping[str, tuple[Link, ...]]

    def inside(self, table: str) -> tuple[Link, ...]:
        """Its links to rows of the same file."""
        return tuple(link for link in self.links[table] if link.parent in self.tables)

    def placed(self, table: str) -> bool:
        """Each row says its family."""
        return any(link.parent == ROOT for link in self.links[table])

    def home(self, table: str) -> Link:
        """Where a row that does not say its family belongs: to a person only for want of better."""
        owners = [link for link in self.inside(table) if link.needed]
        return next((link for link in owners if link.parent != PERSON), owners[0])

    def onto(self, parent: str) -> tuple[Link, ...]:
        return tuple(
            link for table in self.tables for link in self.links[table] if link.parent == parent
        )

    def is_leaf(self, table: str) -> bool:
        return not self.onto(table)


def read_graph(vault: Vault) -> Graph:
    columns = defaultdict[str, list[Row]](list)
    for row in vault.rows(_COLUMNS):
        columns[row["owner"]].append(row)
    needed = {(t, c["name"]) for t, cs in columns.items() for c in cs if c["needed"] or c["pk"]}
    links = defaultdict[str, list[Link]](list)
    for row in vault.rows(_LINKS):
        table, column = row["owner"], row["here"]
        always = (table, column) in needed
        links[table].append(Link(table, column, row["parent"], always, row["on_delete"]))
    tables = _from_the_root(links)
    return Graph(
        tables,
        {t: tuple(c["name"] for c in of if c["type"] != "BLOB") for t, of in columns.items()},
        {t: _key(of) for t, of in columns.items()},
        {t: tuple(links[t]) for t in columns},
    )


def _key(columns: list[Row]) -> tuple[str, ...]:
    return tuple(c["name"] for c in sorted(columns, key=lambda c: c["pk"]) if c["pk"])


def _from_the_root(links: Mapping[str, list[Link]]) -> tuple[str, ...]:
    """Those reached from the family, each after all the parents that are reached too."""
    reached = {ROOT}
    while True:
        more = {t for t, ls in links.items() if any(ln.parent in reached for ln in ls)} - reached
        if not more:
            break
        reached |= more
    ordered: list[str] = []
    while len(ordered) < len(reached):
        ready = sorted(
            t
            for t in reached.difference(ordered)
            if all(ln.parent not in reached or ln.parent in ordered for ln in links.get(t, []))
        )
        ordered += ready
    return tuple(ordered)
