"""Family files in the store: rows to models and back."""

from collections import defaultdict
from datetime import date
from typing import Any

from referent_desk.errors import NotFound
from referent_desk.families.model import (
    Agreement,
    ContactKind,
    ContactPoint,
    Family,
    FamilyFile,
    FamilySummary,
    MessageRule,
    Person,
    Situation,
    told_apart,
)
from referent_desk.families.telling_apart import apart
from referent_desk.free_text import fold_all
from referent_desk.vault import Row, Unit, Vault, new_id

_APART = "\x1f"
"""Between names: a control character, which no text that is kept holds."""
# Of the meetings, the index of the family alone is read: the few that were not held are set apart.
SUMMARIES = f"""
SELECT f.id, f.name, f.anonymous,
       EXISTS (SELECT 1 FROM situation s WHERE s.family_id = f.id AND s.closed_on IS NULL) AS open,
       (SELECT group_concat(trim(p.first_name || ' ' || p.last_name), '{_APART}'
                            ORDER BY p.position)
        FROM person p WHERE p.family_id = f.id) AS people,
       (SELECT s.patient || '{_APART}' || s.ward FROM situation s WHERE s.family_id = f.id
        ORDER BY s.opened_on DESC, s.id DESC LIMIT 1) AS latest,
       max(
           coalesce((SELECT max(m.starts_at) FROM meeting m
                     WHERE m.family_id = f.id AND m.rowid NOT IN (
                         SELECT n.rowid FROM meeting n
                         WHERE n.state IN ('planned', 'missed', 'cancelled'))), ''),
           coalesce((SELECT max(r.received_at) FROM request r WHERE r.family_id = f.id), '')
       ) AS last_contact
FROM family f
"""  # noqa: S608  (our own words)


def summaries(vault: Vault) -> tuple[FamilySummary, ...]:
    """In one query: names gathered here would leave the memory full of holes."""
    rows = vault.rows(SUMMARIES)
    folded = fold_all([f"{row['name']} {row['people'] or ''}" for row in rows])
    days: dict[str, date] = {}
    found = (_summary(row, text, days) for row, text in zip(rows, folded, strict=True))
    return tuple(sorted(found, key=lambda f: (not f.open, f.haystack)))


def _summary(row: Row, haystack: str, days: dict[str, date]) -> FamilySummary:
    """`days` are those met already: families share them."""
    last, people = row["last_contact"][:10], row["people"]
    if last and last not in days:
        days[last] = date.fromisoformat(last)
    patient, _, ward = (row["latest"] or "").partition(_APART)
    return FamilySummary(
        row["id"],
        row["name"],
        bool(row["anonymous"]),
        bool(row["open"]),
        tuple(people.split(_APART)) if people is not None else (),
        patient,
        days.get(last),
        haystack,
        ward,
    )


def family_file(vault: Vault, family_id: str) -> FamilyFile:
    row = vault.row("SELECT * FROM family WHERE id = ?", (family_id,))
    if row is None:
        raise NotFound
    people = vault.rows(
        f"SELECT p.*, {apart('p')} AS apart FROM person p WHERE family_id = ?"  # noqa: S608
        " ORDER BY position, id",
        (family_id,),
    )
    situations = vault.rows(
        "SELECT * FROM situation WHERE family_id = ? ORDER BY opened_on DESC, id DESC", (family_id,)
    )
    contacts = _contacts(vault, family_id)
    return FamilyFile(
        _family(row),
        told_apart(_person(p, tuple(contacts[p["id"]])) for p in people),
        tuple(_situation(s) for s in situations),
    )


def family_columns(family: Family) -> dict[str, Any]:
    return {
        "name": family.name,
        "anonymous": int(family.anonymous),
        "notice_given_on": _iso(family.notice_given_on),
        "note": family.note,
    }


def write_person(unit: Unit, family_id: str, person: Person) -> str:
    columns = _person_columns(person)
    if person.id:
        unit.update("person", person.id, **columns)
        unit.execute("DELETE FROM contact_point WHERE person_id = ?", (person.id,))
        person_id = person.id
    else:
        person_id = new_id()
        position = unit.execute(
            "SELECT count(*) AS n FROM person WHERE family_id = ?", (family_id,)
        )[0]["n"]
        unit.insert("person", id=person_id, family_id=family_id, position=position, **columns)
    for place, contact in enumerate(person.contacts):
        unit.insert(
            "contact_point",
            id=contact.id or new_id(),
            person_id=person_id,
            kind=contact.kind,
            value=contact.value,
            may_leave_message=contact.may_leave_message,
            when_to_call=contact.when_to_call,
            postcode=contact.postcode,
            city=contact.city,
            position=place,
        )
    return person_id


