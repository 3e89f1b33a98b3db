"""Which documents have an envelope, to which address, and what speaks against it."""

from dataclasses import replace
from datetime import date

import pytest

from referent_desk.directory import Resource, ResourceKind
from referent_desk.documents import (
    DocumentKind,
    IssuedDocument,
    Outline,
    Way,
)
from referent_desk.errors import InvalidInput
from referent_desk.families import (
    ContactKind,
    ContactPoint,
    Family,
    MessageRule,
    Person,
    Situation,
)
from referent_desk.meetings import Agreement
from referent_desk.office import Office
from referent_desk.secrecy import LetterStopped
from tests.referent_desk.documents.test_pdf import text_of

ADDRESS = ContactPoint(
    ContactKind.ADDRESS, "Rue Haute 17 bte 1", MessageRule.YES, "", "5590", "Ciney"
)


@pytest.fixture
def family_id(office: Office) -> str:
    claire = Person("Claire", "Lacroix", "Mme", contacts=(ADDRESS,))
    return office.families.create(Family("Lacroix"), [claire], Situation(date(2026, 11, 2)))


def issued(office: Office, family_id: str, way: Way) -> IssuedDocument:
    person = office.families.open_file(family_id).people[0]
    outline = Outline(DocumentKind.RELATIVE_LETTER, family_id, person.id, way=way)
    return office.documents.issue(outline, "Bonjour.")


def change_person(office: Office, family_id: str, **change: object) -> None:
    person = office.families.open_file(family_id).people[0]
    office.families.save_person(family_id, replace(person, **change))  # pyright: ignore[reportArgumentType]


def test_a_posted_letter_goes_to_the_relative(office: Office, family_id: str) -> None:
    mailing = office.documents.mail.to(issued(office, family_id, Way.POSTED))
    assert mailing.recipient == ("Mme Claire Lacroix", "Rue Haute 17 bte 1", "5590 Ciney")
    assert mailing.concerns == ()
    assert "Rue Haute 17" in text_of(office.documents.mail.envelopes([mailing]))
    assert "Rue Haute 17" in text_of(office.documents.mail.labels([mailing], 7))


def test_what_is_handed_over_has_no_envelope(office: Office, family_id: str) -> None:
    with pytest.raises(InvalidInput, match="main propre"):
        office.documents.mail.to(issued(office, family_id, Way.HANDED))


def test_where_an_uninformed_patient_lives_the_warning_stays(
    office: Office, family_id: str
) -> None:
    change_person(office, family_id, lives_with_patient=True)
    mailing = office.documents.mail.to(issued(office, family_id, Way.POSTED))
    [concern] = mailing.concerns
    assert "n’est pas informé" in concern.reason
    assert office.documents.mail.envelopes([mailing])


@pytest.mark.parametrize(
    "contacts", [(), (replace(ADDRESS, may_leave_message=MessageRule.NO),)], ids=["none", "refused"]
)
def test_an_address_gone_or_refused_since_stops_it(
    office: Office, family_id: str, contacts: tuple[ContactPoint, ...]
) -> None:
    document = issued(office, family_id, Way.POSTED)
    change_person(office, family_id, contacts=contacts)
    mailing = office.documents.mail.to(document)
    assert mailing.stopped
    with pytest.raises(LetterStopped):
        office.documents.mail.envelopes([mailing])
    with pytest.raises(LetterStopped):
        office.documents.mail.labels([mailing])
    with pytest.raises(LetterStopped) as stopped:
        office.documents.check_leaving(document)
    assert "en main propre" in stopped.value.next_step
    with pytest.raises(LetterStopped):
        office.documents.note_sent(document.id)


def test_what_was_posted_is_printed_again_whatever_became_of_its_address(
    office: Office, family_id: str
) -> None:
    document = issued(office, family_id, Way.POSTED)
    office.documents.note_sent(document.id)
    change_person(office, family_id, contacts=())
    office.documents.check_leaving(document)


def test_what_is_transmitted_goes_to_the_directorys_address(office: Office, family_id: str) -> None:
    place = Resource(
        "Unité X", ResourceKind.WARD, address="Rue Basse 1", postcode="5000", city="Namur"
    )
    place_id = office.directory.save(replace(place, bound_by_secrecy=True))
    person = office.families.open_file(family_id).people[0]
    agreed = Agreement(person.id, "une rencontre", "l’unité", resource_id=place_id)
    office.agreements.give(family_id, agreed)
    outline = Outline(
        DocumentKind.CONTACT_REQUEST, family_id, person.id, (place_id,), way=Way.TRANSMITTED
    )
    document = office.documents.issue(outline, office.documents.compose(outline))
    assert office.documents.mail.to(document).recipient == ("Unité X", "Rue Basse 1", "5000 Namur")
    office.directory.save(replace(office.directory.get(place_id), address="", postcode="", city=""))
    assert office.documents.mail.to(document).stopped


def test_an_envelope_that_left_is_in_the_journal(office: Office, family_id: str) -> None:
    document = issued(office, family_id, Way.POSTED)
    office.documents.mail.note_left([document.id], "printed")
    last = list(office.vault.journal.entries())[-1]
    assert (last.event, last.subject) == ("envelope.printed", document.id)
