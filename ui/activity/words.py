"""Sentences about periods, reports and what stands behind a figure. Pure functions, no widget."""

from dataclasses import replace
from datetime import date
from enum import Enum

from referent_desk.activity import (
    LEFT_OUT,
    Behind,
    Difference,
    IssuedReport,
    LeftOut,
    Period,
    RecordKind,
    Report,
    Symbol,
    short_period,
)
from referent_desk.errors import DeskError
from referent_desk.families import initials
from referent_desk.figures import figures
from ui.french_dates import first_upper
from ui.widgets import RowData, TagKind
from ui.widgets.typed_dates import show_date

_KINDS = {
    RecordKind.SITUATION: ("Situation", "users"),
    RecordKind.PERSON: ("Personne", "user"),
    RecordKind.REQUEST: ("Demande", "phone-incoming"),
    RecordKind.MEETING: ("Contact", "message-circle-heart"),
    RecordKind.GROUP_SESSION: ("Groupe de familles", "heart-handshake"),
    RecordKind.INDIRECT_WORK: ("Travail indirect", "clock"),
    RecordKind.REFERRAL: ("Orientation", "signpost"),
    RecordKind.ACTION: ("Suite à donner", "check"),
    RecordKind.DRAFT: ("Brouillon", "pencil"),
}


class Standing(Enum):
    """Where the report of a period stands, in words."""

    TO_COME = "à venir"
    UNDER_WAY = "en cours"
    NOTHING = "rien de noté"
    TO_ISSUE = "à émettre"
    ISSUED = "émis"
    CORRECTED = "corrigé depuis"

    @property
    def tag(self) -> TagKind:
        if self is Standing.ISSUED:
            return "accent"
        return "warning" if self in {Standing.TO_ISSUE, Standing.CORRECTED} else "info"


def standing(
    period: Period,
    today: date,
    last: IssuedReport | None,
    *,
    changed: bool = False,
    noted: bool = True,
) -> Standing:
    """`last`: the latest version that went out; `changed`: its figures are no longer these."""
    if last is not None:
        return Standing.CORRECTED if changed else Standing.ISSUED
    if today < period.first:
        return Standing.TO_COME
    if not period.is_over(today):
        return Standing.UNDER_WAY
    return Standing.TO_ISSUE if noted else Standing.NOTHING


def standing_line(state: Standing, last: IssuedReport | None) -> str:
    """« émis le 04/10/2026 », and which version where it is not the first."""
    if last is None:
        return state.value
    day = show_date(last.issued_at.date())
    version = f", version {last.version}" if last.version > 1 else ""
    issued = f"émis le {day}{version}"
    return issued if state is Standing.ISSUED else f"{state.value} ({issued})"


def refusal(fault: DeskError) -> str:
    """On one line of the screen: what happened, what is safe, what next."""
    return " ".join(part for part in (fault.what, fault.safe, fault.next_step) if part)


def hours(minutes: int) -> str:
    """« 12 h 30 », « 45 min »."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest}\u00a0min"
    return f"{figures(whole)}\u00a0h" + (f"\u00a0{rest:02}" if rest else "")


def share(part: float) -> str:
    """Never « 100 % » while something is hidden."""
    return f"{int(part * 100 + 1e-9)}\u00a0%"


def totals_unsaid(report: Report) -> str:
    """Which totals of its period print as « n.c. », why, and what to do; empty, if none does."""
    unsaid = [t.population.name for t in report.key_figures if t.values[0] is Symbol.WITHHELD]
    if not unsaid:
        return ""
    return (
        f"{', '.join(unsaid)}\u00a0: n.c., sinon un petit nombre d’un trimestre se retrouverait par"
        " différence. Un rapport avec un trimestre de plus, avant ou après, peut les imprimer."
    )


def behind_row(record: Behind, key: str) -> RowData:
    return _behind_row(record, key).veiled_by(
        lambda: _behind_row(discreet_behind(record), key), record.family_id
    )


def left_out_row(left: LeftOut, key: str) -> RowData:
    """Its reason first: it is what one mends."""

    def made(record: Behind) -> RowData:
        row = _behind_row(record, key)
        reason = first_upper(LEFT_OUT[left.reason])
        return replace(row, title=reason, subtitle=f"{row.title} · {row.subtitle}")

    record = left.record
    return made(record).veiled_by(lambda: made(discreet_behind(record)), record.family_id)


def discreet_behind(record: Behind) -> Behind:
    """Initials, and nothing of what it says."""
    return replace(record, family=initials(record.family), told="")


def _behind_row(record: Behind, key: str) -> RowData:
    kind, icon = _KINDS[record.kind]
    day = show_date(date.fromisoformat(record.day[:10])) if record.day else "sans date"
    about = " · ".join(part for part in (day, record.told or kind) if part)
    return RowData(record.family or kind, about, icon=icon, key=key)


def difference_line(difference: Difference, reported: Period) -> str:
    """Of a row, or of a population; its period where it is not the report's own."""
    what = difference.indicator or difference.population
    about = " – ".join(part for part in (what, difference.label) if part)
    of = "" if difference.period == reported else f" ({short_period(difference.period)})"
    write = hours if difference.minutes else figures
    was, now = write(difference.was), write(difference.now)
    return f"{about}{of}\u00a0: {was} à l’émission, {now} aujourd’hui"
