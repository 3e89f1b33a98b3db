"""Where a vault may not stand: a network share, or a folder that a service synchronises.

Both copy or lock files behind the program's back: a half written page sent away, an old one put
back, two computers writing at once. Pure functions over facts that `platform_place` reads.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PureWindowsPath
from typing import cast

from referent_desk.errors import InSynchronisedFolder, OnNetworkShare, VaultError

NETWORK_TYPES = frozenset(
    "9p afpfs afs beegfs ceph cifs coda davfs fuse.ceph fuse.curlftpfs fuse.davfs fuse.davfs2"
    " fuse.glusterfs fuse.gvfsd-fuse fuse.rclone fuse.s3fs fuse.sshfs gfs2 glusterfs lustre ncpfs"
    " nfs nfs4 ocfs2 smb2 smb3 smbfs vboxsf vmhgfs fuse.vmhgfs-fuse webdav".split()
)
_OCTAL = re.compile(r"\\([0-7]{3})")
_ON_PATH = (
    ("Library/CloudStorage", "un service en ligne"),
    ("Library/Mobile Documents", "iCloud"),
    ("iCloudDrive", "iCloud"),
    ("OneDrive", "OneDrive"),
    ("GoogleDrive", "Google Drive"),
    ("Google Drive", "Google Drive"),
)
_MARKS = (
    (re.compile(r"\.dropbox(\.cache)?"), "Dropbox"),
    (re.compile(r"\._?sync_[0-9a-f]+\.db"), "Nextcloud ou ownCloud"),
    (re.compile(r"\.(owncloudsync|nextcloudsync)\.log(\.\d+)?"), "Nextcloud ou ownCloud"),
    (re.compile(r"\.tmp\.drive(down|up)load"), "Google Drive"),
    (re.compile(r"\.shortcut-targets-by-id"), "Google Drive"),
    (re.compile(r"\.stfolder"), "Syncthing"),
)
_LOCAL_PATH = re.compile(r"^[^=\n]*\\localPath=(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class PlaceFacts:
    """What the machine says. `mounts`: where, and which type; later ones lie over earlier ones."""

    home: Path
    local_folder: Path
    mounts: tuple[tuple[str, str], ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    names_in: Callable[[Path], Collection[str]] = lambda _folder: ()
    text_of: Callable[[Path], str] = lambda _file: ""
    is_remote_drive: Callable[[str], bool] = lambda _drive: False


def refuse_place(folder: Path, facts: PlaceFacts) -> None:
    """Raises OnNetworkShare or InSynchronisedFolder; reads, and writes nothing."""
    if fault := fault_of_place(folder, facts):
        raise fault


def fault_of_place(folder: Path, facts: PlaceFacts) -> VaultError | None:
    real = folder.resolve()
    for place in dict.fromkeys((folder.absolute(), real)):
        if on_network(place, facts):
            return OnNetworkShare(facts.local_folder)
        if service := synchronised_by(place, facts):
            return InSynchronisedFolder(service, facts.local_folder)
    return None


def on_network(folder: PurePath, facts: PlaceFacts) -> bool:
    if isinstance(folder, PureWindowsPath):
        return _is_share(folder.drive) or facts.is_remote_drive(f"{folder.drive}\\")
    return _type_of_mount(folder, facts.mounts) in NETWORK_TYPES


def synchronised_by(folder: Path, facts: PlaceFacts) -> str:
    """The service's name, or nothing."""
    for name, root in _roots_told(facts):
        if folder.is_relative_to(root):
            return name
    for place in (folder, *folder.parents):
        if service := _service_marked(place, facts):
            return service
    return _service_on_path(folder)


def mounts_of_mountinfo(text: str) -> tuple[tuple[str, str], ...]:
    """Of /proc/self/mountinfo."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        fields, kinds = before.split(), after.split()
        if len(fields) > 4 and kinds:
            found.append((_OCTAL.sub(lambda m: chr(int(m[1], 8)), fields[4]), kinds[0]))
    return tuple(found)


def mounts_of_mount_command(text: str) -> tuple[tuple[str, str], ...]:
    """Of macOS's `mount`: « //ana@share on /Volumes/share (smbfs, nodev) »."""
    lines = (re.fullmatch(r".+? on (.+) \((\w+)[,)].*", line) for line in text.splitlines())
    return tuple((line[1], line[2]) for line in lines if line)


def _is_share(drive: str) -> bool:
    """« \\\\server\\share », also in its long form."""
    if drive.startswith(("\\\\?\\", "\\\\.\\")):
        return drive[4:].upper().startswith("UNC\\")
    return drive.startswith("\\\\")


def _type_of_mount(folder: PurePath, mounts: Iterable[tuple[str, str]]) -> str:
    found, depth = "", -1
    for point, kind in mounts:
        parts = len(PurePath(point).parts)
        if kind != "autofs" and parts >= depth and folder.is_relative_to(point):
            found, depth = kind, parts
    return found


def _service_marked(place: Path, facts: PlaceFacts) -> str:
    names = facts.names_in(place)
    for mark, service in _MARKS:
        own_settings = place == facts.home and service == "Dropbox"
        if not own_settings and any(mark.fullmatch(name) for name in names):
            return service
    if "desktop.ini" in names and "onedrive" in facts.text_of(place / "desktop.ini").lower():
        return "OneDrive"
    return ""


def _service_on_path(folder: Path) -> str:
    path = f"/{folder.as_posix().strip('/')}/"
    for words, service in _ON_PATH:
        if f"/{words}/" in path or f"/{words} - " in path or f"/{words}-" in path:
            return service
    return ""


def _roots_told(facts: PlaceFacts) -> Iterator[tuple[str, str]]:
    """The folders that the services' own settings name."""
    for name, value in facts.environment.items():
        if name.lower().startswith("onedrive") and value:
            yield "OneDrive", value
    for file in _settings_files(facts, ".dropbox/info.json", "Dropbox/info.json"):
        for root in _dropbox_roots(facts.text_of(file)):
            yield "Dropbox", root
    for folder, name in (("Nextcloud/nextcloud", "Nextcloud"), ("ownCloud/owncloud", "ownCloud")):
        for file in _settings_files(facts, f".config/{folder}.cfg", f"{folder}.cfg"):
            for root in _LOCAL_PATH.findall(facts.text_of(file)):
                yield name, root.strip().rstrip("/")


def _settings_files(facts: PlaceFacts, under_home: str, under_data: str) -> Iterator[Path]:
    yield facts.home / under_home
    yield facts.home / "Library/Preferences" / under_data
    for name in ("XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        if base := facts.environment.get(name):
            yield Path(base) / under_data


def _dropbox_roots(text: str) -> list[str]:
    try:
        told = cast("dict[str, dict[str, str]]", json.loads(text))
        return [account["path"] for account in told.values()]
    except (ValueError, TypeError, AttributeError, KeyError):
        return []
