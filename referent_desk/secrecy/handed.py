"""What the relative carries, or receives: their wish and their needs, nothing about the patient."""

from dataclasses import dataclass
from datetime import date

from referent_desk.directory import Resource
from referent_desk.secrecy.gate import decide
from referent_desk.secrecy.model import (
    NOTHING_BESIDE,
    Beside,
    Decision,
    File,
    Recipient,
    Sharing,
    Way,
)


@dataclass(frozen=True)
class HandedLetter:
    """To `resource`, or to the bearer when there is none; `printed` are others that it names.

    `ordinary` is the template that the text grew from.
    """

    resource: Resource | None
    diagnosis_named: bool
    text: str
    bearer: str
    file: File
    today: date
    ordinary: str = ""
    printed: tuple[Resource, ...] = ()
    beside: Beside = NOTHING_BESIDE


def may_be_handed(letter: HandedLetter) -> Decision:
    """The gate's answer, as for everything that leaves."""
    bearer = letter.bearer
    own = Recipient(letter.file.called(bearer), person_id=bearer)
    return decide(
        Sharing(
            Way.HANDED,
            Recipient.of(letter.resource) if letter.resource else own,
            letter.today,
            letter.file,
            bearer=bearer,
            diagnosis_named=letter.diagnosis_named,
            text=letter.text,
            ordinary=letter.ordinary,
            printed=tuple(Recipient.of(resource) for resource in letter.printed),
            beside=letter.beside,
        )
    )
