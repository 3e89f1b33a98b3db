"""Repeated wrong secrets slow down whoever types them, and never lock anyone out for good.

It hinders guessing at this keyboard. Whoever holds the file is hindered by Argon2id alone.
"""

import math
from collections.abc import Sequence
from datetime import datetime

FREE_TRIES = 3
LONGEST_WAIT = 30


def seconds_to_wait(failed_unlocks: Sequence[str], moment: datetime) -> int:
    """Before the next try is heard: 1 after the fourth failure, then 2, 4… at most 30.

    A date that cannot be read, or that is still to come because the clock was set back, makes
    nobody wait.
    """
    beyond = len(failed_unlocks) - FREE_TRIES
    if beyond <= 0:
        return 0
    delay = min(2 ** min(beyond - 1, LONGEST_WAIT), LONGEST_WAIT)
    try:
        passed = moment.timestamp() - datetime.fromisoformat(failed_unlocks[-1]).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0
    return math.ceil(delay - passed) if 0 <= passed < delay else 0
