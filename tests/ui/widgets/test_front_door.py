import pytest

from ui import widgets


@pytest.mark.parametrize("name", widgets.__all__)
def test_every_name_of_the_front_door_leads_somewhere(name: str) -> None:
    assert getattr(widgets, name) is not None


def test_another_name_leads_nowhere() -> None:
    unknown = "Carte"
    with pytest.raises(AttributeError, match=unknown):
        getattr(widgets, unknown)
