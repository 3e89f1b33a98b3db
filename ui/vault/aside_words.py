"""Rows that a salvage set aside, in French sentences. Pure functions, no widget."""

import re
from datetime import datetime
from typing import cast

from referent_desk.figures import figures
from referent_desk.vault import AsideRow, JsonValue
from referent_desk.vocabulary import Catalogue, Vocabulary
from ui.widgets import RowData
from ui.widgets.typed_dates import show_date, show_time

REASONS = {
    "parent_lost": "Le dossier ou la fiche dont elle dépendait est perdu",
    "refused": "Elle contredit une autre fiche, ou ce que le programme accepte",
    "unfit": "Elle n’est plus telle qu’elle avait été enregistrée",
    "unchained": "Elle vient après une rupture dans la suite du journal",
    "unplaced": "On ne sait plus sûrement de quelle sorte de fiche elle est",
}
VEILED = "Contenu masqué\u00a0: l’écran est discret. F9 pour le lire."
NOTHING = "Rien de lisible n’en reste."
_TITLES = (
    *("text", "asked", "what", "said", "words", "wording", "name", "title", "label", "subject"),
    *("value", "patient", "recipient", "first_name", "last_name", "note", "event"),
)
_LABELS = {
    "about": "À propos de",
    "address": "Adresse",
    "agreed_on": "Accord le",
    "agreement": "Accord du patient",
    "agreement_on": "Accord donné le",
    "agreement_scope": "Portée de l’accord",
    "asked": "Demande",
    "at": "Quand",
    "birth_year": "Année de naissance",
    "body": "Texte",
    "bytes": "Document",
    "channel": "Moyen",
    "circle": "Cercle",
    "city": "Localité",
    "civility": "Civilité",
    "closed_on": "Clôturée le",
    "closeness": "Proximité",
    "closing_reason": "Motif de clôture",
    "code": "Code",
    "created_at": "Notée le",
    "created_on": "Notée le",
    "done": "Ce qui a été fait",
    "done_on": "Fait le",
    "due_on": "À faire pour le",
    "email": "Courriel",
    "emotion": "Émotion",
    "event": "Événement",
    "facet": "Volet de l’entretien",
    "first_name": "Prénom",
    "given_on": "Donné le",
    "holder": "Par",
    "issued_at": "Remise le",
    "issued_by": "Remise par",
    "kind": "Sorte",
    "label": "Libellé",
    "language": "Langue",
    "last_name": "Nom",
    "link": "Lien",
    "minutes": "Durée en minutes",
    "name": "Nom",
    "need": "Besoin",
    "next_step": "Prochaine étape",
    "next_step_on": "Prochaine étape le",
    "note": "Note",
    "offered": "Proposé",
    "opened_on": "Ouverte le",
    "origin": "Origine",
    "pages": "Nombre de pages",
    "patient": "Patient",
    "phone": "Téléphone",
    "postcode": "Code postal",
    "quoted": "Message cité",
    "received_at": "Reçue le",
    "recipient": "Destinataire",
    "relay": "Relais",
    "result": "Résultat",
    "said": "Ce qui a été dit",
    "said_by": "Dit par",
    "service": "Service",
    "source": "D’où cela vient",
    "starts_at": "Date",
    "state": "État",
    "subject": "Objet",
    "text": "Texte",
    "title": "Titre",
    "to_whom": "À qui",
    "told_at": "Transmis le",
    "updated_at": "Modifié le",
    "urgency": "Urgence",
    "value": "Valeur",
    "ward": "Unité de soins",
    "what": "Quoi",
    "when_to_call": "Quand appeler",
    "wording": "Formulation",
    "words": "Mots",
    "written_at": "Écrite le",
    "written_by": "Écrite par",
}
_CATALOGUES = {
    "admission": Catalogue.ADMISSIONS,
    "age_bracket": Catalogue.AGE_BRACKETS,
    "channel": Catalogue.CHANNELS,
    "circle": Catalogue.CIRCLES,
    "closeness": Catalogue.CLOSENESS,
    "closing_reason": Catalogue.CLOSING_REASONS,
    "emotion": Catalogue.EMOTIONS,
    "facet": Catalogue.FACETS,
    "language": Catalogue.LANGUAGES,
    "link": Catalogue.LINKS,
    "need": Catalogue.NEEDS,
    "offered": Catalogue.OFFERS,
    "origin": Catalogue.ORIGINS,
    "urgency": Catalogue.URGENCIES,
    "ward": Catalogue.WARDS,
}
_CODES = {
    "cancelled": "annulé",
    "closed": "clôturé",
    "email": "courriel",
    "expressed": "exprimé",
    "given": "donné",
    "held": "tenu",
    "hypothesis": "hypothèse",
    "met": "rencontré",
    "missed": "manqué",
    "not_sought": "non demandé",
    "observed": "observé",
    "phone": "téléphone",
    "planned": "prévu",
    "refused": "refusé",
    "said": "dit",
    "under_way": "en cours",
    "waiting": "en attente",
    "withdrawn": "retiré",
}
_CODED = {"state", "source", "agreement", "kind"}
_HIDDEN = {"id", "position", "previous", "hash", "seq", "detail"}
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?")


def reason_in_words(row: AsideRow) -> str:
    return REASONS.get(row.reason, row.reason)


def aside_row(row: AsideRow) -> RowData:
    """By the first words that it has; by its number when none may be read."""
    titles = (str(row.content.get(column) or "") for column in _TITLES)
    title = next((text for text in titles if text), "") or f"Fiche nº\u00a0{figures(row.id)}"
    return RowData(title, reason_in_words(row), icon="circle-question-mark", key=str(row.id))


def content_in_words(row: AsideRow, vocabulary: Vocabulary) -> str:
    """« Texte : … », a line a column; what only the program reads is left out."""
    if not row.content:
        return VEILED
    told = [
        f"{_label(column)}\u00a0: {words}"
        for column, value in row.content.items()
        if not _hidden(column) and (words := _words(column, value, vocabulary))
    ]
    return "\n".join(told) or NOTHING


def _hidden(column: str) -> bool:
    return column in _HIDDEN or column.endswith("_id")


def _label(column: str) -> str:
    if column.isdigit():
        return f"Colonne {int(column) + 1}"
    return _LABELS.get(column, column.replace("_", " "))


def _words(column: str, value: JsonValue, vocabulary: Vocabulary) -> str:
    if isinstance(value, dict):
        size = len(str(cast("dict[str, str]", value).get("base64", ""))) * 3 // 4
        return f"{figures(size)} octets, gardés mais illisibles ici"
    text = "" if value is None else str(value)
    if _ID.fullmatch(text):
        return ""
    if _DATE.fullmatch(text):
        return _moment(text)
    if column in _CATALOGUES:
        return vocabulary.label(_CATALOGUES[column], text)
    return _CODES.get(text, text) if column in _CODED else text


def _moment(text: str) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    day = show_date(at.date())
    return f"{day}, {show_time(at.time())}" if "T" in text else day
