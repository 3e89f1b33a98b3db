from dataclasses import replace
from datetime import date, datetime, timedelta

from referent_desk.families import Family, Person
from referent_desk.followup import Action, Referral
from referent_desk.meetings import FirstCall, Meeting, MeetingState, NeedNote, Passage, Request
from referent_desk.office import Office
from referent_desk.overview import ThreadKind
from referent_desk.secrecy import Disclosure, Ground

NOW = datetime(2026, 11, 23, 9, 0)
CALLER = Person("Claire", "Lacroix", "Mme", "mother")


def at_nine(office: Office) -> Office:
    return Office.open(office.vault, lambda: NOW)


def test_the_thread_holds_everything_the_latest_first(office: Office) -> None:
    office = at_nine(office)
    call = FirstCall(
        Request(datetime(2026, 11, 2, 9, 15), "Je ne sais plus."),
        CALLER,
        appointment=datetime(2026, 11, 9, 14, 0),
    )
    request = office.meetings.record_call(call)
    family_id, meeting_id = request.family_id, request.meeting_id or ""
    person_id = request.person_id or ""
    office.meetings.save(
        Meeting(
            family_id,
            datetime(2026, 11, 9, 14, 0),
            participants=(person_id,),
            needs=(NeedNote("support"),),
            id=meeting_id,
        )
    )
    office.followup.finish(office.followup.save_action(Action(family_id, "Rappeler")))
    referral = Referral(family_id, office.directory.list()[0].id, person_id)
    office.followup.propose(referral)
    office.families.close(family_id, "goal_reached", date(2026, 11, 23))
    thread = office.overview.thread(family_id)
    assert [item.kind for item in thread] == [
        ThreadKind.CLOSED,
        ThreadKind.ACTION,
        ThreadKind.REFERRAL,
        ThreadKind.MEETING,
        ThreadKind.REQUEST,
        ThreadKind.OPENED,
    ]
    meeting = thread[3]
    assert (meeting.people, meeting.needs) == (("Mme Lacroix",), ("support",))


def test_the_home_tells_today_what_waits_and_what_is_due(office: Office) -> None:
    office = at_nine(office)
    waiting = office.meetings.record_call(
        FirstCall(Request(NOW - timedelta(days=3), "Quand ?"), CALLER)
    )
    family_id = office.families.create(Family("Petit"))
    for day in (-2, 0, 3, 30):
        at = NOW + timedelta(days=day, hours=5)
        office.meetings.save(Meeting(family_id, at, MeetingState.PLANNED))
    office.followup.save_action(Action(family_id, "Rappeler", date(2026, 11, 19)))
    office.followup.save_action(Action(family_id, "Un jour", date(2027, 11, 19)))
    office.vault.drafts.save("meeting", family_id, {"text": "…"}, label="Petit")
    home = office.overview.home()
    assert [a.at.day for a in home.today] == [23]
    assert [a.at.day for a in home.coming] == [26]
    assert [a.at.day for a in home.late] == [21]
    assert [(w.request_id, w.days(home.day)) for w in home.waiting] == [(waiting.id, 3)]
    assert [d.action.what for d in home.due] == ["Rappeler"]
    assert [d.label for d in home.drafts] == ["Petit"]
    assert home.families == 2


def test_the_home_has_all_that_waits_however_many(office: Office) -> None:
    office = at_nine(office)
    for number in range(55):
        request = office.meetings.record_call(FirstCall(Request(NOW, f"Appel {number}"), CALLER))
        office.followup.save_action(Action(request.family_id, "Rappeler", NOW.date()))
        resource = office.directory.list()[0].id
        office.followup.propose(Referral(request.family_id, resource, request.person_id or ""))
    later = Office.open(office.vault, lambda: NOW + timedelta(days=90))
    home = later.overview.home()
    assert [len(part) for part in (home.waiting, home.due, home.silent)] == [55, 55, 55]


def test_an_empty_office(office: Office) -> None:
    home = office.overview.home()
    assert (home.today, home.waiting, home.due, home.drafts, home.families) == ((), (), (), (), 0)


def test_an_exception_of_the_law_is_in_the_thread_told_or_about_to_be(office: Office) -> None:
    office = at_nine(office)
    family_id = office.families.create(Family("Petit"), (CALLER,))
    (person,) = office.families.open_file(family_id).people
    exceptions = office.disclosures
    danger = Disclosure(family_id, Ground.GRAVE_DANGER, person_id=person.id)
    told = exceptions.record_exception(danger)
    exceptions.complete(told, "Il veut en finir.", "112")
    exceptions.record_exception(Disclosure(family_id, Ground.LAW), told=False)
    of_it = {
        item.kind: item
        for item in office.overview.thread(family_id)
        if item.kind is not ThreadKind.OPENED
    }
    item = of_it[ThreadKind.EXCEPTION]
    assert (item.at, item.text) == (NOW, "112\nIl veut en finir.")
    assert (item.channel, item.person_ids) == ("grave_danger", (person.id,))
    assert of_it[ThreadKind.TO_TELL].channel == "law"


def test_a_father_and_a_son_of_one_name_are_told_apart(office: Office) -> None:
    office = at_nine(office)
    people = (Person("Jean", "Rasquin", "M.", "father"), Person("Jean", "Rasquin", "M.", "brother"))
    family_id = office.families.create(Family("Rasquin"), people)
    father, son = office.families.open_file(family_id).people
    kept = Passage("free", "Il ne sait pas.", said_by=father.id, restricted_from=(son.id,))
    before = Meeting(family_id, NOW - timedelta(days=1), passages=(kept,))
    office.meetings.save(replace(before, participants=(father.id,)))
    visit = Meeting(family_id, NOW, MeetingState.PLANNED, participants=(son.id,))
    office.meetings.save(visit)
    office.followup.save_action(Action(family_id, "Rappeler", NOW.date(), person_id=son.id))
    home = office.overview.home()
    assert home.today[0].people == ("M. Jean Rasquin\u00a0(frère)",)
    assert home.due[0].person == "Jean Rasquin\u00a0(frère)"
    [prepared] = office.overview.preparations()
    assert prepared.not_to_tell[0].from_whom == ("Jean Rasquin\u00a0(frère)",)
    thread = office.overview.thread(family_id)
    assert [i.people for i in thread if i.kind is ThreadKind.MEETING] == [
        ("M. Jean Rasquin\u00a0(père)",)
    ]


def test_a_father_and_a_brother_are_told_apart(office: Office) -> None:
    office = at_nine(office)
    people = (
        Person("Didier", "Rasquin", "M.", "brother"),
        Person("Julien", "Rasquin", "M.", "father"),
        Person("Anne", "Rasquin", "Mme", "mother"),
    )
    family_id = office.families.create(Family("Rasquin"), people)
    all_three = tuple(person.id for person in office.families.open_file(family_id).people)
    for day, state in ((NOW - timedelta(days=1), MeetingState.HELD), (NOW, MeetingState.PLANNED)):
        office.meetings.save(Meeting(family_id, day, state, participants=all_three))
    called = {"M. Didier Rasquin", "M. Julien Rasquin", "Mme Rasquin"}
    held = next(i for i in office.overview.thread(family_id) if i.kind is ThreadKind.MEETING)
    assert set(held.people) == called
    assert set(office.overview.home().today[0].people) == called
