"""The directory: shipped entries on a new vault, then the user's."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from referent_desk.data_files import DataFault
from referent_desk.directory.csv_table import read_table
from referent_desk.directory.importing import Fate, ImportPlan, plan
from referent_desk.directory.model import Resource, ResourceKind, Reveals
from referent_desk.directory.regions import normalise_area
from referent_desk.directory.shipped import shipped
from referent_desk.errors import InvalidInput, NotFound
from referent_desk.free_text import clean, one_line, refuse_national_number
from referent_desk.postcode import normalise_postcode
from referent_desk.vault import Row, Unit, Vault, new_id

_USED = tuple(
    f"SELECT 1 FROM {table} WHERE resource_id = ? LIMIT 1"  # noqa: S608  (our own names)
    for table in ("referral", "agreement", "document", "disclosure", "handout_choice")
)


@dataclass(frozen=True)
class Brought:
    """What an import wrote: ids added; resources before and after it."""

    added: tuple[str, ...]
    changed: tuple[tuple[Resource, Resource], ...]


class Directory:
    """Front door of the room."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        if not vault.read_only:
            self._bring_shipped()

    @property
    def faults(self) -> tuple[DataFault, ...]:
        """What could not be read of the file that brings the resources."""
        return shipped().faults

    def list(self, *, retired: bool = False) -> tuple[Resource, ...]:
        """By name; those put aside only when asked for."""
        needs = _needs(self._vault)
        rows = self._vault.rows("SELECT * FROM resource ORDER BY name COLLATE NOCASE, id")
        return tuple(
            _resource(row, needs.get(row["id"], ()))
            for row in rows
            if retired or not row["retired"]
        )

    def get(self, resource_id: str) -> Resource:
        """Raises NotFound."""
        row = self._vault.row("SELECT * FROM resource WHERE id = ?", (resource_id,))
        if row is None:
            raise NotFound
        return _resource(row, _needs(self._vault, resource_id).get(resource_id, ()))

    def save(self, resource: Resource, *, national_number_confirmed: bool = False) -> str:
        """Adds when it has no id, else replaces. Returns its id.

        Raises InvalidInput, NationalNumberSuspected.
        """
        checked = _kept_as(resource, national_number_confirmed=national_number_confirmed)
        with self._vault.unit() as unit:
            resource_id = _write(unit, checked)
            unit.commit()
        return resource_id

    def mark_verified(self, resource_id: str, on: date) -> None:
        """The user has checked the contacts on that day."""
        self.save(replace(self.get(resource_id), verified_on=on), national_number_confirmed=True)

    def plan_import(self, content: bytes, needs: Mapping[str, str]) -> ImportPlan:
        """What a CSV file would change; nothing is written. `needs`: codes by their words.

        Raises NotATable.
        """
        return plan(read_table(content), self.list(retired=True), needs, _kept_as)

    def bring(self, planned: ImportPlan) -> Brought:
        """Writes what was planned, all or nothing. Gives what `take_back` needs."""
        added: list[str] = []
        changed: list[tuple[Resource, Resource]] = []
        with self._vault.unit() as unit:
            for line in planned.lines:
                if line.fate is Fate.ADDED and line.resource:
                    added.append(_write(unit, line.resource))
                elif line.fate is Fate.CHANGED and line.resource and line.before:
                    _write(unit, line.resource)
                    changed.append((line.before, line.resource))
            unit.commit()
        return Brought(tuple(added), tuple(changed))

    def take_back(self, brought: Brought) -> int:
        """Undoes an import. What was corrected or used since stays; gives how many of these."""
        now = {resource.id: resource for resource in self.list(retired=True)}
        stayed = 0
        with self._vault.unit() as unit:
            for before, after in brought.changed:
                if now.get(after.id) == after:
                    _write(unit, before)
                else:
                    stayed += 1
            for resource_id in brought.added:
                if any(unit.execute(used, (resource_id,)) for used in _USED):
                    stayed += 1
                    continue
                unit.execute("DELETE FROM resource WHERE id = ?", (resource_id,))
            unit.commit()
        return stayed

    def _bring_shipped(self) -> None:
        """Entries this vault has never seen; what the user changed or put aside stays so."""
        known = {row["code"] for row in self._vault.rows("SELECT code FROM resource")}
        found = shipped()
        aside = (replace(resource, retired=True) for resource in found.aside)
        missing = [r for r in (*found.entries, *aside) if r.code not in known]
        bare = bool(known) and not _needs(self._vault)
        if not missing and not bare:
            return
        with self._vault.unit() as unit:
            for resource in missing:
                _write(unit, resource)
            for resource in found.entries if bare else ():
                _complete(unit, resource)
            unit.commit()


