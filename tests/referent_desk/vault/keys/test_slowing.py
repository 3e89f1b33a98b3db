"""Wrong secrets slow down; nobody is ever locked out."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from referent_desk.errors import TooSoon, WrongPassphrase
from referent_desk.vault import (
    ANY_COST_POLICY,
    KeyringSecret,
    Passphrase,
    RecoveryCode,
    Vault,
    open_vault,
    opening,
)
from referent_desk.vault.keys.slowing import LONGEST_WAIT, seconds_to_wait
from referent_desk.vault.keys.this_computer import KeyringSecretStale

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=timezone(timedelta(hours=1)))
RIGHT, WRONG = "violon marée tournesol brique", Passphrase("autre chose")


def failures(count: int, last: datetime = NOON) -> list[str]:
    return [last.isoformat()] * count


@pytest.mark.parametrize(
    ("count", "wait"),
    [(0, 0), (3, 0), (4, 1), (5, 2), (6, 4), (7, 8), (8, 16), (9, 30), (50, 30)],
)
def test_each_failure_doubles_the_wait_up_to_half_a_minute(count: int, wait: int) -> None:
    assert seconds_to_wait(failures(count), NOON) == wait
    assert seconds_to_wait(failures(count), NOON + timedelta(seconds=wait)) == 0


def test_what_is_left_of_the_wait_is_rounded_up() -> None:
    moment = NOON + timedelta(seconds=10, milliseconds=300)
    assert seconds_to_wait(failures(9), moment) == 20


def test_a_clock_set_back_locks_nobody_out() -> None:
    """However far back, a next try is heard; its own date then counts again."""
    for back in (timedelta(seconds=1), timedelta(days=4000)):
        assert seconds_to_wait(failures(20), NOON - back) == 0
    again = [*failures(20), (NOON - timedelta(days=4000)).isoformat()]
    assert seconds_to_wait(again, NOON - timedelta(days=4000)) == LONGEST_WAIT


@pytest.mark.parametrize("date", ["", "hier", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00"])
def test_a_date_that_cannot_be_read_makes_nobody_wait(date: str) -> None:
    assert seconds_to_wait([date] * 20, NOON) == 0


class Keyboard:
    """Somebody at the keyboard of a closed vault, at a time that the test says."""

    def __init__(self, closed: Any) -> None:
        self.closed = closed
        self.moment = NOON
        self.wait = 0

    def open(self, secret: Any) -> Vault:
        return open_vault(
            self.closed.folder, secret, policy=ANY_COST_POLICY, clock=lambda: self.moment
        )

    def fail(self, times: int) -> None:
        """As soon as each try is heard."""
        for _ in range(times):
            self.moment += timedelta(seconds=self.wait)
            with pytest.raises(WrongPassphrase) as failed:
                self.open(WRONG)
            self.wait = failed.value.wait

    def kept(self) -> list[str]:
        return json.loads(self.closed.header.read_text())["failed_unlocks"]


def test_a_refusal_says_how_long_the_next_try_waits(closed: Any) -> None:
    keyboard = Keyboard(closed)
    keyboard.fail(3)
    assert keyboard.wait == 0
    keyboard.fail(1)
    assert keyboard.wait == 1


def test_too_soon_is_refused_before_anything_is_derived(
    closed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyboard = Keyboard(closed)
    keyboard.fail(4)
    with monkeypatch.context() as watched:
        watched.setattr(opening, "slot_opened_by", None)
        for secret in (WRONG, Passphrase(RIGHT), RecoveryCode(closed.recovery_code)):
            with pytest.raises(TooSoon) as refused:
                keyboard.open(secret)
            assert refused.value.wait == 1
    assert len(keyboard.kept()) == 4
    keyboard.moment += timedelta(seconds=1)
    keyboard.open(Passphrase(RIGHT)).close()
    assert keyboard.kept() == []


def test_what_the_keyring_keeps_never_waits(closed: Any) -> None:
    keyboard = Keyboard(closed)
    keyboard.fail(9)
    with pytest.raises(KeyringSecretStale):
        keyboard.open(KeyringSecret("none", bytes(32)))


class Insider:
    """Somebody at the keyboard of an open vault, asked for a proof."""

    def __init__(self, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ways = vault.ways
        self.moment = NOON
        self.wait = 0
        monkeypatch.setattr(vault.ways, "_clock", lambda: self.moment)

    def fail(self, times: int) -> None:
        """As soon as each try is heard."""
        for _ in range(times):
            self.moment += timedelta(seconds=self.wait)
            with pytest.raises(WrongPassphrase) as failed:
                self.ways.renew_recovery_code(WRONG)
            self.wait = failed.value.wait


def test_a_wrong_proof_slows_down_by_the_same_rule(
    closed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closed.open() as opened:
        insider = Insider(opened, monkeypatch)
        insider.fail(3)
        assert insider.wait == 0
        insider.fail(3)
        assert insider.wait == 4


def test_a_proof_given_too_soon_is_refused_wherever_it_is_asked(
    closed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = Passphrase(RIGHT)
    with closed.open() as opened:
        insider = Insider(opened, monkeypatch)
        insider.fail(4)
        slot = opened.ways.all()[1].id
        for ask in (
            lambda: opened.ways.prove(right),
            lambda: opened.ways.add_person(right, "Sacha Leroy", "grenier cobalt lanterne tuile"),
            lambda: opened.ways.renew_recovery_code(right),
            lambda: opened.ways.revoke(right, slot),
            lambda: opened.reencrypt(right, lambda _: None),
        ):
            with pytest.raises(TooSoon) as refused:
                ask()
            assert refused.value.wait == 1
        insider.moment += timedelta(seconds=1)
        opened.ways.prove(right)
        insider.fail(3)
        assert insider.wait == 0


def test_a_wrong_proof_is_in_the_journal_and_not_at_the_door(
    closed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closed.open() as opened:
        Insider(opened, monkeypatch).fail(5)
        events = [entry.event for entry in opened.journal.entries()]
        assert events.count("proof.failed") == 5
    closed.open().close()
