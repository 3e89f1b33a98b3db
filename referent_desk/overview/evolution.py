"""What was noted over time: emotions by person, and needs from exprimé to répondu.

Only what is there: a meeting where nothing was noted is a gap, not a zero; nothing is summed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from referent_desk.meetings import NeedState, Source
from referent_desk.vault import Vault

ORDER = tuple(NeedState)
"""From exprimé on; on a day told twice, what is further along shows."""


@dataclass(frozen=True)
class MeetingDay:
    """A held meeting; `silent` when neither emotion nor need was noted in it."""

    on: date
    meeting_id: str
    silent: bool


@dataclass(frozen=True)
class FeltAt:
    """`weight` 0–10 is of that day, if any was said."""

    on: date
    weight: int | None
    source: Source


@dataclass(frozen=True)
class EmotionOverTime:
    """One emotion (or its aspect) of one person; `person_id` None when nobody was named."""

    person_id: str | None
    emotion: str
    aspect: str
    felt: tuple[FeltAt, ...]


@dataclass(frozen=True)
class StateOn:
    on: date
    state: NeedState


@dataclass(frozen=True)
class NeedOverTime:
    """One need of one person, over all the times it was noted; `latest_id` is the last note."""

    person_id: str | None
    need: str
    aspect: str
    steps: tuple[StateOn, ...]
    latest_id: str

    @property
    def state(self) -> NeedState:
        return self.steps[-1].state


@dataclass(frozen=True)
class Evolution:
    """Days in their order; emotions and needs in the order they were first noted."""

    meetings: tuple[MeetingDay, ...] = ()
    emotions: tuple[EmotionOverTime, ...] = ()
    needs: tuple[NeedOverTime, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.emotions and not self.needs

    def of_person(self, person_id: str | None) -> "Evolution":
        """The same meetings, silent where nothing of that person was noted."""
        emotions = tuple(e for e in self.emotions if e.person_id == person_id)
        needs = tuple(n for n in self.needs if n.person_id == person_id)
        told = {felt.on for emotion in emotions for felt in emotion.felt}
        told |= {step.on for need in needs for step in need.steps}
        days = tuple(MeetingDay(m.on, m.meeting_id, m.on not in told) for m in self.meetings)
        return Evolution(days, emotions, needs)


class Record(Protocol):
    """A row, or anything read by the names of its columns."""

    def __getitem__(self, column: str, /) -> Any: ...


Rows = Iterable[Record]

_MEETINGS = """
SELECT id, substr(starts_at, 1, 10) AS day FROM meeting
WHERE family_id = ? AND state = 'held' ORDER BY starts_at, id
"""
_EMOTIONS = """
SELECT e.meeting_id, e.person_id, e.emotion, e.aspect, e.weight, e.source,
       substr(m.starts_at, 1, 10) AS day FROM emotion_note e
JOIN meeting m ON m.id = e.meeting_id
WHERE m.family_id = ? AND m.state = 'held' ORDER BY m.starts_at, e.rowid
"""
_NEEDS = """
SELECT n.id, n.meeting_id, n.person_id, n.need, n.aspect, n.state,
       substr(m.starts_at, 1, 10) AS day
FROM need_note n JOIN meeting m ON m.id = n.meeting_id
WHERE m.family_id = ? AND m.state = 'held' ORDER BY m.starts_at, n.rowid
"""
_STEPS = """
SELECT s.need_id, s.stated_on, s.state FROM need_step s
JOIN need_note n ON n.id = s.need_id JOIN meeting m ON m.id = n.meeting_id
WHERE m.family_id = ? ORDER BY s.stated_on
"""


def evolution(vault: Vault, family_id: str) -> Evolution:
    found = [vault.rows(sql, (family_id,)) for sql in (_MEETINGS, _EMOTIONS, _NEEDS, _STEPS)]
    return of_rows(*found)


def of_rows(meetings: Rows, emotions: Rows, needs: Rows, steps: Rows) -> Evolution:
    """Pure. Rows in the order of their days."""
    noted, wanted = list(emotions), list(needs)
    told = {row["meeting_id"] for row in (*noted, *wanted)}
    return Evolution(
        tuple(
            MeetingDay(date.fromisoformat(m["day"]), m["id"], m["id"] not in told) for m in meetings
        ),
        _emotions(noted),
        _needs(wanted, steps),
    )


def _emotions(noted: Rows) -> tuple[EmotionOverTime, ...]:
    felt: defaultdict[tuple[str | None, str, str], list[FeltAt]] = defaultdict(list)
    for row in noted:
        at = FeltAt(date.fromisoformat(row["day"]), row["weight"], Source(row["source"]))
        felt[row["person_id"], row["emotion"], row["aspect"]].append(at)
    return tuple(EmotionOverTime(*key, tuple(times)) for key, times in felt.items())


def _needs(wanted: Rows, steps: Rows) -> tuple[NeedOverTime, ...]:
    changes: defaultdict[str, list[Record]] = defaultdict(list)
    for step in steps:
        changes[step["need_id"]].append(step)
    paths: defaultdict[tuple[str | None, str, str], dict[date, NeedState]] = defaultdict(dict)
    latest: dict[tuple[str | None, str, str], str] = {}
    for row in wanted:
        key = row["person_id"], row["need"], row["aspect"]
        latest[key] = row["id"]
        told = changes[row["id"]] or [{"stated_on": row["day"], "state": row["state"]}]
        for step in told:
            _tell(paths[key], date.fromisoformat(step["stated_on"]), NeedState(step["state"]))
    return tuple(
        NeedOverTime(*key, tuple(StateOn(*step) for step in sorted(path.items())), latest[key])
        for key, path in paths.items()
    )


def _tell(path: dict[date, NeedState], on: date, state: NeedState) -> None:
    path[on] = max(path.get(on, state), state, key=ORDER.index)
