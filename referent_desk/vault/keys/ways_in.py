"""The ways into an open vault: shown, added, renamed, changed, revoked."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from referent_desk.errors import (
    InvalidInput,
    LastWayIn,
    NotFound,
    SecretRefused,
    TooSoon,
    VaultError,
    WeakPassphrase,
)
from referent_desk.vault.ids import local_now
from referent_desk.vault.keys.header import FORMAT, Header
from referent_desk.vault.keys.header_file import HeaderChange, HeaderFile, HeaderTrust
from referent_desk.vault.keys.passphrase_strength import strength
from referent_desk.vault.keys.recovery_code import new_recovery_code, printed
from referent_desk.vault.keys.secrets_given import KeyringSecret, Passphrase, Secret
from referent_desk.vault.keys.slots import Slot, SlotKind, SlotRequest
from referent_desk.vault.keys.slowing import seconds_to_wait
from referent_desk.vault.keys.this_computer import SECRET_BYTES, Keyring
from referent_desk.vault.keys.unlocking import key_of, slot_opened_by, wrong_secret


@dataclass(frozen=True)
class WayIn:
    """One slot without its secrets; `mine` is the one that opened the vault.

    `place` is the computer whose keyring holds the secret; empty for the other kinds.
    """

    id: str
    kind: SlotKind
    holder: str
    place: str
    created: datetime
    mine: bool


class WaysIn:
    """Whoever changes a way in proves first, with a secret, that the open session is theirs.

    Wrong proofs slow down as wrong secrets do at the door, for as long as the vault is open.
    Each change takes one or two key derivations, about a second; all raise the faults of the disk.
    """

    def __init__(
        self,
        file: HeaderFile,
        vault_id: str,
        data_key: Callable[[], bytes],
        opened_with: Slot,
        clock: Callable[[], datetime] = local_now,
    ) -> None:
        self._file = file
        self._clock = clock
        self._failed: tuple[str, ...] = ()
        self._vault_id = vault_id
        self._data_key = data_key
        self._mine = opened_with.id
        self.holder = opened_with.holder
        self._cost = opened_with.cost

    def all(self) -> tuple[WayIn, ...]:
        """In the order in which they were let in."""
        return tuple(self._way(slot) for slot in self._file.read().slots)

    def mine(self) -> WayIn | None:
        """The way through which this vault was opened; None once it is revoked."""
        return next((way for way in self.all() if way.mine), None)

    def trust(self) -> HeaderTrust:
        return self._file.trust()

    def accept(self) -> None:
        """Takes the header as it stands for the vault's own, after a look at the ways in."""
        self._file.accept()

    def prove(self, proof: Secret) -> WayIn:
        """The way in that `proof` opens. Raises WrongPassphrase or WrongRecoveryCode."""
        return self._way(self._proven(self._file.read(), proof))

    def add_person(self, proof: Secret, holder: str, passphrase: str) -> WayIn:
        """Raises InvalidInput (no name, or taken) and WeakPassphrase."""
        header = self._file.read()
        name = _new_name(holder, header.slots)
        refuse_weak(passphrase, name)
        self._proven(header, proof)
        return self._add(header, self._request("passphrase", name, Passphrase(passphrase)))

    def change_passphrase(self, proof: Secret, slot_id: str, passphrase: str) -> WayIn:
        """One's own, proven by itself; anybody's, proven by the recovery code."""
        header = self._file.read()
        old = _slot(header, slot_id, "passphrase")
        refuse_weak(passphrase, old.holder)
        proven = self._proven(header, proof)
        if proven.id != old.id and proven.kind != "recovery":
            raise wrong_secret(proof)
        new = self._new_slot(self._request("passphrase", old.holder, Passphrase(passphrase)))
        return self._put_in_place_of(header, old, new, "access.passphrase_changed")

    def rename(self, slot_id: str, holder: str) -> WayIn:
        """The name goes on every way of this person, and on their drafts."""
        header = self._file.read()
        old = _slot(header, slot_id).holder
        others = [slot for slot in header.slots if slot.holder != old]
        name = _new_name(holder, others)
        slots = tuple(
            replace(slot, holder=name) if slot.holder == old else slot for slot in header.slots
        )
        change = HeaderChange("access.renamed", slot_id, (old, name))
        self._file.replace(replace(header, slots=slots), change)
        if self.holder == old:
            self.holder = name
        return self._way(_slot(replace(header, slots=slots), slot_id))

    def revoke(self, proof: Secret, slot_id: str) -> None:
        """Raises LastWayIn: one passphrase at least must stay.

        Who kept an old copy of the vault can still open that copy; `reencrypt` ends that for what
        is written from then on.
        """
        header = self._file.read()
        gone = _slot(header, slot_id)
        slots = tuple(slot for slot in header.slots if slot.id != slot_id)
        if not any(slot.kind == "passphrase" for slot in slots):
            raise LastWayIn
        self._proven(header, proof)
        self._file.replace(replace(header, slots=slots), HeaderChange("access.revoked", gone.id))

    def renew_recovery_code(self, proof: Secret) -> str:
        """The new code, shown this once; the old ones open no more."""
        header = self._file.read()
        proven = self._proven(header, proof)
        code = new_recovery_code()
        new = self._new_slot(self._request("recovery", proven.holder, code))
        kept = tuple(slot for slot in header.slots if slot.kind != "recovery")
        self._file.replace(
            replace(header, slots=(*kept, new)), HeaderChange("access.recovery_renewed", new.id)
        )
        return printed(code)

    def remember_here(self, proof: Secret, keyring: Keyring, place: str) -> WayIn:
        """Opens without typing on this computer, as long as its keyring is open.

        Raises KeyringUnavailable; nothing then has changed.
        """
        header = self._file.read()
        proven = self._proven(header, proof)
        secret = KeyringSecret("", secrets.token_bytes(SECRET_BYTES))
        slot = self._new_slot(self._request("keyring", proven.holder, secret, place))
        keyring.put(replace(secret, slot_id=slot.id))
        try:
            return self._put(header, slot)
        except BaseException:
            keyring.remove(slot.id)
            raise

    def _request(self, kind: SlotKind, holder: str, secret: Secret, place: str = "") -> SlotRequest:
        return SlotRequest(kind, holder, key_of(secret).material, self._cost, place)

    def _new_slot(self, request: SlotRequest) -> Slot:
        return Slot.new(request, self._data_key(), FORMAT, self._vault_id)

    def _add(self, header: Header, request: SlotRequest) -> WayIn:
        return self._put(header, self._new_slot(request))

    def _put(self, header: Header, slot: Slot) -> WayIn:
        changed = replace(header, slots=(*header.slots, slot))
        self._file.replace(changed, HeaderChange("access.added", slot.id))
        return self._way(slot)

    def _put_in_place_of(self, header: Header, old: Slot, new: Slot, event: str) -> WayIn:
        slots = tuple(new if slot.id == old.id else slot for slot in header.slots)
        self._file.replace(replace(header, slots=slots), HeaderChange(event, new.id))
        if old.id == self._mine:
            self._mine = new.id
        return self._way(new)

    def _proven(self, header: Header, proof: Secret) -> Slot:
        key = key_of(proof)
        if wait := seconds_to_wait(self._failed, self._clock()):
            raise TooSoon(wait)
        found = slot_opened_by(header, key)
        if found is None or found[1] != self._data_key():
            raise self._refused(proof)
        self._failed = ()
        return found[0]

    def _refused(self, proof: Secret) -> VaultError:
        self._failed = (*self._failed, self._clock().isoformat(timespec="milliseconds"))
        self._file.note_refused_proof()
        error = wrong_secret(proof)
        if isinstance(error, SecretRefused):
            error.wait = seconds_to_wait(self._failed, self._clock())
        return error

    def _way(self, slot: Slot) -> WayIn:
        created = datetime.fromisoformat(slot.created)
        return WayIn(slot.id, slot.kind, slot.holder, slot.place, created, slot.id == self._mine)


def refuse_weak(passphrase: str, holder: str) -> None:
    """Raises WeakPassphrase, with advice."""
    judged = strength(passphrase, hints=(holder,))
    if not judged.acceptable:
        raise WeakPassphrase(next_step=judged.advice)


def _slot(header: Header, slot_id: str, kind: SlotKind | None = None) -> Slot:
    for slot in header.slots:
        if slot.id == slot_id and kind in {None, slot.kind}:
            return slot
    raise NotFound


def _new_name(holder: str, others: Sequence[Slot]) -> str:
    """Drafts and journal know people by this name: two may not share it."""
    name = " ".join(holder.split())
    if not name:
        raise InvalidInput("holder", "Indiquez le nom de la personne qui ouvrira ce coffre.")
    if any(slot.holder.casefold() == name.casefold() for slot in others):
        raise InvalidInput("holder", "Une autre personne porte déjà ce nom dans ce coffre.")
    return name
