"""A disk whose power fails: what the system calls of a program leave on it, in the worst order.

strace records what a program writes, makes, renames and flushes. A state of the disk is then built
for any moment: what was flushed is there; of what was not, any part may be, in any order, and a
write may be torn at a sector. Entries of a folder come in order, and are sure once it is flushed.
"""

import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

SECTOR = 512
_TRACED = (
    "openat,lseek,pwrite64,write,ftruncate,fsync,fdatasync,"
    "unlink,unlinkat,rename,renameat,renameat2"
)
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_FD = re.compile(r"^\d+<([^>]*)>")
_QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Event:
    """One call that succeeded; `path` is a name in the folder watched, or the folder's own."""

    call: str
    path: str
    data: bytes = b""
    offset: int = 0
    target: str = ""


@dataclass
class Inode:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Event] = field(default_factory=list)


@dataclass
class Disk:
    """Files by inode, and the folder's names: those that are sure, and the changes that are not."""

    inodes: list[Inode] = field(default_factory=list)
    sure: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    changes: list[dict[str, int]] = field(default_factory=list)

    def apply(self, event: Event) -> None:
        if event.call == "create" and event.path not in self.names:
            self.inodes.append(Inode())
            self._rename({**self.names, event.path: len(self.inodes) - 1})
        elif event.call in {"write", "truncate"}:
            self.inodes[self.names[event.path]].pending.append(event)
        elif event.call == "unlink":
            self._rename({k: v for k, v in self.names.items() if k != event.path})
        elif event.call == "rename":
            kept = {k: v for k, v in self.names.items() if k != event.path}
            self._rename({**kept, event.target: self.names[event.path]})
        elif event.call == "flush" and event.path not in self.names:
            self.sure, self.changes = dict(self.names), []
        elif event.call == "flush":
            inode = self.inodes[self.names[event.path]]
            for write in inode.pending:
                put(inode.durable, write)
            inode.pending = []

    def after_a_power_cut(self, chance: random.Random) -> dict[str, bytes]:
        names = self.sure
        if self.changes and chance.random() < 0.8:
            names = chance.choice([self.sure, *self.changes])
        return {name: self._content(self.inodes[number], chance) for name, number in names.items()}

    def _rename(self, names: dict[str, int]) -> None:
        self.names = names
        self.changes.append(names)

    def _content(self, inode: Inode, chance: random.Random) -> bytes:
        content = bytearray(inode.durable)
        survivors = [write for write in inode.pending if chance.random() < 0.5]
        chance.shuffle(survivors)
        for write in survivors:
            put(content, torn(write, chance))
        return bytes(content)


def put(content: bytearray, write: Event) -> None:
    if write.call == "truncate":
        del content[write.offset :]
        content.extend(bytes(max(0, write.offset - len(content))))
        return
    content.extend(bytes(max(0, write.offset - len(content))))
    content[write.offset : write.offset + len(write.data)] = write.data


def torn(write: Event, chance: random.Random) -> Event:
    if write.call == "truncate" or len(write.data) <= SECTOR or chance.random() < 0.7:
        return write
    kept = chance.randrange(1, len(write.data) // SECTOR + 1) * SECTOR
    return Event("write", write.path, write.data[:kept], write.offset)


def disk_of(folder: Path) -> Disk:
    """As it is now, all of it sure."""
    disk = Disk()
    for path in sorted(folder.iterdir()):
        disk.sure[path.name] = len(disk.inodes)
        disk.inodes.append(Inode(bytearray(path.read_bytes())))
    disk.names = dict(disk.sure)
    return disk


def record(command: list[str], folder: Path, root: Path) -> list[Event]:
    """What `command` does in `folder`, and what it acknowledges, in order. Skips without strace."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        pytest.skip("needs strace")
    trace = folder.parent / "trace"
    options = ["-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={_TRACED}", "-o", str(trace)]
    done = subprocess.run(
        ["strace", *options, *command], cwd=root, stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        pytest.skip(f"strace is refused here ({done.returncode})")
    offsets: dict[str, int] = {}
    events: list[Event] = []
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            events += _events(line, str(folder), offsets)
    return events


def _events(line: str, folder: str, offsets: dict[str, int]) -> list[Event]:
    found = _CALL.match(line)
    if found is None or int(found[3]) < 0:
        return []
    call, arguments, result = found[1], found[2], int(found[3])
    if call.startswith(("rename", "unlink")):
        return _on_names(call, arguments, folder)
    if call == "openat":
        return _opened(arguments, line, folder, offsets)
    if call == "write" and arguments.startswith("1<"):
        return [Event("ack", "ack", _bytes(arguments))]
    held = _FD.match(arguments)
    path = _plain(held[1]) if held else ""
    if call == "lseek":
        offsets[path] = result
        return []
    return [_on_content(call, arguments, path, result, offsets)] if _inside(path, folder) else []


def _on_content(
    call: str, arguments: str, path: str, result: int, offsets: dict[str, int]
) -> Event:
    name = Path(path).name
    if call in {"fsync", "fdatasync"}:
        return Event("flush", name)
    if call == "ftruncate":
        return Event("truncate", name, offset=int(arguments.rsplit(", ", 1)[1]))
    if call == "pwrite64":
        offset = int(arguments.rsplit(", ", 1)[1])
        return Event("write", name, _bytes(arguments)[:result], offset)
    start = offsets.get(path, 0)
    offsets[path] = start + result
    return Event("write", name, _bytes(arguments)[:result], start)


def _opened(arguments: str, line: str, folder: str, offsets: dict[str, int]) -> list[Event]:
    path = _plain(line.rsplit("<", 1)[1].rsplit(">", 1)[0])
    if "O_CREAT" not in arguments or not _inside(path, folder) or path == folder:
        return []
    offsets[path] = 0
    return [Event("create", Path(path).name)]


def _on_names(call: str, arguments: str, folder: str) -> list[Event]:
    paths = [_plain(text) for text in _QUOTED.findall(arguments)]
    if not _inside(paths[0], folder):
        return []
    if call.startswith("unlink"):
        return [Event("unlink", Path(paths[0]).name)]
    return [Event("rename", Path(paths[0]).name, target=Path(paths[1]).name)]


def _bytes(arguments: str) -> bytes:
    found = _QUOTED.search(arguments)
    return bytes.fromhex(found[1].replace("\\x", "")) if found else b""


def _plain(text: str) -> str:
    """strace -xx writes paths in hexadecimal too, in some places."""
    if "\\x" in text:
        return bytes.fromhex(text.replace("\\x", "")).decode()
    return text


def _inside(path: str, folder: str) -> bool:
    return path == folder or str(Path(path).parent) == folder
