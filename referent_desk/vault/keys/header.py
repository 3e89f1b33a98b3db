"""coffre.json: the vault's id, its slots and the dates of failed unlocks.

A checksum tells decay before anything is derived. A seal under the data key tells, once the vault
is open, that names and slots are those that the vault itself wrote.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from referent_desk.errors import DamagedHeader, NewerVersion
from referent_desk.vault.files import write_durably
from referent_desk.vault.keys.envelope import PUBLIC_BYTES, SEALED_KEY_BYTES
from referent_desk.vault.keys.kdf import SALT_BYTES, KdfCost, KdfPolicy
from referent_desk.vault.keys.slots import NONCE_BYTES, WRAPPED_BYTES, Slot, SlotKind

FORMAT = 1
LARGEST_HEADER = 1_000_000
MOST_FAILED_UNLOCKS = 50
MOST_SLOTS = 32
SEAL_BYTES = 32
_KINDS: dict[str, SlotKind] = {
    "passphrase": "passphrase",
    "recovery": "recovery",
    "keyring": "keyring",
}
_SEALED = ("format", "vault_id", "created", "slots")
_SEAL_PURPOSE = b"referent-desk header seal v1"


@dataclass(frozen=True)
class Header:
    """All that is needed, with a secret, to reach the data key.

    `renewing`: the slots already open the new database, which may still stand beside the old one.
    """

    vault_id: str
    created: str
    slots: tuple[Slot, ...]
    failed_unlocks: tuple[str, ...] = ()
    renewing: bool = False
    seal: bytes = bytes(SEAL_BYTES)

    def with_failed_unlock(self, moment: str) -> "Header":
        """Only the most recent are kept: a child on the keyboard must not fill the disk."""
        kept = (*self.failed_unlocks, moment)[-MOST_FAILED_UNLOCKS:]
        return replace(self, failed_unlocks=kept)

    def without_failed_unlocks(self) -> "Header":
        return replace(self, failed_unlocks=())

    def sealed(self, data_key: bytes) -> "Header":
        return replace(self, seal=_seal(self, data_key))

    def sealed_by(self, data_key: bytes) -> bool:
        """False if a name or a slot was changed by another hand than the open vault's."""
        return hmac.compare_digest(self.seal, _seal(self, data_key))


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


def _seal(header: Header, data_key: bytes) -> bytes:
    fields = _fields_of(header)
    sealed = json.dumps([fields[name] for name in _SEALED], sort_keys=True, ensure_ascii=True)
    key = HKDF(SHA256(), 32, salt=None, info=_SEAL_PURPOSE).derive(data_key)
    return hmac.digest(key, sealed.encode(), "sha256")


def _fields_of(header: Header) -> dict[str, object]:
    return {
        "format": FORMAT,
        "program": "Referent Desk",
        "vault_id": header.vault_id,
        "created": header.created,
        "slots": [_fields_of_slot(slot) for slot in header.slots],
        "failed_unlocks": list(header.failed_unlocks),
        "renewing": header.renewing,
        "seal": header.seal.hex(),
    }


def _fields_of_slot(slot: Slot) -> dict[str, object]:
    return {
        "id": slot.id,
        "kind": slot.kind,
        "holder": slot.holder,
        "place": slot.place,
        "created": slot.created,
        "memory_kib": slot.cost.memory_kib,
        "passes": slot.cost.passes,
        "lanes": slot.cost.lanes,
        "salt": base64.b64encode(slot.salt).decode(),
        "nonce": base64.b64encode(slot.nonce).decode(),
        "wrapped_private": base64.b64encode(slot.wrapped_private).decode(),
        "public": base64.b64encode(slot.public).decode(),
        "sealed_key": base64.b64encode(slot.sealed_key).decode(),
    }


def _header_of(fields: Mapping[str, object]) -> Header:
    slots = tuple(_slot_of(_mapping(entry)) for entry in _list(fields["slots"]))
    if not 1 <= len(slots) <= MOST_SLOTS:
        raise ValueError
    failed = tuple(_text(moment) for moment in _list(fields["failed_unlocks"]))
    return Header(
        vault_id=_text(fields["vault_id"]),
        created=_text(fields["created"]),
        slots=slots,
        failed_unlocks=failed,
        renewing=_truth(fields["renewing"]),
        seal=_hex(fields["seal"], SEAL_BYTES),
    )


def _slot_of(fields: Mapping[str, object]) -> Slot:
    return Slot(
        id=_text(fields["id"]),
        kind=_KINDS[_text(fields["kind"])],
        holder=_text(fields["holder"]),
        place=_text(fields["place"]),
        created=_text(fields["created"]),
        cost=KdfCost(
            _number(fields["memory_kib"]), _number(fields["passes"]), _number(fields["lanes"])
        ),
        salt=_bytes(fields["salt"], SALT_BYTES),
        nonce=_bytes(fields["nonce"], NONCE_BYTES),
        wrapped_private=_bytes(fields["wrapped_private"], WRAPPED_BYTES),
        public=_bytes(fields["public"], PUBLIC_BYTES),
        sealed_key=_bytes(fields["sealed_key"], SEALED_KEY_BYTES),
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


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _hex(value: object, length: int) -> bytes:
    decoded = bytes.fromhex(_text(value))
    if len(decoded) != length:
        raise ValueError
    return decoded


def _bytes(value: object, length: int) -> bytes:
    try:
        decoded = base64.b64decode(_text(value), validate=True)
    except binascii.Error as error:
        raise ValueError from error
    if len(decoded) != length:
        raise ValueError
    return decoded
