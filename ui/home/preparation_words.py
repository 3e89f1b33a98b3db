"""A preparation in words: the same on screen and on paper. Pure functions."""

from datetime import date

from referent_desk.documents import NotePage, NoteSection
from referent_desk.overview import LastTime, NotToTell, Preparation
from referent_desk.vocabulary import Catalogue, Vocabulary
from ui.french_dates import day_name, first_upper
from ui.widgets.typed_dates import show_date, show_time

DOT = " · "
NOT_TO_TELL = "À ne pas dire"
LONGEST = 220
_AGREEMENTS = {
    "refused": "Le patient a refusé que l’on parle de lui.",
    "withdrawn": "Le patient a retiré son accord.",
    "not_sought": "L’accord du patient n’a pas été demandé.",
}
_STATES = {
    "proposed": "proposée",
    "handed": "lettre remise",
    "contacted": "contact pris",
    "attending": "participe",
}


def note_page(sheet: Preparation, vocabulary: Vocabulary) -> NotePage:
    """Sections without a line are left out."""
    visit = sheet.appointment
    who = ", ".join(visit.people) or f"famille {visit.family}"
    about = (
        f"Famille {visit.family}",
        first_upper(vocabulary.label(Catalogue.CHANNELS, visit.channel)),
        f"entretien n° {visit.number}",
        f"patient\u00a0: {sheet.patient}" if sheet.patient else "",
    )
    sections = (
        NoteSection(NOT_TO_TELL, tuple(_not_to_tell(sheet))),
        NoteSection("La dernière fois", tuple(_last_time(sheet.last, vocabulary))),
        NoteSection("Ce qui a été convenu", tuple(_agreed(sheet.last))),
        NoteSection("Sécurité, encore ouvert", tuple(_safety(sheet, vocabulary))),
        NoteSection("Besoins", tuple(_needs(sheet, vocabulary))),
        NoteSection("À suivre", tuple(_actions(sheet))),
        NoteSection("Orientations", tuple(_referrals(sheet))),
    )
    return NotePage(
        f"{show_time(visit.at.time())}{DOT}{first_upper(who)}",
        DOT.join(part for part in about if part),
        tuple(section for section in sections if section.lines),
    )


def _not_to_tell(sheet: Preparation) -> list[str]:
    scope = short(sheet.agreement_scope)
    lines = [
        "Le patient n’est pas informé de ces contacts." * (not sheet.appointment.patient_informed),
        _AGREEMENTS.get(sheet.agreement, ""),
        f"Portée de l’accord\u00a0: {scope}" if scope else "",
    ]
    secrets = dict.fromkeys(_secret(one) for one in sheet.not_to_tell)
    return [line for line in lines if line] + list(secrets)


def _secret(one: NotToTell) -> str:
    who = ", ".join(one.from_whom)
    here = " (attendu aujourd’hui)" if one.expected else ""
    return f"À ne pas rapporter à {who}{here}\u00a0: {short(one.text)}"


def _last_time(last: LastTime | None, vocabulary: Vocabulary) -> list[str]:
    if last is None:
        return ["C’est le premier entretien."]
    emotions = ", ".join(vocabulary.label(Catalogue.EMOTIONS, code) for code in last.emotions)
    with_whom = f" avec {', '.join(last.people)}" if last.people else ""
    lines = [first_upper(f"{day_name(last.at)} {last.at.year}{with_whom}.")]
    if emotions:
        lines.append(f"Émotions notées\u00a0: {emotions}.")
    return lines + [_quoted(who, text) for who, text in last.words]


def _quoted(who: str, text: str) -> str:
    return f"{who}\u00a0: «\u00a0{short(text)}\u00a0»" if who else f"«\u00a0{short(text)}\u00a0»"


def _agreed(last: LastTime | None) -> list[str]:
    if last is None:
        return []
    when = f" (le {show_date(last.next_step_on)})" if last.next_step_on else ""
    lines = [
        f"{short(last.next_step)}{when}" if last.next_step else "",
        f"Décidé\u00a0: {short(last.decided)}" if last.decided else "",
        f"Relais\u00a0: {short(last.relay)}" if last.relay else "",
    ]
    return [line for line in lines if line]


def _safety(sheet: Preparation, vocabulary: Vocabulary) -> list[str]:
    return [
        f"{first_upper(vocabulary.label(Catalogue.SAFETY_KINDS, event.kind))}, le"
        f" {show_date(event.day)}\u00a0: {short(event.follow_up) or 'suite à noter'}"
        for event in sheet.safety
    ]


def _needs(sheet: Preparation, vocabulary: Vocabulary) -> list[str]:
    return [
        f"{first_upper(vocabulary.label(Catalogue.NEEDS, need.need))}, depuis le"
        f" {show_date(need.since)}{'' if need.actions else DOT + 'aucune suite ne s’y rattache'}"
        for need in sheet.needs
    ]


def _actions(sheet: Preparation) -> list[str]:
    today = sheet.appointment.at.date()
    return [f"{action.what}{_due(action.due_on, today)}" for action in sheet.actions]


def _due(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return f"{DOT}{'en retard, ' if day < today else ''}pour le {show_date(day)}"


def _referrals(sheet: Preparation) -> list[str]:
    return [
        f"{one.resource}, par {one.person}{DOT}{_STATES.get(one.state, one.state)} le"
        f" {show_date(one.state_on)}"
        for one in sheet.referrals
    ]


def short(text: str) -> str:
    """One line, cut at a word: one page a visit."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]}…"
