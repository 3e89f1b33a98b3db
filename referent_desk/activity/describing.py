"""A record behind a figure, in a few words and with its names: for the référent alone."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from referent_desk.activity.figures import Behind, RecordKind
from referent_desk.figures import counted
from referent_desk.vault import Row, Vault
from referent_desk.vocabulary import Catalogue, Vocabulary

_NAMED = {
    RecordKind.SITUATION: """
SELECT x.id, x.family_id, f.name AS family, x.opened_on AS day, x.patient AS words, '' AS code,
       NULL AS minutes FROM situation x JOIN family f ON f.id = x.family_id""",
    RecordKind.PERSON: """
SELECT x.id, x.family_id, f.name AS family, '' AS day,
       trim(x.first_name || ' ' || x.last_name) AS words, '' AS code, NULL AS minutes
FROM person x JOIN family f ON f.id = x.family_id""",
    RecordKind.REQUEST: """
SELECT x.id, x.family_id, f.name AS family, x.received_at AS day,
       trim(coalesce(p.first_name || ' ' || p.last_name, '')) AS words, x.channel AS code,
       NULL AS minutes
FROM request x JOIN family f ON f.id = x.family_id LEFT JOIN person p ON p.id = x.person_id""",
    RecordKind.MEETING: """
SELECT x.id, x.family_id, f.name AS family, x.starts_at AS day, '' AS words, x.channel AS code,
       x.minutes FROM meeting x JOIN family f ON f.id = x.family_id""",
    RecordKind.GROUP_SESSION: """
SELECT x.id, m.family_id, count(*) AS family, x.starts_at AS day, x.title AS words, '' AS code,
       x.minutes, min(m.id) AS opened_by
FROM group_session x JOIN meeting m ON m.group_session_id = x.id AND +m.state = 'held'""",
    RecordKind.INDIRECT_WORK: """
SELECT x.id, coalesce(x.family_id, '') AS family_id, coalesce(f.name, '') AS family,
       x.done_on AS day, '' AS words, x.kind AS code, x.minutes
FROM indirect_work x LEFT JOIN family f ON f.id = x.family_id""",
    RecordKind.REFERRAL: """
SELECT x.id, x.family_id, f.name AS family, x.created_on AS day, r.name AS words, '' AS code,
       NULL AS minutes FROM referral x JOIN family f ON f.id = x.family_id
JOIN resource r ON r.id = x.resource_id""",
    RecordKind.ACTION: """
SELECT x.id, x.family_id, f.name AS family, coalesce(x.due_on, '') AS day, x.what AS words,
       '' AS code, NULL AS minutes FROM action x JOIN family f ON f.id = x.family_id""",
}
_WORDS = {
    RecordKind.REQUEST: Catalogue.CHANNELS,
    RecordKind.MEETING: Catalogue.CHANNELS,
    RecordKind.INDIRECT_WORK: Catalogue.INDIRECT_WORK,
}
DAY = len("2026-11-30")


class Describing:
    def __init__(self, vault: Vault, vocabulary: Vocabulary) -> None:
        self._vault = vault
        self._vocabulary = vocabulary

    def told(
        self, kind: RecordKind, members: Iterable[Row], amount: Callable[[Row], int] = lambda _: 1
    ) -> Iterator[Behind]:
        """Members with their `id` and `day`, in their order; the words are today's."""
        asked = list(members)
        ids = json.dumps([member["id"] for member in asked])
        rows = self._vault.rows(
            f"{_NAMED[kind]} WHERE x.id IN (SELECT value FROM json_each(?)) GROUP BY x.id",  # noqa: S608
            (ids,),
        )
        named = {row["id"]: row for row in rows}
        for member in asked:
            row = named[member["id"]]
            session = kind is RecordKind.GROUP_SESSION
            yield Behind(
                kind,
                row["opened_by"] if session else row["id"],
                row["family_id"],
                counted(row["family"], "famille", "familles") if session else row["family"],
                member["day"][:DAY],
                self._told(kind, row),
                amount(member),
            )

    def family(self, family_id: str) -> str:
        row = self._vault.row("SELECT name FROM family WHERE id = ?", (family_id,))
        return row["name"] if row else ""

    def _told(self, kind: RecordKind, row: Row) -> str:
        word = self._vocabulary.label(_WORDS[kind], row["code"]) if kind in _WORDS else ""
        minutes = "" if row["minutes"] is None else f"{row['minutes']}\u00a0min"
        since = ""
        if kind is RecordKind.SITUATION:
            since = f"depuis le {date.fromisoformat(row['day'][:DAY]):%d/%m/%Y}"
        return ", ".join(part for part in (row["words"], word, minutes, since) if part)
