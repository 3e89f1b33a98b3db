"""How SQLite goes about what is asked of each family: the wrong index takes minutes at 20,000."""

from collections.abc import Sequence

import pytest

from referent_desk.activity.asking import Asking
from referent_desk.activity.declared import INDICATORS, POPULATIONS
from referent_desk.activity.periods import Period
from referent_desk.families.rows import SUMMARIES
from referent_desk.office import Office
from referent_desk.overview.home import APPOINTMENTS
from referent_desk.secrecy.confided import WRITTEN
from referent_desk.vault import Row


@pytest.mark.parametrize(("asked", "values"), [(SUMMARIES, ()), (APPOINTMENTS, ("2026-12-01",))])
def test_meetings_of_a_family_are_found_by_the_family(
    office: Office, asked: str, values: tuple[str, ...]
) -> None:
    plan = [row["detail"] for row in office.vault.rows(f"EXPLAIN QUERY PLAN {asked}", values)]
    assert any("meeting_family (family_id=?)" in step for step in plan)
    assert not any("meeting_day (state=?)" in step for step in plan)


PLACE
