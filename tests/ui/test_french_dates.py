import pytest

from ui.french_dates import days_ago, for_days


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "aujourd’hui"), (1, "1 jour"), (91, "91 jours"), (92, "3 mois"), (672, "22 mois")],
)
def test_many_days_are_said_in_months(count: int, said: str) -> None:
    assert for_days(count) == said


def test_yesterday_and_long_ago() -> None:
    assert days_ago(1) == "hier"
    assert days_ago(8) == "il y a 8 jours"
    assert days_ago(500) == "il y a 16 mois"
