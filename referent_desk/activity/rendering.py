"""The files of a report; the same report gives the same bytes."""

from collections.abc import Mapping
from enum import StrEnum

from referent_desk.activity.pages import pdf
from referent_desk.activity.report import Report


class Form(StrEnum):
    """Also the ending of the file's name."""

    PDF = "pdf"
    CSV = "csv"
    ODS = "ods"
    XLSX = "xlsx"


def files(report: Report) -> Mapping[Form, bytes]:
    """Raises MissingGlyphs for what no page can print."""
    return {Form.PDF: pdf(report)}
