from referent_desk.families import Person
from referent_desk.meetings import Passage, Source, not_heard

CLAIRE = Person("Claire", link="mother", id="claire")
LOUIS = Person("Louis", link="father", id="louis")
THOMAS = Person("Thomas", link="brother", id="thomas")
LEA = Person("Léa", link="child", minor=True, id="lea")
ALL = (CLAIRE, LOUIS, THOMAS, LEA)


def test_those_present_siblings_and_minors_count() -> None:
    passages = (
        Passage("f", "Je dors mal.", said_by="claire"),
        Passage("f", "Il se tait.", Source.OBSERVED, about="thomas"),
    )
    assert not_heard(ALL, {"claire"}, passages) == (THOMAS, LEA)
    assert not_heard(ALL, {"claire", "louis"}, passages) == (LOUIS, THOMAS, LEA)


def test_words_said_by_them_are_enough() -> None:
    passages = tuple(Passage("f", "…", said_by=person.id) for person in ALL)
    assert not_heard(ALL, {"claire"}, passages) == ()
