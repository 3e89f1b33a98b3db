"""What is under way when the program dies: each runs in a process of its own, for ever.

Each acknowledges on standard output what it has done; what was acknowledged must never be lost.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from referent_desk.vault import Vault
from tests.faults.places import ROOT

OPEN = """
import sys
from pathlib import Path
from referent_desk.vault import ANY_COST_POLICY, Passphrase, open_vault
SECRET = Passphrase("violon marée tournesol brique")
OTHER = "grenier cobalt lanterne tuile"
folder = Path(sys.argv[1])
def enter():
    return open_vault(folder, SECRET, policy=ANY_COST_POLICY)
def done(*words):
    print(*words, flush=True)
"""

SAVING = """
from referent_desk.vault import log
log.LONG = 100_000  # so that the log is often brought in
vault, number = enter(), int(sys.argv[2])
done("ready")
while True:
    number += 1
    with vault.unit() as unit:
        unit.insert("meta", key=f"saved{number:06}", value="x" * (number % 7 * 900))
        vault.journal.record("family.opened", str(number), unit=unit)
        unit.commit()
    done(number)
"""

LOCKING = """
number = int(sys.argv[2])
done("ready")
while True:
    number += 1
    vault = enter()
    with vault.unit() as unit:
        unit.insert("meta", key=f"saved{number:06}", value="x" * (number % 7 * 900))
        unit.commit()
    done(number)
    vault.close()
"""

SLOTS = 40
SAVING_UNTIL_REFUSED = """
from referent_desk.errors import VaultError
from referent_desk.vault import log
log.LONG = 100_000
vault, number = enter(), int(sys.argv[2])
done("ready")
try:
    while True:
        number += 1
        body = {"number": number, "text": "x" * (number % 7 * 900)}
        vault.drafts.save("note", str(number % 40), body)
        done(number)
except VaultError:
    done("told")
vault.close()
done("closed")
"""

CHANGING_KEYS = """
vault, number = enter(), int(sys.argv[2])
done("ready")
while True:
    number += 1
    way = vault.ways.add_person(SECRET, f"Sacha Leroy {number}", OTHER)
    done(number, way.id)
    vault.ways.rename(way.id, f"Sacha Petit {number}")
    vault.ways.revoke(SECRET, way.id)
    done(number, "revoked")
"""

REENCRYPTING = """
vault, number = enter(), int(sys.argv[2])
done("ready")
while True:
    number += 1
    vault.drafts.save("note", str(number), {"text": "x" * 3000})
    done(number)
    vault.reencrypt(SECRET, lambda _: None)
"""

BACKING_UP = """
vault = enter()
done("ready")
while True:
    done(vault.backups.make(folder.parent / "cle").file.name)
"""

RESTORING = """
from referent_desk.vault import prepare_restoration
[file] = (folder.parent / "cle").glob("*.sauvegarde")
done("ready")
while True:
    prepare_restoration(file, SECRET, folder, policy=ANY_COST_POLICY).put_in_place()
    done("restored")
"""

OPENING = """
done("ready")
enter().close()
done("opened")
"""


def start(program: str, folder: Path, number: int = 0) -> subprocess.Popen[str]:
    """`number` is the last one acknowledged before."""
    return subprocess.Popen(
        [sys.executable, "-c", OPEN + program, str(folder), str(number)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_after(process: subprocess.Popen[str], seconds: float) -> list[str]:
    """Kills that long after it was ready, or lets it end. What it acknowledged, line by line."""
    return strike_after(process, seconds, process.kill)


def strike_after(
    process: subprocess.Popen[str], seconds: float, strike: Callable[[], None]
) -> list[str]:
    """As `kill_after`, with another fault, after which the process must end by itself."""
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        strike()
    lines = process.stdout.read().splitlines()
    process.stdout.close()
    process.wait(30)
    return lines


def strike_at_rest(
    process: subprocess.Popen[str], seconds: float, strike: Callable[[], None]
) -> list[str]:
    """As `strike_after`, but between two calls of the process, never within one.

    A flush that ext4 has under way while it is made to fail may return as if all were written.
    """

    def stop_and_strike() -> None:
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        strike()
        process.send_signal(signal.SIGCONT)

    return strike_after(process, seconds, stop_and_strike)


def assert_saved_up_to(vault: Vault, acknowledged: int) -> int:
    """Of `SAVING_UNTIL_REFUSED`: each draft is the last that was acknowledged for it, or later.

    The number of the last one saved.
    """
    found = {int(d.subject): d.body["number"] for d in vault.drafts.all() if d.kind == "note"}
    for number in range(max(1, acknowledged - SLOTS + 1), acknowledged + 1):
        assert found[number % SLOTS] >= number
    return max(found.values(), default=0)
