"""The files of a report in a folder: all of them or none, and none in the place of another."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from referent_desk.activity.errors import CannotSave, FileInTheWay
from referent_desk.activity.periods import Period
from referent_desk.activity.rendering import Form


def file_places(folder: Path, period: Period, version: int | None) -> Mapping[Form, Path]:
    """Where each file goes; without a version, those of a preview. Raises FileInTheWay."""
    kind = "-apercu" if version is None else f"-v{version}" if version > 1 else ""
    stem = f"rapport-{period.label.replace('..', '_')}{kind}"
    found = {form: folder / f"{stem}.{form}" for form in Form}
    _refuse_taken(found)
    return found


def save_files(files: Mapping[Form, bytes], at: Mapping[Form, Path]) -> None:
    """Written beside, flushed, then renamed; makes the folder. Raises FileInTheWay, CannotSave."""
    parts = {form: _beside(at[form]) for form in files}
    done: list[Path] = []
    try:
        for form, content in files.items():
            at[form].parent.mkdir(parents=True, exist_ok=True)
            _write(parts[form], content)
        _refuse_taken(at)
        for form, part in parts.items():
            part.rename(at[form])
            done.append(at[form])
    except BaseException as error:
        for left in (*done, *parts.values()):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise CannotSave(error.errno) from error
        raise


def _refuse_taken(at: Mapping[Form, Path]) -> None:
    for path in at.values():
        if path.exists():
            raise FileInTheWay(path.name)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
