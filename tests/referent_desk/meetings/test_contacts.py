from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from referent_desk.corrections import FamilyMerge
from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families import Family, Person
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.meetings import (
    FirstCall,
    GroupMember,
    GroupSession,
    IndirectWork,
    Meeting,
    NetworkMeeting,
    Passage,
    PastedEmail,
    Professional,
    Request,
)
from referent_desk.office import Office
from referent_desk.overview import ThreadKind
from referent_desk.vault import Vault

NOW = datetime(2026, 11, 24, 15, 0)
TODAY = NOW.date()


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office.open(vault, lambda: NOW)


@pytest.fixture
def family_id(office: Office) -> str:
    return office.families.create(Family("Lacroix"), [Person("Claire", "Lacroix", "Mme")])


def held(family_id: str) -> Meeting:
    return Meeting(family_id, NOW - timedelta(hours=1))


def test_an_email_is_kept_beside_its_meeting_and_stays_when_that_one_is_saved(
    office: Office, family_id: str
) -> None:
    mail = PastedEmail("Bonjour", "> Ancien", "La visite")
    meeting_id = office.contacts.save_email(held(family_id), mail)
    meeting = office.meetings.get(meeting_id)
    assert meeting.channel == "email"
    office.meetings.save(meeting)
    assert office.contacts.email(meeting_id) == mail
    [item] = [i for i in office.overview.thread(family_id) if i.kind == ThreadKind.MEETING]
    assert (item.text, item.channel) == ("La visite", "email")


def test_an_email_is_written_anew_not_twice(office: Office, family_id: str) -> None:
    meeting_id = office.contacts.save_email(held(family_id), PastedEmail("Bonjour"))
    meeting = office.meetings.get(meeting_id)
    assert office.contacts.save_email(meeting, PastedEmail("Bonsoir")) == meeting_id
    assert office.contacts.email(meeting_id) == PastedEmail("Bonsoir")
    assert office.contacts.email("another") is None


def test_an_email_of_a_hundred_thousand_signs(office: Office, family_id: str) -> None:
    mail = PastedEmail("a " * 49_999 + "b", "> c" * 30_000)
    meeting_id = office.contacts.save_email(held(family_id), mail)
    assert office.contacts.email(meeting_id) == mail


@pytest.mark.parametrize(
    "mail", [PastedEmail(" "), PastedEmail("85.07.30-033.28"), PastedEmail("a", "85073003328")]
)
def test_a_refused_email_writes_nothing(office: Office, family_id: str, mail: PastedEmail) -> None:
    with pytest.raises(InvalidInput):
        office.contacts.save_email(held(family_id), mail)
    assert office.meetings.of_family(family_id) == ()


def test_an_email_answers_no_request_unless_told(office: Office) -> None:
    asked = FirstCall(Request(NOW, "Quand venir ?"), Person("Claire", "Lacroix"))
    family_id = office.meetings.record_call(asked).family_id
    office.contacts.save_email(held(family_id), PastedEmail("J’attends."))
    assert office.contacts.waits(family_id)
    office.contacts.save_email(held(family_id), PastedEmail("Vu."), ends_waiting=True)
    assert not office.contacts.waits(family_id)


def test_a_network_meeting_says_who_came_and_what_was_decided(
    office: Office, family_id: str
) -> None:
    wanted = NetworkMeeting(
        held(family_id),
        (Professional(" Dr  Exemple", "Clinique"), Professional("", ""), Professional("A. Test")),
        "Un congé d’essai.",
    )
    meeting_id = office.contacts.save_network(wanted)
    network = office.contacts.network(meeting_id)
    assert network.professionals == (
        Professional("Dr Exemple", "Clinique"),
        Professional("A. Test"),
    )
    assert network.decided == "Un congé d’essai."
    again = NetworkMeeting(network.meeting, network.professionals[1:], "")
    assert office.contacts.save_network(again) == meeting_id
    assert office.contacts.network(meeting_id).professionals == (Professional("A. Test"),)
    nameless = NetworkMeeting(held(family_id), (Professional("", "Clinique"),))
    with pytest.raises(InvalidInput):
        office.contacts.save_network(nameless)
    with pytest.raises(NotFound):
        office.contacts.network("another")


