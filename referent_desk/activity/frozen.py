"""Reports that were issued: the rows that keep them, never changed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from referent_desk.activity.as_json import dumped, loaded
from referent_desk.activity.choice import Choice
from referent_desk.activity.control import Cell
from referent_desk.activity.history import Issue, printed_in
from referent_desk.activity.periods import Period
from referent_desk.activity.rendering import Form
from referent_desk.activity.report import Report
from referent_desk.documents import bytes_check
from referent_desk.vault import Row, Unit, Vault

_LISTED = "SELECT id, period, version, replaces, issued_by, issued_at FROM activity_report"


REPORT_BYTES = bytes_check("activity_report_file", "Le fichier du rapport d’activité émis")


@dataclass(frozen=True)
class IssuedReport:
    """`replaces` is the version before, if any."""

    id: str
    period: Period
    version: int
    issued_by: str
    issued_at: datetime
    replaces: str | None


@dataclass(frozen=True)
class Kept:
    """All that is written of an issue. `files` by their form."""

    issued: IssuedReport
    report: Report
    choice: Choice
    counts: Mapping[Cell, int]
    who: Mapping[Cell, int]
    program: str
    files: Mapping[Form, bytes]


@dataclass(frozen=True)
class _Rules:
    threshold: int
    choice: Choice


def write(unit: Unit, kept: Kept) -> None:
    issued, report = kept.issued, kept.report
    at = issued.issued_at.isoformat(timespec="seconds")
    unit.insert(
        "activity_report",
        id=issued.id,
        period=issued.period.label,
        first_on=issued.period.first.isoformat(),
        last_on=issued.period.last.isoformat(),
        version=issued.version,
        replaces=issued.replaces,
        counts=_cells({cell: (n, kept.who[cell]) for cell, n in kept.counts.items()}),
        printed=_cells(printed_in(report)),
        rules=dumped(_Rules(report.threshold, kept.choice)),
        content=dumped(report),
        program=kept.program,
        issued_by=issued.issued_by,
        issued_at=at,
    )
    for form, content in kept.files.items():
        unit.insert(
            "activity_report_file",
            report_id=issued.id,
            form=form,
            bytes=content,
            sha256=hashlib.sha256(content).hexdigest(),
            issued_at=at,
        )


def listed(vault: Vault) -> tuple[IssuedReport, ...]:
    """The latest first."""
    return tuple(_read(row) for row in vault.rows(f"{_LISTED} ORDER BY issued_at DESC, id DESC"))


def latest(reports: Iterable[IssuedReport], period: Period) -> IssuedReport | None:
    """The last version of one period's report."""
    mine = (report for report in reports if report.period == period)
    return max(mine, key=lambda report: report.version, default=None)


def one(vault: Vault, report_id: str) -> IssuedReport | None:
    row = vault.row(f"{_LISTED} WHERE id = ?", (report_id,))
    return _read(row) if row else None


def report_of(vault: Vault, report_id: str) -> Report | None:
    row = vault.row("SELECT content FROM activity_report WHERE id = ?", (report_id,))
    return loaded(Report, row["content"]) if row else None


def choice_of(vault: Vault, report_id: str) -> Choice | None:
    row = vault.row("SELECT rules FROM activity_report WHERE id = ?", (report_id,))
    return loaded(_Rules, row["rules"]).choice if row else None


def counts_of(vault: Vault, report_id: str) -> dict[Cell, int]:
    row = vault.row("SELECT counts FROM activity_report WHERE id = ?", (report_id,))
    return _read_counts(row["counts"])[0] if row else {}


def file_of(vault: Vault, report_id: str, form: Form) -> bytes | None:
    row = vault.row(
        "SELECT bytes FROM activity_report_file WHERE report_id = ? AND form = ?",
        (report_id, form),
    )
    return bytes(row["bytes"]) if row else None


def issues(vault: Vault) -> tuple[Issue, ...]:
    """Every report issued, the oldest first."""
    rows = vault.rows("SELECT content, counts FROM activity_report ORDER BY issued_at, id")
    return tuple(
        Issue(loaded(Report, row["content"]), *_read_counts(row["counts"])) for row in rows
    )


def _read(row: Row) -> IssuedReport:
    return IssuedReport(
        row["id"],
        Period.read(row["period"]),
        row["version"],
        row["issued_by"],
        datetime.fromisoformat(row["issued_at"]),
        row["replaces"],
    )


def _cells(values: Mapping[Cell, object]) -> str:
    return json.dumps([[*cell, value] for cell, value in sorted(values.items())])


def _read_counts(text: str) -> tuple[dict[Cell, int], dict[Cell, int]]:
    """Of how many, and of whom."""
    counts, who = dict[Cell, int](), dict[Cell, int]()
    for *names, (count, records) in json.loads(text):
        cell = Cell(*names)
        counts[cell], who[cell] = count, records
    return counts, who
