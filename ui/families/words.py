"""Sentences of a family's file, made of codes and dates. Pure functions, no widget."""

from datetime import date, datetime, time

from referent_desk.documents import DocumentKind, kind_of
from referent_desk.families import Agreement, FamilySummary, Person, Situation
from referent_desk.overview import ThreadItem, ThreadKind
from referent_desk.secrecy import Disclosure, Ground
from referent_desk.vocabulary import Catalogue, Vocabulary
from ui.families.choices import AGREEMENTS
from ui.french_dates import first_upper
from ui.widgets import RowData
from ui.widgets.typed_dates import show_date, show_time

DOT = " · "
_DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
_KINDS: dict[ThreadKind, tuple[str, str]] = {
    ThreadKind.OPENED: ("Ouverture du dossier", "folder-open"),
    ThreadKind.REQUEST: ("Demande", "phone-incoming"),
    ThreadKind.PLANNED: ("Rendez-vous", "calendar"),
    ThreadKind.MEETING: ("Entretien", "message-circle-heart"),
    ThreadKind.MISSED: ("Rendez-vous manqué", "calendar"),
    ThreadKind.CANCELLED: ("Rendez-vous annulé", "calendar"),
    ThreadKind.REFERRAL: ("Orientation", "signpost"),
    ThreadKind.DOCUMENT: ("Document", "file-text"),
    ThreadKind.INDIRECT: ("Travail indirect", "clock"),
    ThreadKind.ACTION: ("Fait", "circle-check"),
    ThreadKind.EXCEPTION: ("Exception légale", "shield-alert"),
    ThreadKind.TO_TELL: ("Exception légale", "shield-alert"),
    ThreadKind.CLOSED: ("Clôture", "archive"),
}
_CHANNELS: dict[str, tuple[str, str]] = {
    "phone": ("Appel", "phone"),
    "email": ("E-mail", "mail"),
    "video": ("Visio", "eye"),
    "home": ("Visite à domicile", "house"),
    "network_meeting": ("Réunion de réseau", "signpost"),
    "group": ("Groupe de familles", "heart-handshake"),
}
_MARKS: dict[ThreadKind, str] = {
    ThreadKind.PLANNED: "à venir",
    ThreadKind.MISSED: "manqué",
    ThreadKind.CANCELLED: "annulé",
    ThreadKind.TO_TELL: "l’appel reste à faire",
}
GROUNDS: dict[str, str] = {
    Ground.GRAVE_DANGER: "danger grave et imminent",
    Ground.TESTIMONY: "témoignage en justice",
    Ground.LAW: "obligation légale",
}
_EXCEPTIONS = (ThreadKind.EXCEPTION, ThreadKind.TO_TELL)


def kind_name(kind: ThreadKind) -> str:
    return _KINDS[kind][0]


def moment(at: datetime) -> str:
    """« lun. 23/11/2026, 14 h 30 »; a day alone when the hour is not known."""
    day = f"{_DAYS[at.weekday()]} {show_date(at.date())}"
    bare = at.time() in (time(0, 0), time(23, 59))
    return day if bare else f"{day}, {show_time(at.time())}"


def summary_row(family: FamilySummary) -> RowData:
    people = ", ".join(family.people) or "aucune personne notée"
    last = show_date(family.last_contact) if family.last_contact else "aucun"
    tag = "" if family.open else "clôturée"
    if family.anonymous:
        tag = tag or "anonyme"
    return RowData(
        family.name, f"{people}{DOT}dernier contact\u00a0: {last}", tag, "info", "", family.id
    )


def situation_sentence(situation: Situation | None) -> str:
    """What must be known before anything else, in one line under the name."""
    if situation is None:
        return "Dossier clôturé"
    parts = [f"Patient\u00a0: {situation.patient}" if situation.patient else "Patient non nommé"]
    parts.append(
        "le patient est informé" if situation.patient_informed else "le patient n’est pas informé"
    )
    parts.append(f"accord {agreement_words(situation)}")
    return DOT.join(parts)


def agreement_words(situation: Situation) -> str:
    """« donné le 23/11/2026 »."""
    word = dict(AGREEMENTS)[situation.agreement.value]
    sought = situation.agreement != Agreement.NOT_SOUGHT
    return (
        f"{word} le {_day(situation.agreement_on)}" if sought and situation.agreement_on else word
    )


