from dataclasses import replace
from datetime import date

import pytest

from referent_desk.directory import Directory, Resource, Reveals
from referent_desk.errors import InvalidInput, NotFound
from referent_desk.office import Office
from referent_desk.vocabulary import Catalogue


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


def test_what_was_checked_long_ago_is_asked_again() -> None:
    resource = Resource("Groupe", verified_on=date(2026, 8, 31))
    assert not resource.to_verify(date(2027, 2, 28))
    assert resource.to_verify(date(2027, 3, 1))
    assert Resource("Groupe").to_verify(date(2026, 1, 1))


def test_needs_languages_and_what_a_name_reveals_are_kept(office: Office) -> None:
    made = Resource(
        "Groupe", needs=("support", "information"), languages=" fr ,nl", reveals_what="le deuil"
    )
    kept = office.directory.get(office.directory.save(made))
    assert (kept.needs, kept.languages) == (("information", "support"), "fr, nl")
    office.directory.save(replace(kept, needs=("support",)))
    assert kept.reveals_what == "le deuil"
    assert next(r for r in office.directory.list() if r.id == kept.id).needs == ("support",)


def test_a_vault_of_before_the_needs_gets_those_of_the_shipped_ones(office: Office) -> None:
    shipped = named(office, "Funambule")
    with office.vault.unit() as unit:
        unit.execute("DELETE FROM resource_need")
        unit.execute("UPDATE resource SET reveals_what = '', serves = '', phone = '1'")
        unit.commit()
    again = Directory(office.vault).get(shipped.id)
    assert again == replace(shipped, phone="1")


def test_needs_of_shipped_resources_are_words_of_the_vocabulary(office: Office) -> None:
    needs = {need for resource in office.directory.list() for need in resource.needs}
    assert needs
    for need in needs:
        assert office.vocabulary.entry(Catalogue.NEEDS, need) is not None
