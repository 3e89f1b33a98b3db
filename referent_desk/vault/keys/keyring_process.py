"""The process that talks to the system's keyring, and may hang there: one question, one answer.

Reads {"wish", "account", "secret"} as JSON on standard input, answers on standard output
{"outcome": "done" | "locked" | "unavailable", "secret"}.
"""

import json
import sys

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringError, KeyringLocked, PasswordDeleteError

SERVICE = "Referent Desk"
ENCRYPTING = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
)


def main() -> int:
    asked: dict[str, str] = json.load(sys.stdin)
    json.dump(answer(asked, keyring.get_keyring()), sys.stdout)
    return 0


def answer(asked: dict[str, str], backend: KeyringBackend) -> dict[str, str | None]:
    """Only a keyring that encrypts what it holds is asked."""
    chosen = _encrypting(backend)
    if chosen is None:
        return {"outcome": "unavailable"}
    try:
        return {"outcome": "done", "secret": _grant(asked, chosen)}
    except (KeyringLocked, InitError):
        return {"outcome": "locked"}
    except KeyringError:
        return {"outcome": "unavailable"}


def _grant(asked: dict[str, str], backend: KeyringBackend) -> str | None:
    account = asked["account"]
    if asked["wish"] == "get":
        return backend.get_password(SERVICE, account)
    if asked["wish"] == "set":
        backend.set_password(SERVICE, account, asked["secret"])  # pyright: ignore[reportUnknownMemberType]
        return None
    try:
        backend.delete_password(SERVICE, account)
    except PasswordDeleteError:
        return None
    return None


def _encrypting(backend: KeyringBackend) -> KeyringBackend | None:
    """Itself, or the first of those that it chains."""
    chained: list[KeyringBackend] = list(getattr(backend, "backends", [backend]))
    return next((one for one in chained if type(one).__module__ in ENCRYPTING), None)


if __name__ == "__main__":
    sys.exit(main())
