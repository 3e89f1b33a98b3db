from dataclasses import replace
from datetime import date

import pytest

from referent_desk.directory import Directory, Resource, Reveals
from referent_desk.errors import InvalidInput, NotFound
from referent_desk.office import Office


def named(office: Office, word: str) -> Resource:
    return next(r for r in office.directory.list() if word in r.name)


def test_the_shipped_directory_is_there(office: Office) -> None:
    assert named(office, "Similes Wallonie").phone == "04 344 45 45"
    assert named(office, "Funambule").reveals is Reveals.YES
    assert named(office, "Profamille").reveals is Reveals.YES
    assert named(office, "Aidants Proches").reveals is Reveals.NO
    assert not named(office, "Similes Wallonie").bound_by_secrecy


def test_what_the_user_changed_stays(office: Office) -> None:
    similes = named(office, "Similes Wallonie")
    office.directory.save(replace(similes, phone="04 000 00 00", retired=True))
    again = Directory(office.vault)
    assert similes.id not in {r.id for r in again.list()}
    assert again.get(similes.id).phone == "04 000 00 00"
    assert similes.id in {r.id for r in again.list(retired=True)}


def test_a_new_resource_and_its_verification(office: Office) -> None:
    resource_id = office.directory.save(Resource("Groupe de marche", city="Ciney"))
    office.directory.mark_verified(resource_id, date(2026, 11, 23))
    assert office.directory.get(resource_id).verified_on == date(2026, 11, 23)


def test_bad_input_is_named(office: Office) -> None:
    with pytest.raises(InvalidInput) as raised:
        office.directory.save(Resource(" "))
    assert raised.value.field == "name"
    with pytest.raises(InvalidInput) as raised:
        office.directory.save(Resource("Groupe", postcode="500"))
    assert raised.value.field == "postcode"


def test_postal_lines_leave_out_what_is_unknown() -> None:
    resource = Resource("Similes", address="Rue X 1\nbte 2", postcode="4000", city="Liège")
    assert resource.postal_lines == ("Similes", "Rue X 1", "bte 2", "4000 Liège")
    assert Resource("Similes").postal_lines == ("Similes",)


def test_unknown(office: Office) -> None:
    with pytest.raises(NotFound):
        office.directory.get("none")
