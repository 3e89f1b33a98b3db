"""What was written for the family's other relatives, as it was issued."""

from datetime import date

from referent_desk.documents.kinds import MODELS
from referent_desk.documents.models import Models, shipped
from referent_desk.families import fold
from referent_desk.secrecy import Piece
from referent_desk.vault import Vault

_TO_OTHERS = """
SELECT id, body, person_id, date(issued_at) AS day FROM document
WHERE family_id = ? AND person_id <> ? ORDER BY issued_at, id
"""


def written_to_others(
    vault: Vault, models: Models, family_id: str, person_id: str
) -> tuple[Piece, ...]:
    """Paragraph by paragraph; those of a template alone tell nothing."""
    rows = vault.rows(_TO_OTHERS, (family_id, person_id))
    ordinary = _template_words(models) if rows else set[str]()
    return tuple(
        Piece(
            paragraph,
            said_by=row["person_id"],
            noted_on=date.fromisoformat(row["day"]),
            record_id=row["id"],
        )
        for row in rows
        for paragraph in row["body"].split("\n\n")
        if not ordinary.issuperset(fold(paragraph).split())
    )


def _template_words(models: Models) -> set[str]:
    """Of those that are shipped, and of those in use."""
    texts = (text for code in MODELS for text in (shipped(code), models.text(code).body))
    return set(fold(" ".join(texts)).split())
