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
    once = "SEARCH n USING COVERING INDEX"  # those not held, for all families
    assert not any("meeting_day (state=?)" in step for step in plan if once not in step)


def test_a_quarter_is_found_by_its_days(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for actions: few in a life, and no index tells when they were due."""
    asking = Asking(office.vault, office.vocabulary)
    plans: list[str] = []
    read = office.vault.rows

    def planned(sql: str, values: Sequence[object] = ()) -> list[Row]:
        plans.extend(row["detail"] for row in read(f"EXPLAIN QUERY PLAN {sql}", values))
        return read(sql, values)

    monkeypatch.setattr(office.vault, "rows", planned)
    for population in POPULATIONS:
        asking.total(population.code, Period.quarter(2026, 3))
    for indicator in INDICATORS:
        asking.counts(indicator, Period.quarter(2026, 3))
    whole = {step for step in plans if step.startswith("SCAN") and "CONSTANT" not in step}
    read_whole = {step.split()[1] for step in whole}
    assert not read_whole & set("m e n p r s g mp meeting situation request referral".split())
    assert len(plans) > len(POPULATIONS) + len(INDICATORS)


def test_what_a_file_holds_is_found_without_reading_the_others(office: Office) -> None:
    plan = [row["detail"] for row in office.vault.rows(f"EXPLAIN QUERY PLAN {WRITTEN}", ("f",))]
    assert [step for step in plan if step.startswith("SCAN")] == []
