"""The figures of one period as they are, before anything is hidden."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from referent_desk.activity.indicators import Indicator, Population
from referent_desk.activity.periods import Period
from referent_desk.directory import Reveals


@dataclass(frozen=True)
class Count:
    """`parent` is the answer's family in its catalogue, « » at the top. Labels are those of the
    period's last day, so that an old report keeps its words. `reveals`: whether the mere name tells
    a diagnosis, of resources.
    """

    code: str
    label: str
    count: int
    parent: str = ""
    reveals: Reveals = Reveals.NO


@dataclass(frozen=True)
class Table:
    """Every answer in use or met, zeros too, in the catalogue's order; UNKNOWN, if any, last."""

    indicator: Indicator
    population: Population
    total: int
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Spread:
    """In days. None where nothing was counted."""

    population: Population
    count: int
    low_quartile: float | None
    median: float | None
    high_quartile: float | None


@dataclass(frozen=True)
class WorkTime:
    """In minutes. `expected` is the post's weekly hours over the period."""

    direct: int
    indirect: int
    expected: int


@dataclass(frozen=True)
class Figures:
    """`totals` by the population's code; `populations` and `tables` in the order of declaration."""

    period: Period
    populations: tuple[Population, ...]
    totals: Mapping[str, int]
    tables: tuple[Table, ...]
    delay: Spread
    work: WorkTime


class RecordKind(StrEnum):
    """Where a record is opened: a session by the meeting of one of its families, a draft by
    « kind/subject ».
    """

    SITUATION = "situation"
    PERSON = "person"
    REQUEST = "request"
    MEETING = "meeting"
    GROUP_SESSION = "group_session"
    INDIRECT_WORK = "indirect_work"
    REFERRAL = "referral"
    ACTION = "action"
    DRAFT = "draft"


@dataclass(frozen=True)
class Behind:
    """A record that a figure counts. For the référent alone: names. `day` is ISO, or empty.

    `amount` is what it adds to the figure: 1, or minutes where those are counted.
    """

    kind: RecordKind
    record_id: str
    family_id: str
    family: str
    day: str
    told: str
    amount: int = 1


class LeftOutReason(StrEnum):
    """Why a record that might have been counted was not, or not under its answer."""

    DRAFT = "draft"
    PLANNED = "planned"
    WAITING = "waiting"
    NOT_HELD = "not_held"
    NOBODY = "nobody"
    INDIRECT = "indirect"
    OUTSIDE = "outside"
    NO_DATE = "no_date"
    NO_CHANNEL = "no_channel"
    NO_MINUTES = "no_minutes"
    NO_ORIGIN = "no_origin"
    NO_WARD = "no_ward"
    NO_ADMISSION = "no_admission"
    NO_REASON = "no_reason"
    NO_URGENCY = "no_urgency"
    NO_LINK = "no_link"
    NO_AGE = "no_age"
    NO_THEME = "no_theme"


LEFT_OUT = {
    LeftOutReason.DRAFT: "brouillon, pas encore enregistré",
    LeftOutReason.PLANNED: "prévu, et rien ne dit s’il a eu lieu",
    LeftOutReason.WAITING: "pas encore de premier entretien",
    LeftOutReason.NOT_HELD: "manqué ou annulé",
    LeftOutReason.NOBODY: "personne n’y est noté présent",
    LeftOutReason.INDIRECT: "travail indirect, compté à part",
    LeftOutReason.OUTSIDE: "hors de la période",
    LeftOutReason.NO_DATE: "sans date",
    LeftOutReason.NO_CHANNEL: "moyen de contact non noté",
    LeftOutReason.NO_MINUTES: "durée non notée",
    LeftOutReason.NO_ORIGIN: "origine non notée",
    LeftOutReason.NO_WARD: "unité non notée",
    LeftOutReason.NO_ADMISSION: "circonstances d’admission non notées",
    LeftOutReason.NO_REASON: "raison de la clôture non notée",
    LeftOutReason.NO_URGENCY: "urgence non notée",
    LeftOutReason.NO_LINK: "lien avec le patient non noté",
    LeftOutReason.NO_AGE: "âge non noté",
    LeftOutReason.NO_THEME: "rien n’y est noté de tel",
}


@dataclass(frozen=True)
class LeftOut:
    """A record near a figure, and why it is not in it."""

    record: Behind
    reason: LeftOutReason


@dataclass(frozen=True)
class Explained:
    """What stands behind one figure, and what was left out of it."""

    counted: tuple[Behind, ...]
    left_out: tuple[LeftOut, ...]
