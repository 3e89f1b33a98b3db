"""Issued documents in their tables: a family's, and those of the office itself."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from referent_desk.documents.kinds import DocumentKind
from referent_desk.documents.outline import Outline
from referent_desk.documents.pdf import page_count
from referent_desk.secrecy import Way
from referent_desk.vault import Fields, Unit, new_id

_OF_FAMILY = """
SELECT id, kind, sha256, pages, issued_by, issued_at, family_id, way, recipient, person_id,
       referral_id, resource_id, carried_by FROM document
"""
_OF_OFFICE = """
SELECT id, kind, sha256, pages, issued_by, issued_at, '' AS family_id, 'kept' AS way,
       title AS recipient, NULL AS person_id, NULL AS referral_id, NULL AS resource_id,
       NULL AS carried_by FROM office_document
"""
ONE = f"{_OF_FAMILY} WHERE id = ?1 UNION ALL {_OF_OFFICE} WHERE id = ?1"
FAMILYS = f"{_OF_FAMILY} WHERE family_id = ? ORDER BY issued_at DESC, id DESC"
OFFICES = f"{_OF_OFFICE} ORDER BY issued_at DESC, id DESC"
BYTES = """
SELECT bytes FROM document WHERE id = ?1 UNION ALL
SELECT bytes FROM office_document WHERE id = ?1
"""


@dataclass(frozen=True)
class IssuedDocument:
    """What left: its bytes stay in the vault (`Documents.content`).

    `recipient` is a resource's or a relative's name, or the title of an office's own sheet.
    """

    id: str
    family_id: str
    referral_id: str | None
    recipient: str
    carried_by: str
    sha256: str
    pages: int
    issued_by: str
    issued_at: datetime
    kind: DocumentKind
    way: Way
    person_id: str
    resource_id: str


Registers = Callable[[Unit, IssuedDocument], None]
"""Writes what else belongs to this issue, in the same unit of work."""


def read(row: Fields) -> IssuedDocument:
    return IssuedDocument(
        row["id"],
        row["family_id"],
        row["referral_id"],
        row["recipient"],
        row["carried_by"] or "",
        row["sha256"],
        row["pages"],
        row["issued_by"],
        datetime.fromisoformat(row["issued_at"]),
        DocumentKind(row["kind"]),
        Way(row["way"]),
        row["person_id"] or "",
        row["resource_id"] or "",
    )


def write(unit: Unit, document: IssuedDocument, body: str, pdf: bytes) -> None:
    """In the table of its kind."""
    common = {
        "id": document.id,
        "kind": document.kind,
        "body": body,
        "bytes": pdf,
        "sha256": document.sha256,
        "pages": document.pages,
        "issued_by": document.issued_by,
        "issued_at": document.issued_at.isoformat(timespec="seconds"),
    }
    if not document.family_id:
        unit.insert("office_document", title=document.recipient, **common)
        return
    unit.insert(
        "document",
        family_id=document.family_id,
        way=document.way,
        recipient=document.recipient,
        person_id=document.person_id or None,
        referral_id=document.referral_id,
        resource_id=document.resource_id or None,
        carried_by=document.carried_by or None,
        **common,
    )


def made(outline: Outline, recipient: str, pdf: bytes, by: str, at: datetime) -> IssuedDocument:
    """The record of what is about to be issued."""
    several = len(outline.resource_ids) > 1
    return IssuedDocument(
        new_id(),
        outline.family_id,
        outline.referral_id or None,
        recipient,
        outline.person_id if outline.leaves is Way.HANDED else "",
        hashlib.sha256(pdf).hexdigest(),
        page_count(pdf),
        by,
        at.replace(microsecond=0),
        outline.kind,
        outline.leaves,
        outline.person_id,
        "" if several else next(iter(outline.resource_ids), ""),
    )
