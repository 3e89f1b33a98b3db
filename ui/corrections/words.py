"""Sentences of corrections. Pure functions, no widget."""

from collections.abc import Mapping
from datetime import datetime

from referent_desk.corrections import Conflict, Effect, RecordKind, Reversal, ReversalKind
from referent_desk.families import FamilySummary
from ui.widgets import RowData
from ui.widgets.typed_dates import show_date, show_time

DOT = " · "
_COUNTED = {
    "family": ("dossier de famille", "dossiers de famille"),
    "person": ("personne", "personnes"),
    "contact_point": ("téléphone ou adresse", "téléphones et adresses"),
    "situation": ("situation", "situations"),
    "meeting": ("entretien", "entretiens"),
    "request": ("demande", "demandes"),
    "passage": ("passage", "passages"),
    "emotion_note": ("émotion notée", "émotions notées"),
    "need_note": ("besoin noté", "besoins notés"),
    "safety_event": ("événement de sécurité", "événements de sécurité"),
    "recovery_note": ("note sur le rétablissement", "notes sur le rétablissement"),
    "agreement": ("accord d’un proche", "accords de proches"),
    "disclosure": ("ligne du registre", "lignes du registre"),
    "document": ("lettre remise", "lettres remises"),
    "referral": ("orientation", "orientations"),
    "action": ("suite à donner", "suites à donner"),
    "lesson": ("enseignement noté", "enseignements notés"),
    "network_member": ("place dans le réseau", "places dans le réseau"),
    "indirect_work": ("travail indirect", "travaux indirects"),
    "drafts": ("brouillon", "brouillons"),
}
"""Tables worth a word; the others are parts of these."""
_FIELDS = {
    "situation": "Une situation est ouverte dans chaque dossier",
    "civility": "La civilité",
    "first_name": "Le prénom",
    "last_name": "Le nom",
    "link": "Le lien avec le patient",
    "birth_year": "L’année de naissance",
    "age_bracket": "La tranche d’âge",
    "language": "La langue",
    "circle": "Le cercle",
    "closeness": "La proximité",
}
_CODED = {"link", "age_bracket", "language", "circle", "closeness", "civility"}
_RECORDS = {
    RecordKind.FAMILY: "Dossier",
    RecordKind.PERSON: "Personne",
    RecordKind.MEETING: "Entretien",
    RecordKind.REQUEST: "Demande",
    RecordKind.ACTION: "Suite à donner",
}
_DONE = {
    ReversalKind.DELETED: ("Supprimé", "trash-2"),
    ReversalKind.MOVED: ("Déplacé", "arrow-right"),
    ReversalKind.MERGED: ("Fusionné", "users"),
    ReversalKind.SPLIT: ("Séparé", "user-plus"),
}


def counted(numbers: Mapping[str, int]) -> str:
    """« 1 entretien, 3 passages »; empty when nothing is worth a word."""
    parts = [
        f"{numbers[table]}\u00a0{words[numbers[table] > 1]}"
        for table, words in _COUNTED.items()
        if numbers.get(table)
    ]
    return ", ".join(parts)


def effect_lines(effect: Effect, *, deletes: bool) -> list[str]:
    """What a correction would do, a line each."""
    lines: list[str] = []
    removed, changed = counted(effect.removed), counted(effect.changed)
    if removed:
        where = "Va à la corbeille" if deletes else "Disparaît, réuni avec le reste"
        lines.append(f"{where}\u00a0: {removed}.")
    if changed:
        what = "N’y renvoie plus" if deletes else "Change de place ou de lien"
        lines.append(f"{what}\u00a0: {changed}.")
    if added := counted(effect.added):
        lines.append(f"Est créé\u00a0: {added}.")
    if kept := counted(effect.kept):
        lines.append(f"Reste, car une lettre remise ou le registre s’y appuie\u00a0: {kept}.")
    lines += [_conflict(conflict) for conflict in effect.conflicts]
    return lines


def what_was(reversal: Reversal) -> str:
    """« Entretien du 03/03/2026, 10 h 00 »."""
    record = _RECORDS[reversal.record]
    if reversal.record in (RecordKind.MEETING, RecordKind.REQUEST):
        return f"{record} du {moment(reversal.label)}"
    return f"{record}{DOT}{reversal.label}" if reversal.label else record


def moment(text: str) -> str:
    """Of a date and time as the store keeps it."""
    at = datetime.fromisoformat(text)
    return f"{show_date(at.date())}, {show_time(at.time())}"


def days_left(reversal: Reversal) -> str:
    if reversal.days_left == 0:
        return "dernier jour"
    return f"encore {reversal.days_left}\u00a0jour{'s' * (reversal.days_left > 1)}"


def family_row(family: FamilySummary) -> RowData:
    people = ", ".join(family.people) or "aucune personne notée"
    return RowData(family.name, people, "" if family.open else "clôturée", "info", "", family.id)


def reversal_row(reversal: Reversal) -> RowData:
    """What was done to what; below, whose, by whom and when."""
    done, icon = _DONE[reversal.kind]
    at = f"{show_date(reversal.done_at.date())}, {show_time(reversal.done_at.time())}"
    below = DOT.join((f"famille {reversal.family}", reversal.done_by, at))
    tag = days_left(reversal)
    title = f"{done}{DOT}{what_was(reversal)}"
    return RowData(title, below, tag, "info", icon, reversal.id)


def _conflict(conflict: Conflict) -> str:
    field = _FIELDS.get(conflict.field, conflict.field)
    if conflict.field == "name":
        return "Le nom de ce dossier reste\u202f; les deux notes se suivent."
    if conflict.field == "situation":
        return f"{field}\u00a0: les deux restent ouvertes."
    if conflict.field in _CODED:
        return f"{field} diffère\u00a0: on garde ce que dit la fiche qui reste."
    kept, dropped = (f"«\u00a0{word}\u00a0»" for word in (conflict.kept, conflict.dropped))
    return f"{field}\u00a0: on garde {kept}, pas {dropped}."
