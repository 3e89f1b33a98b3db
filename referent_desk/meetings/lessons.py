"""What families teach us: marked in a passage, reworded, printed only once they agreed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.free_text import clean, refuse_national_number
from referent_desk.meetings.model import LessonMark
from referent_desk.meetings.noted_rows import read_mark
from referent_desk.vault import Row, Vault


class LessonGap(StrEnum):
    """What a lesson still lacks before it may be printed."""

    WORDING = "wording"
    AGREEMENT = "agreement"
    NAMES = "names"
    """Its wording seems to name somebody, and nobody has said that it does not."""


@dataclass(frozen=True)
class Lesson:
    """`mark.wording` is what may be printed, and only then: the passage never is.

    `cleared_wording` is the one that was read for names and found without any.
    """

    mark: LessonMark
    marked_on: date
    family_id: str
    passage_id: str | None = None
    cleared_wording: str = ""

    @property
    def printable(self) -> bool:
        """Whether it names somebody is told by `gaps`."""
        return bool(self.mark.wording) and self.mark.agreed_on is not None

    def gaps(self, *, names_found: bool) -> tuple[LessonGap, ...]:
        """None once it is ready. `names_found`: in its wording, by a search for names."""
        lacks = {
            LessonGap.WORDING: not self.mark.wording,
            LessonGap.NAMES: names_found and self.cleared_wording != self.mark.wording,
            LessonGap.AGREEMENT: self.mark.agreed_on is None,
        }
        return tuple(gap for gap, there in lacks.items() if there)


def lessons(vault: Vault, first: date, last: date) -> tuple[Lesson, ...]:
    """Those marked from `first` to `last`, in the order of their days, the unfinished ones too."""
    found = vault.rows(
        "SELECT * FROM lesson WHERE marked_on BETWEEN ? AND ? ORDER BY marked_on, id",
        (first.isoformat(), last.isoformat()),
    )
    return tuple(read_lesson(row) for row in found)


def lesson(vault: Vault, lesson_id: str) -> Lesson:
    """Raises NotFound."""
    row = vault.row("SELECT * FROM lesson WHERE id = ?", (lesson_id,))
    if row is None:
        raise NotFound
    return read_lesson(row)


def read_lesson(row: Row) -> Lesson:
    day = date.fromisoformat(row["marked_on"])
    return Lesson(read_mark(row), day, row["family_id"], row["passage_id"], row["cleared_wording"])


def change_lesson(vault: Vault, mark: LessonMark, today: date, *, confirmed: bool) -> None:
    """Its kind, wording and agreement. Raises InvalidInput, NationalNumberSuspected, NotFound."""
    wording = clean(mark.wording)
    refuse_national_number([("wording", wording)], confirmed=confirmed)
    if mark.agreed_on and mark.agreed_on > today:
        raise InvalidInput("agreed_on", "Cet accord est daté dans le futur.")
    with vault.unit() as unit:
        found = unit.execute("SELECT marked_on FROM lesson WHERE id = ?", (mark.id,))
        if not found:
            raise NotFound
        if mark.agreed_on and mark.agreed_on < date.fromisoformat(found[0]["marked_on"]):
            raise InvalidInput("agreed_on", "Cet accord est daté d’avant l’entretien.")
        agreed_on = mark.agreed_on.isoformat() if mark.agreed_on else None
        unit.update("lesson", mark.id, kind=mark.kind, wording=wording, agreed_on=agreed_on)
        unit.commit()


def clear_wording(vault: Vault, lesson_id: str, wording: str) -> None:
    """Read for names: none is meant. Counts as long as the lesson is worded so."""
    with vault.unit() as unit:
        unit.update("lesson", lesson_id, cleared_wording=wording)
        unit.commit()
