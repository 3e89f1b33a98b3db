"""This computer's keyring (Secret Service, Windows Credential Locker, macOS Keychain).

It is asked in a process of its own, under a time limit: a keyring whose prompt nobody answers
never returns. Any program of the same user can read what it holds, hence an option, never the
only way in.
"""

import base64
import binascii
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Protocol, cast

from referent_desk.errors import VaultError
from referent_desk.vault.keys.secrets_given import KeyringSecret

SECRET_BYTES = 32
TIME_LIMIT = 20.0
"""Seconds: long enough to type the keyring's own password when it asks for it."""
GLANCE = 0.1
"""Seconds between two looks at whether the user has given up."""
Check = Callable[[], None]
CHILD_FLAG = "--keyring"


class KeyringUnavailable(VaultError):
    """No keyring on this computer, or none that keeps secrets encrypted."""

    what = "Cet ordinateur n’a pas de trousseau utilisable."
    safe = "Le coffre est intact\u00a0: rien n’a été modifié."
    next_step = "Ouvrez le coffre avec la phrase de passe."


class KeyringSilent(KeyringUnavailable):
    """It did not answer within the time limit, or its prompt was refused."""

    what = "Le trousseau de cet ordinateur ne répond pas, ou il est resté verrouillé."
    next_step = "Déverrouillez le trousseau de la session, ou tapez la phrase de passe."


class KeyringSecretMissing(KeyringUnavailable):
    """The keyring works, and holds nothing for this vault."""

    what = "Le trousseau de cet ordinateur ne contient rien pour ce coffre."
    next_step = "Ouvrez le coffre avec la phrase de passe."


class KeyringSecretStale(VaultError):
    """What the keyring holds no longer opens the vault: the way in was revoked."""

    what = "L’accès par le trousseau de cet ordinateur a été retiré de ce coffre."
    safe = "Le coffre est intact\u00a0: rien n’a été modifié."
    next_step = "Ouvrez le coffre avec la phrase de passe."


class Keyring(Protocol):
    """Where a computer keeps the secret of its slot; every call may raise KeyringUnavailable.

    `get` calls `check` often while it waits; it may raise, to give up.
    """

    def get(self, slot_id: str, check: Check = lambda: None) -> KeyringSecret: ...
    def put(self, secret: KeyringSecret) -> None: ...
    def remove(self, slot_id: str) -> None: ...


class SystemKeyring:
    """The one of the user's session."""

    def __init__(
        self, command: Sequence[str] | None = None, time_limit: float = TIME_LIMIT
    ) -> None:
        self._command = list(command or _child_command())
        self._time_limit = time_limit

    def get(self, slot_id: str, check: Check = lambda: None) -> KeyringSecret:
        kept = self._ask("get", slot_id, check=check)
        if kept is None:
            raise KeyringSecretMissing
        try:
            return KeyringSecret(slot_id, base64.b64decode(kept, validate=True))
        except binascii.Error as error:
            raise KeyringSecretMissing from error

    def put(self, secret: KeyringSecret) -> None:
        self._ask("set", secret.slot_id, base64.b64encode(secret.material).decode())

    def remove(self, slot_id: str) -> None:
        self._ask("delete", slot_id)

    def _ask(
        self, wish: str, slot_id: str, secret: str = "", check: Check = lambda: None
    ) -> str | None:
        """What the child answers; secrets go through pipes, never through arguments."""
        asked = json.dumps({"wish": wish, "account": slot_id, "secret": secret})
        pipe = subprocess.PIPE
        try:
            child = subprocess.Popen(  # noqa: S603  (our own program, no shell)
                self._command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, encoding="utf-8"
            )
        except OSError as error:
            raise KeyringUnavailable from error
        with child:
            try:
                return _answer(self._told(child, asked, check))
            finally:
                child.kill()

    def _told(self, child: "subprocess.Popen[str]", asked: str, check: Check) -> str:
        given: str | None = asked
        limit = time.monotonic() + self._time_limit
        while time.monotonic() < limit:
            check()
            try:
                return child.communicate(given, timeout=GLANCE)[0]
            except subprocess.TimeoutExpired:
                given = None  # it has been sent
        raise KeyringSilent


def serve_keyring() -> int:
    """What the child does when the program is a bundle: `CHILD_FLAG` on the command line."""
    from referent_desk.vault.keys import keyring_process  # noqa: PLC0415  (keyring loads late)

    return keyring_process.main()


def computer_name() -> str:
    """As the list of ways in shows it."""
    return platform.node() or "cet ordinateur"


def _answer(output: str) -> str | None:
    """Raises KeyringUnavailable for anything but a well-formed success."""
    try:
        answer: object = json.loads(output)
    except ValueError as error:
        raise KeyringUnavailable from error
    if not isinstance(answer, dict):
        raise KeyringUnavailable
    told = cast("dict[str, object]", answer)
    if told.get("outcome") == "locked":
        raise KeyringSilent
    if told.get("outcome") != "done":
        raise KeyringUnavailable
    secret = told.get("secret")
    return secret if isinstance(secret, str) else None


def _child_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG]
    return [sys.executable, "-m", "referent_desk.vault.keys.keyring_process"]
