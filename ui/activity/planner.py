"""Plans of a report, the latest kept: the comment is no part of what they weigh."""

from dataclasses import dataclass, replace

from referent_desk.activity import Activity, Choice, Period, Plan


@dataclass(frozen=True)
class DrawnReport:
    plan: Plan
    pdf: bytes


class Planner:
    """Called on the worker's thread, which does one thing after the other."""

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self._made: tuple[Period, Choice, Plan] | None = None

    def plan(self, period: Period, choice: Choice) -> Plan:
        """Raises DeskError."""
        weighed = replace(choice, comment="")
        made = self._made
        if made is None or made[:2] != (period, weighed):
            made = (period, weighed, self._activity.plan(period, weighed))
            self._made = made
        plan = made[2]
        return replace(plan, report=replace(plan.report, comment=choice.comment))

    def draw(self, period: Period, choice: Choice) -> DrawnReport:
        """Likewise."""
        plan = self.plan(period, choice)
        return DrawnReport(plan, self._activity.preview(plan.report))

    def forget(self) -> None:
        """Something may have changed."""
        self._made = None
