import pytest

from referent_desk.errors import InvalidInput
from referent_desk.office import Office
from referent_desk.settings import ALL, Settings, declared


def test_defaults_hold_until_changed(office: Office) -> None:
    assert office.settings.get(declared.IDLE_MINUTES) == 5
    office.settings.put(declared.IDLE_MINUTES, 10)
    office.settings.put(declared.WINDOW_DX, -2.5)
    office.settings.put(declared.FRENCH_SPACING, False)
    again = Settings(office.vault)
    assert again.get(declared.IDLE_MINUTES) == 10
    assert again.get(declared.WINDOW_DX) == -2.5
    assert again.get(declared.FRENCH_SPACING) is False


@pytest.mark.parametrize("typed", ["0", "61", "cinq", "", "nan", "1e9"])
def test_out_of_bounds_is_refused_and_not_kept(office: Office, typed: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        office.settings.put_text(declared.IDLE_MINUTES, typed)
    assert raised.value.field == "lock.idle_minutes"
    assert office.settings.get(declared.IDLE_MINUTES) == 5


def test_a_comma_is_a_decimal_point(office: Office) -> None:
    office.settings.put_text(declared.WINDOW_DY, " 1,5 ")
    assert office.settings.get(declared.WINDOW_DY) == 1.5


def test_nan_is_no_offset(office: Office) -> None:
    with pytest.raises(InvalidInput):
        office.settings.put_text(declared.WINDOW_DX, "nan")


def test_a_choice_is_one_of_those_offered(office: Office) -> None:
    with pytest.raises(InvalidInput):
        office.settings.put_text(declared.REFERENT_GENDER, "neutre")


def test_keys_are_unique() -> None:
    assert len({setting.key for setting in ALL}) == len(ALL)
