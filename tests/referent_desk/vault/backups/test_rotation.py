from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from referent_desk.vault.backups.rotation import DAYS, MONTHS, WEEKS, kept

MOMENTS = st.lists(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
    max_size=120,
)


@given(MOMENTS)
def test_the_newest_stays_and_the_shelf_is_bounded(moments: list[datetime]) -> None:
    keep = kept(moments)
    assert keep <= set(moments)
    assert not moments or max(moments) in keep
    assert len(keep) <= DAYS + WEEKS + MONTHS


@given(MOMENTS)
def test_rotating_again_changes_nothing(moments: list[datetime]) -> None:
    keep = kept(moments)
    assert kept(keep) == keep


@given(MOMENTS, st.datetimes(datetime(2020, 1, 1), timezones=st.just(UTC)))
def test_what_was_just_made_stays_even_by_a_clock_set_back(
    moments: list[datetime], just_made: datetime
) -> None:
    assert just_made in kept([*moments, just_made], just_made)


@given(MOMENTS)
def test_each_recent_day_keeps_its_newest(moments: list[datetime]) -> None:
    days = sorted({moment.date() for moment in moments}, reverse=True)[:DAYS]
    for day in days:
        assert max(moment for moment in moments if moment.date() == day) in kept(moments)


def test_a_year_of_daily_backups_leaves_days_weeks_and_months() -> None:
    last = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
    days = [last - timedelta(days=n) for n in range(366)]
    ages = sorted((last - moment).days for moment in kept(days))
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert ages[7:10] == [9, 16, 24]  # two Sundays, and the end of October
    assert ages[-1] > 300
    assert len(ages) == 7 + 2 + 11


def test_a_long_absence_empties_nothing() -> None:
    last = datetime(2026, 3, 2, 17, tzinfo=UTC)
    week = [last - timedelta(days=n) for n in range(5)]
    back = last + timedelta(days=200)
    assert kept([*week, back]) == {*week, back}
