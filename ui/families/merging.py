"""A form and its record that changed while it was open. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Elsewhere:
    """What was recorded meanwhile: `taken` where the form was left as it was, `both` where not."""

    taken: Mapping[str, Any]
    both: Mapping[str, Any]


def changed_elsewhere(
    before: Mapping[str, Any], now: Mapping[str, Any], touched: Mapping[str, bool]
) -> Elsewhere:
    """`before` and `now` are the record, by the form's keys; `touched`, what the user changed."""
    changed = {key: value for key, value in now.items() if value != before.get(key, value)}
    return Elsewhere(
        {key: value for key, value in changed.items() if not touched.get(key)},
        {key: value for key, value in changed.items() if touched.get(key)},
    )
