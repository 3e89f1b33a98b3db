import hashlib
import os
import subprocess
import sys

from referent_desk.activity.rendering import Form, files
from tests.referent_desk.activity.reports import RECTIFIED

_PROGRAM = (
    "import hashlib; from referent_desk.activity.rendering import files;"
    "from tests.referent_desk.activity.reports import RECTIFIED;"
    "print([hashlib.sha256(b).hexdigest() for b in files(RECTIFIED).values()])"
)


def test_a_report_is_four_files() -> None:
    made = files(RECTIFIED)
    assert list(made) == list(Form)
    assert [content[:4] for content in made.values()] == [
        *(b"%PDF", b"\xef\xbb\xbfs", b"PK\x03\x04", b"PK\x03\x04")
    ]


def test_the_same_report_gives_the_same_bytes_in_another_process() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.getcwd()},  # noqa: PTH109
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    here = [hashlib.sha256(content).hexdigest() for content in files(RECTIFIED).values()]
    assert told == {str(here)}


def test_the_libraries_of_the_workbooks_wait_for_a_report() -> None:
    program = (
        "import sys; import referent_desk.office;"
        "print([name for name in ('odfdo', 'xlsxwriter', 'lxml') if name in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert loaded.stdout.strip() == b"[]"
