from datetime import date, datetime, timedelta

import pytest

from referent_desk.families import Agreement, Family, Person, Situation
from referent_desk.followup import Action, Referral
from referent_desk.meetings import EmotionNote, Meeting, MeetingState, NeedNote, Passage
from referent_desk.office import Office
from referent_desk.overview import discreet

NOW = datetime(2026, 11, 23, 8, 0)


@pytest.fixture
def desk(office: Office) -> Office:
    return Office.open(office.vault, lambda: NOW)


@pytest.fixture
def family_id(desk: Office) -> str:
    people = (Person("Claire", "Lacroix", "Mme", "mother"), Person("Thomas", "Lacroix"))
    situation = Situation(date(2026, 9, 1), "Julien", agreement=Agreement.REFUSED)
    return desk.families.create(Family("Lacroix"), people, situation)


def visit(desk: Office, family_id: str, *people: str) -> None:
    at = NOW + timedelta(hours=6)
    desk.meetings.save(Meeting(family_id, at, MeetingState.PLANNED, participants=people))


def test_a_first_visit_has_no_last_time(desk: Office, family_id: str) -> None:
    visit(desk, family_id)
    [sheet] = desk.overview.preparations()
    assert sheet.last is None
    assert (sheet.patient, sheet.agreement) == ("Julien", "refused")
    assert sheet.not_to_tell == ()


def test_other_days_are_not_prepared(desk: Office, family_id: str) -> None:
    for days in (-1, 1):
        at = NOW + timedelta(days=days)
        desk.meetings.save(Meeting(family_id, at, MeetingState.PLANNED))
    assert desk.overview.preparations() == ()


def test_the_sheet_tells_the_last_time_what_is_open_and_what_must_not_be_told(
    desk: Office, family_id: str
) -> None:
    claire, thomas = (p.id for p in desk.families.open_file(family_id).people)
    desk.meetings.save(
        Meeting(
            family_id,
            NOW - timedelta(days=20),
            participants=(claire,),
            passages=(
                Passage("lives_with", "Il a changé.", said_by=claire, verbatim=True),
                Passage(
                    "history",
                    "Elle n’en peut plus de son fils.",
                    said_by=claire,
                    verbatim=True,
                    restricted_from=(thomas,),
                ),
            ),
            emotions=(EmotionNote("exhaustion"),),
            needs=(NeedNote("support"),),
            next_step="Voir avec Thomas",
        )
    )
    desk.followup.save_action(Action(family_id, "Appeler Similes", date(2026, 11, 25)))
    desk.followup.finish(desk.followup.save_action(Action(family_id, "Déjà fait")))
    desk.followup.propose(Referral(family_id, desk.directory.list()[0].id, claire, ("support",)))
    visit(desk, family_id, thomas)
    [sheet] = desk.overview.preparations()
    assert sheet.last is not None
    assert sheet.last.people == ("Claire Lacroix",)
    assert sheet.last.words == (("Claire Lacroix", "Il a changé."),)
    assert (sheet.last.next_step, sheet.last.emotions) == ("Voir avec Thomas", ("exhaustion",))
    assert [need.need for need in sheet.needs] == ["support"]
    assert [action.what for action in sheet.actions] == ["Appeler Similes"]
    assert [referral.person for referral in sheet.referrals] == ["Claire Lacroix"]
    [secret] = sheet.not_to_tell
    assert (secret.text, secret.from_whom) == (
        "Elle n’en peut plus de son fils.",
        ("Thomas Lacroix",),
    )
    assert secret.expected


def test_a_discreet_sheet_says_who_by_initials_and_nothing_else(
    desk: Office, family_id: str
) -> None:
    visit(desk, family_id)
    desk.followup.save_action(Action(family_id, "Appeler Similes"))
    [sheet] = desk.overview.preparations()
    assert "Lacroix" not in str(discreet(sheet))
    assert "Similes" not in str(discreet(sheet))
