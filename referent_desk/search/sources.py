"""Where the index takes its words from: one query a kind, for the index and for what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from referent_desk.search.model import Kind

_COLUMNS = (
    "record family_id meeting_id day family person_id person link about text more"
    " emotion need felt needed code aspect ward source verbatim restricted"
).split()
_NUMBERS = {"verbatim", "restricted"}


@dataclass(frozen=True)
class Source:
    """`owner` is what `search_pending` names; `owner_column` and `key` are columns of `table`."""

    kind: Kind
    owner: str
    table: str
    key: str
    owner_column: str
    select: str

    def of_owners(self, count: int) -> str:
        return f"{self.select} WHERE t.{self.owner_column} IN ({_marks(count)})"

    def of_records(self, count: int) -> str:
        return f"{self.select} WHERE t.{self.key} IN ({_marks(count)})"


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _source(
    kind: Kind, owner: str, table: str, keys: tuple[str, str], joined: str, **given: str
) -> Source:
    """`keys`: the column of the record, that of its owner."""
    values = {name: "0" if name in _NUMBERS else "''" for name in _COLUMNS} | given
    columns = ", ".join(f"{value} AS {name}" for name, value in values.items())
    select = f"SELECT t.{keys[1]} AS owner_id, {columns} FROM {table} t {joined}"  # noqa: S608  (our own names)
    return Source(kind, owner, table, *keys, select)


_NAMED = "trim(w.first_name || ' ' || w.last_name)"
_WHO = {
    "person_id": "coalesce(w.id, '')",
    "person": f"coalesce({_NAMED}, '')",
    "link": "coalesce(w.link, '')",
}
_OF_FAMILY = "JOIN family f ON f.id = t.family_id"
_OF_MEETING = (
    "JOIN meeting m ON m.id = t.meeting_id JOIN family f ON f.id = m.family_id"
    " JOIN situation s ON s.id = m.situation_id"
)
_IN_MEETING = {
    "record": "t.id",
    "family_id": "m.family_id",
    "meeting_id": "m.id",
    "day": "m.starts_at",
    "family": "f.name",
    "ward": "s.ward",
}
_IN_FAMILY = {"record": "t.id", "family_id": "t.family_id", "family": "f.name"}


def _who(column: str) -> str:
    return f"LEFT JOIN person w ON w.id = t.{column}"


def _noted(kind: Kind, table: str, who: str, **given: str) -> Source:
    return _source(
        kind,
        "meeting",
        table,
        ("id", "meeting_id"),
        f"{_OF_MEETING} {_who(who)}",
        **(_IN_MEETING | _WHO | given),
    )


def _of_family(kind: Kind, table: str, joined: str = "", **given: str) -> Source:
    return _source(
        kind, table, table, ("id", "id"), f"{_OF_FAMILY} {joined}", **(_IN_FAMILY | given)
    )


def _of_passage(column: str, table: str) -> str:
    """The codes noted with it."""
    return (
        f"coalesce((SELECT group_concat({column}, ' ') FROM {table} n"  # noqa: S608  (our names)
        " WHERE n.meeting_id = t.meeting_id AND n.passage_id = t.id), '')"
    )


_PATIENTS = (
    "coalesce((SELECT group_concat(patient, ' ') FROM situation WHERE family_id = t.id), '')"
)
_REACHED = (
    "coalesce((SELECT group_concat(value || ' ' || city, ' ') FROM contact_point"
    " WHERE person_id = t.id), '')"
)
_THE_ONLY_ONE = (
    "(SELECT min(person_id) FROM meeting_participant"
    " WHERE meeting_id = t.meeting_id HAVING count(*) = 1)"
)
"""Whose e-mail it is; of two, it is nobody's in particular."""
_PROFESSIONALS = (
    "coalesce((SELECT group_concat(name || ' ' || service, ' ') FROM meeting_professional"
    " WHERE meeting_id = t.id), '')"
)
_STEPS = (
    "coalesce((SELECT group_concat(note, ' ') FROM referral_step WHERE referral_id = t.id), '')"
)
SOURCES: Sequence[Source] = (
    _source(
        Kind.FAMILY,
        "family",
        "family",
        ("id", "id"),
        "",
        record="t.id",
        family_id="t.id",
        day="t.created_at",
        family="t.name",
        text="t.note",
        more=_PATIENTS,
    ),
    _source(
        Kind.PERSON,
        "family",
        "person",
        ("id", "family_id"),
        _OF_FAMILY,
        **(
            _IN_FAMILY
            | {
                "day": "f.created_at",
                "person_id": "t.id",
                "person": "trim(t.civility || ' ' || t.first_name || ' ' || t.last_name)",
                "link": "t.link",
                "text": "t.note",
                "more": _REACHED,
            }
        ),
    ),
    _source(
        Kind.RESOURCE,
        "resource",
        "resource",
        ("id", "id"),
        "",
        record="t.id",
        person="t.name",
        text="trim(t.audience || ' ' || t.offer)",
        more="t.city || ' ' || t.postcode || ' ' || t.phone || ' ' || t.email || ' ' || t.note",
    ),
    _source(
        Kind.MEETING,
        "meeting",
        "meeting",
        ("id", "id"),
        "JOIN family f ON f.id = t.family_id JOIN situation s ON s.id = t.situation_id",
        **(
            _IN_FAMILY
            | {
                "meeting_id": "t.id",
                "day": "t.starts_at",
                "text": "trim(t.next_step || ' ' || t.decided || ' ' || t.relay)",
                "more": _PROFESSIONALS,
                "ward": "s.ward",
            }
        ),
    ),
    _noted(
        Kind.PASSAGE,
        "passage",
        "said_by",
        text="t.text",
        about="coalesce(t.about, '')",
        felt=_of_passage("emotion", "emotion_note"),
        needed=_of_passage("need", "need_note"),
        source="t.source",
        verbatim="t.verbatim",
        restricted="EXISTS (SELECT 1 FROM passage_restriction r WHERE r.passage_id = t.id)",
    ),
    _noted(
        Kind.EMOTION,
        "emotion_note",
        "person_id",
        text="t.words",
        emotion="t.emotion",
        aspect="t.aspect",
        source="t.source",
    ),
    _noted(
        Kind.NEED,
        "need_note",
        "person_id",
        text="t.words",
        need="t.need",
        aspect="t.aspect",
        source="t.source",
    ),
    _noted(Kind.RECOVERY, "recovery_note", "person_id", text="t.text"),
    _noted(
        Kind.SAFETY,
        "safety_event",
        "said_by",
        text="trim(t.said || ' ' || t.done || ' ' || t.alerted || ' ' || t.follow_up)",
        code="t.kind",
    ),
    _source(
        Kind.EMAIL,
        "meeting",
        "email",
        ("meeting_id", "meeting_id"),
        f"{_OF_MEETING} LEFT JOIN person w ON w.id = {_THE_ONLY_ONE}",
        **(
            _IN_MEETING
            | _WHO
            | {
                "record": "t.meeting_id",
                "text": "trim(t.subject || ' ' || t.body)",
                "more": "t.quoted",
            }
        ),
    ),
    _of_family(
        Kind.REQUEST,
        "request",
        f"JOIN situation s ON s.id = t.situation_id {_who('person_id')}",
        day="t.received_at",
        text="trim(t.asked || ' ' || t.offered)",
        ward="s.ward",
        **_WHO,
    ),
    _of_family(
        Kind.ACTION,
        "action",
        _who("person_id"),
        day="coalesce(t.due_on, t.created_at)",
        text="trim(t.what || ' ' || t.result)",
        **_WHO,
    ),
    _of_family(
        Kind.LETTER,
        "document",
        _who("person_id"),
        day="t.issued_at",
        text="trim(t.recipient || ' ' || t.body)",
        **_WHO,
    ),
    _of_family(
        Kind.LESSON,
        "lesson",
        _who("person_id"),
        day="t.marked_on",
        text="t.wording",
        **_WHO,
    ),
    _source(
        Kind.WORK,
        "indirect_work",
        "indirect_work",
        ("id", "id"),
        "LEFT JOIN family f ON f.id = t.family_id",
        record="t.id",
        family_id="coalesce(t.family_id, '')",
        day="t.done_on",
        family="coalesce(f.name, '')",
        text="t.note",
        code="t.kind",
    ),
    _of_family(
        Kind.REFERRAL,
        "referral",
        _who("person_id"),
        day="t.state_on",
        text="trim(t.said_of_it || ' ' || " + _STEPS + ")",
        more="t.code",
        **_WHO,
    ),
)
OWNERS: dict[str, tuple[Source, ...]] = {
    owner: tuple(source for source in SOURCES if source.owner == owner)
    for owner in dict.fromkeys(source.owner for source in SOURCES)
}
OF_KIND: dict[Kind, Source] = {source.kind: source for source in SOURCES}
