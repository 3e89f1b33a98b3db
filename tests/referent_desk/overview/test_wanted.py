"""What a relative looks for, as it was noted."""

from datetime import timedelta

from referent_desk.families import ContactKind, ContactPoint, Family, Person
from referent_desk.meetings import Meeting, NeedNote, NeedState
from referent_desk.office import Office
from referent_desk.overview import Wanted


def test_needs_of_the_relative_and_of_nobody_in_particular(office: Office) -> None:
    home = ContactPoint(ContactKind.ADDRESS, "Rue Haute 1", postcode="5590", city="Ciney")
    people = (Person("Claire", language="nl", contacts=(home,)), Person("Paul"))
    family_id = office.families.create(Family("Lacroix"), people)
    claire, paul = (person.id for person in office.families.open_file(family_id).people)
    needs = (
        NeedNote("support", "support.talking_group", person_id=claire),
        NeedNote("information"),
        NeedNote("recognition", person_id=paul),
        NeedNote("practical_help", person_id=claire, state=NeedState.MET),
    )
    at = office.clock() - timedelta(days=1)
    office.meetings.save(Meeting(family_id, at, participants=(claire, paul), needs=needs))
    found = office.overview.wanted(family_id, claire)
    assert set(found.needs) == {"support.talking_group", "information"}
    assert (found.postcode, found.language) == ("5590", "nl")
    assert set(office.overview.wanted(family_id, paul).needs) == {"information", "recognition"}
    assert office.overview.wanted("another", claire) == Wanted()
