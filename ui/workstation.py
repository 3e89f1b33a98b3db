"""What this computer remembers outside the vault: where the last vault lies, and the scheme."""

import contextlib
import json
from pathlib import Path
from typing import cast

from referent_desk.local_data import DIRS

DEMO_FOLDER = "essai-fictif"
_SCHEMES = ("light", "dark", "system")
DEMO_VAULT = "demo.coffre"


def vaults_folder() -> Path:
    """The user's local data, which hospitals do not synchronise as they do Documents."""
    return Path(DIRS.user_data_dir)


def demo_folder() -> Path:
    """Another folder than the vaults', never mixed."""
    return Path(DIRS.user_data_dir) / DEMO_FOLDER


def is_demo(vault: Path) -> bool:
    return vault.name == DEMO_VAULT


def last_vault() -> Path | None:
    """The vault opened last, if it is still there."""
    found = _read().get("last_vault")
    return Path(found) if found and _is_there(Path(found)) else None


def _is_there(vault: Path) -> bool:
    """Also when a restoration was cut between its two renames: it is finished first."""
    if not vault.is_dir() and vault.parent.is_dir():
        from referent_desk.vault import finish_restoring  # noqa: PLC0415  (loaded late)

        with contextlib.suppress(OSError):
            finish_restoring(vault)
    return vault.is_dir()


def remember_vault(vault: Path) -> None:
    """The demo is not remembered. A read-only configuration is no obstacle to work."""
    if not is_demo(vault):
        _write(_read() | {"last_vault": str(vault.resolve())})


def keyring_slot(vault: Path) -> str:
    """The slot of this vault that this computer's keyring opens; empty when there is none."""
    return _read().get(_keyring_entry(vault), "")


def remember_keyring_slot(vault: Path, slot_id: str) -> None:
    """An id, nothing secret; an empty one forgets it."""
    others = {k: v for k, v in _read().items() if k != _keyring_entry(vault)}
    _write(others | ({_keyring_entry(vault): slot_id} if slot_id else {}))


def _keyring_entry(vault: Path) -> str:
    return f"keyring:{vault.resolve()}"


def scheme() -> str:
    """ "light", "dark" or "system"; a file changed by hand may say anything."""
    found = _read().get("scheme", "")
    return found if found in _SCHEMES else "system"


def remember_scheme(name: str) -> None:
    _write(_read() | {"scheme": name})


def _file() -> Path:
    return Path(DIRS.user_config_dir) / "poste.json"


def _read() -> dict[str, str]:
    try:
        content = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {str(k): str(v) for k, v in cast("dict[object, object]", content).items()}


def _write(content: dict[str, str]) -> None:
    with contextlib.suppress(OSError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        beside = _file().with_suffix(".nouveau")
        beside.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        beside.replace(_file())
