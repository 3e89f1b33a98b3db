"""What was noted is found, in its words of today, and what is gone is not."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from referent_desk.families import ContactKind, ContactPoint, Family, Person, Situation
from referent_desk.followup import Action
from referent_desk.meetings import EmotionNote, Meeting, MeetingState, Passage, PastedEmail, Source
from referent_desk.office import Office
from referent_desk.search import Kind, may_be_read, parse, without_names

NOW = datetime(2026, 11, 20, 14, 0)


@pytest.fixture
def family_id(office: Office) -> str:
    people = (
        Person("Claire", "Lefèvre", "Mme", "mother"),
        Person("Paul", "Lefèvre", "", "brother"),
    )
    family = office.families.create(
        Family("Lefèvre"), people, Situation(NOW.date() - timedelta(days=30), "Julien")
    )
    paul = person_of(office, family, "Paul")
    office.meetings.save(
        Meeting(
            family,
            NOW,
            MeetingState.HELD,
            participants=(paul,),
            passages=(
                Passage("lives_with", "Il a changé d’un coup, à l’hôpital.", said_by=paul),
                Passage("history", "Peut-être un deuil.", Source.HYPOTHESIS),
            ),
            emotions=(EmotionNote("guilt", paul, words="tout est de ma faute"),),
        )
    )
    return family


def person_of(office: Office, family_id: str, first_name: str) -> str:
    people = office.families.open_file(family_id).people
    return next(person.id for person in people if person.first_name == first_name)


def kinds(office: Office, typed: str) -> list[Kind]:
    catch_up(office)
    return [hit.kind for hit in office.search.find(parse(typed)).hits]


def catch_up(office: Office) -> None:
    while office.search.catch_up():
        pass


def test_names_come_first_then_what_they_said(office: Office, family_id: str) -> None:
    found = kinds(office, "lefevre")
    assert set(found[:3]) == {Kind.FAMILY, Kind.PERSON}
    assert Kind.PASSAGE in found[3:]


@pytest.mark.parametrize("typed", ["HOPITAL chang", "d’un coup", "frère coup", "paul lefevre chan"])
def test_beginnings_accents_and_elisions(office: Office, family_id: str, typed: str) -> None:
    assert kinds(office, typed) == [Kind.PASSAGE]


def test_an_e_mail_is_of_who_wrote_it(office: Office, family_id: str) -> None:
    """« What did the brother say »: his e-mail too; of two, it is nobody's."""
    claire, paul = (person_of(office, family_id, name) for name in ("Claire", "Paul"))
    mail = Meeting(family_id, NOW, channel="email", participants=(paul,))
    mail_id = office.contacts.save_email(mail, PastedEmail("Je voudrais vous voir."))
    assert kinds(office, "frère voudrais") == [Kind.EMAIL]
    assert kinds(office, "personne:paul voudrais") == [Kind.EMAIL]
    both = replace(office.meetings.get(mail_id), participants=(claire, paul))
    office.contacts.save_email(both, PastedEmail("Je voudrais vous voir."))
    assert kinds(office, "frère voudrais") == []
    assert kinds(office, "voudrais") == [Kind.EMAIL]


def test_every_word_is_required(office: Office, family_id: str) -> None:
    assert kinds(office, "coup zèbre") == []


def test_a_name_misspelt_is_found_and_told(office: Office, family_id: str) -> None:
    catch_up(office)
    found = office.search.find(parse("Lefaivre"))
    assert found.near == ("lefevre",)
    assert found.hits[0].family == "Lefèvre"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("culpabilte", (("culpabilte", "culpabilité"),)),
        ("faute culpabillité", (("culpabillite", "culpabilité"),)),
        ("émotion:culpabilte", (("culpabilte", "culpabilité"),)),
        ("culpabilité", ()),
        ("culpabilte claire", ()),  # none of hers is noted
        ("soulagment", ()),  # nothing of it is noted either
        ("zzzzzzzz", ()),
    ],
)
def test_a_word_of_the_catalogues_misspelt_is_proposed_where_it_finds_something(
    office: Office, family_id: str, typed: str, meant: tuple[tuple[str, str], ...]
) -> None:
    catch_up(office)
    assert office.search.find(parse(typed)).meant == meant


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("émotion:culpabilité", [Kind.EMOTION]),
        ("type:passage personne:paul", [Kind.PASSAGE]),
        ("personne:claire type:passage", []),
        ("coup période:2026-11", [Kind.PASSAGE]),
        ("coup période:2025", []),
    ],
)
def test_filters(office: Office, family_id: str, typed: str, expected: list[Kind]) -> None:
    assert kinds(office, typed) == expected


