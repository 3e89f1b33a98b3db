"""Sentences of a batch of letters. Pure functions, no widget."""

from referent_desk.documents import MODELS, DocumentKind, Planned, Sent, Way
from referent_desk.families import initials
from referent_desk.figures import counted
from ui.documents.ways import WAY_WORDS
from ui.widgets import RowData, TagKind

WAYS = tuple((way, WAY_WORDS[way].choice) for way in (Way.POSTED, Way.HANDED))
OCCASIONS = tuple(
    (code, model.name)
    for code, (kind, model) in MODELS.items()
    if kind.code is DocumentKind.RELATIVE_LETTER
)
ONE, EVERY = "one", "every"
WHO = (
    (ONE, "Un proche par dossier\u00a0: l’aidant principal, sinon le premier adulte noté"),
    (EVERY, "Chaque adulte du dossier\u00a0: à chacun sa lettre"),
)
ABOUT = "Chaque lettre est relue seule\u00a0; celle d’un proche ne dit rien d’un autre."
HIDDEN = "Écran discret\u00a0: l’aperçu des lettres est masqué (F9)."


def letters(number: int) -> str:
    return counted(number, "lettre", "lettres")


def letter_row(letter: Planned, *, removed: bool, issued: bool) -> RowData:
    """With its discreet words, which hide the reason too: it may name someone."""
    tag, kind, why = _standing(letter, removed=removed, issued=issued)
    whose = letter.family
    named = f"{letter.name} · famille {whose}" if letter.name else whose
    row = RowData(named, why, tag, kind, "mail", letter.key)
    who = f"{initials(letter.name)} · famille " if letter.name else ""
    discreet = f"{who}{initials(whose)}"
    hidden = RowData(discreet, "", tag, kind, "mail", letter.key)
    return row.veiled_by(lambda: hidden, letter.outline.family_id)


def standing(ready: int, stopped: int, removed: int, issued: int) -> str:
    """« 30 lettres prêtes · 4 arrêtées · 1 retirée »."""
    parts = [
        counted(issued, "lettre émise", "lettres émises") if issued else "",
        counted(ready, "lettre prête", "lettres prêtes") if ready or not issued else "",
        counted(stopped, "arrêtée", "arrêtées") if stopped else "",
        counted(removed, "retirée", "retirées") if removed else "",
    ]
    return " · ".join(part for part in parts if part)


def why(letter: Planned) -> str:
    """Why it is left out, in full; empty when it is not."""
    return "\n\n".join(
        (f"{letter.name or letter.family} n’en reçoit pas.", *letter.stops) if letter.stops else ()
    )


def told(sent: Sent) -> str:
    """What became of it, once it ended."""
    done = counted(len(sent.issued), "lettre émise", "lettres émises")
    said = [f"{done}, chacune entière, dans son dossier." if sent.issued else "Aucune émise."]
    if sent.refused:
        said.append(f"{counted(len(sent.refused), 'arrêtée', 'arrêtées')} au dernier moment.")
    if sent.left:
        left = counted(len(sent.left), "autre n’a pas été commencée", "autres pas commencées")
        said.append(f"{left}\u00a0: rien n’en est gardé.")
    return " ".join(said)


def _standing(letter: Planned, *, removed: bool, issued: bool) -> tuple[str, TagKind, str]:
    if issued:
        return "émise", "accent", ""
    if letter.stops:
        return "arrêtée", "warning", " ".join(letter.stops)
    if removed:
        return "retirée", "info", "N’en reçoit pas cette fois."
    return "prête", "info", ""
