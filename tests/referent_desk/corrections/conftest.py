"""Two families' files in which every table of a file has rows."""

from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

import pytest

from referent_desk.office import Office
from referent_desk.vault import Unit, Vault

NOW = datetime(2026, 11, 24, 10, 0)


class Desk(NamedTuple):
    """The same ids in both files, by the family's letter: « a-meeting-1 », « b-person-2 »."""

    office: Office

    @property
    def vault(self) -> Vault:
        return self.office.vault


@pytest.fixture
def desk(vault: Vault) -> Desk:
    office = Office.open(vault, lambda: NOW)
    resource = office.directory.list()[0].id
    with vault.unit() as unit:
        unit.insert("group_session", id="g", title="G", starts_at="x", written_by="", written_at="")
        for letter, name in (("a", "Lacroix"), ("b", "Moreau")):
            _family(unit, letter, name, resource)
        unit.commit()
    return Desk(office)


def contents(vault: Vault) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that a correction may touch; the index of the search follows."""
    names = vault.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT IN ('journal', 'meta') AND name NOT LIKE 'search_%'"
    )
    return {
        row["name"]: sorted(
            (tuple(found) for found in vault.rows(f'SELECT * FROM "{row["name"]}"')), key=repr
        )
        for row in names
    }


def _family(unit: Unit, x: str, name: str, resource: str) -> None:
    unit.insert("family", id=x, name=name, note=f"note {x}", created_at="2026-01-01")
    unit.insert("situation", id=f"{x}-situation", family_id=x, opened_on="2026-01-01")
    for n, first in ((1, "Claire"), (2, "Paul" if x == "a" else "Anne")):
        person = f"{x}-person-{n}"
        unit.insert("person", id=person, family_id=x, first_name=first, position=n)
        unit.insert("contact_point", id=f"{x}-c-{n}", person_id=person, kind="phone", value="1")
        unit.insert("network_member", id=f"{x}-member-{n}", family_id=x, person_id=person)
        quality = {"quality": "support"}
        unit.insert("network_link", id=f"{x}-l-{n}", from_id=f"{x}-member-{n}", **quality)
    unit.insert("network_member", id=f"{x}-member-3", family_id=x, label="Voisin")
    for n, end in ((3, 2), (4, 3)):
        unit.insert(
            "network_link", id=f"{x}-l-{n}", from_id=f"{x}-member-1", to_id=f"{x}-member-{end}",
            quality="tension",
        )  # fmt: skip
    for n in (1, 2):
        _meeting(unit, x, n)
    _around(unit, x, resource)


def _meeting(unit: Unit, x: str, n: int) -> None:
    meeting, one, two = f"{x}-meeting-{n}", f"{x}-person-1", f"{x}-person-2"
    placed = {"family_id": x, "situation_id": f"{x}-situation"}
    unit.insert(
        "meeting", id=meeting, **placed, state="held", starts_at=f"2026-03-0{n}T10:00",
        written_by="", written_at="", group_session_id="g",
    )  # fmt: skip
    for person in (one, two)[:n]:
        unit.insert("meeting_participant", meeting_id=meeting, person_id=person)
    noted = {"meeting_id": meeting}
    unit.insert(
        "passage", id=f"{meeting}-p", **noted, facet="life", position=0, text="Je suis là",
        source="said", said_by=one, about=two if n == 2 else None, written_by="",
    )  # fmt: skip
    if n == 2:
        unit.insert("passage_restriction", passage_id=f"{meeting}-p", person_id=two)
    noted |= {"person_id": one}
    at = {"passage_id": f"{meeting}-p"}
    unit.insert("emotion_note", id=f"{meeting}-e", **noted, **at, emotion="fear", source="said")
    unit.insert("need_note", id=f"{meeting}-n", **noted, **at, need="support", state="expressed")
    unit.insert("need_step", need_id=f"{meeting}-n", stated_on="2026-03-01", state="expressed")
    unit.insert("recovery_note", id=f"{meeting}-r", **noted, dimension="social", text="Sort")
    unit.insert("safety_event", id=f"{meeting}-s", meeting_id=meeting, kind="x", said_by=one)
    unit.insert("meeting_professional", id=f"{meeting}-m", meeting_id=meeting, name="D", position=0)
    unit.insert("email", meeting_id=meeting, body="Bonjour")
    unit.insert(
        "lesson", id=f"{meeting}-l", family_id=x, **at, person_id=one, kind="question",
        marked_on="2026-03-01", written_by="",
    )  # fmt: skip
    unit.insert(
        "agreement", id=f"{meeting}-a", family_id=x, **noted, form="oral", what="tout",
        to_whom="le médecin", given_on="2026-03-01", written_by="",
    )  # fmt: skip
    unit.insert(
        "request", id=f"{x}-request-{n}", **placed, **noted, received_at="2026-02-01T10:00",
        state="met", written_by="",
    )  # fmt: skip
    unit.insert(
        "action", id=f"{x}-action-{n}", family_id=x, **noted, need_id=f"{x}-meeting-1-n",
        what="Rappeler", created_at="2026-03-01",
    )  # fmt: skip


def _around(unit: Unit, x: str, resource: str) -> None:
    placed = {"family_id": x, "situation_id": f"{x}-situation"}
    written = {"written_by": "", "written_at": "2026-03-02"}
    unit.insert(
        "referral", id=f"{x}-referral", **placed, resource_id=resource, person_id=f"{x}-person-2",
        code=x, state="proposed", created_on="2026-03-02", state_on="2026-03-02",
    )  # fmt: skip
    unit.insert("referral_need", referral_id=f"{x}-referral", need="support")
    unit.insert(
        "referral_step", id=f"{x}-step", referral_id=f"{x}-referral", state="proposed",
        stated_on="2026-03-02", **written,
    )  # fmt: skip
    for n in (1, 2):
        unit.insert("handout_choice", person_id=f"{x}-person-{n}", resource_id=resource, position=n)
    unit.insert(
        "indirect_work", id=f"{x}-work", **placed, kind="call", done_on="2026-03-02", minutes=5,
        **written,
    )  # fmt: skip
    unit.insert(
        "radar_dismissal", rule="r", subject=f"{x}-meeting-1", family_id=x, reason="vu",
        dismissed_by="", dismissed_at="2026-03-02",
    )  # fmt: skip
    if x == "b":
        unit.insert(
            "document", id="b-document", family_id=x, referral_id="b-referral",
            kind="referral_letter", recipient="R", carried_by="b-person-2", body="…", bytes=b"pdf",
            sha256=sha256(b"pdf").hexdigest(), pages=1, issued_by="", issued_at="2026-03-02",
        )  # fmt: skip
        unit.insert(
            "disclosure", id="b-disclosure", family_id=x, person_id="b-person-1",
            safety_event_id="b-meeting-1-s", way="exception", ground="grave_danger", **written,
        )  # fmt: skip
        unit.insert(
            "disclosure_piece", id="b-piece", disclosure_id="b-disclosure", position=0,
            kind="free", said_by="b-person-2", text="Il menace de partir.",
        )  # fmt: skip
