"""A vault is refused on a network share and in a synchronised folder, and the folder untouched."""

import json
import os
import stat
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from referent_desk.errors import InSynchronisedFolder, OnNetworkShare, PlaceRefused
from referent_desk.vault import (
    ANY_COST_POLICY,
    FLOOR_COST,
    KdfCost,
    Passphrase,
    PlaceFacts,
    Vault,
    create_vault,
    fault_of_place,
    machine_facts,
    open_vault,
)
from referent_desk.vault.place import (
    mounts_of_mount_command,
    mounts_of_mountinfo,
    on_network,
    synchronised_by,
)

HOME = Path("/home/zoe")
FACTS = PlaceFacts(HOME, HOME / ".local/share/referent-desk")
SECRET = "violon marée tournesol brique"
VAULT = HOME / "Bureau/essai.coffre"
MOUNTINFO = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 8:1 / / rw,relatime shared:1 master:2 - ext4 /dev/sda1 rw
40 27 0:40 / /home/zoe/autre\040partage rw - autofs systemd-1 rw
41 27 0:41 / /home/zoe/autre\040partage rw - {type} //serveur/commun rw
50 41 8:2 / /home/zoe/autre\040partage/cl\303\251 rw - vfat /dev/sdb1 rw
"""


def with_names(**names: Collection[str]) -> PlaceFacts:
    """`home` and `desk`: what is listed there."""
    folders = {HOME: names.get("home", ()), HOME / "Bureau": names.get("desk", ())}
    return replace(FACTS, names_in=lambda folder: folders.get(folder, ()))


def with_text(file: Path, text: str) -> PlaceFacts:
    return replace(FACTS, text_of=lambda asked: text if asked == file else "")


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.gvfsd-fuse", "davfs", "9p"]
)
def test_a_mounted_share_is_a_network(kind: str) -> None:
    facts = replace(FACTS, mounts=mounts_of_mountinfo(MOUNTINFO.replace("{type}", kind)))
    assert on_network(HOME / "autre partage/dossier/x.coffre", facts)
    assert not on_network(VAULT, facts)
    assert not on_network(HOME / "autre partage bis/x.coffre", facts)


def test_a_disk_is_none_even_below_a_share() -> None:
    facts = replace(FACTS, mounts=mounts_of_mountinfo(MOUNTINFO.replace("{type}", "cifs")))
    stick = bytes("autre partage/cl\\303\\251", "ascii").decode("unicode_escape")
    assert not on_network(HOME / stick / "x.coffre", facts)


def test_what_macos_says_of_its_mounts() -> None:
    told = "/dev/disk3s1 on / (apfs, local)\n//zoe@srv/a on /Volumes/Commun a (smbfs, nodev)\n"
    facts = replace(FACTS, mounts=mounts_of_mount_command(told))
    assert on_network(PurePosixPath("/Volumes/Commun a/x.coffre"), facts)
    assert not on_network(PurePosixPath("/Users/zoe/x.coffre"), facts)


@pytest.mark.parametrize(
    ("path", "network"),
    [
        (r"\\serveur\commun\x.coffre", True),
        (r"\\?\UNC\serveur\commun\x.coffre", True),
        (r"Z:\x.coffre", True),
        (r"C:\Users\zoe\x.coffre", False),
        (r"\\?\C:\Users\zoe\x.coffre", False),
    ],
)
def test_shares_and_drives_of_windows(path: str, network: bool) -> None:
    facts = replace(FACTS, is_remote_drive=lambda drive: drive == "Z:\\")
    assert on_network(PureWindowsPath(path), facts) is network


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".dropbox", "Dropbox"),
        (".dropbox.cache", "Dropbox"),
        (".sync_3f2a9c.db", "Nextcloud ou ownCloud"),
        ("._sync_3f2a9c.db", "Nextcloud ou ownCloud"),
        (".owncloudsync.log", "Nextcloud ou ownCloud"),
        (".nextcloudsync.log.1", "Nextcloud ou ownCloud"),
        (".tmp.driveupload", "Google Drive"),
        (".stfolder", "Syncthing"),
    ],
)
def test_a_mark_anywhere_up_the_path(mark: str, service: str) -> None:
    facts = with_names(desk=["photos", mark])
    assert synchronised_by(VAULT, facts) == service
    assert synchronised_by(HOME / "Bureau/a/b/x.coffre", facts) == service
    assert not synchronised_by(HOME / "Documents/x.coffre", facts)


def test_the_settings_of_dropbox_in_the_home_folder_are_no_mark() -> None:
    assert not synchronised_by(VAULT, with_names(home=[".dropbox", ".config"]))


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive/x.coffre", "OneDrive"),
        ("OneDrive - CHU Exemple/Documents/x.coffre", "OneDrive"),
        ("iCloudDrive/x.coffre", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x.coffre", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-zoe@exemple.be/x.coffre", "un service en ligne"),
        ("Google Drive/x.coffre", "Google Drive"),
        ("OneDriver/x.coffre", ""),
    ],
)
def test_the_names_that_services_give(folder: str, service: str) -> None:
    assert synchronised_by(HOME / folder, FACTS) == service


def test_onedrive_by_its_variables_and_its_icon() -> None:
    facts = replace(FACTS, environment={"OneDriveCommercial": str(HOME / "Bureau"), "OneDrive": ""})
    assert synchronised_by(VAULT, facts) == "OneDrive"
    assert not synchronised_by(HOME / "Documents/x.coffre", facts)
    icon = "[.ShellClassInfo]\nIconResource=C:\\Program Files\\Microsoft OneDrive\\OneDrive.exe,1"
    marked = replace(with_names(desk=["desktop.ini"]), text_of=lambda _file: icon)
    assert synchronised_by(VAULT, marked) == "OneDrive"


def test_the_folders_named_in_the_services_own_settings() -> None:
    dropbox = json.dumps({"business": {"path": str(HOME / "Bureau"), "host": 1}})
    assert synchronised_by(VAULT, with_text(HOME / ".dropbox/info.json", dropbox)) == "Dropbox"
    cloud = "[Accounts]\n0\\Folders\\1\\ignoreHiddenFiles=false\n"
    cloud += f"0\\Folders\\1\\localPath={HOME}/Bureau/\n"
    file = HOME / ".config/Nextcloud/nextcloud.cfg"
    assert synchronised_by(VAULT, with_text(file, cloud)) == "Nextcloud"
    elsewhere = cloud.replace("Bureau", "Cloud")
    assert not synchronised_by(VAULT, with_text(file, elsewhere))


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"personal": {}}', '{"personal": 3}'])
def test_settings_that_cannot_be_read_tell_nothing(damaged: str) -> None:
    assert not synchronised_by(VAULT, with_text(HOME / ".dropbox/info.json", damaged))


@pytest.fixture
def nextcloud(tmp_path: Path) -> PlaceFacts:
    """This machine's facts, once tmp_path is marked as a synchronised folder."""
    (tmp_path / ".sync_3f2a9c.db").touch()
    return machine_facts()


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_vault_there_is_neither_opened_nor_touched(closed: Any, nextcloud: PlaceFacts) -> None:
    before = everything(closed.folder)
    with pytest.raises(InSynchronisedFolder) as refused:
        open_vault(closed.folder, Passphrase("x"), policy=ANY_COST_POLICY)
    assert everything(closed.folder) == before
    said = refused.value.message
    for words in ("Nextcloud", "Rien n’a été modifié", "sauvegarde", str(nextcloud.local_folder)):
        assert words in said