def write_situation(unit: Unit, family_id: str, situation: Situation) -> str:
    columns = {
        "patient": situation.patient,
        "opened_on": situation.opened_on.isoformat(),
        "origin": situation.origin,
        "ward": situation.ward,
        "admission": situation.admission,
        "patient_informed": int(situation.patient_informed),
        "agreement": situation.agreement,
        "agreement_on": _iso(situation.agreement_on),
        "agreement_scope": situation.agreement_scope,
        "agreement_form": situation.agreement_form,
        "agreement_review_on": _iso(situation.agreement_review_on),
        "closed_on": _iso(situation.closed_on),
        "closing_reason": situation.closing_reason,
    }
    if situation.id:
        unit.update("situation", situation.id, **columns)
        return situation.id
    situation_id = new_id()
    unit.insert("situation", id=situation_id, family_id=family_id, **columns)
    return situation_id


def latest_situation(unit: Unit, family_id: str) -> str | None:
    """The open one, else the last closed; None for a family without any."""
    found = unit.execute(
        "SELECT id FROM situation WHERE family_id = ?"
        " ORDER BY closed_on IS NOT NULL, opened_on DESC, id DESC LIMIT 1",
        (family_id,),
    )
    return found[0]["id"] if found else None


def _contacts(vault: Vault, family_id: str) -> dict[str, list[ContactPoint]]:
    found: dict[str, list[ContactPoint]] = defaultdict(list)
    for row in vault.rows(
        "SELECT c.* FROM contact_point c JOIN person p ON p.id = c.person_id"
        " WHERE p.family_id = ? ORDER BY c.position",
        (family_id,),
    ):
        found[row["person_id"]].append(_contact(row))
    return found


def _contact(row: Row) -> ContactPoint:
    return ContactPoint(
        ContactKind(row["kind"]),
        row["value"],
        MessageRule(row["may_leave_message"]),
        row["when_to_call"],
        row["postcode"],
        row["city"],
        row["id"],
    )


def _family(row: Row) -> Family:
    return Family(
        row["name"], bool(row["anonymous"]), _date(row["notice_given_on"]), row["note"], row["id"]
    )


def _person_columns(person: Person) -> dict[str, Any]:
    return {
        "civility": person.civility,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "link": person.link,
        "birth_year": person.birth_year,
        "age_bracket": person.age_bracket,
        "language": person.language,
        "minor": int(person.minor),
        "lives_with_patient": int(person.lives_with_patient),
        "main_carer": int(person.main_carer),
        "trusted_person": int(person.trusted_person),
        "representative": int(person.representative),
        "circle": person.circle,
        "closeness": person.closeness,
        "note": person.note,
    }


def _person(row: Row, contacts: tuple[ContactPoint, ...]) -> Person:
    return Person(
        first_name=row["first_name"],
        last_name=row["last_name"],
        civility=row["civility"],
        link=row["link"],
        birth_year=row["birth_year"],
        age_bracket=row["age_bracket"],
        language=row["language"],
        minor=bool(row["minor"]),
        lives_with_patient=bool(row["lives_with_patient"]),
        main_carer=bool(row["main_carer"]),
        trusted_person=bool(row["trusted_person"]),
        representative=bool(row["representative"]),
        circle=row["circle"],
        closeness=row["closeness"],
        note=row["note"],
        contacts=contacts,
        family_id=row["family_id"],
        id=row["id"],
        apart=row["apart"],
    )


def _situation(row: Row) -> Situation:
    return Situation(
        opened_on=date.fromisoformat(row["opened_on"]),
        patient=row["patient"],
        origin=row["origin"],
        ward=row["ward"],
        admission=row["admission"],
        patient_informed=bool(row["patient_informed"]),
        agreement=Agreement(row["agreement"]),
        agreement_on=_date(row["agreement_on"]),
        agreement_scope=row["agreement_scope"],
        closed_on=_date(row["closed_on"]),
        closing_reason=row["closing_reason"],
        family_id=row["family_id"],
        id=row["id"],
        agreement_form=row["agreement_form"],
        agreement_review_on=_date(row["agreement_review_on"]),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
