"""A disk whose power fails: what the system calls of a program leave on it, in the worst order.

strace records what a program writes, makes, renames and flushes below a folder. A state of the disk
is then built for any moment: what was flushed is there; of what was not, any part may be, in any
order, and a write may be torn at a sector. Entries of a folder come in order, and are sure once it
is flushed; each folder goes its own way, so that a name may be there without what it holds.
"""

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import pytest

from tests.faults.places import ROOT

SECTOR = 512
_TRACED = (
    "openat,lseek,pwrite64,write,ftruncate,fsync,fdatasync,mkdir,mkdirat,rmdir,"
    "unlink,unlinkat,rename,renameat,renameat2"
)
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_FD = re.compile(r"^\d+<([^>]*)>")
_NAMED = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:\\x[0-9a-f]{2})*)"')
_QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
WATCHED = "."


@dataclass(frozen=True)
class Event:
    """One call that succeeded; `path` is below the folder watched, or "." for the folder itself."""

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
class Folder:
    """Names of inodes: those that are sure, and the changes that are not."""

    sure: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    changes: list[dict[str, int]] = field(default_factory=list)

    def change(self, names: dict[str, int]) -> None:
        self.names = names
        self.changes.append(names)

    def flush(self) -> None:
        self.sure, self.changes = dict(self.names), []


class Disk:
    """Everything below the folder watched, which is the first inode."""

    def __init__(self) -> None:
        self.inodes: list[Inode | Folder] = [Folder()]

    def apply(self, event: Event) -> None:
        folder, name = self._place(event.path)
        if event.call in {"create", "mkdir"} and name not in folder.names:
            made = Inode() if event.call == "create" else Folder()
            folder.change({**folder.names, name: self.add(made)})
        elif event.call in {"write", "truncate"}:
            self._file(event.path).pending.append(event)
        elif event.call == "remove":
            folder.change({k: v for k, v in folder.names.items() if k != name})
        elif event.call == "rename":
            self._rename(folder, name, event)
        elif event.call == "flush":
            self._flush(event.path)

    def add(self, inode: Inode | Folder) -> int:
        self.inodes.append(inode)
        return len(self.inodes) - 1

    def after_a_power_cut(self, chance: random.Random) -> dict[str, bytes | None]:
        """By path below the folder watched; None for a folder."""
        return dict(self._left(WATCHED, 0, chance))

    def _left(
        self, path: str, number: int, chance: random.Random
    ) -> Iterator[tuple[str, bytes | None]]:
        inode = self.inodes[number]
        if isinstance(inode, Inode):
            yield path, content_left(inode, chance)
            return
        yield path, None
        names = inode.sure
        if inode.changes and chance.random() < 0.8:
            names = chance.choice([inode.sure, *inode.changes])
        for name, below in names.items():
            yield from self._left(str(PurePosixPath(path, name)), below, chance)

    def _rename(self, folder: Folder, name: str, event: Event) -> None:
        other, target = self._place(event.target)
        if other is not folder:
            raise NotImplementedError("a rename from one folder to another")
        kept = {k: v for k, v in folder.names.items() if k != name}
        folder.change({**kept, target: folder.names[name]})

    def _flush(self, path: str) -> None:
        inode = self._at(path)
        if isinstance(inode, Folder):
            inode.flush()
            return
        for write in inode.pending:
            put(inode.durable, write)
        inode.pending = []

    def _place(self, path: str) -> tuple[Folder, str]:
        parts = PurePosixPath(path)
        folder = self._at(str(parts.parent))
        assert isinstance(folder, Folder)
        return folder, parts.name

    def _file(self, path: str) -> Inode:
        inode = self._at(path)
        assert isinstance(inode, Inode)
        return inode

    def _at(self, path: str) -> Inode | Folder:
        inode = self.inodes[0]
        for name in PurePosixPath(path).parts:
            assert isinstance(inode, Folder)
            inode = self.inodes[inode.names[name]]
        return inode


def content_left(inode: Inode, chance: random.Random) -> bytes:
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
    _take_in(disk, 0, folder)
    return disk


def _take_in(disk: Disk, number: int, place: Path) -> None:
    folder = disk.inodes[number]
    assert isinstance(folder, Folder)
    for path in sorted(place.iterdir()):
        if path.is_dir():
            folder.names[path.name] = disk.add(Folder())
            _take_in(disk, folder.names[path.name], path)
        else:
            folder.names[path.name] = disk.add(Inode(bytearray(path.read_bytes())))
    folder.flush()


def lay(left: dict[str, bytes | None], place: Path) -> None:
    """What a power cut left, as files in a folder that is not there yet."""
    for path, content in left.items():
        if content is None:
            (place / path).mkdir()
        else:
            (place / path).write_bytes(content)


