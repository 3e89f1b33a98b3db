"""A letter carried by the relative: their wish and their needs, nothing about the patient."""

from dataclasses import dataclass
from datetime import date

from referent_desk.directory import Resource
from referent_desk.secrecy.gate import decide
from referent_desk.secrecy.model import Decision, File, Recipient, Sharing, Way


@dataclass(frozen=True)
class HandedLetter:
    """`ordinary` is the template that the text grew from."""

    resource: Resource
    diagnosis_named: bool
    text: str
    bearer: str
    file: File
    today: date
    ordinary: str = ""


def may_be_handed(letter: HandedLetter) -> Decision:
    """The gate's answer, as for everything that leaves."""
    return decide(
        Sharing(
            Way.HANDED,
            Recipient.of(letter.resource),
            letter.today,
            letter.file,
            bearer=letter.bearer,
            diagnosis_named=letter.diagnosis_named,
            text=letter.text,
            ordinary=letter.ordinary,
        )
    )
