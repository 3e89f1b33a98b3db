"""Identifiers and timestamps as the store keeps them."""

import secrets
import threading
import time
import uuid
from datetime import datetime

_COUNTER_BITS = 12
_RANDOM_BITS = 62
_lock = threading.Lock()
_last_tick = 0


def new_id() -> str:
    """A UUIDv7 as text: its order is the order of creation, within one process even strictly."""
    tick = _next_tick()
    milliseconds, counter = divmod(tick, 1 << _COUNTER_BITS)
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76 | counter << 64
    value |= 0b10 << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    return str(uuid.UUID(int=value))


def _next_tick() -> int:
    """Milliseconds times 4096, increased by at least one at each call."""
    global _last_tick
    with _lock:
        wall_clock = (time.time_ns() // 1_000_000) << _COUNTER_BITS
        _last_tick = max(wall_clock, _last_tick + 1)
        return _last_tick


def now() -> str:
    """Local time with its offset, to the second, ISO 8601."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
