"""Sentences of agreements and of the register. Pure functions, no widget."""

from referent_desk.documents import Column, DocumentKind, Listing, kind_of
from referent_desk.families import FamilyFile, Situation
from referent_desk.figures import counted
from referent_desk.meetings import Agreement, AgreementForm, Source
from referent_desk.secrecy import Condition, Ground, How, Piece, PieceKind, Told, Way
from ui.families.choices import AGREEMENTS
from ui.widgets import RowData
from ui.widgets.typed_dates import show_date, show_time

DOT = " · "
FORMS = ((AgreementForm.ORAL.value, "oral"), (AgreementForm.WRITTEN.value, "écrit"))
WAYS = (
    (Way.TRANSMITTED.value, "Transmettre directement"),
    (Way.HANDED.value, "Remettre au proche, qui le porte"),
    (Way.TOGETHER.value, "Dire ensemble, avec le proche"),
    ("contact", "Simple demande de contact"),
    (Way.EXCEPTION.value, "Exception légale"),
)
HOWS = (
    (How.PHONE.value, "par téléphone"),
    (How.SPOKEN.value, "de vive voix"),
    (How.MEETING.value, "en réunion"),
    (How.EMAIL.value, "par e-mail"),
    (How.POST.value, "par courrier"),
    (How.HAND.value, "en main propre"),
)
GROUNDS = (
    (Ground.GRAVE_DANGER.value, "danger grave et imminent"),
    (Ground.TESTIMONY.value, "témoignage en justice"),
    (Ground.LAW.value, "la loi oblige à parler"),
)
CONDITIONS = {
    Condition.AGREEMENT: "Accord de la personne concernée",
    Condition.SECRECY: "Destinataire tenu au secret",
    Condition.MISSION: "Même mission",
    Condition.NECESSITY: "Rien que le nécessaire",
}
_WAYS_OUT = {
    Way.HANDED: ("Remis à {who}", "hand-heart"),
    Way.TOGETHER: ("Dit avec {who}", "users"),
    Way.TRANSMITTED: ("Transmis directement", "arrow-right"),
    Way.EXCEPTION: ("Exception légale", "shield-alert"),
}
_POSTED = "Envoyé à {who}"
_KINDS = {
    PieceKind.PASSAGE: "Passage",
    PieceKind.EMOTION: "Émotion",
    PieceKind.NEED: "Besoin",
    PieceKind.RECOVERY: "Rétablissement",
    PieceKind.SAFETY: "Sécurité",
}
_COLUMNS = (Column("Quand", 4), Column("À qui, comment", 6), Column("Quoi", 9), Column("Accord", 8))


def agreement_row(agreement: Agreement, file: FamilyFile) -> RowData:
    ended = agreement.withdrawn_on
    return RowData(
        f"{agreement.what} → {agreement.to_whom}",
        agreement_origin(agreement, file),
        "retiré" if ended else "",
        "warning",
        "hand-heart",
        agreement.id,
    )


def agreement_origin(agreement: Agreement, file: FamilyFile) -> str:
    """« Mme Lacroix, accord oral, le 12/03/2026 · retiré le 20/03/2026, par écrit »."""
    person = file.person(agreement.person_id)
    given = f", le {show_date(agreement.given_on)}" if agreement.given_on else ""
    words = f"{person.short if person else '?'}, accord {dict(FORMS)[agreement.form.value]}{given}"
    if agreement.withdrawn_on is None:
        return words
    how = {AgreementForm.WRITTEN: ", par écrit", AgreementForm.ORAL: ", oralement"}
    said = how[agreement.withdrawal_form] if agreement.withdrawal_form else ""
    return f"{words}{DOT}retiré le {show_date(agreement.withdrawn_on)}{said}"


def patient_words(situation: Situation) -> tuple[str, str]:
    """What the patient said of it, and what follows from it."""
    state = dict(AGREEMENTS)[situation.agreement.value]
    form = f" ({dict(FORMS)[situation.agreement_form]})" if situation.agreement_form else ""
    on = f" le {show_date(situation.agreement_on)}" if situation.agreement_on else ""
    review = situation.agreement_review_on
    after = f"À revoir le {show_date(review)}." if review else ""
    scope = f"Portée\u00a0: {situation.agreement_scope}" if situation.agreement_scope else ""
    said = f"Accord {state}{form if state != 'non sollicité' else ''}{on}"
    return said, DOT.join(part for part in (scope, after) if part)


