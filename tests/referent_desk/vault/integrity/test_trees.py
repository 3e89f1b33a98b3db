"""The second reader agrees with SQLCipher, row by row and page by page."""

from collections.abc import Mapping
from contextlib import closing

from referent_desk.vault.connection import connect_to_read
from referent_desk.vault.integrity.pages import Pages
from referent_desk.vault.integrity.schema import declared_tables, roots
from referent_desk.vault.integrity.trees import Trees
from tests.referent_desk.vault.integrity.conftest import Lived


def test_every_row_of_every_table_is_read_as_sqlcipher_reads_it(lived: Lived) -> None:
    with Pages(lived.database, lived.key) as pages, lived.open(read_only=True) as vault:
        trees = Trees(pages)
        found = {root.name: root.page for root in roots(trees, set())}
        for table in declared_tables(vault._store.connection):
            lost: set[int] = set()
            ours = [table.row(r) for r in trees.records(found[table.name], lost)]
            theirs = [dict(row) for row in vault.rows(f'SELECT * FROM "{table.name}"')]
            assert not lost
            assert sorted(map(str, map(sorted_row, ours))) == sorted(
                map(str, map(sorted_row, theirs))
            )


def sorted_row(row: Mapping[str, object]) -> list[tuple[str, object]]:
    return sorted(row.items())


def test_every_page_is_reached_or_free(lived: Lived) -> None:
    with Pages(lived.database, lived.key) as pages:
        trees = Trees(pages)
        for root in roots(trees, set()):
            for _ in trees.records(root.page, set()) if root.page else ():
                pass
        free, counted = trees.free_pages()
        assert len(free) == counted
        assert trees.reached | free == set(range(1, pages.count + 1))


def test_broken_seals_are_those_that_sqlcipher_finds(lived: Lived) -> None:
    for page in (5, 32, lived.pages()):
        lived.flip(page)
    with Pages(lived.database, lived.key) as pages:
        ours = list(pages.broken())
    with closing(connect_to_read(lived.database, lived.key)) as connection:
        said = [row[0] for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]
    assert [f"HMAC verification failed for page {number}" for number in ours] == said
    assert len(ours) == 3
