"""Where a need stands after the meeting it was noted in: each change keeps its day."""

from datetime import date

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.meetings.model import NeedState
from referent_desk.vault import Unit, Vault


def set_need_state(vault: Vault, need_id: str, state: NeedState, on: date, today: date) -> None:
    """One state a day: the last said of a day holds. The need stands as its latest day says.

    Raises NotFound; InvalidInput for a day to come, or before the need was noted.
    """
    with vault.unit() as unit:
        noted = _noted(unit, need_id)
        if on > today:
            raise InvalidInput("stated_on", "Cette date est dans le futur.")
        if on < date.fromisoformat(noted["day"]):
            raise InvalidInput("stated_on", "Ce besoin a été noté plus tard que cette date.")
        if not unit.execute("SELECT 1 FROM need_step WHERE need_id = ?", (need_id,)):
            _step(unit, need_id, noted["day"], noted["state"])
        _step(unit, need_id, on.isoformat(), state)
        unit.execute(
            "UPDATE need_note SET state = (SELECT state FROM need_step WHERE need_id = ?1"
            " ORDER BY stated_on DESC LIMIT 1) WHERE id = ?1",
            (need_id,),
        )
        unit.commit()


def _noted(unit: Unit, need_id: str) -> dict[str, str]:
    found = unit.execute(
        "SELECT n.state, substr(m.starts_at, 1, 10) AS day FROM need_note n"
        " JOIN meeting m ON m.id = n.meeting_id WHERE n.id = ?",
        (need_id,),
    )
    if not found:
        raise NotFound
    return {"state": found[0]["state"], "day": found[0]["day"]}


def _step(unit: Unit, need_id: str, day: str, state: str) -> None:
    unit.execute(
        "INSERT INTO need_step (need_id, stated_on, state) VALUES (?, ?, ?)"
        " ON CONFLICT (need_id, stated_on) DO UPDATE SET state = excluded.state",
        (need_id, day, state),
    )