def test_a_filter_that_nothing_answers_is_told(office: Office, family_id: str) -> None:
    catch_up(office)
    assert office.search.find(parse("émotion:zèbre coup")).unknown == ("zèbre",)


def test_what_is_rewritten_moved_or_renamed_is_found_anew(office: Office, family_id: str) -> None:
    assert kinds(office, "coup") == [Kind.PASSAGE]
    [meeting_id] = [row["id"] for row in office.vault.rows("SELECT id FROM meeting")]
    meeting = office.meetings.get(meeting_id)
    office.meetings.save(replace(meeting, passages=(Passage("history", "Une tempête."),)))
    assert kinds(office, "coup") == []
    assert kinds(office, "tempete lefevre") == [Kind.PASSAGE]
    with office.vault.unit() as unit:
        unit.update("family", family_id, name="Zeimet")
        unit.commit()
    assert kinds(office, "tempete zeimet") == [Kind.PASSAGE]
    with office.vault.unit() as unit:
        for table in ("passage", "emotion_note", "meeting_participant"):
            unit.execute(f"DELETE FROM {table}")
        unit.execute("DELETE FROM meeting")
        unit.commit()
    assert kinds(office, "tempete") == []
    assert not office.search.behind


def test_what_is_not_taken_in_yet_shows_its_words_of_now(office: Office, family_id: str) -> None:
    office.followup.save_action(Action(family_id, "Rappeler le dentiste"))
    catch_up(office)
    with office.vault.unit() as unit:
        unit.execute("UPDATE action SET what = 'Rappeler le notaire'")
        unit.commit()
    [hit] = office.search.find(parse("dentiste")).hits
    assert hit.excerpt.text == "Rappeler le notaire"


def test_at_most_fifty_and_the_rest_is_told(office: Office) -> None:
    for number in range(60):
        office.families.create(Family(f"Bodart {number}"), (Person("Anne", "Bodart"),))
    catch_up(office)
    found = office.search.find(parse("bodart"))
    assert len(found.hits) == 50
    assert found.more
    assert not office.search.find(parse("bodart 59")).more


def test_in_a_meeting_nothing_of_the_absent_nor_supposed(office: Office, family_id: str) -> None:
    catch_up(office)
    paul, claire = (person_of(office, family_id, name) for name in ("Paul", "Claire"))
    [said] = office.search.find(parse("coup")).hits
    [supposed] = office.search.find(parse("deuil")).hits
    assert may_be_read(said, family_id, {paul})
    assert not may_be_read(said, family_id, {claire})
    assert not may_be_read(replace(said, restricted=True), family_id, {paul})
    assert not may_be_read(said, "another", {paul})
    assert not may_be_read(supposed, family_id, {paul, claire})


def test_a_discreet_hit_says_initials_only(office: Office, family_id: str) -> None:
    catch_up(office)
    [hit] = office.search.find(parse("coup")).hits
    discreet = without_names(hit)
    assert (discreet.family, discreet.person, discreet.excerpt.text) == ("L.", "P. L.", "")


def test_who_calls_is_found_by_the_number_on_the_telephone(office: Office) -> None:
    phone = (ContactPoint(ContactKind.PHONE, "0470 41 41 64"),)
    office.families.create(Family("Petit"), [Person("Noëlle", "Petit", contacts=phone)])
    office.families.create(Family("Autre"), [Person("Anne", "Autre")])
    for typed in ("0470 41 41 64", "0470414164", "+32 470 41 41 64", "0470/41"):
        catch_up(office)
        found = office.search.find(parse(typed)).hits
        assert [hit.person for hit in found if hit.kind is Kind.PERSON] == ["Noëlle Petit"], typed
