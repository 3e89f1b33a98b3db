"""A hit in words: who, when, what was said. Pure functions, no widget."""

from referent_desk.search import Hit, Kind, without_names
from ui.widgets import RowData
from ui.widgets.typed_dates import show_date

DOT = " · "
_KINDS: dict[Kind, tuple[str, str]] = {
    Kind.FAMILY: ("famille", "users"),
    Kind.PERSON: ("proche", "user"),
    Kind.RESOURCE: ("annuaire", "book-user"),
    Kind.MEETING: ("entretien", "message-circle-heart"),
    Kind.PASSAGE: ("passage", "quote"),
    Kind.EMOTION: ("émotion", "heart-handshake"),
    Kind.NEED: ("besoin", "hand-heart"),
    Kind.RECOVERY: ("rétablissement", "sun"),
    Kind.SAFETY: ("sécurité", "shield-alert"),
    Kind.EMAIL: ("e-mail", "mail"),
    Kind.REQUEST: ("demande", "phone-incoming"),
    Kind.ACTION: ("suite à donner", "circle-check"),
    Kind.LETTER: ("lettre", "file-text"),
    Kind.LESSON: ("ce qu’on apprend", "book-open"),
    Kind.WORK: ("travail indirect", "clock"),
    Kind.REFERRAL: ("orientation", "signpost"),
}
_SOURCES = {"observed": "observé", "hypothesis": "hypothèse"}
_UNDATED = {Kind.FAMILY, Kind.PERSON, Kind.RESOURCE}


def hit_row(hit: Hit) -> RowData:
    row = _row(hit)
    if hit.kind is Kind.RESOURCE:
        return row
    return row.veiled_by(lambda: _row(without_names(hit)), hit.family_id)


def _row(hit: Hit) -> RowData:
    tag, icon = _KINDS[hit.kind]
    before = _before(hit)
    words, shift = hit.excerpt.text, len(before)
    if hit.verbatim and words:
        words, shift = f"«\u00a0{words}\u00a0»", shift + 2
    marks = tuple((start + shift, end + shift) for start, end in hit.excerpt.marks)
    return RowData(_title(hit), before + words, tag, "info", icon, key_of(hit), marks)


def key_of(hit: Hit) -> str:
    return f"{hit.kind}:{hit.record}"


def _title(hit: Hit) -> str:
    who = hit.person
    if hit.link:
        who = f"{who} ({hit.link})" if who else hit.link
    family = f"famille {hit.family}" if hit.family and hit.person else hit.family
    return DOT.join(part for part in (who, family) if part) or "Sans famille"


def _before(hit: Hit) -> str:
    day = show_date(hit.day) if hit.day and hit.kind not in _UNDATED else ""
    parts = [part for part in (day, hit.label, _SOURCES.get(hit.source, "")) if part]
    told = DOT.join(parts)
    return f"{told}{DOT}" if told and hit.excerpt.text else told
