"""What a salvage set aside: told by kind, settled for good, noted without a word of it."""

import json

import pytest

from referent_desk.errors import NotFound, ReadOnlyVault
from referent_desk.vault import ANY_COST_POLICY, Passphrase, Vault, open_vault
from tests.conftest import PASSPHRASE

SAID = "Il ne sort plus de sa chambre."


def put_aside(vault: Vault, table: str, reason: str = "parent_lost", **content: object) -> None:
    with vault.unit() as unit:
        unit.insert("salvaged_row", table_name=table, reason=reason, content=json.dumps(content))
        unit.commit()


def last_entry(vault: Vault) -> tuple[str, str, str]:
    entry = vault.journal.entries()[-1]
    return entry.event, entry.subject, entry.detail


def test_there_are_none_without_a_salvage(vault: Vault) -> None:
    assert vault.asides.count() == 0
    assert vault.asides.kinds(5) == ()


def test_they_are_told_by_kind_with_the_first_of_each(vault: Vault) -> None:
    for number in range(3):
        put_aside(vault, "passage", text=f"{SAID} {number}")
    put_aside(vault, "family", id="f1", name="Lacroix")
    put_aside(vault, "term | setting", "unplaced", **{"0": "x"})
    passages, families, unsure = vault.asides.kinds(2)
    assert (passages.words, passages.total) == ("Les passages d’entretien", 3)
    assert [row.content["text"] for row in passages.rows] == [f"{SAID} 0", f"{SAID} 1"]
    assert families.rows[0].family_id == "f1"
    assert passages.rows[0].family_id == ""
    assert unsure.words == "Des fiches dont la sorte n’est pas sûre"
    assert vault.asides.count() == 5


def test_one_that_is_settled_is_gone_and_noted_without_its_words(vault: Vault) -> None:
    put_aside(vault, "passage", text=SAID)
    [row] = vault.asides.kinds(5)[0].rows
    vault.asides.settle(row)
    assert vault.asides.count() == 0
    assert last_entry(vault) == ("vault.aside_settled", "", f"passage;id={row.id}")
    with pytest.raises(NotFound):
        vault.asides.settle(row)
    assert vault.journal.verify().sound


def test_a_whole_kind_is_settled_at_once(vault: Vault) -> None:
    for _ in range(3):
        put_aside(vault, "term | setting", "unplaced", text=SAID)
    put_aside(vault, "passage", text=SAID)
    assert vault.asides.settle_kind("term | setting") == 3
    assert last_entry(vault)[2] == "term+setting;rows=3"
    assert [kind.table for kind in vault.asides.kinds(5)] == ["passage"]


def test_in_a_vault_opened_to_be_read_they_stay(vault: Vault) -> None:
    put_aside(vault, "passage", text=SAID)
    folder = vault.folder
    vault.close()
    with open_vault(
        folder, Passphrase(PASSPHRASE), policy=ANY_COST_POLICY, read_only=True
    ) as looked_at:
        [row] = looked_at.asides.kinds(5)[0].rows
        with pytest.raises(ReadOnlyVault):
            looked_at.asides.settle(row)
        assert looked_at.asides.count() == 1
