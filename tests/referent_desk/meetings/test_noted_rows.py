"""Writing a meeting again touches only what differs, so that what refers to a row stays."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from referent_desk.errors import InvalidInput
from referent_desk.families import Family, Person
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.meetings import (
    Agreement,
    AgreementForm,
    Dimension,
    EmotionNote,
    LessonKind,
    LessonMark,
    Meeting,
    NeedNote,
    NeedState,
    Passage,
    RecoveryNote,
    SafetyEvent,
    Source,
)
from referent_desk.office import Office
from referent_desk.vault import Row

DAY = date(2026, 3, 10)


def noted(office: Office) -> Meeting:
    family_id = office.families.create(Family("Lacroix"), (Person("Claire", "Lacroix"),))
    claire = office.families.open_file(family_id).people[0].id
    mark = LessonMark(LessonKind.KNOW_HOW, "Prévenir la veille d’un retour.", DAY, "l1")
    meeting = Meeting(
        family_id,
        datetime(2026, 3, 10, 14, 30),
        participants=(claire,),
        passages=(
            Passage("frame", "Je ne dors plus.", said_by=claire, lesson=mark, id="p1"),
            Passage("closing", "Elle pleure.", Source.OBSERVED, id="p2"),
        ),
        emotions=(EmotionNote("guilt", "", claire, words="dors plus", passage_id="p1", id="e1"),),
        needs=(NeedNote("support", "", claire, source=Source.OBSERVED, passage_id="p2", id="n1"),),
        safety=(
            SafetyEvent(
                "suicide",
                "Elle a peur la nuit.",
                claire,
                numbers_given=True,
                follow_up="Rappeler.",
                follow_up_on=date(2026, 3, 12),
                id="s1",
            ),
        ),
        recovery=(RecoveryNote(Dimension.SOCIAL, "Il a revu un ami.", claire, "r1"),),
        agreements=(
            Agreement(claire, "La fatigue", "le médecin", AgreementForm.WRITTEN, DAY, id="a1"),
        ),
    )
    return office.meetings.get(office.meetings.save(meeting))


def rows(office: Office, table: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in office.vault.rows(f"SELECT rowid, * FROM {table}")]


def step(office: Office) -> list[Row]:
    return office.vault.rows("SELECT stated_on, state FROM need_step ORDER BY stated_on")


def test_every_note_comes_back(office: Office) -> None:
    kept = noted(office)
    assert kept.emotions[0].passage_id == "p1"
    assert (kept.needs[0].source, kept.needs[0].passage_id) == (Source.OBSERVED, "p2")
    assert kept.safety[0].numbers_given
    assert kept.safety[0].follow_up_on == date(2026, 3, 12)
    assert kept.recovery[0].dimension is Dimension.SOCIAL
    assert kept.agreements[0].form is AgreementForm.WRITTEN
    assert kept.passages[0].lesson == LessonMark(
        LessonKind.KNOW_HOW, "Prévenir la veille d’un retour.", DAY, "l1"
    )


def test_an_unchanged_meeting_saved_again_changes_no_row(office: Office) -> None:
    kept = noted(office)
    tables = ("meeting", "passage", "emotion_note", "need_note", "safety_event", "lesson")
    before = [rows(office, table) for table in tables]
    office.meetings.save(kept)
    assert [rows(office, table) for table in tables] == before


def test_what_changed_keeps_its_row_and_what_refers_to_it(office: Office) -> None:
    kept = noted(office)
    first, second = kept.passages
    passages = (replace(second, text="Elle sourit."), Passage("frame", "Neuf."), first)
    office.meetings.save(replace(kept, passages=passages))
    again = office.meetings.get(kept.id)
    assert [p.text for p in again.passages] == ["Elle sourit.", "Neuf.", "Je ne dors plus."]
    assert [p.id for p in again.passages][::2] == ["p2", "p1"]
    assert again.emotions[0].passage_id == "p1"


def test_words_stay_when_their_passage_goes(office: Office) -> None:
    kept = noted(office)
    office.meetings.save(replace(kept, passages=kept.passages[1:]))
    again = office.meetings.get(kept.id)
    assert [p.id for p in again.passages] == ["p2"]
    assert (again.emotions[0].words, again.emotions[0].passage_id) == ("dors plus", None)


def test_a_need_remembers_where_it_stood(office: Office) -> None:
    kept = noted(office)
    office.meetings.save(replace(kept, needs=(replace(kept.needs[0], state=NeedState.MET),)))
    assert [row["state"] for row in step(office)] == ["expressed", "met"]
    assert step(office)[0]["stated_on"] == "2026-03-10"


def test_a_lesson_unmarked_goes(office: Office) -> None:
    kept = noted(office)
    assert [lesson.mark.id for lesson in office.meetings.lessons(DAY, DAY)] == ["l1"]
    bare = tuple(replace(p, lesson=None) for p in kept.passages)
    office.meetings.save(replace(kept, passages=bare))
    assert office.meetings.lessons(DAY, DAY) == ()


def test_a_lesson_is_printed_once_reworded_and_agreed(office: Office) -> None:
    kept = noted(office)
    (lesson,) = office.meetings.lessons(DAY, DAY)
    assert lesson.printable
    mark = replace(lesson.mark, agreed_on=None)
    passages = (replace(kept.passages[0], lesson=mark), kept.passages[1])
    office.meetings.save(replace(kept, passages=passages))
    assert not office.meetings.lessons(DAY, DAY)[0].printable
    assert office.meetings.lessons(date(2026, 4, 1), date(2026, 6, 30)) == ()


def test_an_agreement_withdrawn_meanwhile_stays_so(office: Office) -> None:
    kept = noted(office)
    office.agreements.withdraw("a1")
    office.meetings.save(replace(kept, agreements=(replace(kept.agreements[0], what="Autre"),)))
    (agreement,) = office.agreements.of_family(kept.family_id)
    assert agreement.what == "Autre"
    assert agreement.withdrawn_on is not None


def test_an_agreement_says_what_and_to_whom(office: Office) -> None:
    kept = noted(office)
    person = kept.participants[0]
    for vague in (Agreement(person, "", "le médecin"), Agreement(person, "Tout", " ")):
        with pytest.raises(InvalidInput):
            office.agreements.give(kept.family_id, vague)
    with pytest.raises(NationalNumberSuspected):
        office.agreements.give(kept.family_id, Agreement(person, "85.07.30-033.28", "vous"))
    given = office.agreements.give(kept.family_id, Agreement(person, "La fatigue", "l’équipe"))
    assert given in [a.id for a in office.agreements.of_family(kept.family_id)]
    office.agreements.withdraw(given)
    with pytest.raises(InvalidInput):
        office.agreements.withdraw(given)
