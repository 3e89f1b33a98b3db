"""kill -9 in the middle of a sentence, in each form: at most a second of typing is lost."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from referent_desk.families import Family, Person
from referent_desk.office import Office
from tests.faults import programs, typing
from tests.faults.places import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX"),
]
LONGEST = 3.0
"""Seconds of typing without a pause, three times what may be lost."""


def start(folder: Path, form: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.typing", str(folder), form],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from texts(part)


@pytest.mark.parametrize("form", typing.FORMS)
def test_a_sentence_cut_short_is_there_but_for_its_last_second(
    kept: Any, rounds: int, chance: random.Random, form: str
) -> None:
    with kept.open() as vault:
        Office.open(vault).families.create(Family("Lacroix"), (Person("Claire", "Lacroix"),))
    for _ in range(max(1, rounds // 6)):
        process = start(kept.folder, form)
        lines = programs.kill_after(process, chance.uniform(LONGEST / 2, LONGEST))
        before = int(lines[-typing.SECOND - 1].split()[1])
        with kept.open() as vault:
            kind = typing.FORMS[form][0]
            assert vault.check(thorough=True) == []
            [draft] = [d for d in vault.drafts.all() if d.kind == kind and d.subject]
            [text] = [text for text in texts(draft.body) if text.startswith("ab")]
            assert text == typing.typed(len(text))
            assert len(text) >= before > 0
            vault.drafts.discard(draft.kind, draft.subject)
