"""What a letter says, as plain data; how it looks is in `pdf`."""

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """A verbatim is somebody's own words: printed as they are, typography included."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    VERBATIM = "verbatim"


@dataclass(frozen=True)
class Run:
    """A stretch of text of one style; a line feed in it is a line break on paper."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class ItemList:
    """Bulleted, or numbered from `start` when there is one."""

    items: tuple[tuple[Run, ...], ...]
    start: int | None = None


Block = Paragraph | ItemList


@dataclass(frozen=True)
class Letter:
    """`personal` prints « PERSONNEL ET CONFIDENTIEL » above the recipient.

    `salutation` stays empty when the body carries its own. `reference` is opaque: it names nobody,
    and an answer comes back under it, by phone or on the reply slip. `french_spacing` off leaves
    the spaces around ; : ! ? « » as they are typed.
    """

    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    place_and_date: str
    subject: str
    body: tuple[Block, ...]
    signature: tuple[str, ...]
    salutation: str = ""
    personal: bool = True
    reference: str = ""
    reply_slip: bool = False
    french_spacing: bool = True


def plain(text: str) -> Paragraph:
    """A paragraph of one plain run."""
    return Paragraph((Run(text),))


def runs_of(block: Block) -> tuple[Run, ...]:
    """Every run of the block, in reading order."""
    if isinstance(block, Paragraph):
        return block.runs
    return tuple(run for item in block.items for run in item)
