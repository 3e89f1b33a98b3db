"""All figures of a period, as they are: every answer under its word of the period's last day."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date

from referent_desk.activity.asking import Asking
from referent_desk.activity.control import TOTAL
from referent_desk.activity.declared import INDICATORS, POPULATIONS, indicator, population
from referent_desk.activity.figures import Count, Figures, Spread, Table, WorkTime
from referent_desk.activity.indicators import UNKNOWN, Indicator
from referent_desk.activity.periods import Period
from referent_desk.directory import Reveals
from referent_desk.settings import Settings, declared
from referent_desk.vault import Vault
from referent_desk.vocabulary import Catalogue, Entry, Vocabulary

NOT_NOTED = "non noté"
FIRST_MEETINGS = "first_meetings"
DAYS_A_WEEK, MINUTES_AN_HOUR = 7, 60


class Counting:
    """Counts as the vault is now. What is hidden in a report is decided elsewhere."""

    def __init__(
        self,
        vault: Vault,
        vocabulary: Vocabulary,
        settings: Settings,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._vault = vault
        self._vocabulary = vocabulary
        self._settings = settings
        self._asking = Asking(vault, vocabulary, today)

    def figures(self, period: Period) -> Figures:
        counts = {i.code: self._asking.counts(i, period) for i in INDICATORS}
        totals = {p.code: self._whole(p.code, counts, period) for p in POPULATIONS}
        return Figures(
            period,
            POPULATIONS,
            totals,
            tuple(self._table(i, totals[i.population], counts[i.code], period) for i in INDICATORS),
            self._delay(period),
            WorkTime(totals["direct_minutes"], totals["indirect_minutes"], self._expected(period)),
        )

    def total(self, population_code: str, period: Period) -> int:
        """One population alone, as in `figures`: for a chart over several periods."""
        return self._asking.total(population_code, period)

    def answers(self, indicator_code: str, period: Period) -> Mapping[str, int]:
        """One indicator alone, as in `figures`; what nobody answered may be left out."""
        return self._asking.counts(indicator(indicator_code), period)

    def together(self, indicator_code: str, answers: Collection[str], period: Period) -> int:
        """Those who gave one of these answers at least."""
        return self._asking.together(indicator(indicator_code), answers, period)

    def ids(self, code: str, period: Period) -> Mapping[str, Collection[str]]:
        """The records that one population (under TOTAL) or one indicator counts, by answer."""
        if any(code == counted.code for counted in POPULATIONS):
            return {TOTAL: [row["id"] for row in self._asking.members(code, period)]}
        return self._asking.ids(indicator(code), period)

    def _whole(self, code: str, counts: Mapping[str, Mapping[str, int]], period: Period) -> int:
        """What has one answer each is the sum of its answers; the rest is asked for."""
        for asked in INDICATORS:
            if asked.population == code and not asked.several:
                return sum(counts[asked.code].values())
        return self._asking.total(code, period)

    def _table(
        self, indicator: Indicator, total: int, counts: Mapping[str, int], period: Period
    ) -> Table:
        answers = tuple(self._answers(indicator, counts, period.last))
        return Table(indicator, population(indicator.population), total, answers)

    def _answers(
        self, indicator: Indicator, counts: Mapping[str, int], day: date
    ) -> Iterator[Count]:
        """In use or met, then those that no list knows any more, then what has no answer."""
        listed = tuple(self._listed(indicator, counts, day))
        yield from listed
        codes = {count.code for count in listed}
        for code in sorted(counts.keys() - codes - {UNKNOWN}):
            yield Count(code, code, counts[code])
        if UNKNOWN in counts:
            yield Count(UNKNOWN, NOT_NOTED, counts[UNKNOWN])

    def _listed(
        self, indicator: Indicator, counts: Mapping[str, int], day: date
    ) -> Iterator[Count]:
        if indicator.of_directory:
            yield from self._resources(counts)
        elif indicator.catalogue:
            yield from self._words(indicator.catalogue, counts, day)
        else:
            for code, label in indicator.answers:
                yield Count(code, label, counts.get(code, 0))

    def _words(self, catalogue: Catalogue, counts: Mapping[str, int], day: date) -> Iterator[Count]:
        entries = self._vocabulary.all(catalogue)
        parents = {e.code: self._asking.kept(catalogue, e.parent) for e in entries if e.parent}
        gone = {e.code for e in entries if e.retired or e.merged_into}
        for entry in _by_level(entries, parents):
            count = counts.get(entry.code, 0)
            if count or not gone & {entry.code, parents.get(entry.code)}:
                label = self._vocabulary.label_on(catalogue, entry.code, day)
                yield Count(entry.code, label, count, parents.get(entry.code, ""))

    def _resources(self, counts: Mapping[str, int]) -> Iterator[Count]:
        rows = self._vault.rows(
            "SELECT id, name, reveals_diagnosis, retired FROM resource"
            " ORDER BY name COLLATE NOCASE, id"
        )
        for row in rows:
            count = counts.get(row["id"], 0)
            if count or not row["retired"]:
                reveals = Reveals(row["reveals_diagnosis"])
                yield Count(row["id"], row["name"], count, reveals=reveals)

    def _delay(self, period: Period) -> Spread:
        days = sorted(row["delay"] for row in self._asking.members(FIRST_MEETINGS, period))
        return Spread(
            population(FIRST_MEETINGS),
            len(days),
            *(_quantile(days, share) for share in (0.25, 0.5, 0.75)),
        )

    def _expected(self, period: Period) -> int:
        hours = self._settings.get(declared.WEEKLY_HOURS)
        return round(hours * MINUTES_AN_HOUR * period.days / DAYS_A_WEEK)


def _by_level(entries: Sequence[Entry], parents: Mapping[str, str]) -> Iterator[Entry]:
    """Each word, then its aspects; in the user's order within both."""
    for entry in entries:
        if entry.parent is None:
            yield entry
            yield from (aspect for aspect in entries if parents.get(aspect.code) == entry.code)


def _quantile(ordered: Sequence[int], share: float) -> float | None:
    """Between two values, in proportion."""
    if not ordered:
        return None
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
