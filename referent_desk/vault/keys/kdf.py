"""From a secret to a key: Argon2id, its cost, and the bounds of what a header may ask for."""

import os
import time
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from referent_desk.vault.faults import NotEnoughMemory

KEY_BYTES = 32
SALT_BYTES = 16
_MEBIBYTE = 1024
_AIM_SECONDS = 0.5
_LARGEST_CALIBRATED = 256 * _MEBIBYTE


@dataclass(frozen=True)
class KdfCost:
    """Argon2id's parameters; memory in KiB."""

    memory_kib: int
    passes: int
    lanes: int

    @property
    def work_kib(self) -> int:
        """What is gone over in all, which the time follows: some seconds at MOST_WORK."""
        return self.memory_kib * self.passes


@dataclass(frozen=True)
class KdfPolicy:
    """The costs accepted: below the floor guessing is cheap, above the ceiling nothing opens."""

    floor: KdfCost
    ceiling: KdfCost

    def accepts(self, cost: KdfCost) -> bool:
        return (
            self.floor.memory_kib <= cost.memory_kib <= self.ceiling.memory_kib
            and self.floor.passes <= cost.passes <= self.ceiling.passes
            and self.floor.lanes <= cost.lanes <= self.ceiling.lanes
            and cost.memory_kib >= 8 * cost.lanes
            and cost.work_kib <= MOST_WORK
        )


MOST_WORK = 8 << 20
"""In KiB, for one slot: no header may ask for minutes."""
FLOOR_COST = KdfCost(memory_kib=64 * _MEBIBYTE, passes=3, lanes=1)
CEILING_COST = KdfCost(memory_kib=2048 * _MEBIBYTE, passes=64, lanes=16)
STRICT_POLICY = KdfPolicy(FLOOR_COST, CEILING_COST)
ANY_COST_POLICY = KdfPolicy(KdfCost(8, 1, 1), CEILING_COST)
"""For tests only: accepts costs that protect nothing."""


def derive(secret: bytes, salt: bytes, cost: KdfCost) -> bytes:
    """The 32-byte key; lets other threads run meanwhile."""
    try:
        return hash_secret_raw(
            secret=secret,
            salt=salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except (HashingError, MemoryError) as error:
        raise NotEnoughMemory from error


def calibrated_cost() -> KdfCost:
    """The cost that takes about half a second here: memory grows first, then the passes."""
    lanes = min(4, os.cpu_count() or 1)
    probe = KdfCost(FLOOR_COST.memory_kib, FLOOR_COST.passes, lanes)
    started = time.perf_counter()
    derive(b"probe", bytes(SALT_BYTES), probe)
    return scaled_cost(probe, _AIM_SECONDS / max(time.perf_counter() - started, 1e-3))


def scaled_cost(probe: KdfCost, factor: float) -> KdfCost:
    """`probe` made about `factor` times dearer, never cheaper."""
    memory = probe.memory_kib
    while memory < _LARGEST_CALIBRATED and factor >= 2:
        memory, factor = memory * 2, factor / 2
    most = min(CEILING_COST.passes, MOST_WORK // memory)
    passes = max(probe.passes, min(int(probe.passes * factor), most))
    return KdfCost(memory, passes, probe.lanes)
