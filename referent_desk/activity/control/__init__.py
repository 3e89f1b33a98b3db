"""Disclosure control: what a report may print of counts that describe persons or situations."""

from referent_desk.activity.control.audit import (
    Auditor,
    Contradiction,
    exposed,
    intervals,
    tells_more,
)
from referent_desk.activity.control.model import (
    TOTAL,
    Cell,
    Interval,
    Printed,
    Relation,
    Release,
    Symbol,
    Threshold,
    Thresholds,
    adds_up,
    at_most,
    at_most_together,
)
from referent_desk.activity.control.suppression import Flow, Protected, Reason, protect

__all__ = [
    "TOTAL",
    "Auditor",
    "Cell",
    "Contradiction",
    "Flow",
    "Interval",
    "Printed",
    "Protected",
    "Reason",
    "Relation",
    "Release",
    "Symbol",
    "Threshold",
    "Thresholds",
    "adds_up",
    "at_most",
    "at_most_together",
    "exposed",
    "intervals",
    "protect",
    "tells_more",
]