def test_each_family_of_a_group_has_its_own_meeting_and_no_other_name(
    office: Office, family_id: str
) -> None:
    other_id = office.families.create(Family("Quévrain"), [Person("Wivine", "Quévrain")])
    claire = office.families.open_file(family_id).people[0].id
    members = (GroupMember(family_id, (claire,)), GroupMember(other_id))
    session = GroupSession("Vivre avec", NOW - timedelta(hours=2), members, 90, "On a parlé.")
    office.contacts.record_group(session)
    for one, people in ((family_id, (claire,)), (other_id, ())):
        [meeting] = office.meetings.of_family(one)
        assert (meeting.channel, meeting.participants, meeting.minutes) == ("group", people, 90)
        assert [p.text for p in meeting.passages] == ["On a parlé."]
        assert office.contacts.group_title(meeting.id) == "Vivre avec"
    seen = str(office.overview.thread(family_id)) + str(office.meetings.of_family(family_id))
    assert "Quévrain" not in seen
    assert "Wivine" not in seen
    assert other_id not in seen


@pytest.mark.parametrize(
    ("title", "note", "field"),
    [
        ("Groupe", "Wivine a parlé.", "note"),
        ("Chez Quévrain", "", "title"),
        ("", "", "title"),
        ("Groupe", "85.07.30-033.28", "note"),
    ],
)
def test_a_group_refused_writes_in_no_file(
    office: Office, family_id: str, title: str, note: str, field: str
) -> None:
    other_id = office.families.create(Family("Quévrain"), [Person("Wivine", "Quévrain")])
    members = (GroupMember(family_id), GroupMember(other_id))
    with pytest.raises(InvalidInput) as refused:
        office.contacts.record_group(GroupSession(title, NOW, members, note=note))
    assert refused.value.field == field
    assert office.meetings.of_family(family_id) == ()


def test_a_common_word_is_no_name(office: Office) -> None:
    family_id = office.families.create(Family("Petit"))
    session = GroupSession("Un petit groupe", NOW, (GroupMember(family_id),))
    office.contacts.record_group(session)
    assert len(office.meetings.of_family(family_id)) == 1


@pytest.mark.parametrize("same", [0, 2])
def test_a_group_has_each_family_once(office: Office, family_id: str, same: int) -> None:
    with pytest.raises(InvalidInput):
        office.contacts.record_group(GroupSession("Groupe", NOW, (GroupMember(family_id),) * same))


def test_indirect_work_is_in_the_thread_and_no_meeting(office: Office, family_id: str) -> None:
    work = IndirectWork("care_team", TODAY, 20, "Appel à l’unité", family_id)
    work_id = office.contacts.save_indirect(work)
    office.contacts.save_indirect(IndirectWork("training", TODAY, 120))
    assert office.meetings.of_family(family_id) == ()
    items = [i for i in office.overview.thread(family_id) if i.kind == ThreadKind.INDIRECT]
    assert [(i.target, i.channel, i.text) for i in items] == [
        (work_id, "care_team", "20 min · Appel à l’unité")
    ]
    assert len(office.contacts.indirect_work()) == 2
    read = office.contacts.indirect(work_id)
    assert office.contacts.save_indirect(read) == work_id
    assert office.contacts.indirect_work(family_id) == (read,)


