"""Drafts, the sealed draft, the journal."""

from collections.abc import Callable
from typing import Any

import pytest

from referent_desk.errors import NotFound
from referent_desk.vault import (
    ConstraintFailed,
    Draft,
    DraftInTheWay,
    NotTheSameVault,
    Vault,
)
from referent_desk.vault.drafts import Drafts


def test_a_draft_is_overwritten_then_discarded(vault: Vault) -> None:
    vault.drafts.save("meeting", "m1", {"step": 1}, label="Entretien")
    vault.drafts.save("meeting", "m1", {"step": 2, "words": ["🙂", "שלום", "\u202f"]})
    found = vault.drafts.load("meeting", "m1")
    assert found is not None
    assert found.body == {"step": 2, "words": ["🙂", "שלום", "\u202f"]}
    with vault.unit() as unit:
        vault.drafts.discard("meeting", "m1", unit=unit)
    assert vault.drafts.load("meeting", "m1") is not None
    vault.drafts.discard("meeting", "m1")
    assert vault.drafts.load("meeting", "m1") is None


def test_a_replacement_sees_a_draft_and_takes_it_over_explicitly(vault: Vault) -> None:
    vault.drafts.save("call", "", {"asked": "mots"})
    other = Drafts(vault._store, lambda: "Sacha Leroy")  # pyright: ignore[reportPrivateUsage]
    assert other.load("call", "") is None
    (seen,) = other.all()
    other.save("call", "", {"asked": "autres"})
    with pytest.raises(DraftInTheWay):
        other.take_over(seen)
    other.discard("call", "")
    assert other.take_over(seen).body == {"asked": "mots"}
    with pytest.raises(NotFound):
        vault.drafts.take_over(Draft("none", "", "", {}, "x", ""))


def test_a_sealed_draft_opens_in_the_same_vault_only(
    closed: Any, make_vault: Callable[[str], Any]
) -> None:
    with closed.open() as opened:
        sealed = opened.seal(b"words")
    assert b"words" not in sealed.content
    with closed.open() as opened:
        assert opened.unseal(sealed) == b"words"
    with make_vault("autre.coffre").open() as other, pytest.raises(NotTheSameVault):
        other.unseal(sealed)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE journal SET detail = 'x' WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 3",
        "INSERT INTO journal VALUES (9, '', '', 'x', '', '', '', '')",
        "REPLACE INTO journal VALUES (3, '', '', 'x', '', '', '', '')",
    ],
)
def test_the_journal_refuses_to_be_rewritten(vault: Vault, tampering: str) -> None:
    _record_five(vault)
    with pytest.raises(ConstraintFailed), vault.unit() as unit:
        unit.execute(tampering)


@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("UPDATE journal SET detail = 'x' WHERE seq = 3", 3),
        ("UPDATE journal SET holder = 'x' WHERE seq = 6", 6),
        ("DELETE FROM journal WHERE seq = 3", 3),
        ("DELETE FROM journal WHERE seq = 6", 6),
        ("DELETE FROM journal", 1),
    ],
)
def test_tampering_without_the_triggers_shows(vault: Vault, tampering: str, broken: int) -> None:
    _record_five(vault)
    assert vault.journal.verify().sound
    with vault.unit() as unit:
        for trigger in unit.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
        ):
            unit.execute(f"DROP TRIGGER {trigger['name']}")
        unit.execute(tampering)
        unit.commit()
    assert vault.journal.verify().first_broken == broken


def test_an_event_falls_with_what_it_tells_of(vault: Vault) -> None:
    with vault.unit() as unit:
        vault.journal.record("family.deleted", "f1", unit=unit)
    assert [entry.event for entry in vault.journal.entries()] == ["vault.opened"]
    assert vault.journal.verify().sound


def _record_five(vault: Vault) -> None:
    for number in range(5):
        vault.journal.record("family.opened", f"f{number}")
