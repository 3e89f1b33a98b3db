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


@dataclass(frozen=True)
class Heading:
    """Of a part of a sheet; the sheet's own title stands above them all."""

    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Blank:
    """A line to fill in by hand, after its label."""

    label: str


@dataclass(frozen=True)
class Tick:
    """A square to tick by hand, before its text."""

    runs: tuple[Run, ...]


Block = Paragraph | ItemList


@dataclass(frozen=True)
class Box:
    """Framed and kept in one piece: what must be found at a glance."""

    body: tuple[Block | Heading, ...]


SheetBlock = Block | Heading | Blank | Tick | Box


@dataclass(frozen=True)
class Logo:
    """A PNG as `logo` makes it ready. `words` tell it to who cannot see; without, an ornament."""

    png: bytes
    words: str = ""


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
    logo: Logo | None = None


@dataclass(frozen=True)
class Notice:
    """A sheet with a title and no address: form, handout, attestation.

    `about` is what the file is called, whatever its title says: it names nobody. `large` prints in
    12 points and more; `single` refuses a second page.
    """

    title: str
    sender: tuple[str, ...]
    body: tuple[SheetBlock, ...]
    place_and_date: str = ""
    signature: tuple[str, ...] = ()
    large: bool = False
    single: bool = False
    about: str = ""
    french_spacing: bool = True
    logo: Logo | None = None


def plain(text: str) -> Paragraph:
    """A paragraph of one plain run."""
    return Paragraph((Run(text),))


def runs_of(block: SheetBlock) -> tuple[Run, ...]:
    """Every run of the block, in reading order."""
    if isinstance(block, ItemList):
        return tuple(run for item in block.items for run in item)
    if isinstance(block, Box):
        return tuple(run for inner in block.body for run in runs_of(inner))
    return (Run(block.label),) if isinstance(block, Blank) else block.runs
