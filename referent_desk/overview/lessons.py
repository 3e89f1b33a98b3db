"""What families teach us, with the passage it was heard in: to finish it, and to find it again."""

from dataclasses import dataclass
from datetime import datetime

from referent_desk.meetings import Lesson, read_lesson
from referent_desk.overview.short_name import full_name
from referent_desk.vault import Row, Vault


@dataclass(frozen=True)
class LessonHeard:
    """`passage`, `person` and `family` never leave: only `lesson.mark.wording` may."""

    lesson: Lesson
    family: str
    person: str = ""
    passage: str = ""
    verbatim: bool = False
    meeting_id: str = ""
    heard_at: datetime | None = None


_HEARD = f"""
SELECT l.*, f.name AS family, coalesce({full_name("p")}, '') AS person,
       coalesce(s.text, '') AS passage, coalesce(s.verbatim, 0) AS verbatim,
       coalesce(m.id, '') AS meeting_id, m.starts_at
FROM lesson l JOIN family f ON f.id = l.family_id
LEFT JOIN passage s ON s.id = l.passage_id LEFT JOIN meeting m ON m.id = s.meeting_id
LEFT JOIN person p ON p.id = l.person_id
ORDER BY l.marked_on DESC, l.id DESC
"""  # noqa: S608  (constants only)


def lessons_heard(vault: Vault) -> tuple[LessonHeard, ...]:
    return tuple(_heard(row) for row in vault.rows(_HEARD))


def _heard(row: Row) -> LessonHeard:
    at = row["starts_at"]
    return LessonHeard(
        read_lesson(row),
        row["family"],
        row["person"],
        row["passage"],
        bool(row["verbatim"]),
        row["meeting_id"],
        datetime.fromisoformat(at) if at else None,
    )
