"""The index against its tables: each record once, and none that is gone."""

from collections.abc import Iterator

from referent_desk.search.sources import SOURCES, Source
from referent_desk.vault import Finding, Reader, RoomCheck

CHECK = "search"
_PENDING = "SELECT 1 FROM search_pending WHERE owner = 'all'"
_UNINDEXED = """
SELECT 1 FROM search_entry e
WHERE NOT EXISTS (SELECT 1 FROM search_index_docsize d WHERE d.id = e.id) LIMIT 1
"""
_UNKNOWN = """
SELECT 1 FROM search_index_docsize d
WHERE NOT EXISTS (SELECT 1 FROM search_entry e WHERE e.id = d.id) LIMIT 1
"""


def differences(reader: Reader) -> Iterator[Finding]:
    if reader.row(_PENDING) is not None:
        return
    queries = [_UNINDEXED, _UNKNOWN]
    for source in SOURCES:
        queries += [_missing(source), _left_over(source)]
    if any(reader.row(query) is not None for query in queries):
        told = (
            "L’index de la recherche ne suit plus ce qui est noté\u00a0: il sera refait de"
            " lui-même. Rien de ce que vous avez noté n’est touché."
        )
        yield Finding(CHECK, "search_index", told=told, mends_itself=True)


def _missing(source: Source) -> str:
    return f"""
        SELECT 1 FROM {source.table} t WHERE NOT EXISTS (
            SELECT 1 FROM search_entry e WHERE e.owner_id = t.{source.owner_column}
            AND e.owner = '{source.owner}' AND e.kind = '{source.kind}'
            AND e.record = t.{source.key}
        ) AND NOT EXISTS (
            SELECT 1 FROM search_pending p
            WHERE p.owner = '{source.owner}' AND p.owner_id = t.{source.owner_column}
        ) LIMIT 1
    """  # noqa: S608  (our own names)


def _left_over(source: Source) -> str:
    return f"""
        SELECT 1 FROM search_entry e WHERE e.kind = '{source.kind}' AND NOT EXISTS (
            SELECT 1 FROM {source.table} t WHERE t.{source.key} = e.record
            AND t.{source.owner_column} = e.owner_id
        ) AND NOT EXISTS (
            SELECT 1 FROM search_pending p WHERE p.owner = e.owner AND p.owner_id = e.owner_id
        ) LIMIT 1
    """  # noqa: S608  (our own names)


INDEX = RoomCheck(CHECK, "search_index", differences)
