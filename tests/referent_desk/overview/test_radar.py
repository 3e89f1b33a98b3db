"""Each rule: silent until its threshold, silent once something was done, back when put back."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from referent_desk.errors import InvalidInput
from referent_desk.families import Family, Person, Situation
from referent_desk.followup import Action, Dismissal, Referral
from referent_desk.meetings import EmotionNote, Meeting, MeetingState, NeedNote, Passage
from referent_desk.meetings import SafetyEvent as Safety
from referent_desk.office import Office
from referent_desk.overview import RULES, RadarLine, discreet, why
from referent_desk.overview.radar import query
from referent_desk.settings import declared

NOW = datetime(2026, 11, 23, 9, 0)
LONG_AGO = date(2026, 9, 1)


@pytest.fixture
def desk(office: Office) -> Office:
    return Office.open(office.vault, lambda: NOW)


@pytest.fixture
def family_id(desk: Office) -> str:
    people = (
        Person("Claire", "Lacroix", "Mme", "mother"),
        Person("Thomas", "Lacroix", link="brother"),
        Person("Léa", "Lacroix", link="child", minor=True),
    )
    return desk.families.create(Family("Lacroix"), people, Situation(LONG_AGO, "Julien"))


def people_of(desk: Office, family_id: str) -> dict[str, str]:
    return {p.first_name: p.id for p in desk.families.open_file(family_id).people}


def met(desk: Office, family_id: str, days_ago: int, **noted: object) -> str:
    at = NOW - timedelta(days=days_ago)
    return desk.meetings.save(replace(Meeting(family_id, at), **noted))  # pyright: ignore[reportArgumentType]


def lines(desk: Office, rule: str) -> list[RadarLine]:
    return [line for line in desk.overview.radar() if line.rule.code == rule]


def test_a_need_without_action_until_one_is_tied_to_it(desk: Office, family_id: str) -> None:
    met(desk, family_id, 13, needs=(NeedNote("support"),))
    assert lines(desk, "need") == []
    meeting_id = met(desk, family_id, 14, needs=(NeedNote("information"),))
    [line] = lines(desk, "need")
    assert (line.code, line.meeting_id, line.since) == (
        "information",
        meeting_id,
        date(2026, 11, 9),
    )
    need_id = desk.meetings.get(meeting_id).needs[0].id
    desk.followup.save_action(Action(family_id, "Envoyer le dépliant", need_id=need_id))
    assert lines(desk, "need") == []


def test_a_need_is_answered_by_a_referral_that_carries_it(desk: Office, family_id: str) -> None:
    met(desk, family_id, 30, needs=(NeedNote("support"), NeedNote("information")))
    refer(desk, family_id, "support")
    assert [line.code for line in lines(desk, "need")] == ["information"]


def test_the_threshold_is_a_setting(desk: Office, family_id: str) -> None:
    met(desk, family_id, 13, needs=(NeedNote("support"),))
    desk.settings.put(declared.RADAR_NEED_DAYS, 10)
    assert [line.code for line in lines(desk, "need")] == ["support"]


def test_exhaustion_twice_until_support_is_proposed(desk: Office, family_id: str) -> None:
    claire = people_of(desk, family_id)["Claire"]
    tired = (EmotionNote("exhaustion", person_id=claire),)
    met(desk, family_id, 40, emotions=tired)
    assert lines(desk, "exhaustion") == []
    met(desk, family_id, 10, emotions=tired)
    [line] = lines(desk, "exhaustion")
    assert (line.who, line.count) == ("Claire Lacroix", 2)
    refer(desk, family_id, "support")
    assert lines(desk, "exhaustion") == []


def test_exhaustion_of_two_people_is_not_one_s_twice(desk: Office, family_id: str) -> None:
    who = people_of(desk, family_id)
    met(desk, family_id, 40, emotions=(EmotionNote("exhaustion", person_id=who["Claire"]),))
    met(desk, family_id, 10, emotions=(EmotionNote("exhaustion", person_id=who["Thomas"]),))
    assert lines(desk, "exhaustion") == []


def test_a_sibling_and_a_minor_until_they_come_or_speak(desk: Office, family_id: str) -> None:
    who = people_of(desk, family_id)
    met(desk, family_id, 40, participants=(who["Claire"],))
    assert lines(desk, "unheard") == []
    second = met(desk, family_id, 10, participants=(who["Claire"],))
    assert {line.who for line in lines(desk, "unheard")} == {"Thomas Lacroix", "Léa Lacroix"}
    told = (Passage("lives_with", "Il me manque.", said_by=who["Léa"]),)
    desk.meetings.save(
        replace(desk.meetings.get(second), participants=(who["Thomas"],), passages=told)
    )
    assert lines(desk, "unheard") == []


def test_a_safety_event_until_its_follow_up_is_noted(desk: Office, family_id: str) -> None:
    met(desk, family_id, 0, safety=(Safety("suicide"),))
    [line] = lines(desk, "safety")
    assert line.family == "Lacroix"
    follow(desk, line.subject, follow_up="Rappeler demain", follow_up_on="2026-11-24")
    assert lines(desk, "safety") == []
    follow(desk, line.subject, follow_up_on="2026-11-22")
    assert [late.subject for late in lines(desk, "safety")] == [line.subject]
    follow(desk, line.subject, closed_on="2026-11-23")
    assert lines(desk, "safety") == []


def test_silence_until_something_happens_or_is_planned(desk: Office, family_id: str) -> None:
    [line] = lines(desk, "silence")
    assert line.since == LONG_AGO
    planned = desk.meetings.save(Meeting(family_id, NOW + timedelta(days=3), MeetingState.PLANNED))
    assert lines(desk, "silence") == []
    desk.meetings.save(replace(desk.meetings.get(planned), state=MeetingState.CANCELLED))
    assert len(lines(desk, "silence")) == 1
    desk.followup.finish(desk.followup.save_action(Action(family_id, "Appeler")))
    assert lines(desk, "silence") == []


def test_closed_situations_are_left_in_peace(desk: Office, family_id: str) -> None:
    who = people_of(desk, family_id)
    tired = (EmotionNote("exhaustion", person_id=who["Claire"]),)
    for days in (60, 50):
        met(desk, family_id, days, emotions=tired, needs=(NeedNote("information"),))
    assert {line.rule.code for line in desk.overview.radar()} == {
        "exhaustion",
        "unheard",
        "need",
        "silence",
    }
    desk.families.close(family_id, "goal_reached", NOW.date())
    assert desk.overview.radar() == ()


def test_a_line_put_aside_with_its_reason_comes_back(desk: Office, family_id: str) -> None:
    [line] = lines(desk, "silence")
    with pytest.raises(InvalidInput):
        desk.followup.put_aside(Dismissal("silence", line.subject, family_id, " "))
    reason = "Elle rappellera d’elle-même."
    desk.followup.put_aside(Dismissal("silence", line.subject, family_id, reason))
    assert desk.overview.radar() == ()
    [aside] = desk.overview.set_aside()
    assert (aside.rule.code, aside.family, aside.reason) == ("silence", "Lacroix", reason)
    desk.followup.put_back("silence", line.subject)
    assert lines(desk, "silence") == [line]
    assert desk.overview.set_aside() == ()


def test_a_silence_put_aside_does_not_hide_the_next_one(desk: Office, family_id: str) -> None:
    [line] = lines(desk, "silence")
    desk.followup.put_aside(Dismissal("silence", line.subject, family_id, "Vacances."))
    met(desk, family_id, 50)
    assert [later.since for later in lines(desk, "silence")] == [date(2026, 10, 4)]


def test_every_rule_has_its_sentence_without_a_gap(desk: Office, family_id: str) -> None:
    for rule in RULES:
        line = RadarLine(rule, "x", family_id, "Lacroix", LONG_AGO, who="Léa", count=2)
        said = why(line, "soutien")
        assert "{" not in said
        assert said.endswith(".")


def test_a_discreet_line_says_neither_who_nor_what(desk: Office, family_id: str) -> None:
    met(desk, family_id, 30, needs=(NeedNote("support"),))
    met(desk, family_id, 20)
    for line in desk.overview.radar():
        hidden = discreet(line)
        assert "Lacroix" not in f"{hidden.family} {hidden.who}"
        assert hidden.code == ""


def test_the_patient_s_word_comes_back_on_its_day(desk: Office, family_id: str) -> None:
    situation = desk.families.open_file(family_id).situations[0]
    today = desk.clock().date()
    for ahead, expected in ((1, []), (0, ["agreement"])):
        due = replace(situation, agreement_review_on=today + timedelta(days=ahead))
        desk.families.save_situation(family_id, due)
        found = [line.rule.code for line in desk.overview.radar()]
        assert [code for code in found if code == "agreement"] == expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rules_look_at_open_situations_only(desk: Office, rule: object) -> None:
    """At 20,000 families, a scan of all meetings would take seconds."""
    asked = query(rule)  # pyright: ignore[reportArgumentType]
    plan = [row["detail"] for row in desk.vault.rows(f"EXPLAIN QUERY PLAN {asked}", ("1", "2"))]
    scanned = [step for step in plan if step.startswith("SCAN")]
    allowed = ("SCAN s USING INDEX situation_open", "SCAN o USING INDEX situation_open", "SCAN x")
    assert all(step.startswith(allowed) for step in scanned), scanned


def refer(desk: Office, family_id: str, need: str) -> None:
    person_id = people_of(desk, family_id)["Claire"]
    resource_id = desk.directory.list()[0].id
    desk.followup.propose(Referral(family_id, resource_id, person_id, (need,)))


def follow(desk: Office, event_id: str, **columns: str) -> None:
    with desk.vault.unit() as unit:
        unit.update("safety_event", event_id, **columns)
        unit.commit()