def told_row(told: Told, file: FamilyFile) -> RowData:
    """« Lettre d’orientation · remis à Mme Lacroix · Similes Wallonie »."""
    title = DOT.join(part for part in (document_name(told), _way(told, file)) if part)
    person = file.person(told.person_id) if told.person_id else None
    to = "" if person and told.to_whom == person.addressed else told.to_whom or "à compléter"
    return RowData(
        DOT.join(part for part in (title[:1].upper() + title[1:], to) if part),
        DOT.join(part for part in (when(told), how_told(told), _size(told)) if part),
        dict(GROUNDS)[told.ground.value] if told.ground else "",
        "warning",
        _WAYS_OUT[told.way][1],
        told.id or f"document:{told.document_id}",
    )


def document_name(told: Told) -> str:
    """Of what is known by its document alone: « Mémo à emporter »."""
    return kind_of(DocumentKind(told.document)).name if told.document else ""


def when(told: Told) -> str:
    if told.told_at is None:
        return "reste à faire"
    return f"{show_date(told.told_at.date())}, {show_time(told.told_at.time())}"


def how_told(told: Told) -> str:
    """Nothing while it has not gone."""
    return "" if not told.gone else dict(HOWS).get(told.how.value, "")


def _size(told: Told) -> str:
    return counted(len(told.pieces), "pièce", "pièces") if told.pieces else ""


def told_text(told: Told) -> str:
    """What exactly left."""
    lines = [document_name(told), told.what, *(f"– {piece.text}" for piece in told.pieces)]
    if told.document_id:
        lines.append(f"Document gardé dans le dossier (empreinte {told.sha256[:12]}…)")
    if told.withheld:
        lines.append(
            f"Et {counted(told.withheld, 'pièce confiée', 'pièces confiées')} par d’autres."
        )
    return "\n".join(line for line in lines if line)


def told_evidence(told: Told) -> str:
    if told.ground:
        return f"Exception légale\u00a0: {dict(GROUNDS)[told.ground.value]}"
    if told.withheld:
        return "Accords gardés au registre"
    asked = [e.sentence for e in told.evidence if e.asked]
    alone = "Porté par le proche" if told.resource_id else "Pour cette personne elle-même"
    return "\n".join(asked) or alone


def register_listing(
    told: tuple[Told, ...], file: FamilyFile, about: tuple[str, ...], title: str
) -> Listing:
    """On paper; its title says no name."""
    rows = tuple(
        (
            when(t),
            DOT.join(part for part in (t.to_whom, _way(t, file), how_told(t)) if part),
            told_text(t) or "—",
            told_evidence(t),
        )
        for t in told
    )
    return Listing(title, about, _COLUMNS, rows)


def piece_source(piece: Piece, file: FamilyFile) -> str:
    """« Passage · dit par Mme Lacroix · 12/03/2026 · à propos de Hugo »."""
    said = {
        Source.SAID: f"dit par {_who(piece.said_by, file)}",
        Source.OBSERVED: "observé",
        Source.HYPOTHESIS: "hypothèse",
    }[piece.source]
    kept = [_who(person, file) for person in piece.restricted_from]
    about = piece.about and piece.about != piece.said_by
    parts = (
        _KINDS.get(piece.kind, ""),
        said,
        show_date(piece.noted_on) if piece.noted_on else "",
        f"à propos de {_who(piece.about, file)}" if about else "",
        "sur le patient" if piece.about_patient else "",
        f"à ne pas rapporter à {', '.join(kept)}" if kept else "",
    )
    return DOT.join(part for part in parts if part)


def _way(told: Told, file: FamilyFile) -> str:
    if not told.gone and told.way is Way.TRANSMITTED:
        return "en attente de transmission"
    if not told.gone:
        awaits = "d’envoi" if told.how is How.POST else "de remise"
        return f"pour {_who(told.person_id, file)}, en attente {awaits}"
    said = _POSTED if told.how is How.POST and told.way is Way.HANDED else _WAYS_OUT[told.way][0]
    return (said[:1].lower() + said[1:]).format(who=_who(told.person_id, file))


def _who(person_id: str | None, file: FamilyFile) -> str:
    person = file.person(person_id)
    return person.short if person else "quelqu’un"
