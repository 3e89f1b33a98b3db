"""kill -9 at chosen moments: each time a file is opened, renamed or removed is one."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from referent_desk.vault import ANY_COST_POLICY, Passphrase, describe_backup, open_vault
from tests.referent_desk.vault.backups.desk import SECRET, Desk, look_into, names

ROOT = Path(__file__).parents[4]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")

DIE_AT = """
import os, sys
from datetime import datetime, timezone
from pathlib import Path
from referent_desk.vault import *
folder, stick, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
secret = Passphrase("violon marée tournesol brique")
moments = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir"}
seen = 0
def watch(event, _arguments):
    global seen
    if event in moments:
        seen += 1
        if seen == last:
            os.kill(os.getpid(), 9)
"""
BACK_UP = """
with open_vault(folder, secret, policy=ANY_COST_POLICY) as vault:
    sys.addaudithook(watch)
    vault.backups.make(stick, taken=datetime(2026, 11, 25, 17, tzinfo=timezone.utc))
"""
RESTORE = """
[file] = stick.glob("*.sauvegarde")
sys.addaudithook(watch)
restoration = prepare_restoration(file, secret, folder, policy=ANY_COST_POLICY)
restoration.put_in_place(datetime(2026, 11, 25, 9, 5))
"""


def ends_at(number: int, script: str, desk: Desk) -> bool:
    """True if it was killed; False if it was through before."""
    command = [sys.executable, "-c", DIE_AT + script]
    where = [str(desk.closed.folder), str(desk.stick), str(number)]
    code = subprocess.run([*command, *where], cwd=ROOT, check=False).returncode
    assert code in {0, -signal.SIGKILL}
    return code != 0


def opened(folder: Path) -> Any:
    return open_vault(folder, Passphrase(SECRET), policy=ANY_COST_POLICY)


@pytest.mark.parametrize("moment", [3, 8, 11, 14])
def test_a_killed_backup_leaves_the_older_ones_and_the_vault(desk: Desk, moment: int) -> None:
    older = desk.back_up()
    content = older.file.read_bytes()
    desk.vault.close()
    assert ends_at(moment, BACK_UP, desk)
    assert older.file.read_bytes() == content
    for file in desk.stick.glob("*.sauvegarde"):
        look_into(file, desk.closed.folder).give_up()
    with opened(desk.closed.folder) as vault:
        assert vault.check(thorough=True) == []
        made = vault.backups.make(desk.stick)
        assert describe_backup(made.file) == made
    assert not [name for name in names(desk.stick) | names(desk.closed.folder) if "part" in name]


@pytest.mark.parametrize("moment", [5, 10, 12, 14, 16])
def test_a_killed_restoration_leaves_one_whole_vault(desk: Desk, moment: int) -> None:
    """The present one or the restored one, at its place, and the other, if any, set aside."""
    desk.back_up()
    desk.vault.drafts.save("note", "", {"text": "après"}, label="Après")
    desk.vault.close()
    assert ends_at(moment, RESTORE, desk)
    with opened(desk.closed.folder) as vault:
        labels = {draft.label for draft in vault.drafts.all()}
        assert vault.check(thorough=True) == []
    aside = list(desk.closed.folder.parent.glob("*.mis-de-cote-*"))
    assert labels == ({"Appel"} if aside else {"Appel", "Après"})
    assert not ends_at(10_000, RESTORE, desk)
    left = names(desk.closed.folder.parent)
    assert not [name for name in left if "restauration" in name]
