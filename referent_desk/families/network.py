"""The network around the patient: who stands in which circle, how close, and what links them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.free_text import one_line, refuse_national_number
from referent_desk.vault import Row, Unit, Vault, new_id

MAX_LABEL = 80


class LinkQuality(StrEnum):
    """How a link is felt, as the family tells it; nothing here judges it."""

    SUPPORT = "support"
    TENSION = "tension"
    BROKEN = "broken"


@dataclass(frozen=True)
class Member:
    """A person of the file (`person_id`), or someone or something that has a `label` alone.

    `angle` is where in its circle's sector it was put by hand, clockwise from 0 to 1; None lets the
    drawing choose. The `id` of a person of the file is the person's own.
    """

    label: str = ""
    circle: str = ""
    closeness: str = ""
    angle: float | None = None
    person_id: str | None = None
    id: str = ""


@dataclass(frozen=True)
class NetworkLink:
    """Between two members, or from one to the patient at the centre (`to_id` None)."""

    from_id: str
    to_id: str | None
    quality: LinkQuality
    note: str = ""

    def joins(self, one: str, other: str | None) -> bool:
        """Whichever of the two it was drawn from."""
        return (self.from_id, self.to_id) in {(one, other), (other, one)}


@dataclass(frozen=True)
class FamilyNetwork:
    """What a map shows. `beside` are the people of the file who are not on it."""

    members: tuple[Member, ...] = ()
    links: tuple[NetworkLink, ...] = ()
    beside: tuple[Member, ...] = ()

    def member(self, member_id: str) -> Member | None:
        return next((m for m in self.members if m.id == member_id), None)

    def link(self, one: str, other: str | None) -> NetworkLink | None:
        return next((link for link in self.links if link.joins(one, other)), None)


@dataclass(frozen=True)
class Removed:
    """What `put_back` needs."""

    family_id: str
    member: Member
    links: tuple[NetworkLink, ...]


# A person with a circle is on the map without a row of it; a row alone is enough, too.
_MEMBERS = """
SELECT coalesce(n.id, p.id) AS id, p.id AS person_id,
       trim(p.first_name || ' ' || p.last_name) AS label, p.circle, p.closeness, n.angle,
       (n.id IS NOT NULL OR p.circle <> '') AS placed, p.position AS rank