def _kept_as(resource: Resource, *, national_number_confirmed: bool = False) -> Resource:
    """As it will be kept. Raises InvalidInput, NationalNumberSuspected."""
    checked = _checked(resource)
    refuse_national_number(_free_texts(checked), confirmed=national_number_confirmed)
    return checked


def _checked(resource: Resource) -> Resource:
    name = one_line(resource.name)
    if not name:
        raise InvalidInput("name", "Il manque le nom de la ressource.")
    return replace(
        resource,
        name=name,
        address=clean(resource.address),
        postcode=normalise_postcode(resource.postcode),
        city=one_line(resource.city),
        phone=one_line(resource.phone),
        email=one_line(resource.email),
        web=one_line(resource.web),
        audience=one_line(resource.audience),
        offer=clean(resource.offer),
        neutral_reason=one_line(resource.neutral_reason),
        note=clean(resource.note),
        languages=", ".join(
            one_line(word) for word in resource.languages.split(",") if word.strip()
        ),
        serves=normalise_area(resource.serves),
        reveals_what=one_line(resource.reveals_what),
    )


def _free_texts(resource: Resource) -> Iterator[tuple[str, str]]:
    for field in (
        "name",
        "audience",
        "offer",
        "neutral_reason",
        "note",
        "languages",
        "reveals_what",
    ):
        yield field, getattr(resource, field)


def _write(unit: Unit, resource: Resource) -> str:
    columns = {
        "code": resource.code,
        "name": resource.name,
        "kind": resource.kind,
        "audience": resource.audience,
        "offer": resource.offer,
        "address": resource.address,
        "postcode": resource.postcode,
        "city": resource.city,
        "phone": resource.phone,
        "email": resource.email,
        "web": resource.web,
        "bound_by_secrecy": int(resource.bound_by_secrecy),
        "reveals_diagnosis": resource.reveals,
        "neutral_reason": resource.neutral_reason,
        "verified_on": resource.verified_on.isoformat() if resource.verified_on else None,
        "note": resource.note,
        "retired": int(resource.retired),
        "languages": resource.languages,
        "serves": resource.serves,
        "reveals_what": resource.reveals_what,
    }
    resource_id = resource.id or new_id()
    if resource.id:
        unit.update("resource", resource_id, **columns)
        unit.execute("DELETE FROM resource_need WHERE resource_id = ?", (resource_id,))
    else:
        unit.insert("resource", id=resource_id, **columns)
    for need in dict.fromkeys(resource.needs):
        unit.insert("resource_need", resource_id=resource_id, need=need)
    return resource_id


def _complete(unit: Unit, resource: Resource) -> None:
    """A vault of before the needs gets those of the shipped entries, whose words stay its own."""
    for need in resource.needs:
        unit.execute(
            "INSERT INTO resource_need SELECT id, ? FROM resource WHERE code = ?"
            " ON CONFLICT DO NOTHING",
            (need, resource.code),
        )
    for column in ("serves", "reveals_what"):
        unit.execute(
            f"UPDATE resource SET {column} = ? WHERE code = ? AND {column} = ''",  # noqa: S608
            (getattr(resource, column), resource.code),
        )


def _needs(vault: Vault, resource_id: str = "") -> dict[str, tuple[str, ...]]:
    """The needs of each resource, or of one."""
    which = " WHERE resource_id = ?" if resource_id else ""
    found = defaultdict[str, list[str]](list)
    for row in vault.rows(
        f"SELECT resource_id, need FROM resource_need{which} ORDER BY need",  # noqa: S608
        (resource_id,) if resource_id else (),
    ):
        found[row["resource_id"]].append(row["need"])
    return {key: tuple(needs) for key, needs in found.items()}


def _resource(row: Row, needs: tuple[str, ...]) -> Resource:
    return Resource(
        name=row["name"],
        kind=ResourceKind(row["kind"]),
        audience=row["audience"],
        offer=row["offer"],
        address=row["address"],
        postcode=row["postcode"],
        city=row["city"],
        phone=row["phone"],
        email=row["email"],
        web=row["web"],
        bound_by_secrecy=bool(row["bound_by_secrecy"]),
        reveals=Reveals(row["reveals_diagnosis"]),
        neutral_reason=row["neutral_reason"],
        verified_on=date.fromisoformat(row["verified_on"]) if row["verified_on"] else None,
        note=row["note"],
        retired=bool(row["retired"]),
        code=row["code"],
        languages=row["languages"],
        serves=row["serves"],
        needs=needs,
        reveals_what=row["reveals_what"],
        id=row["id"],
    )