def situation_lines(situation: Situation, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """(what, value) of all that is known."""
    known = [
        ("Patient", situation.patient),
        ("Patient informé", "oui" if situation.patient_informed else "non"),
        ("Accord du patient", agreement_words(situation)),
        ("Portée de l’accord", situation.agreement_scope),
        ("Origine", vocabulary.label(Catalogue.ORIGINS, situation.origin)),
        ("Unité de soins", vocabulary.label(Catalogue.WARDS, situation.ward)),
        ("Admission", vocabulary.label(Catalogue.ADMISSIONS, situation.admission)),
        ("Ouverte le", _day(situation.opened_on)),
        ("Clôturée le", _day(situation.closed_on)),
        ("Raison", vocabulary.label(Catalogue.CLOSING_REASONS, situation.closing_reason)),
    ]
    return [(what, value) for what, value in known if value]


def person_row(person: Person, vocabulary: Vocabulary, this_year: int) -> RowData:
    parts = [vocabulary.label(Catalogue.LINKS, person.link)]
    if person.birth_year:
        parts.append(f"{this_year - person.birth_year}\u00a0ans")
    if person.lives_with_patient:
        parts.append("vit avec le patient")
    if person.trusted_person:
        parts.append("personne de confiance")
    if person.representative:
        parts.append("représentant")
    words = DOT.join(part for part in parts if part) or "lien non noté"
    tag = "mineur" if person.minor else "aidant principal" if person.main_carer else ""
    return RowData(person.told, words, tag, "info", "user", person.id)


def thread_row(item: ThreadItem, vocabulary: Vocabulary) -> RowData:
    """What happened and when; below, with whom, and what was heard, in the words of that day."""
    words, icon = _KINDS[item.kind]
    day = item.at.date()
    text = item.text.replace("\n", DOT)
    if item.kind == ThreadKind.MEETING:
        words, icon = _CHANNELS.get(item.channel, (words, icon))
    if item.kind == ThreadKind.CLOSED:
        text = vocabulary.label_on(Catalogue.CLOSING_REASONS, item.text, day)
    channel = _how(item, vocabulary)
    if item.kind == ThreadKind.DOCUMENT:
        words, channel = document_kind(item.channel), ""
    heard = [vocabulary.label_on(Catalogue.EMOTIONS, code, day) for code in item.emotions]
    heard += [vocabulary.label_on(Catalogue.NEEDS, code, day) for code in item.needs]
    below = [", ".join(item.people), channel, ", ".join(heard), text]
    title = f"{words}{DOT}{moment(item.at)}"
    key = f"{item.kind.value}:{item.target}"
    subtitle = DOT.join(part for part in below if part)
    return RowData(title, subtitle, _MARKS.get(item.kind, ""), "info", icon, key)


def exception_sentence(exception: Disclosure) -> str:
    """All that is noted of it."""
    at = exception.told_at
    parts = (
        f"{first_upper(GROUNDS[exception.ground])}.",
        f"Dit {moment(at)}." if at else "L’appel reste à faire.",
        f"À qui\u00a0: {exception.to_whom}." if exception.to_whom else "",
        f"Quoi\u00a0: {exception.what}" if exception.what else "",
    )
    return "\n".join(part for part in parts if part)


def confided(item: ThreadItem) -> bool:
    """Told to someone else: its words are not for who sits beside the desk, family or not."""
    return item.kind in _EXCEPTIONS


def _how(item: ThreadItem, vocabulary: Vocabulary) -> str:
    """Its channel, the kind of work, or the ground of an exception; what the title says is left."""
    if item.kind in _EXCEPTIONS:
        return GROUNDS.get(item.channel, "")
    if item.kind == ThreadKind.MEETING and item.channel in _CHANNELS:
        return ""
    indirect = item.kind == ThreadKind.INDIRECT
    catalogue = Catalogue.INDIRECT_WORK if indirect else Catalogue.CHANNELS
    return vocabulary.label_on(catalogue, item.channel, item.at.date())


def document_kind(code: str) -> str:
    """« Lettre d’orientation »."""
    return kind_of(DocumentKind(code)).name


def _day(day: date | None) -> str:
    return show_date(day) if day else ""
