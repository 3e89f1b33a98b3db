"""The activity of a period: figures, what may be printed of them, reports that were issued."""

from referent_desk.activity.choice import Choice, Grouping
from referent_desk.activity.correcting import Difference
from referent_desk.activity.errors import (
    ActivityError,
    AlreadyIssued,
    CannotSave,
    FileInTheWay,
    InvalidPeriod,
    NamesInComment,
    PeriodNotOver,
)
from referent_desk.activity.frozen import REPORT_BYTES, IssuedReport
from referent_desk.activity.periods import Period
from referent_desk.activity.publication import Proposal
from referent_desk.activity.rendering import Form, files
from referent_desk.activity.report import Report
from referent_desk.activity.saving import file_places, save_files
from referent_desk.activity.service import Activity, Plan

__all__ = [
    "REPORT_BYTES",
    "Activity",
    "ActivityError",
    "AlreadyIssued",
    "CannotSave",
    "Choice",
    "Difference",
    "FileInTheWay",
    "Form",
    "Grouping",
    "InvalidPeriod",
    "IssuedReport",
    "NamesInComment",
    "Period",
    "PeriodNotOver",
    "Plan",
    "Proposal",
    "Report",
    "file_places",
    "files",
    "save_files",
]
