"""Records of families as a discreet screen shows them: initials, and nothing that was confided.

One place says, for each kind of record, which of its words are names and which are confidences.
"""

from dataclasses import replace
from functools import singledispatch
from typing import TypeVar, cast

from referent_desk.corrections import RecordKind, Reversal
from referent_desk.families import FamilyFile, FamilySummary, Person, Situation, initials
from referent_desk.meetings import SafetyEvent, SafetyToFinish
from referent_desk.overview.home import Appointment, DueAction, ReferralUnderWay, WaitingRequest
from referent_desk.overview.journal import JournalLine
from referent_desk.overview.lessons import LessonHeard
from referent_desk.overview.preparation import Preparation
from referent_desk.overview.radar import RadarLine, SetAside
from referent_desk.overview.thread import ThreadItem
from referent_desk.vault import AsideRow, Draft

R = TypeVar("R")
ANONYMOUS = initials("Appel anonyme")
SOMETHING_TO_DO = "Suite à donner"
_BEFORE_A_NAME = ", famille "


def discreet(record: R) -> R:
    """The same record without names or confidences. Raises TypeError for a kind not listed."""
    return cast("R", _discreet(record))


@singledispatch
def _discreet(record: object) -> object:
    message = f"nothing says what is private in a {type(record).__name__}"
    raise TypeError(message)


@_discreet.register
def _(family: FamilySummary) -> FamilySummary:
    return replace(
        family,
        name=_family(family.name, anonymous=family.anonymous),
        people=_each(family.people),
        patient=initials(family.patient),
        haystack="",
    )


@_discreet.register
def _(file: FamilyFile) -> FamilyFile:
    family = file.family
    name = _family(family.name, anonymous=family.anonymous)
    return FamilyFile(
        replace(family, name=name, note=""),
        tuple(_person(person) for person in file.people),
        tuple(_situation(situation) for situation in file.situations),
    )


@_discreet.register
def _(appointment: Appointment) -> Appointment:
    people, family = _each(appointment.people), initials(appointment.family)
    return replace(appointment, people=people, family=family)


@_discreet.register
def _(request: WaitingRequest) -> WaitingRequest:
    caller, family = initials(request.caller), initials(request.family)
    return replace(request, caller=caller, family=family, asked="")


@_discreet.register
def _(due: DueAction) -> DueAction:
    action = replace(due.action, what=SOMETHING_TO_DO)
    return DueAction(initials(due.family), action, person=initials(due.person))


@_discreet.register
def _(referral: ReferralUnderWay) -> ReferralUnderWay:
    """To whom they are sent says what they look for."""
    family, person = initials(referral.family), initials(referral.person)
    return replace(referral, family=family, person=person, resource="")


@_discreet.register
def _(sheet: Preparation) -> Preparation:
    """Who comes and when; all the rest was confided."""
    return Preparation(discreet(sheet.appointment), "", "", "", None, (), (), (), (), ())


@_discreet.register
def _(item: ThreadItem) -> ThreadItem:
    """That it happened, and when."""
    return ThreadItem(item.kind, item.at, item.target)


@_discreet.register
def _(line: RadarLine) -> RadarLine:
    """The title of its rule is left: neither who nor what."""
    return replace(line, family=initials(line.family), who="", code="", count=0)


@_discreet.register
def _(line: SetAside) -> SetAside:
    return replace(line, family=initials(line.family), reason="")


@_discreet.register
def _(item: SafetyToFinish) -> SafetyToFinish:
    return replace(item, family=initials(item.family), event=SafetyEvent(item.event.kind))


@_discreet.register
def _(draft: Draft) -> Draft:
    """Of its label, only the family's initials: the rest may be anything."""
    words, mark, name = draft.label.partition(_BEFORE_A_NAME)
    return replace(draft, label=f"{words}{mark}{initials(name)}" if mark else "", body={})


@_discreet.register
def _(row: AsideRow) -> AsideRow:
    return replace(row, content={})


@_discreet.register
def _(line: JournalLine) -> JournalLine:
    """To whom a letter went is no name of theirs, but says what they look for."""
    family, person = initials(line.family), initials(line.person)
    return replace(line, family=family, person=person, recipient="")


@_discreet.register
def _(heard: LessonHeard) -> LessonHeard:
    """Its wording too: until it is ready it may name somebody."""
    lesson = replace(heard.lesson, mark=replace(heard.lesson.mark, wording=""), cleared_wording="")
    family, person = initials(heard.family), initials(heard.person)
    return replace(heard, lesson=lesson, family=family, person=person, passage="")


@_discreet.register
def _(reversal: Reversal) -> Reversal:
    """A day tells nothing; a name becomes initials, and what was to do goes."""
    named = reversal.record in (RecordKind.FAMILY, RecordKind.PERSON)
    dated = reversal.record in (RecordKind.MEETING, RecordKind.REQUEST)
    label = initials(reversal.label) if named else reversal.label if dated else ""
    return replace(reversal, family=initials(reversal.family), label=label)


def _family(name: str, *, anonymous: bool) -> str:
    return ANONYMOUS if anonymous else initials(name)


def _person(person: Person) -> Person:
    first, last = initials(person.first_name), initials(person.last_name)
    return Person(
        first,
        last,
        person.civility,
        person.link,
        family_id=person.family_id,
        id=person.id,
        namesake=person.namesake,
        apart=person.apart,
    )


def _situation(situation: Situation) -> Situation:
    return replace(situation, patient=initials(situation.patient), agreement_scope="")


def _each(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(initials(name) for name in names)
