"""The gate's sentences: where a piece comes from, what an agreement says."""

from collections.abc import Sequence
from datetime import date

from referent_desk.figures import joined
from referent_desk.meetings import Agreement, AgreementForm, Source
from referent_desk.secrecy.model import Echo, File, Patient, Piece

_QUOTED = 8
"""Words of an echo that are shown; what lies between is left out."""
FORMS = {AgreementForm.ORAL: "oral", AgreementForm.WRITTEN: "écrit"}


def plain_contact(name: str) -> str:
    """All that a plain contact request says."""
    return f"{name} souhaite vous rencontrer."


def source(piece: Piece, file: File) -> str:
    """« dit par Mme Lacroix le 12/03/2026 »."""
    on = f" le {day(piece.noted_on)}" if piece.noted_on else ""
    on += " (dans la corbeille)" if piece.discarded else ""
    if piece.source is Source.HYPOTHESIS:
        return f"hypothèse du référent{on}"
    if piece.source is Source.OBSERVED:
        return f"observé{on}"
    who = f" par {file.called(piece.said_by)}" if piece.said_by else ", sans dire par qui,"
    return f"dit{who}{on}"


def quoted(text: str, echo: Echo) -> str:
    """The words of `text` in which it was found, to be looked for there."""
    words = text[echo.start : echo.end].split()
    if len(words) > _QUOTED:
        words = [*words[: _QUOTED // 2], "…", *words[-_QUOTED // 2 :]]
    return f"«\u00a0{' '.join(words)}\u00a0»"


def agreed(agreement: Agreement, file: File) -> str:
    """« accord oral de Mme Lacroix, le 12/03/2026, pour « … », à l’unité A »."""
    on = f", le {day(agreement.given_on)}" if agreement.given_on else ""
    who = file.called(agreement.person_id)
    return (
        f"accord {FORMS[agreement.form]} de {who}{on},"
        f" pour «\u00a0{agreement.what}\u00a0», à {agreement.to_whom}"
    )


def patient_agreed(patient: Patient) -> str:
    on = f", le {day(patient.on)}" if patient.on else ""
    form = FORMS[AgreementForm(patient.form)]
    return f"accord {form} du patient{on}, pour «\u00a0{patient.scope}\u00a0»"


def day(on: date | None) -> str:
    return on.strftime("%d/%m/%Y") if on else "?"


def upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def listed(words: Sequence[str]) -> str:
    """« « cuisine », « radio » et « petits » »."""
    return joined([f"«\u00a0{word}\u00a0»" for word in words])
