"""Sentences about what families teach us. Pure functions, no widget."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from referent_desk.documents import NotePage, NoteSection, OwnNotes
from referent_desk.families import KnownName, NameKind, initials
from referent_desk.meetings import LessonGap, LessonKind
from referent_desk.overview import LessonHeard
from referent_desk.secrecy import Certainty, NameFound
from ui.discretion import discretion
from ui.french_dates import first_upper
from ui.widgets import RowData
from ui.widgets.typed_dates import show_date

TITLE = "Ce que les familles nous apprennent"
NOT_WORDED = "Pas encore reformulé"
KINDS: dict[LessonKind, tuple[str, str]] = {
    LessonKind.QUESTION: ("Question", "Questions"),
    LessonKind.SUGGESTION: ("Suggestion", "Suggestions"),
    LessonKind.KNOW_HOW: ("Savoir-faire", "Savoir-faire"),
}
_ICONS = {
    LessonKind.QUESTION: "circle-question-mark",
    LessonKind.SUGGESTION: "message-circle-heart",
    LessonKind.KNOW_HOW: "hand-heart",
}
_GAPS = {
    LessonGap.WORDING: "à reformuler",
    LessonGap.NAMES: "nom à vérifier",
    LessonGap.AGREEMENT: "accord à demander",
}
_WHOSE = {
    NameKind.PERSON: "",
    NameKind.PATIENT: "patient ",
    NameKind.FAMILY: "famille ",
    NameKind.CALLER: "appel anonyme ",
    NameKind.NETWORK: "réseau\u00a0: ",
    NameKind.PROFESSIONAL: "professionnel ",
    NameKind.WARD: "unité de soins ",
}
_HOW = {
    Certainty.WRITTEN: "un nom",
    Certainty.LOWER_CASE: "un nom, ou un mot ordinaire",
    Certainty.NEAR: "proche d’un nom",
    Certainty.INITIALS: "des initiales",
}
_NAMED_AT_MOST = 2


@dataclass(frozen=True)
class Period:
    """Both days included."""

    label: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def periods(first: date, today: date) -> tuple[Period, ...]:
    """All, then from this quarter back to that of `first`, each year after its quarters."""
    found = [Period("Depuis le début", date.min, date.max)]
    for year in range(today.year, first.year - 1, -1):
        quarters = (_quarter(year, number) for number in (4, 3, 2, 1))
        found += [q for q in quarters if q.first <= today and q.last >= first]
        found.append(Period(f"Année {year}", date(year, 1, 1), date(year, 12, 31)))
    return tuple(found)


def lesson_row(heard: LessonHeard, gaps: Sequence[LessonGap]) -> RowData:
    """Its wording; below, its kind, its family and its day; the tag says what misses first."""
    mark = heard.lesson.mark
    below = (KINDS[mark.kind][0], f"famille {heard.family}", show_date(heard.lesson.marked_on))
    return RowData(
        " ".join(mark.wording.split()) or NOT_WORDED,
        " · ".join(below),
        _GAPS[gaps[0]] if gaps else "prête",
        "warning" if gaps else "accent",
        _ICONS[mark.kind],
        mark.id,
    )


def missing(gaps: Sequence[LessonGap]) -> str:
    """« Il manque : à reformuler, accord à demander. »"""
    if not gaps:
        return "Prête\u00a0: elle peut être imprimée."
    return f"{first_upper(', '.join(_GAPS[gap] for gap in gaps))}."


def agreement(heard: LessonHeard) -> str:
    agreed_on = heard.lesson.mark.agreed_on
    if agreed_on is None:
        return "La famille n’a pas encore dit son accord."
    return f"La famille est d’accord depuis le {show_date(agreed_on)}."


def heard_line(heard: LessonHeard) -> str:
    """« Claire Lacroix, famille Lacroix, le 10/03/2026 »."""
    day = (heard.heard_at.date() if heard.heard_at else None) or heard.lesson.marked_on
    parts = (heard.person, f"famille {heard.family}", f"le {show_date(day)}")
    return ", ".join(part for part in parts if part)


MAY_NAME = "Ceci pourrait nommer quelqu’un\u00a0:"


def found_line(found: NameFound) -> str:
    """« Claire » : un nom (Claire Lacroix) ; owners by initials while the screen is discreet."""
    shown = [_whose(name) for name in found.names[:_NAMED_AT_MOST]]
    more = len(found.names) - len(shown)
    others = [f"et {more} autre{'s' if more > 1 else ''}"] if more else []
    who = ", ".join(dict.fromkeys([*shown, *others]))
    return f"«\u00a0{found.text}\u00a0»\u00a0: {_HOW[found.certainty]} ({who})"


def own_notes(lessons: Iterable[tuple[LessonHeard, Sequence[LessonGap]]], about: str) -> OwnNotes:
    """Wordings that are ready, by kind; of the others only that they miss something."""
    ready: dict[LessonKind, list[str]] = {kind: [] for kind in KINDS}
    waiting: list[str] = []
    for heard, gaps in lessons:
        mark = heard.lesson.mark
        if gaps:
            day = show_date(heard.lesson.marked_on)
            waiting.append(f"{KINDS[mark.kind][0]} du {day}\u00a0: {missing(gaps)}")
        else:
            ready[mark.kind].append(mark.wording)
    sections = [NoteSection(KINDS[kind][1], tuple(lines)) for kind, lines in ready.items() if lines]
    if waiting:
        sections.append(NoteSection("À compléter", tuple(waiting)))
    return OwnNotes(TITLE, (NotePage(TITLE, about, tuple(sections)),))


def _quarter(year: int, number: int) -> Period:
    first = date(year, 3 * number - 2, 1)
    after = date(year + 1, 1, 1) if number == 4 else date(year, 3 * number + 1, 1)
    name = "1er" if number == 1 else f"{number}e"
    return Period(f"{name} trimestre {year}", first, after - timedelta(days=1))


def _whose(name: KnownName) -> str:
    veiled = name.family_id and discretion().veils(name.family_id)
    return f"{_WHOSE[name.kind]}{initials(name.text) if veiled else name.text}"