FROM person p LEFT JOIN network_member n ON n.person_id = p.id
WHERE p.family_id = ?1
UNION ALL
SELECT n.id, NULL, n.label, n.circle, n.closeness, n.angle, 1, 1000000
FROM network_member n WHERE n.family_id = ?1 AND n.person_id IS NULL
ORDER BY rank, id
"""
_LINKS = """
SELECT l.* FROM network_link l JOIN network_member n ON n.id = l.from_id
WHERE n.family_id = ? ORDER BY l.id
"""


class Network:
    """Front door of the map. Each call is one unit of work."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def of_family(self, family_id: str) -> FamilyNetwork:
        """People first, in the order of the file, then those named on the map alone."""
        found = self._vault.rows(_MEMBERS, (family_id,))
        links = self._vault.rows(_LINKS, (family_id,))
        return FamilyNetwork(
            tuple(_member(row) for row in found if row["placed"]),
            tuple(_link(row) for row in links),
            tuple(_member(row) for row in found if not row["placed"]),
        )

    def save_member(
        self, family_id: str, member: Member, *, national_number_confirmed: bool = False
    ) -> str:
        """Adds it, or changes its words and its place. Returns its id.

        Raises InvalidInput, NationalNumberSuspected. A person's name is written in the file only.
        """
        checked = _checked(member)
        texts = [("label", checked.label)]
        refuse_national_number(texts, confirmed=national_number_confirmed)
        with self._vault.unit() as unit:
            member_id = _write(unit, family_id, checked)
            unit.commit()
        return member_id

    def place(
        self, family_id: str, member_id: str, circle: str, closeness: str, angle: float | None
    ) -> Member:
        """Moves it; gives it as it stood before, to be put there again. Raises NotFound."""
        before = self._known(family_id, member_id)
        moved = replace(before, circle=circle, closeness=closeness, angle=angle)
        with self._vault.unit() as unit:
            _write(unit, family_id, _checked(moved))
            unit.commit()
        return before

    def remove(self, family_id: str, member_id: str) -> Removed:
        """Off the map with its links; a person stays in the file, without a place in it.

        Raises NotFound.
        """
        shown = self.of_family(family_id)
        member = self._known(family_id, member_id)
        links = tuple(link for link in shown.links if member_id in {link.from_id, link.to_id})
        with self._vault.unit() as unit:
            unit.execute("DELETE FROM network_member WHERE id = ?", (member_id,))
            if member.person_id:
                unit.update("person", member.person_id, circle="", closeness="")
            unit.commit()
        return Removed(family_id, member, links)

    def put_back(self, removed: Removed) -> None:
        """As it was, with those of its links whose other end is still there."""
        with self._vault.unit() as unit:
            _write(unit, removed.family_id, removed.member, own_id=removed.member.id)
            for link in removed.links:
                if _there(unit, (link.from_id, link.to_id)):
                    _insert_link(unit, link)
            unit.commit()

    def set_link(
        self,
        family_id: str,
        one: str,
        other: str | None,
        quality: LinkQuality | None,
        note: str = "",
        *,
        national_number_confirmed: bool = False,
    ) -> None:
        """What links them, one link a pair; None takes it away. Raises NotFound, InvalidInput."""
        if one == other:
            raise InvalidInput("to_id", "Un lien joint deux personnes différentes.")
        note = one_line(note)
        refuse_national_number([("note", note)], confirmed=national_number_confirmed)
        ends = [self._known(family_id, end) for end in (one, other) if end]
        with self._vault.unit() as unit:
            for end in ends:
                _write(unit, family_id, end)
            unit.execute(
                "DELETE FROM network_link WHERE (from_id = ?1 AND to_id IS ?2)"
                " OR (from_id IS ?2 AND to_id = ?1)",
                (one, other),
            )
            if quality is not None:
                _insert_link(unit, NetworkLink(one, other, quality, note))
            unit.commit()

    def _known(self, family_id: str, member_id: str) -> Member:
        shown = self.of_family(family_id)
        everyone = (*shown.members, *shown.beside)
        found = next((member for member in everyone if member.id == member_id), None)
        if found is None:
            raise NotFound
        return found


def _checked(member: Member) -> Member:
    label = one_line(member.label)
    if not member.person_id and not label:
        raise InvalidInput("label", "Il manque un nom\u00a0: une personne, un service, un groupe…")
    if not member.person_id and len(label) > MAX_LABEL:
        raise InvalidInput("label", f"Ce nom dépasse {MAX_LABEL} caractères.")
    angle = None if member.angle is None else min(max(member.angle, 0.0), 1.0)
    return replace(member, label=label, angle=angle)


def _write(unit: Unit, family_id: str, member: Member, own_id: str = "") -> str:
    """`own_id` is given to a row that is not there (any more). Of a person, circle and closeness
    are the file's.
    """
    mine = {"label": member.label, "circle": member.circle, "closeness": member.closeness}
    if member.person_id:
        unit.update("person", member.person_id, circle=member.circle, closeness=member.closeness)
        mine = {"label": "", "circle": "", "closeness": ""}
    found = unit.execute(
        "SELECT id FROM network_member WHERE id = ? OR person_id = ?",
        (member.id, member.person_id),
    )
    if found:
        unit.update("network_member", found[0]["id"], angle=member.angle, **mine)
        return found[0]["id"]
    member_id = own_id or member.person_id or new_id()
    unit.insert(
        "network_member",
        id=member_id,
        family_id=family_id,
        person_id=member.person_id,
        angle=member.angle,
        **mine,
    )
    return member_id


def _there(unit: Unit, ends: Iterable[str | None]) -> bool:
    return all(
        unit.execute("SELECT 1 FROM network_member WHERE id = ?", (end,)) for end in ends if end
    )


def _insert_link(unit: Unit, link: NetworkLink) -> None:
    unit.insert(
        "network_link",
        id=new_id(),
        from_id=link.from_id,
        to_id=link.to_id,
        quality=link.quality,
        note=link.note,
    )


def _member(row: Row) -> Member:
    return Member(
        row["label"], row["circle"], row["closeness"], row["angle"], row["person_id"], row["id"]
    )


def _link(row: Row) -> NetworkLink:
    return NetworkLink(row["from_id"], row["to_id"], LinkQuality(row["quality"]), row["note"])
