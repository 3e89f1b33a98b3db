"""Every leaf says in French what happened, what is safe and what to do next."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import referent_desk
from referent_desk.errors import DeskError

_UNFIT = re.compile(r"(?<=\w) [;:!?]|« | »|'")


def leaves(kind: type[DeskError] = DeskError) -> Iterator[type[DeskError]]:
    for found in kind.__subclasses__():
        yield from leaves(found)
        if not found.__subclasses__():
            yield found


def of_the_core() -> list[type[DeskError]]:
    for module in pkgutil.walk_packages(referent_desk.__path__, "referent_desk."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found = {leaf for leaf in leaves() if leaf.__module__.startswith("referent_desk.")}
    return sorted(found, key=lambda leaf: leaf.__name__)


@pytest.mark.parametrize("leaf", of_the_core(), ids=lambda leaf: leaf.__name__)
def test_a_leaf_says_its_three_sentences(leaf: type[DeskError]) -> None:
    for text in (leaf.what, leaf.safe, leaf.next_step):
        assert text.endswith(".")
        assert not _UNFIT.search(text), text


@pytest.mark.parametrize("leaf", of_the_core(), ids=lambda leaf: leaf.__name__)
def test_one_that_says_what_happened_says_what_to_do(leaf: type[DeskError]) -> None:
    """Others are told where they are raised, or put together there."""
    if leaf.what != DeskError.what and leaf.__init__ is DeskError.__init__:
        assert leaf.next_step != DeskError.next_step


def test_the_tree_is_read_whole() -> None:
    assert len(of_the_core()) > 50
