"""Plans of a report, the latest kept: the comment is no part of what they weigh."""

from dataclasses import dataclass, replace
from functools import partial

from referent_desk.activity import Activity, Choice, Period, Plan
from ui.operations import Progress

Weighed = tuple[int, Period, Choice]


@dataclass(frozen=True)
class DrawnReport:
    plan: Plan
    pdf: bytes


class Planner:
    """Called beside the window, by what calculates and reads through its progress."""

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self._turn = 0
        self._made: tuple[Weighed, Plan] | None = None

    def weighed(self, period: Period, choice: Choice) -> Weighed:
        """What decides a plan: two alike need to be calculated once."""
        return self._turn, period, replace(choice, comment="")

    def plan(self, period: Period, choice: Choice, progress: Progress) -> Plan:
        """Raises DeskError, and Cancelled."""
        weighed, made = self.weighed(period, choice), self._made
        if made is None or made[0] != weighed:
            *_, alone = weighed
            plan = self._activity.plan(period, alone, read=progress.read, check=progress.check)
            made = self._made = weighed, plan
        return made[1].commented(choice.comment)

    def draw(self, period: Period, choice: Choice, progress: Progress) -> DrawnReport:
        """Likewise; pages are laid out where letters are, one at a time."""
        plan = self.plan(period, choice, progress)
        return DrawnReport(plan, progress.read(partial(self._activity.preview, plan.report)))

    def forget(self) -> None:
        """Something may have changed: for what is under way too."""
        self._turn += 1
