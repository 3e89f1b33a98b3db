"""What of a hit those present may read in a meeting."""

import pytest

from referent_desk.search import Hit, Kind, may_be_read

CLAIRE, THOMAS = "claire", "thomas"
THEIRS = {
    Kind.PASSAGE,
    Kind.EMOTION,
    Kind.NEED,
    Kind.RECOVERY,
    Kind.REQUEST,
    Kind.LETTER,
    Kind.REFERRAL,
}
NAMES = {Kind.FAMILY, Kind.PERSON, Kind.RESOURCE}


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_with_who_said_it_present(kind: Kind) -> None:
    hit = Hit(kind, "r", "ours", person_id=CLAIRE, source="said")
    assert may_be_read(hit, "ours", {CLAIRE}) is (kind in THEIRS | NAMES)


@pytest.mark.parametrize("kind", Kind)
def test_of_another_family_names_alone(kind: Kind) -> None:
    hit = Hit(kind, "r", "other", person_id=CLAIRE, source="said")
    assert may_be_read(hit, "ours", {CLAIRE}) is (kind in NAMES)


@pytest.mark.parametrize("kind", sorted(THEIRS))
@pytest.mark.parametrize(
    ("person", "source", "restricted", "read"),
    [
        (CLAIRE, "said", False, True),
        ("", "observed", False, True),
        (THOMAS, "said", False, False),
        (CLAIRE, "said", True, False),
        (CLAIRE, "hypothesis", False, False),
        ("", "hypothesis", False, False),
    ],
)
def test_by_the_rule_of_passages(
    kind: Kind, person: str, source: str, restricted: bool, read: bool
) -> None:
    hit = Hit(kind, "r", "ours", person_id=person, source=source, restricted=restricted)
    assert may_be_read(hit, "ours", {CLAIRE}) is read
