"""A keyring in memory, instead of the system's."""

from collections.abc import Callable

from referent_desk.vault import KeyringSecret, KeyringUnavailable


class FakeKeyring:
    """While `broken`, it refuses what it is given."""

    def __init__(self, *, broken: bool = False) -> None:
        self.kept: dict[str, bytes] = {}
        self.broken = broken

    def get(self, slot_id: str, check: Callable[[], None] = lambda: None) -> KeyringSecret:
        check()
        return KeyringSecret(slot_id, self.kept[slot_id])

    def put(self, secret: KeyringSecret) -> None:
        if self.broken:
            raise KeyringUnavailable
        self.kept[secret.slot_id] = secret.material

    def remove(self, slot_id: str) -> None:
        self.kept.pop(slot_id, None)
