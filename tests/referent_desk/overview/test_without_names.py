"""What is read across families, without a name nor a word that was confided."""

from dataclasses import asdict
from datetime import date, datetime

import pytest

from referent_desk.families import Family, FamilyFile, FamilySummary, Person, Situation
from referent_desk.followup import Action
from referent_desk.meetings import Lesson, LessonKind, LessonMark
from referent_desk.overview import (
    Appointment,
    DueAction,
    JournalLine,
    LessonHeard,
    WaitingRequest,
    discreet,
)
from referent_desk.vault import AsideRow, Draft

NOW = datetime(2026, 11, 23, 9, 0)
RECORDS = (
    FamilySummary("1", "Lacroix", False, True, ("Mme Claire Lacroix",), "Julien", None, "lacroix"),
    FamilySummary("1", "La mère de Julien", True, True, (), "", None),
    FamilyFile(
        Family("Lacroix", note="La sœur, Julie Lacroix, appelle aussi."),
        (Person("Claire", "Lacroix", "Mme", note="Claire travaille de nuit."),),
        (Situation(NOW.date(), "Julien", agreement_scope="Pour Claire"),),
    ),
    Appointment("m", "1", "Lacroix", NOW, "office", ("Mme Lacroix",), False, 2),
    WaitingRequest("r", "1", "Lacroix", "Mme Claire Lacroix", NOW, "Julien ne sort plus.", ""),
    DueAction("Lacroix", Action("1", "Rappeler Claire", date(2026, 11, 24))),
    JournalLine(1, NOW, "Zoé Exemple", "person.erased", "1", "Lacroix", "Mme Claire Lacroix"),
    LessonHeard(
        Lesson(LessonMark(LessonKind.QUESTION, "Pour Julien ?"), NOW.date(), "1", "p", "Claire"),
        "Lacroix",
        "Claire Lacroix",
        "Julien ne sort plus la nuit.",
    ),
    AsideRow(1, "person", "refused", {"first_name": "Claire", "note": "Julien ne sort plus."}),
    Draft("meeting", "1:", "Entretien, famille Lacroix", {"text": "Julien"}, "", ""),
    Draft("person", "1:2", "Modifier Mme Lacroix", {}, "", ""),
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_no_name_and_no_confidence_is_left(record: object) -> None:
    told = str(asdict(discreet(record)))  # pyright: ignore[reportArgumentType]
    for word in ("Lacroix", "lacroix", "Claire", "Juli", "sort plus", "nuit"):
        assert word not in told


def test_who_it_is_stays_guessable_for_the_one_who_knows() -> None:
    summary, unnamed, *_ = (discreet(record) for record in RECORDS)
    assert isinstance(summary, FamilySummary)
    assert (summary.name, summary.people, summary.id) == ("L.", ("Mme C. L.",), "1")
    assert isinstance(unnamed, FamilySummary)
    assert unnamed.name == "Appel anonyme"
    draft = discreet(RECORDS[-2])
    assert isinstance(draft, Draft)
    assert draft.label == "Entretien, famille L."


def test_a_record_that_nobody_judged_is_not_shown() -> None:
    with pytest.raises(TypeError):
        discreet(NOW)
