"""Least and greatest values under bounds and sums: HiGHS, in one thread and without a word."""

from collections.abc import Collection, Sequence

import highspy

Row = tuple[tuple[tuple[int, int], ...], int | None, int | None]
"""Factors by column, and what their sum lies between."""


class Solver:
    """One program, solved for one cost after the other. `whole`: in whole numbers only."""

    def __init__(
        self, bounds: Sequence[tuple[int, int]], rows: Sequence[Row], *, whole: bool
    ) -> None:
        self._solver = _Quiet()
        self._solver.setOptionValue("threads", 1)
        self._solver.setOptionValue("mip_rel_gap", 0.0)
        self._solver.setOptionValue("mip_abs_gap", 0.5)
        for number, (low, high) in enumerate(bounds):
            self._solver.addVar(low, high)
            if whole:
                self._solver.changeColIntegrality(number, highspy.HighsVarType.kInteger)
        for terms, low, high in rows:
            least = -highspy.kHighsInf if low is None else low
            most = highspy.kHighsInf if high is None else high
            columns, factors = zip(*terms, strict=True) if terms else ((), ())
            self._solver.addRow(least, most, len(terms), list(columns), list(factors))

    def solved(self, columns: Collection[int], cost: int) -> list[float] | None:
        """Values that make the sum of `columns` least, or greatest at a cost of -1; None: none."""
        for column in columns:
            self._solver.changeColCost(column, cost)
        if not (self._optimal() or self._optimal(afresh=True)):
            return None
        values = list(self._solver.getSolution().col_value)
        for column in columns:
            self._solver.changeColCost(column, 0)
        return values

    def _optimal(self, *, afresh: bool = False) -> bool:
        """From the last solution, which is quick and now and then leads nowhere, or afresh."""
        if afresh:
            self._solver.clearSolver()
        self._solver.run()
        return self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal


class _Quiet(highspy.Highs):
    """Says nothing on standard output, where its maker would print a line already when made."""

    def enableCallbacks(self) -> None:  # noqa: N802
        self.silent()
        super().enableCallbacks()