def record(command: list[str], folder: Path) -> list[Event]:
    """What `command` does in `folder`, and what it acknowledges, in order. Skips without strace."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        pytest.skip("needs strace")
    trace = folder.parent / "trace"
    options = ["-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={_TRACED}", "-o", str(trace)]
    done = subprocess.run(
        ["strace", *options, *command], cwd=ROOT, stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        pytest.skip(f"strace is refused here ({done.returncode})")
    offsets: dict[str, int] = {}
    events: list[Event] = []
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            events += _events(line, str(folder), offsets)
    return events


def cuts(
    command: list[str], watched: Path, rounds: int, chance: random.Random, place: Path
) -> Iterator[tuple[Path, list[str]]]:
    """(`watched` as the power left it, what was acknowledged before), for moments at random."""
    disk = disk_of(watched)
    events = record(command, watched)
    assert any(event.call == "write" for event in events)
    said, done = b"", 0
    for number, cut in enumerate(_moments(events, rounds, chance)):
        for event in events[done:cut]:
            if event.call == "ack":
                said += event.data
            else:
                disk.apply(event)
        done = cut
        left = place / str(number)
        lay(disk.after_a_power_cut(chance), left)
        *whole, _unfinished = said.decode().split("\n")
        yield left, [line for line in whole if line != "ready"]
        shutil.rmtree(left)


def _moments(events: list[Event], rounds: int, chance: random.Random) -> list[int]:
    """Anywhere, and one time in four just after something was acknowledged."""
    told = [number + 1 for number, event in enumerate(events) if event.call == "ack"]
    anywhere = range(len(events) + 1)
    return sorted(
        chance.choice(told if chance.random() < 0.25 else anywhere) for _ in range(rounds)
    )


def _events(line: str, folder: str, offsets: dict[str, int]) -> list[Event]:
    found = _CALL.match(line)
    if found is None or int(found[3]) < 0:
        return []
    call, arguments, result = found[1], found[2], int(found[3])
    if call.startswith(("rename", "unlink", "mkdir", "rmdir")):
        return _on_names(call, arguments, folder)
    if call == "openat":
        return _opened(arguments, line, folder, offsets)
    if call == "write" and arguments.startswith("1<"):
        return [Event("ack", WATCHED, _bytes(arguments))]
    held = _FD.match(arguments)
    path = _plain(held[1]) if held else ""
    if call == "lseek":
        offsets[path] = result
        return []
    below = _below(path, folder)
    return [_on_content(call, arguments, (path, below), result, offsets)] if below else []


def _on_content(
    call: str, arguments: str, paths: tuple[str, str], result: int, offsets: dict[str, int]
) -> Event:
    path, below = paths
    if call in {"fsync", "fdatasync"}:
        return Event("flush", below)
    if call == "ftruncate":
        return Event("truncate", below, offset=int(arguments.rsplit(", ", 1)[1]))
    if call == "pwrite64":
        offset = int(arguments.rsplit(", ", 1)[1])
        return Event("write", below, _bytes(arguments)[:result], offset)
    start = offsets.get(path, 0)
    offsets[path] = start + result
    return Event("write", below, _bytes(arguments)[:result], start)


def _opened(arguments: str, line: str, folder: str, offsets: dict[str, int]) -> list[Event]:
    path = _plain(line.rsplit("<", 1)[1].rsplit(">", 1)[0])
    below = _below(path, folder)
    if "O_CREAT" not in arguments or below in {"", WATCHED}:
        return []
    offsets[path] = 0
    emptied = [Event("truncate", below)] if "O_TRUNC" in arguments else []
    return [Event("create", below), *emptied]


def _on_names(call: str, arguments: str, folder: str) -> list[Event]:
    paths = [
        str(PurePosixPath(_plain(start or ""), _plain(name)))
        for start, name in _NAMED.findall(arguments)
    ]
    below = [_below(path, folder) for path in paths]
    if not below[0]:
        return []
    if call.startswith("mkdir"):
        return [Event("mkdir", below[0])]
    if call.startswith("rename"):
        return [Event("rename", below[0], target=below[1])]
    return [Event("remove", below[0])]


def _bytes(arguments: str) -> bytes:
    found = _QUOTED.search(arguments)
    return bytes.fromhex(found[1].replace("\\x", "")) if found else b""


def _plain(text: str) -> str:
    """strace -xx writes paths in hexadecimal too, in some places."""
    if "\\x" in text:
        return bytes.fromhex(text.replace("\\x", "")).decode()
    return text


def _below(path: str, folder: str) -> str:
    """Empty for what is elsewhere."""
    here = PurePosixPath(path)
    return str(here.relative_to(folder)) if here.is_relative_to(folder) else ""
