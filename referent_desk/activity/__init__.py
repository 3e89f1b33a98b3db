"""The activity of a quarter: what is counted, what stands behind each figure, what may be told."""

from referent_desk.activity.counting import Counting
from referent_desk.activity.explaining import Explaining
from referent_desk.activity.figures import (
    LEFT_OUT,
    Behind,
    Count,
    Explained,
    Figures,
    LeftOut,
    LeftOutReason,
    RecordKind,
    Spread,
    Table,
    WorkTime,
)
from referent_desk.activity.indicators import (
    SECTION_NAMES,
    UNKNOWN,
    Indicator,
    Population,
    Section,
    Unit,
)
from referent_desk.activity.periods import Period

__all__ = [
    "LEFT_OUT",
    "SECTION_NAMES",
    "UNKNOWN",
    "Behind",
    "Count",
    "Counting",
    "Explained",
    "Explaining",
    "Figures",
    "Indicator",
    "LeftOut",
    "LeftOutReason",
    "Period",
    "Population",
    "RecordKind",
    "Section",
    "Spread",
    "Table",
    "Unit",
    "WorkTime",
]
