import pytest

from referent_desk.meetings import Passage, Source, withheld

CLAIRE, THOMAS = "claire", "thomas"


@pytest.mark.parametrize(
    ("passage", "hidden"),
    [
        (Passage("f", "Elle est épuisée.", Source.HYPOTHESIS), True),
        (Passage("f", "Elle sourit.", Source.OBSERVED), False),
        (Passage("f", "Je dors mal.", said_by=CLAIRE), False),
        (Passage("f", "Je lui en veux.", said_by=THOMAS), True),
        (Passage("f", "Je dors mal."), False),
        (Passage("f", "Il boit.", said_by=CLAIRE, restricted_from=(THOMAS,)), True),
        (Passage("f", "Il a bu.", Source.OBSERVED, restricted_from=(THOMAS,)), True),
    ],
)
def test_what_those_present_must_not_read(passage: Passage, hidden: bool) -> None:
    assert withheld(passage, {CLAIRE}) is hidden
