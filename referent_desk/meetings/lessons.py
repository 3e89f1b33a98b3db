"""What families teach us: marked in a passage, reworded, printed only once they agreed."""

from dataclasses import dataclass
from datetime import date

from referent_desk.meetings.model import LessonMark
from referent_desk.meetings.noted_rows import read_mark
from referent_desk.vault import Row, Vault


@dataclass(frozen=True)
class Lesson:
    """`mark.wording` is what may be printed, and only then: the passage never is."""

    mark: LessonMark
    marked_on: date
    family_id: str
    passage_id: str | None = None

    @property
    def printable(self) -> bool:
        return bool(self.mark.wording) and self.mark.agreed_on is not None


def lessons(vault: Vault, first: date, last: date) -> tuple[Lesson, ...]:
    """Those marked from `first` to `last`, in the order of their days, the unfinished ones too."""
    found = vault.rows(
        "SELECT * FROM lesson WHERE marked_on BETWEEN ? AND ? ORDER BY marked_on, id",
        (first.isoformat(), last.isoformat()),
    )
    return tuple(_lesson(row) for row in found)


def _lesson(row: Row) -> Lesson:
    day = date.fromisoformat(row["marked_on"])
    return Lesson(read_mark(row), day, row["family_id"], row["passage_id"])
