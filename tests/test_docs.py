"""The names that README, CONTRIBUTING and ARCHITECTURE print as code are in the source."""

import re
from functools import cache

import pytest

from tests.said import ROOT

DOCS = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")
SOURCES = ("referent_desk", "ui", "resources", "tests", "tools")
NOT_YET = {"exchange"}


@cache
def words() -> frozenset[str]:
    text = " ".join(
        path.read_text("utf-8")
        for folder in SOURCES
        for suffix in ("py", "sql", "toml")
        for path in (ROOT / folder).rglob(f"*.{suffix}")
    )
    own = (ROOT / name for name in ("Makefile", "pyproject.toml"))
    return frozenset(re.findall(r"\w+", text + " ".join(path.read_text() for path in own)))


@cache
def files() -> tuple[str, ...]:
    return tuple(str(path) for folder in SOURCES for path in (ROOT / folder).rglob("*"))


@pytest.mark.parametrize("doc", DOCS)
def test_names_are_in_the_source(doc: str) -> None:
    said = re.findall(r"`([A-Za-z_.]+)(?:\(\))?`", (ROOT / doc).read_text("utf-8"))
    names = {name.rpartition(".")[2] for name in said} - NOT_YET
    assert names <= words()


@pytest.mark.parametrize("doc", DOCS)
def test_files_and_folders_are_there(doc: str) -> None:
    said = re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py|(?:[a-z_]+/){2,})`", (ROOT / doc).read_text())
    assert not [name for name in said if not any(name.rstrip("/") in file for file in files())]


@pytest.mark.parametrize("doc", DOCS)
def test_what_make_is_asked_for_it_can(doc: str) -> None:
    asked = set(re.findall(r"\bmake ([a-z]+)\b(?=`|\s{2,}#)", (ROOT / doc).read_text("utf-8")))
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert asked <= {*targets}
