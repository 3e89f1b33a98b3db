"""Identifiers and timestamps as the store keeps them."""

import secrets
import threading
import time
import uuid
from datetime import datetime

_COUNTER_BITS = 12
_RANDOM_BITS = 62


class _Clock:
    """Milliseconds times 4096, increased by at least one at each call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next_tick(self) -> int:
        with self._lock:
            wall_clock = (time.time_ns() // 1_000_000) << _COUNTER_BITS
            self._last = max(wall_clock, self._last + 1)
            return self._last


_clock = _Clock()


def new_id() -> str:
    """A UUIDv7 as text: its order is the order of creation, within one process even strictly."""
    milliseconds, counter = divmod(_clock.next_tick(), 1 << _COUNTER_BITS)
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76 | counter << 64
    value |= 0b10 << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    return str(uuid.UUID(int=value))


def local_now() -> datetime:
    return datetime.now().astimezone()


def now() -> str:
    """Local time with its offset, to the second, ISO 8601."""
    return local_now().isoformat(timespec="seconds")
