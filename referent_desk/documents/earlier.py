"""What was written for the family's other relatives: as it was issued, or as it is being typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from referent_desk.documents.kinds import MODELS, DocumentKind
from referent_desk.documents.models import Models, shipped
from referent_desk.documents.outline import Outline
from referent_desk.families import fold
from referent_desk.secrecy import Piece
from referent_desk.vault import Vault

LETTER_DRAFT, PAPER_DRAFT = "letter", "paper"
_ISSUED = """
SELECT id, body, person_id, date(issued_at) AS day FROM document
WHERE family_id = ? ORDER BY issued_at, id
"""


@dataclass(frozen=True)
class _Text:
    """`on` is None while it is a draft."""

    body: str
    person_id: str
    on: date | None
    id: str


def written_to_others(vault: Vault, models: Models, outline: Outline) -> tuple[Piece, ...]:
    """Paragraph by paragraph; those of a template alone tell nothing."""
    family_id, person_id = outline.family_id, outline.person_id
    texts = (*_issued(vault, family_id), *_drafted(vault, outline))
    others = [text for text in texts if text.person_id not in {"", person_id}]
    ordinary = _template_words(models) if others else set[str]()
    return tuple(
        Piece(paragraph, said_by=text.person_id, noted_on=text.on, record_id=text.id)
        for text in others
        for paragraph in text.body.split("\n\n")
        if not ordinary.issuperset(fold(paragraph).split())
    )


def _issued(vault: Vault, family_id: str) -> Iterator[_Text]:
    for row in vault.rows(_ISSUED, (family_id,)):
        day = date.fromisoformat(row["day"])
        yield _Text(row["body"], row["person_id"] or "", day, row["id"])


def _drafted(vault: Vault, outline: Outline) -> Iterator[_Text]:
    """Only what was written beside the template; not in this document's own draft."""
    own = (vault.holder, *draft_of(outline))
    for draft in vault.drafts.all():
        of_family = draft.subject.partition(":")[0] == outline.family_id
        here = (draft.holder, draft.kind, draft.subject)
        if draft.kind in {LETTER_DRAFT, PAPER_DRAFT} and of_family and here != own:
            who = draft.body.get("person_id") or draft.body.get("person") or ""
            yield _Text(draft.body.get("text") or "", who, None, "draft")


def draft_of(outline: Outline) -> tuple[str, str]:
    """Kind and subject of the draft in which it is written."""
    if outline.kind is DocumentKind.REFERRAL_LETTER:
        return LETTER_DRAFT, f"{outline.family_id}:{outline.referral_id}"
    return PAPER_DRAFT, f"{outline.family_id}:{outline.kind}"


def _template_words(models: Models) -> set[str]:
    """Of those that are shipped, and of those in use."""
    texts = (text for code in MODELS for text in (shipped(code), models.text(code).body))
    return set(fold(" ".join(texts)).split())
