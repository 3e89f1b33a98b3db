"""The files of a report; the same report gives the same bytes."""

from collections.abc import Mapping
from enum import StrEnum

from referent_desk.activity.csv_table import csv_file
from referent_desk.activity.pages import pdf
from referent_desk.activity.report import Report
from referent_desk.activity.sheets import sheets


class Form(StrEnum):
    """Also the ending of the file's name."""

    PDF = "pdf"
    CSV = "csv"
    ODS = "ods"
    XLSX = "xlsx"


def files(report: Report) -> Mapping[Form, bytes]:
    """Raises MissingGlyphs for what no page can print."""
    from referent_desk.activity import workbooks  # noqa: PLC0415  (two libraries, for this alone)

    day, book = report.issued_on or report.period.last, sheets(report)
    return {
        Form.PDF: pdf(report),
        Form.CSV: csv_file(report),
        Form.ODS: workbooks.ods(book, day),
        Form.XLSX: workbooks.xlsx(book, day),
    }
