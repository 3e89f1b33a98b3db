"""The index stays true to its tables, and is made again when it does not."""

from pathlib import Path

import pytest

from referent_desk.families import Family, Person
from referent_desk.office import ROOM_CHECKS, Office
from referent_desk.search import Search, index, parse
from referent_desk.vault import (
    ANY_COST_POLICY,
    Passphrase,
    open_vault,
    salvage_vault,
)
from tests.conftest import PASSPHRASE


@pytest.fixture
def filled(office: Office) -> Office:
    for name in ("Bodart", "Zeimet", "Haddad"):
        office.families.create(Family(name), (Person("Anne", name),))
    catch_up(office.search)
    return office


def catch_up(search: Search) -> None:
    while search.catch_up():
        pass


def found(office: Office, typed: str) -> int:
    return len(office.search.find(parse(typed)).hits)


def test_a_sound_index_has_nothing_to_tell(filled: Office) -> None:
    filled.families.create(Family("Demir"), (Person("Anne", "Demir"),))
    assert filled.vault.check(thorough=True) == []


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM search_entry WHERE kind = 'person'",
        "DELETE FROM search_index WHERE rowid = (SELECT max(id) FROM search_entry)",
        "UPDATE search_entry SET record = 'x' WHERE kind = 'family'",
    ],
)
def test_an_index_gone_wrong_is_told_and_made_again(filled: Office, harm: str) -> None:
    with filled.vault.unit() as unit:
        unit.execute(harm)
        unit.commit()
    [finding] = filled.vault.check(thorough=True)
    assert "recherche" in finding.sentence
    assert not filled.vault.read_only
    catch_up(filled.search)
    assert filled.vault.check(thorough=True) == []
    assert found(filled, "bodart") == 2


def test_the_index_is_made_anew_by_short_turns_names_first(filled: Office) -> None:
    with filled.vault.unit() as unit:
        index.start_anew(unit)
        unit.commit()
    assert found(filled, "bodart") == 0
    for _turn in range(3):
        assert filled.search.catch_up(at_once=1)
    assert found(filled, "bodart") == 2
    filled.families.create(Family("Demir"), (Person("Anne", "Demir"),))
    assert filled.search.catch_up(at_once=1)
    assert found(filled, "demir") == 2, "what changed meanwhile does not wait for the rest"
    assert filled.vault.check(thorough=True) == [], "half made, it has nothing to tell"
    while filled.search.catch_up(at_once=1):
        pass
    assert not filled.search.behind
    assert filled.vault.check(thorough=True) == []
    assert found(filled, "anne") == 4


def test_the_index_stays_in_few_pieces(filled: Office) -> None:
    for number in range(40):
        filled.families.create(Family(f"Peeters {number}"))
        catch_up(filled.search)
    [pieces] = filled.vault.rows("SELECT count(DISTINCT segid) FROM search_index_idx")
    assert pieces[0] < 16
    assert found(filled, "peeters") == 40


def test_what_mends_itself_locks_nobody_out(filled: Office) -> None:
    with filled.vault.unit() as unit:
        unit.execute("DELETE FROM search_entry")
        unit.commit()
    filled.vault.check(thorough=True)
    folder = filled.vault.folder
    filled.close()
    with open_vault(folder, Passphrase(PASSPHRASE), policy=ANY_COST_POLICY) as vault:
        assert not vault.read_only
        again = Office.open(vault)
        catch_up(again.search)
        assert found(again, "zeimet") == 2


def test_a_read_only_vault_is_searched_as_it_stands(filled: Office) -> None:
    folder = filled.vault.folder
    filled.close()
    with open_vault(
        folder, Passphrase(PASSPHRASE), policy=ANY_COST_POLICY, read_only=True
    ) as vault:
        office = Office.open(vault)
        assert not office.search.catch_up()
        assert found(office, "haddad") == 2


def test_after_a_new_key_the_index_is_there(filled: Office) -> None:
    filled.vault.reencrypt(Passphrase(PASSPHRASE), lambda _text: None)
    assert found(filled, "bodart") == 2
    assert filled.vault.check(thorough=True) == []


def test_a_salvaged_vault_makes_its_index_anew(filled: Office) -> None:
    folder = filled.vault.folder
    filled.close()
    report = salvage_vault(folder, Passphrase(PASSPHRASE), ROOM_CHECKS, policy=ANY_COST_POLICY)
    assert not any(outcome.table.startswith("search_") for outcome in report.tables)
    with open_vault(Path(report.folder), Passphrase(PASSPHRASE), policy=ANY_COST_POLICY) as vault:
        office = Office.open(vault)
        assert found(office, "bodart") == 0
        catch_up(office.search)
        assert found(office, "bodart") == 2
        assert vault.check(thorough=True) == []
