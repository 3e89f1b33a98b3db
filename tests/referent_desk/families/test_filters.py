from datetime import date, datetime, timedelta

import pytest

from referent_desk.errors import InvalidInput, NotFound
from referent_desk.families import (
    Family,
    FamilyFilter,
    FamilySummary,
    Person,
    SavedFilter,
    SavedFilters,
    Situation,
    Standing,
    fold,
)
from referent_desk.free_text import NationalNumberSuspected
from referent_desk.meetings import Meeting, NeedNote, NeedState
from referent_desk.office import Office
from referent_desk.vault import Vault

TODAY = date(2026, 11, 24)
SILENT = FamilyFilter(silent_days=30)


def family(
    name: str, *, still_open: bool = True, ward: str = "", last: date | None = TODAY
) -> FamilySummary:
    return FamilySummary(name, name, False, still_open, (), "", last, fold(name), ward)


LACROIX = family("Lacroix", ward="unit_a")
MOREAU = family("Moreau", still_open=False, last=TODAY - timedelta(days=30))
NOEL = family("Noël-Lacroix", ward="unit_b", last=None)
FAMILIES = (LACROIX, MOREAU, NOEL)


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (FamilyFilter(), FAMILIES),
        (FamilyFilter("noel LACR"), [NOEL]),
        (FamilyFilter(standing=Standing.OPEN), [LACROIX, NOEL]),
        (FamilyFilter(standing=Standing.CLOSED), [MOREAU]),
        (FamilyFilter(ward="unit_b"), [NOEL]),
        (FamilyFilter(need="support"), [MOREAU]),
        (SILENT, [MOREAU, NOEL]),
        (FamilyFilter("lacroix", Standing.OPEN, "unit_a", silent_days=1), []),
    ],
)
def test_all_that_is_asked_must_fit(wanted: FamilyFilter, kept: tuple[FamilySummary, ...]) -> None:
    assert list(wanted.keep(FAMILIES, TODAY, {"Moreau"})) == list(kept)


def test_the_list_knows_the_ward_of_the_latest_situation(office: Office) -> None:
    family_id = office.families.create(
        Family("Lacroix"), [Person("Claire")], Situation(TODAY, ward="unit_a")
    )
    earlier = Situation(TODAY - timedelta(days=400), ward="unit_b")
    office.families.save_situation(family_id, earlier)
    assert [row.ward for row in office.families.list()] == ["unit_a"]


def test_the_families_of_an_open_need(office: Office) -> None:
    told, met = (office.families.create(Family(name)) for name in ("Lacroix", "Moreau"))
    at = datetime(2026, 11, 3, 10, 0)
    office.meetings.save(Meeting(told, at, needs=(NeedNote("support"),)))
    office.meetings.save(Meeting(met, at, needs=(NeedNote("support", state=NeedState.MET),)))
    assert office.meetings.families_in_need(["support", "respite"]) == {told}
    assert office.meetings.families_in_need([]) == frozenset()


@pytest.fixture
def filters(vault: Vault) -> SavedFilters:
    return SavedFilters(vault)


def names(filters: SavedFilters) -> list[str]:
    return [kept.name for kept in filters.all()]


def test_a_filter_is_kept_as_it_was(filters: SavedFilters) -> None:
    wanted = FamilyFilter("  noël  ", Standing.OPEN, "unit_a", "support", 60)
    filter_id = filters.add("  À  rappeler ", wanted)
    assert filters.all() == (SavedFilter("À rappeler", wanted.tidy(), filter_id),)


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a RAPPELER"])
def test_an_empty_long_or_double_name_is_refused(filters: SavedFilters, name: str) -> None:
    filters.add("À rappeler", SILENT)
    with pytest.raises(InvalidInput):
        filters.add(name, SILENT)
    assert names(filters) == ["À rappeler"]


def test_a_filter_that_shows_everything_is_not_kept(filters: SavedFilters) -> None:
    with pytest.raises(InvalidInput):
        filters.add("Tout", FamilyFilter("  "))


def test_a_national_number_is_no_name(filters: SavedFilters) -> None:
    with pytest.raises(NationalNumberSuspected):
        filters.add("85.07.30-033 28", SILENT)
    with pytest.raises(NationalNumberSuspected):
        filters.add("Lui", FamilyFilter("85.07.30-033 28"))
    filter_id = filters.add("85.07.30-033 28", SILENT, national_number_confirmed=True)
    with pytest.raises(NationalNumberSuspected):
        filters.rename(filter_id, "85.07.30-033 29")


def test_renaming_keeps_the_filter(filters: SavedFilters) -> None:
    filter_id = filters.add("Silence", SILENT)
    filters.rename(filter_id, "silence")
    filters.rename(filter_id, "Sans nouvelles")
    assert filters.all() == (SavedFilter("Sans nouvelles", SILENT, filter_id),)
    with pytest.raises(NotFound):
        filters.rename("gone", "Autre")


def test_the_order_is_the_user_s(filters: SavedFilters) -> None:
    one, two, three = (filters.add(name, SILENT) for name in ("Un", "Deux", "Trois"))
    filters.reorder([three, one])
    assert names(filters) == ["Trois", "Un", "Deux"]
    filters.add("Quatre", SILENT)
    assert names(filters)[-1] == "Quatre"
    assert two in {kept.id for kept in filters.all()}


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_was_deleted_comes_back_at_its_place(filters: SavedFilters, place: int) -> None:
    for name in ("Un", "Deux", "Trois"):
        filters.add(name, SILENT)
    before = filters.all()
    filters.delete(before[place].id)
    assert len(filters.all()) == 2
    filters.put_back(before[place], place)
    assert filters.all() == before


@pytest.mark.parametrize(
    "content", ["[]", '{"ward": 3, "silent_days": true, "standing": "x"}', "0"]
)
def test_a_content_that_it_does_not_know_filters_nothing(
    filters: SavedFilters, vault: Vault, content: str
) -> None:
    with vault.unit() as unit:
        unit.insert("saved_filter", id="x", name="Autre", content=content, position=0)
        unit.commit()
    [kept] = filters.all()
    assert kept.filter == FamilyFilter()