def test_a_link_to_such_a_folder_is_followed(
    closed: Any, nextcloud: PlaceFacts, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link = tmp_path_factory.mktemp("ailleurs") / "lien.coffre"
    link.symlink_to(closed.folder)
    assert isinstance(fault_of_place(link, nextcloud), InSynchronisedFolder)


def test_none_is_made_there(tmp_path: Path, nextcloud: PlaceFacts) -> None:
    before = everything(tmp_path)
    with pytest.raises(PlaceRefused):
        create_vault(
            tmp_path / "a/x.coffre", "violon marée tournesol brique", "Zoé", cost=FLOOR_COST
        )
    assert everything(tmp_path) == before
    assert not (tmp_path / "a").exists()


def make(folder: Path, facts: PlaceFacts) -> Vault:
    cheap = KdfCost(8, 1, 1)
    return create_vault(
        folder, SECRET, "Zoé", cost=cheap, policy=ANY_COST_POLICY, place=facts
    ).vault


def test_what_is_known_of_the_disks_may_be_given(tmp_path: Path) -> None:
    shares = replace(FACTS, mounts=(("/", "nfs4"),))
    with pytest.raises(OnNetworkShare):
        make(tmp_path / "x.coffre", shares)
    make(tmp_path / "x.coffre", FACTS).close()
    with pytest.raises(OnNetworkShare):
        open_vault(tmp_path / "x.coffre", Passphrase("x"), policy=ANY_COST_POLICY, place=shares)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")
def test_the_vault_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "x.coffre"
    before = os.umask(0)
    try:
        make(folder, FACTS).close()
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
