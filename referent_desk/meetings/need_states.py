"""Where a need stands, in its meeting and after it: each change keeps its day."""

from datetime import date

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.meetings.model import NeedState
from referent_desk.vault import Row, Unit, Vault

# The same need of the same person, each time it was noted.
_NOTES = """
SELECT n.id, n.state, substr(m.starts_at, 1, 10) AS day
FROM need_note n JOIN meeting m ON m.id = n.meeting_id
JOIN need_note said ON said.id = ? JOIN meeting there ON there.id = said.meeting_id
WHERE m.family_id = there.family_id AND n.need = said.need AND n.aspect = said.aspect
      AND n.person_id IS said.person_id
"""


def set_need_state(vault: Vault, need_id: str, state: NeedState, on: date, today: date) -> None:
    """Of this need and of all earlier notes of the same one of the same person.

    One state a day: the last said of a day holds. A note stands as its latest day says. Raises
    NotFound; InvalidInput for a day to come, or before the need was ever noted.
    """
    with vault.unit() as unit:
        notes = unit.execute(_NOTES, (need_id,))
        if not notes:
            raise NotFound
        if on > today:
            raise InvalidInput("stated_on", "Cette date est dans le futur.")
        concerned = [note for note in notes if note["day"] <= on.isoformat()]
        if not concerned:
            raise InvalidInput("stated_on", "Ce besoin a été noté plus tard que cette date.")
        for note in concerned:
            _move_on(unit, note, state, on)
        unit.commit()


def note_need_steps(unit: Unit, meeting_id: str, today: date) -> None:
    """After a meeting is written: from its day at first, from `today` for a state changed since."""
    changed = unit.execute(
        "SELECT n.id, n.state, substr(m.starts_at, 1, 10) AS day, s.stated_on"
        " FROM need_note n JOIN meeting m ON m.id = n.meeting_id"
        " LEFT JOIN need_step s ON s.need_id = n.id AND s.stated_on ="
        " (SELECT max(stated_on) FROM need_step WHERE need_id = n.id)"
        " WHERE n.meeting_id = ? AND n.state IS NOT s.state",
        (meeting_id,),
    )
    for note in changed:
        day = note["day"] if note["stated_on"] is None else today.isoformat()
        _step(unit, note["id"], day, note["state"])


def _move_on(unit: Unit, note: Row, state: NeedState, on: date) -> None:
    need_id: str = note["id"]
    if not unit.execute("SELECT 1 FROM need_step WHERE need_id = ?", (need_id,)):
        _step(unit, need_id, note["day"], note["state"])
    _step(unit, need_id, on.isoformat(), state)
    unit.execute(
        "UPDATE need_note SET state = (SELECT state FROM need_step WHERE need_id = ?1"
        " ORDER BY stated_on DESC LIMIT 1) WHERE id = ?1",
        (need_id,),
    )


def _step(unit: Unit, need_id: str, day: str, state: str) -> None:
    unit.execute(
        "INSERT INTO need_step (need_id, stated_on, state) VALUES (?, ?, ?)"
        " ON CONFLICT (need_id, stated_on) DO UPDATE SET state = excluded.state",
        (need_id, day, state),
    )
