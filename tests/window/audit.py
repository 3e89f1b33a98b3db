"""Everything that a process and its children write, read from strace: files deleted meanwhile too.

What goes to files, pipes and sockets is searched in whole; a file mapped into memory is read on
disk afterwards. Pictures reach the X server through shared memory, which is no file.
"""

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

WRITING = (
    "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg,mmap,open,openat,creat,"
    "symlink,symlinkat,rename,renameat,renameat2,link,linkat,mkdir,mkdirat"
)
_LONGEST = 64 * 1024 * 1024
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_TARGET = re.compile(r"\((\d+)<((?:\\x[0-9a-f]{2}|[^>\\])*)>")
_OPENED = re.compile(r"= \d+<((?:\\x[0-9a-f]{2})+)>")
_FLAGS = re.compile(r"O_WRONLY|O_RDWR|O_CREAT")
_MAPPED = re.compile(r"PROT_WRITE.*MAP_SHARED.*, \d+<((?:\\x[0-9a-f]{2})+)>")
_NAMES = re.compile(r"^(?:symlink|rename|link|mkdir|creat|open)")
_NO_FILE = re.compile(r"^(/memfd:|/dev/|/proc/|/SYSV)")


@dataclass(frozen=True)
class Leak:
    """`word` was found in what was written to `place`."""

    word: str
    place: str


def can_trace() -> str:
    """Empty when strace works here, else why not."""
    for program in ("strace", "dbus-run-session"):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    tried = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "true"],
        capture_output=True,
        text=True,
        check=False,
    )
    return tried.stderr.strip() if tried.returncode else ""


def traced(command: Sequence[str], log: Path) -> list[str]:
    """The command under strace, one file beside `log` for each of its threads."""
    options = f"-f -ff --seccomp-bpf -qq -y -xx -e signal=none -s {_LONGEST} -e trace={WRITING}"
    return ["strace", *options.split(), "-o", str(log), *command]


@dataclass(frozen=True)
class Written:
    """`streams` by where they went; `files` were opened or mapped for writing."""

    streams: Mapping[str, bytes]
    files: frozenset[Path]

    def leaks(self, words: Iterable[str | bytes], allowed: Path) -> list[Leak]:
        """Each word at each place where it stands, but under the folder where the user saved."""
        searched = [*self.streams.items(), *_contents(self.files)]
        places = [(place, held) for place, held in searched if not _within(place, allowed)]
        return [
            Leak(repr(word), place)
            for word in words
            for place, held in places
            if any(form in held for form in _forms(word))
        ]


def read_log(log: Path, ours: int = -1) -> Written:
    """`ours` is the descriptor through which the job told the test its secrets."""
    streams: dict[str, list[bytes]] = {}
    files: set[Path] = set()
    for part in sorted(log.parent.glob(f"{log.name}.*")):
        with part.open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                files.update(_files(line))
                for place, content in _content(line, ours):
                    streams.setdefault(place, []).append(content)
    joined = {place: b"".join(pieces) for place, pieces in streams.items()}
    return Written(joined, frozenset(files))


def _files(line: str) -> Iterator[Path]:
    found = _MAPPED.search(line) if line.startswith("mmap") else None
    if line.startswith(("open", "creat")) and (_FLAGS.search(line) or line.startswith("creat")):
        found = _OPENED.search(line)
    if found is not None:
        path = _text(found[1])
        if not _NO_FILE.match(path):
            yield Path(path)


def _content(line: str, ours: int) -> Iterator[tuple[str, bytes]]:
    """Names of files too: one that tells a family's name is a leak by itself."""
    if line.startswith("mmap"):
        return
    if _NAMES.match(line):
        if _FLAGS.search(line) or not line.startswith("open"):
            yield "names of files", b"\n".join(_strings(line))
        return
    target = _TARGET.search(line)
    if target is not None and int(target[1]) != ours:
        yield _text(target[2]), b"".join(_strings(line))


def _strings(line: str) -> Iterator[bytes]:
    for found in _STRING.finditer(line):
        yield bytes.fromhex(found[1].replace("\\x", ""))


def _text(escaped: str) -> str:
    plain = re.sub(r"\\x([0-9a-f]{2})", lambda m: chr(int(m[1], 16)), escaped)
    return plain.encode("latin-1", "replace").decode("utf-8", "replace")


def _contents(files: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """What is still there at the end; what is gone was seen as it was written."""
    for path in files:
        if path.is_file():
            yield str(path), path.read_bytes()


def _within(place: str, folder: Path) -> bool:
    return Path(place).is_relative_to(folder)


def _forms(word: str | bytes) -> set[bytes]:
    """As it may stand in a file: in several encodings, escaped, or in figures."""
    if isinstance(word, bytes):
        digits = word.hex()
        return {word, digits.encode(), digits.upper().encode(), base64.b64encode(word)}
    coded = {word.encode(code, "replace") for code in ("utf-8", "utf-16-le", "utf-16-be")}
    narrow = {word.encode(code) for code in ("latin-1", "cp1252") if _fits(word, code)}
    escaped = {json.dumps(word)[1:-1].encode(), quote(word).encode()}
    return coded | narrow | escaped


def _fits(word: str, code: str) -> bool:
    try:
        word.encode(code)
    except UnicodeEncodeError:
        return False
    return True
