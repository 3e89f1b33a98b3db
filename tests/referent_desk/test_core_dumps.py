import subprocess
import sys
from pathlib import Path

import pytest

from referent_desk.core_dumps import tell_windows

ROOT = Path(__file__).parents[2]
STARTED = """
import contextlib, ctypes, os, resource, sys
sys.path.insert(0, {root!r})
from {module} import main
with contextlib.suppress(SystemExit):
    main(["--version"])
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)
os.abort()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
@pytest.mark.parametrize("module", ["referent_desk.__main__", "ui.app"])
def test_a_crash_leaves_no_image_of_the_memory(module: str, tmp_path: Path) -> None:
    crashed = subprocess.run(
        [sys.executable, "-c", STARTED.format(root=str(ROOT), module=module)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert crashed.stdout.splitlines()[-1] == "(0, 0) 0"
    assert crashed.returncode < 0
    assert list(tmp_path.iterdir()) == []


class Kernel32:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: dict[str, int] = {}

    def SetErrorMode(self, mode: int) -> None:  # noqa: N802
        self.told["mode"] = mode

    def WerSetFlags(self, flags: int) -> None:  # noqa: N802
        self.told["report"] = flags


def test_on_windows_no_report_holds_the_heap() -> None:
    kernel32 = Kernel32()
    tell_windows(kernel32)
    no_box, no_heap = 0x0002, 0x0001
    assert kernel32.told["mode"] & no_box
    assert kernel32.told["report"] & no_heap
