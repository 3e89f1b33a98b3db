"""What a document is about before it is written: its kind, for whom, on which occasion."""

from dataclasses import dataclass
from datetime import datetime

from referent_desk.documents.kinds import DocumentKind, Kind, Model, kind_of
from referent_desk.followup import Referral
from referent_desk.secrecy import Sharing, Way


@dataclass(frozen=True)
class Outline:
    """Ids of the records that the fields are read from; empty where the kind asks for none.

    `model` chooses among the kind's templates. `needs` and `code` come from a referral; `cleared`,
    what a liaison note tells, from the sheet where it was chosen and confirmed.
    """

    kind: DocumentKind
    family_id: str = ""
    person_id: str = ""
    resource_ids: tuple[str, ...] = ()
    way: Way | None = None
    model: str = ""
    meeting_id: str = ""
    next_meeting_id: str = ""
    agreement_id: str = ""
    needs: tuple[str, ...] = ()
    diagnosis_named: bool = False
    code: str = ""
    referral_id: str = ""
    cleared: Sharing | None = None
    noticed_at: datetime | None = None

    @property
    def declared(self) -> Kind:
        return kind_of(self.kind)

    @property
    def template(self) -> Model:
        return self.declared.model(self.model)

    @property
    def leaves(self) -> Way:
        """The way chosen, else the kind's usual one."""
        return self.way or self.declared.ways[0]


def outline_of(about: Outline | Referral) -> Outline:
    """A referral is the outline of its letter."""
    if isinstance(about, Outline):
        return about
    return Outline(
        DocumentKind.REFERRAL_LETTER,
        about.family_id,
        about.person_id,
        (about.resource_id,),
        needs=about.needs,
        diagnosis_named=about.diagnosis_named,
        code=about.code,
        referral_id=about.id,
    )