@pytest.mark.parametrize(
    ("work", "field"),
    [
        (IndirectWork("", TODAY, 10), "kind"),
        (IndirectWork("other", TODAY, 0), "minutes"),
        (IndirectWork("other", date(2026, 11, 25), 10), "done_on"),
    ],
)
def test_indirect_work_that_cannot_be(office: Office, work: IndirectWork, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.contacts.save_indirect(work)
    assert refused.value.field == field


def test_indirect_work_without_a_national_number(office: Office) -> None:
    work = IndirectWork("other", TODAY, 5, "85.07.30-033.28")
    with pytest.raises(NationalNumberSuspected):
        office.contacts.save_indirect(work)
    office.contacts.save_indirect(work, national_number_confirmed=True)
    with pytest.raises(NotFound):
        office.contacts.indirect("another")


def test_a_group_corrected_as_a_whole_reaches_each_file_and_keeps_what_is_its_own(
    office: Office, family_id: str
) -> None:
    other, third = (office.families.create(Family(name)) for name in ("Renard", "Petit"))
    members = (GroupMember(family_id), GroupMember(other))
    session_id = office.contacts.record_group(
        GroupSession("Vivre avec", NOW, members, 90, "On a parlé du sommeil.")
    )
    [meeting] = office.meetings.of_family(family_id)
    own = Passage("frame", "Cela me rassure.")
    office.meetings.save(replace(meeting, passages=(*meeting.passages, own)))
    whole = office.contacts.group(meeting.id)
    assert whole is not None
    assert (whole.id, whole.members) == (session_id, members)

    (claire,) = office.families.open_file(family_id).people
    office.contacts.record_group(
        replace(
            whole,
            title="Vivre avec, deux",
            starts_at=NOW - timedelta(days=1),
            minutes=60,
            note="On a parlé des nuits.",
            members=(GroupMember(family_id, (claire.id,)), GroupMember(other), GroupMember(third)),
        )
    )
    [meeting] = office.meetings.of_family(family_id)
    assert (meeting.starts_at, meeting.minutes) == (NOW - timedelta(days=1), 60)
    assert meeting.participants == (claire.id,)
    assert [p.text for p in meeting.passages] == ["On a parlé des nuits.", "Cela me rassure."]
    for joined in (family_id, other, third):
        [meeting] = office.meetings.of_family(joined)
        assert meeting.passages[0].text == "On a parlé des nuits."
        assert office.contacts.group_title(meeting.id) == "Vivre avec, deux"


def test_a_family_leaves_a_recorded_group_by_its_own_file_alone(
    office: Office, family_id: str
) -> None:
    other = office.families.create(Family("Renard"))
    members = (GroupMember(family_id), GroupMember(other))
    office.contacts.record_group(GroupSession("Vivre avec", NOW, members))
    [meeting] = office.meetings.of_family(family_id)
    whole = office.contacts.group(meeting.id)
    assert whole is not None
    with pytest.raises(InvalidInput) as refused:
        office.contacts.record_group(replace(whole, title="Autre", members=members[:1]))
    assert refused.value.field == "families"
    assert office.contacts.group_title(meeting.id) == "Vivre avec"
    with pytest.raises(NotFound):
        office.contacts.record_group(replace(whole, id="another"))
    assert office.contacts.group(office.meetings.save(held(family_id))) is None


def test_a_session_of_two_families_that_were_merged_since_loses_nobody(
    office: Office, family_id: str
) -> None:
    """Correcting its title put the people of one meeting in the other's place."""
    other = office.families.create(Family("Marchal"), [Person("Anne"), Person("Zoé")])
    [claire] = office.families.open_file(family_id).people
    anne, zoe = office.families.open_file(other).people
    members = (GroupMember(family_id, (claire.id,)), GroupMember(other, (anne.id,)))
    session_id = office.contacts.record_group(GroupSession("Groupe", NOW, members, note="Accueil."))
    office.corrections.correct(FamilyMerge(family_id, other))
    first = office.meetings.of_family(other)[0]
    session = office.contacts.group(first.id)
    assert session is not None
    assert [set(m.participants) for m in session.members] == [{claire.id, anne.id}]
    came = replace(session.members[0], participants=(anne.id, zoe.id, claire.id))
    office.contacts.record_group(
        replace(session, id=session_id, title="Autre groupe", members=(came,))
    )
    people = [set(meeting.participants) for meeting in office.meetings.of_family(other)]
    assert len(people) == 2
    assert set().union(*people) == {claire.id, anne.id, zoe.id}
    assert sum(len(each) for each in people) == 3
    left = replace(came, participants=(anne.id,))
    office.contacts.record_group(replace(session, id=session_id, members=(left,)))
    assert {p for m in office.meetings.of_family(other) for p in m.participants} == {anne.id}
