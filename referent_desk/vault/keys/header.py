"""coffre.json: the vault's id, its slots and the dates of failed unlocks, under a checksum."""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from referent_desk.errors import DamagedHeader, NewerVersion
from referent_desk.vault.files import write_durably
from referent_desk.vault.keys.kdf import SALT_BYTES, KdfCost, KdfPolicy
from referent_desk.vault.keys.slots import NONCE_BYTES, WRAPPED_BYTES, Slot, SlotKind

FORMAT = 1
LARGEST_HEADER = 1_000_000
MOST_FAILED_UNLOCKS = 50
MOST_SLOTS = 32
_KINDS: dict[str, SlotKind] = {"passphrase": "passphrase", "recovery": "recovery"}


@dataclass(frozen=True)
class Header:
    """All that is needed, with a secret, to reach the data key."""

    vault_id: str
    created: str
    slots: tuple[Slot, ...]
    failed_unlocks: tuple[str, ...] = ()

    def with_failed_unlock(self, moment: str) -> "Header":
        """Only the most recent are kept: a child on the keyboard must not fill the disk."""
        kept = (*self.failed_unlocks, moment)[-MOST_FAILED_UNLOCKS:]
        return replace(self, failed_unlocks=kept)

    def without_failed_unlocks(self) -> "Header":
        return replace(self, failed_unlocks=())


def write_header(path: Path, header: Header) -> None:
    """Whole or not at all; the old header stays until the new one is on the disk."""
    fields = _fields_of(header)
    content = json.dumps({**fields, "check": _checksum(fields)}, ensure_ascii=False, indent=1)
    write_durably(path, content.encode())


def read_header(path: Path, policy: KdfPolicy) -> Header:
    """Raises DamagedHeader, also for costs outside `policy`, or NewerVersion."""
    with path.open("rb") as stream:
        content = stream.read(LARGEST_HEADER + 1)
    if len(content) > LARGEST_HEADER:
        raise DamagedHeader
    return parse_header(content, policy)


def parse_header(content: bytes, policy: KdfPolicy) -> Header:
    fields = _decoded(content)
    _check_format(fields)
    if fields.pop("check", None) != _checksum(fields):
        raise DamagedHeader
    try:
        header = _header_of(fields)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamagedHeader from error
    if not all(policy.accepts(slot.cost) for slot in header.slots):
        raise DamagedHeader
    return header


def _decoded(content: bytes) -> dict[str, object]:
    try:
        fields: object = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DamagedHeader from error
    if not isinstance(fields, dict):
        raise DamagedHeader
    return cast("dict[str, object]", fields)


def _check_format(fields: Mapping[str, object]) -> None:
    found = fields.get("format")
    if not isinstance(found, int) or isinstance(found, bool) or found < FORMAT:
        raise DamagedHeader
    if found > FORMAT:
        raise NewerVersion


def _checksum(fields: Mapping[str, object]) -> str:
    """Against decay, not against malice: the slots are bound by their own seal."""
    try:
        canonical = json.dumps(fields, sort_keys=True, ensure_ascii=True, allow_nan=False)
    except (ValueError, RecursionError) as error:
        raise DamagedHeader from error
    return hashlib.sha256(canonical.encode()).hexdigest()


def _fields_of(header: Header) -> dict[str, object]:
    return {
        "format": FORMAT,
        "program": "Referent Desk",
        "vault_id": header.vault_id,
        "created": header.created,
        "slots": [_fields_of_slot(slot) for slot in header.slots],
        "failed_unlocks": list(header.failed_unlocks),
    }


def _fields_of_slot(slot: Slot) -> dict[str, object]:
    return {
        "id": slot.id,
        "kind": slot.kind,
        "holder": slot.holder,
        "created": slot.created,
        "memory_kib": slot.cost.memory_kib,
        "passes": slot.cost.passes,
        "lanes": slot.cost.lanes,
        "salt": base64.b64encode(slot.salt).decode(),
        "nonce": base64.b64encode(slot.nonce).decode(),
        "wrapped_key": base64.b64encode(slot.wrapped_key).decode(),
    }


def _header_of(fields: Mapping[str, object]) -> Header:
    slots = tuple(_slot_of(_mapping(entry)) for entry in _list(fields["slots"]))
    if not 1 <= len(slots) <= MOST_SLOTS:
        raise ValueError
    failed = tuple(_text(moment) for moment in _list(fields["failed_unlocks"]))
    return Header(_text(fields["vault_id"]), _text(fields["created"]), slots, failed)


def _slot_of(fields: Mapping[str, object]) -> Slot:
    return Slot(
        id=_text(fields["id"]),
        kind=_KINDS[_text(fields["kind"])],
        holder=_text(fields["holder"]),
        created=_text(fields["created"]),
        cost=KdfCost(
            _number(fields["memory_kib"]), _number(fields["passes"]), _number(fields["lanes"])
        ),
        salt=_bytes(fields["salt"], SALT_BYTES),
        nonce=_bytes(fields["nonce"], NONCE_BYTES),
        wrapped_key=_bytes(fields["wrapped_key"], WRAPPED_BYTES),
    )


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return cast("Mapping[str, object]", value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return cast("list[object]", value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _bytes(value: object, length: int) -> bytes:
    try:
        decoded = base64.b64decode(_text(value), validate=True)
    except binascii.Error as error:
        raise ValueError from error
    if len(decoded) != length:
        raise ValueError
    return decoded
