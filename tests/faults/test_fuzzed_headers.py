"""Headers of any shape under a good checksum: an error or the right vault, at a bounded cost."""

import json
import random
import tracemalloc
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from referent_desk.errors import VaultError
from referent_desk.vault import HeaderTrust, KdfCost, KdfPolicy, open_vault
from referent_desk.vault.keys import header, slots
from referent_desk.vault.keys.header import LARGEST_HEADER, MOST_SLOTS, parse_header
from tests.kept_vault import CHEAP, Kept

pytestmark = pytest.mark.slow
POLICY = KdfPolicy(CHEAP, KdfCost(memory_kib=1024, passes=3, lanes=2))
"""As the strict one, at a price that lets many be tried."""
JUNK: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
) | st.sampled_from([0, -1, 2**31, 2**63, 10**400, 3, 1024, "", "A" * 5000, []])
TOP = ("format", "vault_id", "created", "slots", "failed_unlocks", "renewing", "seal", "other")
OF_SLOT = (
    *("id", "kind", "holder", "place", "created", "memory_kib", "passes", "lanes"),
    *("salt", "nonce", "wrapped_private", "public", "sealed_key", "other"),
)


@st.composite
def harmed(draw: st.DrawFn, fields: dict[str, Any]) -> bytes:
    """Fields changed or gone, slots repeated, the checksum made anew."""
    changed = json.loads(json.dumps(fields))
    for _ in range(draw(st.integers(1, 3))):
        slot = draw(st.sampled_from([None, *range(len(changed["slots"]))]))
        target = changed if slot is None else changed["slots"][slot]
        name = draw(st.sampled_from(TOP if slot is None else OF_SLOT))
        if draw(st.booleans()):
            target[name] = draw(JUNK)
        else:
            target.pop(name, None)
        if not isinstance(changed.get("slots"), list) or not changed["slots"]:
            break
        changed["slots"] *= draw(st.sampled_from([1, 1, 1, 2, MOST_SLOTS]))
        if not all(isinstance(each, dict) for each in changed["slots"]):
            break
    return sealed(changed)


def sealed(fields: dict[str, Any]) -> bytes:
    fields.pop("check", None)
    try:
        fields["check"] = header._checksum(fields)
    except VaultError:
        fields["check"] = ""
    return json.dumps(fields).encode()


def test_any_header(
    kept: Kept, rounds: int, chance: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[KdfCost] = []
    derive = slots.derive

    def counted(secret: bytes, salt: bytes, cost: KdfCost) -> bytes:
        asked.append(cost)
        return derive(secret, salt, cost)

    monkeypatch.setattr(slots, "derive", counted)
    database, fields = kept.database.read_bytes(), json.loads(kept.header.read_bytes())
    right = parse_header(kept.header.read_bytes(), POLICY).slots

    @seed(chance.randrange(2**32))
    @settings(
        max_examples=rounds * 2,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(content=harmed(fields), number=st.integers(0, 1))
    def try_one(content: bytes, number: int) -> None:
        kept.database.write_bytes(database)
        kept.header.write_bytes(content)
        asked.clear()
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        try:
            opened = open_vault(kept.folder, kept.secrets[number], policy=POLICY)
        except VaultError:
            pass
        else:
            with opened:
                assert opened.rows("SELECT label FROM drafts")[0]["label"] == "Appel"
                told = opened.ways.trust() is not HeaderTrust.OURS
                assert told or parse_header(content, POLICY).slots == right
        assert all(POLICY.accepts(cost) for cost in asked)
        assert len(asked) <= MOST_SLOTS
        assert tracemalloc.get_traced_memory()[1] - before < 20 * LARGEST_HEADER

    tracemalloc.start()
    try:
        try_one()
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("filling", [b" ", b"[", b'{"slots":[', b"9", b'"\\u00e9'])
def test_a_header_without_end(kept: Kept, filling: bytes) -> None:
    """Two hundred megabytes are not read to find that it is no header."""
    with kept.header.open("wb") as stream:
        stream.write(filling * (2 * LARGEST_HEADER // len(filling)))
        stream.truncate(200_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(VaultError):
            kept.open()
        assert tracemalloc.get_traced_memory()[1] < 20 * LARGEST_HEADER
    finally:
        tracemalloc.stop()
    kept.header.write_bytes(filling * (LARGEST_HEADER // len(filling)))
    with pytest.raises(VaultError):
        kept.open()
