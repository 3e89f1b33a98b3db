import pytest

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families import Family, LinkQuality, Member, Person
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.office import Office

CLAIRE = Person("Claire", "Lefèvre", "Mme", "mother", circle="family", closeness="close")
PAUL = Person("Paul", "Lefèvre", "M.", "brother")


@pytest.fixture
def family(office: Office) -> str:
    return office.families.create(Family("Lefèvre"), (CLAIRE, PAUL))


def ids(office: Office, family: str) -> tuple[str, str]:
    claire, paul = office.families.open_file(family).people
    return claire.id, paul.id


def test_a_person_with_a_circle_is_on_the_map_and_the_others_beside_it(
    office: Office, family: str
) -> None:
    shown = office.network.of_family(family)
    assert [(m.label, m.circle, m.closeness) for m in shown.members] == [
        ("Claire Lefèvre", "family", "close")
    ]
    assert [m.label for m in shown.beside] == ["Paul Lefèvre"]


def test_who_is_not_in_the_file_is_named_on_the_map_alone(office: Office, family: str) -> None:
    member_id = office.network.save_member(family, Member("  Club   de pétanque ", "belonging"))
    club = office.network.of_family(family).member(member_id)
    assert club is not None
    assert (club.label, club.circle, club.person_id) == ("Club de pétanque", "belonging", None)
    office.network.save_member(family, Member("Pétanque", "friends", "regular", id=member_id))
    changed = office.network.of_family(family).member(member_id)
    assert changed == Member("Pétanque", "friends", "regular", id=member_id)
    assert len(office.families.open_file(family).people) == 2


def test_a_move_writes_the_person_s_circle_and_can_be_taken_back(
    office: Office, family: str
) -> None:
    claire, _paul = ids(office, family)
    before = office.network.place(family, claire, "friends", "distant", 1.5)
    person = office.families.open_file(family).person(claire)
    assert person is not None
    assert (person.circle, person.closeness) == ("friends", "distant")
    moved = office.network.of_family(family).member(claire)
    assert moved is not None
    assert moved.angle == 1.0
    office.network.place(family, claire, before.circle, before.closeness, before.angle)
    assert office.network.of_family(family).member(claire) == before


def test_one_link_a_pair_whichever_end_it_was_drawn_from(office: Office, family: str) -> None:
    claire, paul = ids(office, family)
    office.network.set_link(family, claire, paul, LinkQuality.TENSION, "depuis l’été")
    office.network.set_link(family, paul, claire, LinkQuality.SUPPORT)
    office.network.set_link(family, claire, None, LinkQuality.BROKEN)
    shown = office.network.of_family(family)
    between = shown.link(claire, paul)
    assert between is not None
    assert between.quality is LinkQuality.SUPPORT
    assert len(shown.links) == 2
    assert [m.label for m in shown.members] == ["Claire Lefèvre", "Paul Lefèvre"]
    office.network.set_link(family, paul, claire, None)
    office.network.set_link(family, claire, None, None)
    assert office.network.of_family(family).links == ()


def test_a_link_leaves_circle_and_closeness_alone(office: Office, family: str) -> None:
    claire, _paul = ids(office, family)
    office.network.place(family, claire, "family", "regular", 0.4)
    office.network.set_link(family, claire, None, LinkQuality.SUPPORT)
    member = office.network.of_family(family).member(claire)
    assert member is not None
    assert (member.circle, member.closeness, member.angle) == ("family", "regular", 0.4)


def test_what_was_taken_off_comes_back_with_its_links(office: Office, family: str) -> None:
    claire, paul = ids(office, family)
    club = office.network.save_member(family, Member("Club", "belonging", "regular", 0.2))
    for one, other in ((claire, club), (club, None), (claire, paul)):
        office.network.set_link(family, one, other, LinkQuality.SUPPORT)
    before = office.network.of_family(family)
    for member_id in (club, claire):
        removed = office.network.remove(family, member_id)
        assert office.network.of_family(family).member(member_id) is None
        assert len(office.network.of_family(family).links) < 3
        office.network.put_back(removed)
    after = office.network.of_family(family)
    assert after.members == before.members
    assert {frozenset((x.from_id, x.to_id)) for x in after.links} == {
        frozenset((x.from_id, x.to_id)) for x in before.links
    }


def test_a_person_taken_off_the_map_stays_in_the_file(office: Office, family: str) -> None:
    claire, _paul = ids(office, family)
    office.network.remove(family, claire)
    person = office.families.open_file(family).person(claire)
    assert person is not None
    assert (person.name, person.circle) == ("Claire Lefèvre", "")


def test_refusals(office: Office, family: str) -> None:
    claire, _paul = ids(office, family)
    other = office.families.create(Family("Dubois"))
    with pytest.raises(InvalidInput):
        office.network.save_member(family, Member(" "))
    with pytest.raises(InvalidInput):
        office.network.set_link(family, claire, claire, LinkQuality.SUPPORT)
    with pytest.raises(NotFound):
        office.network.place(other, claire, "family", "close", None)
    with pytest.raises(NationalNumberSuspected):
        office.network.set_link(family, claire, None, LinkQuality.SUPPORT, "85.07.30-033.28")
    with pytest.raises(NationalNumberSuspected):
        office.network.save_member(family, Member("85.07.30-033.28"))
