"""The activity of a period: figures, what may be printed of them, reports that were issued."""

from referent_desk.activity.choice import Choice, Grouping
from referent_desk.activity.control import TOTAL, Printed, Symbol
from referent_desk.activity.correcting import Difference
from referent_desk.activity.declared import section_of
from referent_desk.activity.errors import (
    ActivityError,
    AlreadyIssued,
    CannotSave,
    FileInTheWay,
    InvalidPeriod,
    NamesInComment,
    PeriodNotOver,
)
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
from referent_desk.activity.frozen import REPORT_BYTES, IssuedReport, latest
from referent_desk.activity.grouping import OTHERS, with_group
from referent_desk.activity.indicators import (
    SECTION_NAMES,
    UNKNOWN,
    Indicator,
    Population,
    Section,
    Unit,
)
from referent_desk.activity.outcomes import Outcome
from referent_desk.activity.periods import Period
from referent_desk.activity.publication import Proposal
from referent_desk.activity.rendering import Form, files
from referent_desk.activity.report import (
    PrintedRow,
    PrintedSection,
    PrintedSpread,
    PrintedTable,
    PrintedTotal,
    PrintedWork,
    Report,
    Sender,
)
from referent_desk.activity.saving import file_places, save_files
from referent_desk.activity.service import Activity, Plan
from referent_desk.activity.wording import of_period, period_name, quarter_name, short_period
from referent_desk.activity.wording import symbol as symbol_words

__all__ = [
    "LEFT_OUT",
    "OTHERS",
    "REPORT_BYTES",
    "SECTION_NAMES",
    "TOTAL",
    "UNKNOWN",
    "Activity",
    "ActivityError",
    "AlreadyIssued",
    "Behind",
    "CannotSave",
    "Choice",
    "Count",
    "Difference",
    "Explained",
    "Figures",
    "FileInTheWay",
    "Form",
    "Grouping",
    "Indicator",
    "InvalidPeriod",
    "IssuedReport",
    "LeftOut",
    "LeftOutReason",
    "NamesInComment",
    "Outcome",
    "Period",
    "PeriodNotOver",
    "Plan",
    "Population",
    "Printed",
    "PrintedRow",
    "PrintedSection",
    "PrintedSpread",
    "PrintedTable",
    "PrintedTotal",
    "PrintedWork",
    "Proposal",
    "RecordKind",
    "Report",
    "Section",
    "Sender",
    "Spread",
    "Symbol",
    "Table",
    "Unit",
    "WorkTime",
    "file_places",
    "files",
    "latest",
    "of_period",
    "period_name",
    "quarter_name",
    "save_files",
    "section_of",
    "short_period",
    "symbol_words",
    "with_group",
]
