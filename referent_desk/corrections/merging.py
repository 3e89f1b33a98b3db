"""Two families, or two persons, that are one. Pure functions on rows."""

from referent_desk.corrections.graph import PERSON, ROOT, Graph
from referent_desk.corrections.model import Conflict
from referent_desk.corrections.rows import Record, Rows, Value, copied, keyed

_PERSON_TEXTS = (
    "civility",
    "first_name",
    "last_name",
    "link",
    "birth_year",
    "age_bracket",
    "language",
    "circle",
    "closeness",
)
_PERSON_MARKS = ("lives_with_patient", "main_carer", "trusted_person", "representative")


def families_merged(graph: Graph, rows: Rows, gone: str, into: str) -> Rows:
    """All of `gone` is in the file of `into`, whose name stays; notes are put one after another."""
    after = copied(rows)
    for table in graph.tables:
        for link in graph.inside(table):
            if link.parent == ROOT:
                for row in after[table].values():
                    if row[link.column] == gone:
                        row[link.column] = into
    old, stays = after[ROOT].pop((gone,)), after[ROOT][(into,)]
    stays["note"] = _both(stays["note"], old["note"])
    stays["notice_given_on"] = stays["notice_given_on"] or old["notice_given_on"]
    return after


def people_merged(graph: Graph, rows: Rows, gone: str, into: str) -> Rows:
    """What was of `gone` is of `into`, whose words stay where both say something."""
    after = copied(rows)
    _merge_contacts(after, gone, into)
    _merge_members(after, gone, into)
    old, stays = after[PERSON].pop((gone,)), after[PERSON][(into,)]
    for name in _PERSON_TEXTS:
        stays[name] = stays[name] if stays[name] not in ("", None) else old[name]
    for name in _PERSON_MARKS:
        stays[name] = max(_number(stays[name]), _number(old[name]))
    stays["note"] = _both(stays["note"], old["note"])
    for table in graph.tables:
        for link in graph.inside(table):
            if link.parent == PERSON:
                for row in after[table].values():
                    if row[link.column] == gone:
                        row[link.column] = into
        after[table] = keyed(graph, table, iter(after[table].values()))
    return after


def people_conflicts(rows: Rows, gone: str, into: str) -> tuple[Conflict, ...]:
    old, stays = rows[PERSON][(gone,)], rows[PERSON][(into,)]
    return tuple(
        Conflict(name, str(stays[name]), str(old[name]))
        for name in _PERSON_TEXTS
        if old[name] not in ("", None, stays[name]) and stays[name] not in ("", None)
    )


def family_conflicts(rows: Rows, gone: str, into: str) -> tuple[Conflict, ...]:
    """The name; and a situation still open on each side."""
    old, stays = rows[ROOT][(gone,)], rows[ROOT][(into,)]
    found: list[Conflict] = []
    if old["name"] != stays["name"]:
        found.append(Conflict("name", str(stays["name"]), str(old["name"])))
    still_open = {
        row["family_id"] for row in rows["situation"].values() if row["closed_on"] is None
    }
    if {gone, into} <= still_open:
        found.append(Conflict("situation", str(stays["name"]), str(old["name"])))
    return tuple(found)


def _merge_contacts(after: Rows, gone: str, into: str) -> None:
    contacts = after["contact_point"]
    known = {(c["kind"], c["value"]) for c in contacts.values() if c["person_id"] == into}
    for key, contact in list(contacts.items()):
        if contact["person_id"] == gone and (contact["kind"], contact["value"]) in known:
            del contacts[key]


def _merge_members(after: Rows, gone: str, into: str) -> None:
    """On the map of the network a person stands once."""
    members = after["network_member"]
    by_person = {row["person_id"]: row["id"] for row in members.values()}
    if gone not in by_person or into not in by_person:
        return
    old, stays = by_person[gone], by_person[into]
    links = after["network_link"]
    for key, link in list(links.items()):
        ends = [stays if link[end] == old else link[end] for end in ("from_id", "to_id")]
        others = (other for k, other in links.items() if k != key)
        known = any([other["from_id"], other["to_id"]] == ends for other in others)
        changed = ends != [link["from_id"], link["to_id"]]
        if ends[0] == ends[1] or (changed and known):
            del links[key]
        else:
            link["from_id"], link["to_id"] = ends
    del members[(old,)]


def _both(first: Value, second: Value) -> str:
    return "\n\n".join(str(note) for note in (first, second) if note)


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0


def full_name(person: Record) -> str:
    return f"{person['first_name']} {person['last_name']}".strip()
