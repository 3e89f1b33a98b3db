"""The directory: shipped entries on a new vault, then the user's."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from referent_desk import resource_files
from referent_desk.directory.model import Resource, ResourceKind, Reveals
from referent_desk.errors import InvalidInput, NotFound
from referent_desk.free_text import clean, one_line, refuse_national_number
from referent_desk.postcode import normalise_postcode
from referent_desk.vault import Row, Unit, Vault, new_id


class Directory:
    """Front door of the room."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        if not vault.read_only:
            self._bring_shipped()

    def list(self, *, retired: bool = False) -> tuple[Resource, ...]:
        """By name; those put aside only when asked for."""
        rows = self._vault.rows("SELECT * FROM resource ORDER BY name COLLATE NOCASE, id")
        return tuple(_resource(row) for row in rows if retired or not row["retired"])

    def get(self, resource_id: str) -> Resource:
        """Raises NotFound."""
        row = self._vault.row("SELECT * FROM resource WHERE id = ?", (resource_id,))
        if row is None:
            raise NotFound
        return _resource(row)

    def save(self, resource: Resource, *, national_number_confirmed: bool = False) -> str:
        """Adds when it has no id, else replaces. Returns its id.

        Raises InvalidInput, NationalNumberSuspected.
        """
        checked = _checked(resource)
        refuse_national_number(_free_texts(checked), confirmed=national_number_confirmed)
        with self._vault.unit() as unit:
            resource_id = _write(unit, checked)
            unit.commit()
        return resource_id

    def mark_verified(self, resource_id: str, on: date) -> None:
        """The user has checked the contacts on that day."""
        self.save(replace(self.get(resource_id), verified_on=on), national_number_confirmed=True)

    def _bring_shipped(self) -> None:
        """Entries this vault has never seen; what the user changed or put aside stays so."""
        known = {row["code"] for row in self._vault.rows("SELECT code FROM resource")}
        missing = [resource for resource in shipped() if resource.code not in known]
        if not missing:
            return
        with self._vault.unit() as unit:
            for resource in missing:
                _write(unit, resource)
            unit.commit()


def shipped() -> tuple[Resource, ...]:
    """The resources of `resources/directory.toml`."""
    data = tomllib.loads(resource_files.text("directory.toml"))
    return tuple(_from_toml(raw) for raw in data["resource"])


def _from_toml(raw: dict[str, Any]) -> Resource:
    verified = raw.get("verified_on", "")
    return Resource(
        name=raw["name"],
        kind=ResourceKind(raw["kind"]),
        audience=raw.get("audience", ""),
        offer=raw.get("offer", ""),
        address="\n".join(raw.get("address", [])),
        postcode=raw.get("postcode", ""),
        city=raw.get("city", ""),
        phone=raw.get("phone", ""),
        email=raw.get("email", ""),
        web=raw.get("web", ""),
        bound_by_secrecy=raw["bound_by_secrecy"],
        reveals=Reveals(raw["reveals_diagnosis"]),
        neutral_reason=raw.get("neutral_reason", ""),
        verified_on=date.fromisoformat(verified) if verified else None,
        note=raw.get("note", ""),
        code=raw["code"],
    )


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
    )


def _free_texts(resource: Resource) -> Iterator[tuple[str, str]]:
    for field in ("name", "audience", "offer", "neutral_reason", "note"):
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
    }
    if resource.id:
        unit.update("resource", resource.id, **columns)
        return resource.id
    resource_id = new_id()
    unit.insert("resource", id=resource_id, **columns)
    return resource_id


def _resource(row: Row) -> Resource:
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
        id=row["id"],
    )
