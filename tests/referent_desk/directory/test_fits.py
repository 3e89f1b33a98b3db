"""Which resources answer the needs noted, in which order, and why."""

import pytest

from referent_desk.directory import Nearness, Resource, answers, fitting

GROUP = Resource("Groupe", needs=("support.talking_group",), postcode="4000", id="g")
LINE = Resource("Ligne", needs=("support",), serves="Belgique", id="l")
BOTH = Resource("Maison", needs=("support", "information"), postcode="1000", id="b")
OTHER = Resource("Ailleurs", needs=("recognition",), id="o")


def test_what_answers_most_needs_comes_first_then_the_nearest() -> None:
    found = fitting((GROUP, LINE, BOTH, OTHER), ("support", "information"), "5590")
    assert [fit.resource.id for fit in found] == ["b", "l", "g"]
    assert found[0].needs == ("support", "information")
    assert [fit.nearness for fit in found] == [
        Nearness.ELSEWHERE,
        Nearness.SERVED,
        Nearness.REGION,
    ]


@pytest.mark.parametrize(
    ("resource", "need", "fits"),
    [
        (GROUP, "support", True),
        (GROUP, "support.talking_group", True),
        (GROUP, "support.psychological", False),
        (LINE, "support.psychological", True),
        (OTHER, "support", False),
    ],
)
def test_a_need_and_its_aspects_go_together(resource: Resource, need: str, fits: bool) -> None:
    assert answers(resource, need) is fits


def test_a_retired_one_is_not_proposed() -> None:
    assert fitting((Resource("Fini", needs=("support",), retired=True),), ("support",)) == ()


def test_a_language_that_is_not_spoken_comes_last() -> None:
    dutch = Resource("A", needs=("support",), languages="Néerlandais", id="nl")
    french = Resource("B", needs=("support",), languages="français, anglais", id="fr")
    silent = Resource("C", needs=("support",), id="?")
    found = fitting((dutch, french, silent), ("support",), "", "français")
    assert [(fit.resource.id, fit.speaks) for fit in found] == [
        ("fr", True),
        ("?", None),
        ("nl", False),
    ]


def test_without_a_need_nothing_is_proposed() -> None:
    assert fitting((GROUP, LINE), ()) == ()
