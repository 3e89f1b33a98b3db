"""The thread in words: its months, what was said in a meeting, its summary. Pure functions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from referent_desk.documents import NotePage, NoteSection, OwnNotes
from referent_desk.families import FamilyFile
from referent_desk.meetings import (
    Agreement,
    AgreementForm,
    Dimension,
    EmotionNote,
    Meeting,
    NeedNote,
    Passage,
    SafetyEvent,
    Source,
)
from referent_desk.overview import ThreadItem
from referent_desk.vocabulary import Catalogue, Vocabulary
from ui.families.evolution_words import state_word
from ui.families.words import DOT, situation_sentence, thread_row
from ui.french_dates import MONTHS, first_upper
from ui.widgets.typed_dates import show_date, show_time

DIMENSIONS = {
    Dimension.CLINICAL: "dimension clinique",
    Dimension.FUNCTIONAL: "dimension fonctionnelle",
    Dimension.SOCIAL: "dimension sociale",
    Dimension.PHYSICAL: "dimension physique",
    Dimension.EXISTENTIAL: "dimension existentielle",
}
LEARNT = {Source.OBSERVED: "observé", Source.HYPOTHESIS: "hypothèse"}
SUMMARY_TITLE = "Résumé pour soi"


@dataclass(frozen=True)
class Month:
    """Of the thread, the latest first."""

    year: int
    month: int
    items: tuple[ThreadItem, ...]

    @property
    def title(self) -> str:
        count = len(self.items)
        words = f"{first_upper(MONTHS[self.month - 1])} {self.year}"
        return f"{words}{DOT}{count} ligne{'s' * (count > 1)}"


@dataclass(frozen=True)
class Said:
    """One passage to be read: `above` tells by whom and under which facet, `aside` the caution."""

    above: str
    text: str
    aside: str = ""


@dataclass(frozen=True)
class Year:
    """One of those before what is unfolded at first."""

    year: int
    months: tuple[Month, ...]

    @property
    def title(self) -> str:
        count = sum(len(month.items) for month in self.months)
        return f"{self.year}{DOT}{count} ligne{'s' * (count > 1)}"


def folded(months: tuple[Month, ...], shown: int) -> tuple[tuple[Month, ...], tuple[Year, ...]]:
    """The months that hold the latest `shown` items, and the years of the others."""
    size, room = 0, shown
    while size < len(months) and room > 0:
        room -= len(months[size].items)
        size += 1
    older = groupby(months[size:], key=lambda month: month.year)
    return months[:size], tuple(Year(year, tuple(group)) for year, group in older)


def months(items: Iterable[ThreadItem]) -> tuple[Month, ...]:
    by_month = groupby(items, key=lambda item: (item.at.year, item.at.month))
    return tuple(Month(year, month, tuple(group)) for (year, month), group in by_month)


def said_in(
    meeting: Meeting, file: FamilyFile, vocabulary: Vocabulary, person_id: str = ""
) -> tuple[Said, ...]:
    """Its passages in their order; with `person_id`, those said by that person or about them."""
    return tuple(
        _said(passage, file, vocabulary, meeting.starts_at.date())
        for passage in meeting.passages
        if not person_id or person_id in {passage.said_by, passage.about}
    )


def came_of(
    meeting: Meeting, file: FamilyFile, vocabulary: Vocabulary, person_id: str = ""
) -> tuple[Said, ...]:
    """What was felt, and where it led: what was done about a danger, where each need stands,
    what may be relayed, what comes next. In the words of that day.
    """
    day = meeting.starts_at.date()

    def told(what: str, who: str | None) -> str:
        return DOT.join(part for part in (what, _short(file, who)) if part)

    def of_them(who: str | None) -> bool:
        return not person_id or who == person_id

    by_person = groupby(
        sorted((e for e in meeting.emotions if of_them(e.person_id)), key=_feels), key=_feels
    )
    felt = [
        Said(told("Émotions", who), _emotions(tuple(notes), vocabulary, day))
        for who, notes in by_person
    ]
    dangers = [
        Said(
            told(f"Sécurité, {_on(vocabulary, Catalogue.SAFETY_KINDS, e.kind, day)}", e.said_by),
            _done_about(e) or "Rien n’est encore noté de ce qui a été fait.",
        )
        for e in meeting.safety
        if of_them(e.said_by)
    ]
    needs = [
        Said(told("Besoin", need.person_id), _need(need, vocabulary, day))
        for need in meeting.needs
        if of_them(need.person_id)
    ]
    agreements = [
        Said(told("Accord pour relayer", agreement.person_id), _agreed(agreement))
        for agreement in meeting.agreements
        if of_them(agreement.person_id)
    ]
    views = [
        Said(told(f"Rétablissement, {DIMENSIONS[note.dimension]}", note.person_id), note.text)
        for note in meeting.recovery
        if of_them(note.person_id)
    ]
    relay = [Said("Relais", meeting.relay)] if meeting.relay else []
    step = [Said("Prochaine étape", _next_step(meeting))] if meeting.next_step else []
    return (*felt, *dangers, *needs, *views, *agreements, *relay, *step)


def _feels(note: EmotionNote) -> str:
    return note.person_id or ""


def _emotions(notes: tuple[EmotionNote, ...], vocabulary: Vocabulary, day: date) -> str:
    """« Culpabilité (échec dans la parentalité), 7 sur 10 ; colère (observé) » of one person."""
    told: list[str] = []
    for emotion in dict.fromkeys(note.emotion for note in notes):
        of_it = [note for note in notes if note.emotion == emotion]
        beside = [_on(vocabulary, Catalogue.EMOTIONS, n.aspect, day) for n in of_it if n.aspect]
        beside += dict.fromkeys(LEARNT[n.source] for n in of_it if n.source in LEARNT)
        weight = next((n.weight for n in of_it if n.weight is not None), None)
        word = _on(vocabulary, Catalogue.EMOTIONS, emotion, day)
        word += f" ({', '.join(beside)})" if beside else ""
        told.append(word if weight is None else f"{word}, poids ressenti {weight}")
    return first_upper("\u00a0; ".join(told))


def _next_step(meeting: Meeting) -> str:
    by_day = meeting.next_step_on
    return meeting.next_step + (f" (pour le {show_date(by_day)})" if by_day else "")


def _on(vocabulary: Vocabulary, catalogue: Catalogue, code: str, day: date) -> str:
    return vocabulary.label_on(catalogue, code, day)


def _done_about(event: SafetyEvent) -> str:
    at = event.alerted_at
    moment = f", le {show_date(at.date())} à {show_time(at.time())}" if at else ""
    by_day = f", pour le {show_date(event.follow_up_on)}" if event.follow_up_on else ""
    parts = (
        event.done.rstrip("."),
        "Numéros donnés" if event.numbers_given else "",
        f"Alerté\u00a0: {event.alerted}{moment}" if event.alerted else "",
        f"Suite\u00a0: {event.follow_up.rstrip('.')}{by_day}" if event.follow_up else "",
        f"Clôturé le {show_date(event.closed_on)}" if event.closed_on else "",
    )
    return " ".join(f"{part}." for part in parts if part)


def _need(need: NeedNote, vocabulary: Vocabulary, day: date) -> str:
    words = _on(vocabulary, Catalogue.NEEDS, need.aspect or need.need, day)
    return f"{first_upper(words)}\u00a0: {state_word(need.state)}"


def _agreed(agreement: Agreement) -> str:
    form = "oral" if agreement.form is AgreementForm.ORAL else "écrit"
    given = f", le {show_date(agreement.given_on)}" if agreement.given_on else ""
    back = f"{DOT}retiré le {show_date(agreement.withdrawn_on)}" if agreement.withdrawn_on else ""
    to_whom = f" \u2192 {agreement.to_whom}" if agreement.to_whom else ""
    return f"{agreement.what}{to_whom} ({form}{given}){back}"


def _said(passage: Passage, file: FamilyFile, vocabulary: Vocabulary, day: date) -> Said:
    if passage.source is Source.SAID:
        who = _short(file, passage.said_by) or "Sans nom"
    else:
        who = "Observé" if passage.source is Source.OBSERVED else "Hypothèse"
    about = _short(file, passage.about)
    facet = _on(vocabulary, Catalogue.FACETS, passage.facet, day)
    above = [who, f"à propos de {about}" if about else "", facet]
    kept_from = ", ".join(_short(file, person) for person in passage.restricted_from)
    return Said(
        DOT.join(part for part in above if part),
        f"«\u00a0{passage.text}\u00a0»" if passage.verbatim else passage.text,
        f"À ne pas rapporter à {kept_from}." if kept_from else "",
    )


def _short(file: FamilyFile, person_id: str | None) -> str:
    person = file.person(person_id) if person_id else None
    return person.short if person else ""


def summary(
    file: FamilyFile, items: Iterable[ThreadItem], vocabulary: Vocabulary, about: str
) -> OwnNotes:
    """What the thread shows, a section a month; the file's title names nobody."""
    people = tuple(
        f"{person.addressed}{DOT}{vocabulary.label(Catalogue.LINKS, person.link)}".removesuffix(DOT)
        for person in file.people
    )
    sections = [NoteSection("Personnes", people)] if people else []
    for month in months(items):
        lines = tuple(_line(item, vocabulary) for item in month.items)
        sections.append(NoteSection(month.title, lines))
    head = f"{situation_sentence(file.current)}{DOT}{about}"
    page = NotePage(f"Famille {file.family.name}", head, tuple(sections))
    return OwnNotes(SUMMARY_TITLE, (page,))


def _line(item: ThreadItem, vocabulary: Vocabulary) -> str:
    row = thread_row(item, vocabulary)
    day = show_date(item.at.date())
    name = row.title.partition(DOT)[0]
    return DOT.join(part for part in (day, name, row.tag, row.subtitle) if part)
