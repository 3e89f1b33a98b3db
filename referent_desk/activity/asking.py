"""What is declared, asked of the vault: totals, answers and members over a period."""

import json
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date

from referent_desk.activity.declared import population
from referent_desk.activity.indicators import UNKNOWN, Indicator, Unit
from referent_desk.activity.periods import Period
from referent_desk.activity.statements import ANSWERS, MEMBERS, SEVERAL
from referent_desk.vault import Row, Vault
from referent_desk.vocabulary import Catalogue, Vocabulary

FACE_TO_FACE, NETWORK, GROUP = ("office", "home", "video"), ("network_meeting",), ("group",)
EMAIL = ("email",)
_NAME = re.compile(r":([a-z_0-9]+)")

Values = Mapping[str, str | int]


class Asking:
    """`today` tells which actions are due already, and changes nothing of a period that is over."""

    def __init__(
        self, vault: Vault, vocabulary: Vocabulary, today: Callable[[], date] = date.today
    ) -> None:
        self._vault = vault
        self._vocabulary = vocabulary
        self._today = today

    def total(self, code: str, period: Period) -> int:
        """Of a population: how many, or how many minutes."""
        [row] = self.rows(f"SELECT {_sum(code)} FROM ({MEMBERS[code]})", self.values(period))  # noqa: S608
        return row[0]

    def counts(self, indicator: Indicator, period: Period) -> Mapping[str, int]:
        """By answer, UNKNOWN for what has none; answers that nobody gave are left out."""
        told, values = self._told(indicator)
        amount = _sum(indicator.population)
        rows = self.rows(
            f"{told} SELECT answer, {amount} FROM told GROUP BY answer",  # noqa: S608
            {**self.values(period), **values},
        )
        return {row[0]: row[1] for row in rows}

    def ids(self, indicator: Indicator, period: Period) -> Mapping[str, Collection[str]]:
        """The members behind each of `counts`."""
        told, values = self._told(indicator)
        rows = self.rows(
            f"{told} SELECT answer, json_group_array(id) FROM told GROUP BY answer",  # noqa: S608
            {**self.values(period), **values},
        )
        return {row[0]: json.loads(row[1]) for row in rows}

    def together(self, indicator: Indicator, answers: Collection[str], period: Period) -> int:
        """The members that gave one of these answers at least."""
        told, values = self._told(indicator)
        amount = _sum(indicator.population)
        wanted = "answer IN (SELECT value FROM json_each(:wanted))"
        ids = f"SELECT id FROM told WHERE {wanted}"  # noqa: S608
        [row] = self.rows(
            f"{told} SELECT {amount} FROM member WHERE id IN ({ids})",  # noqa: S608
            {**self.values(period), **values, "wanted": json.dumps(sorted(answers))},
        )
        return row[0]

    def members(self, code: str, period: Period) -> list[Row]:
        """Of a population, by day: `id`, `family_id`, `day`, and what its indicators read."""
        return self.rows(f"SELECT * FROM ({MEMBERS[code]}) ORDER BY day, id", self.values(period))  # noqa: S608

    def answering(self, indicator: Indicator, answer: str, period: Period) -> list[Row]:
        """The members that gave this answer, as `members` gives them."""
        told, values = self._told(indicator)
        ids = "SELECT id FROM told WHERE answer = :asked"
        return self.rows(
            f"{told} SELECT * FROM member WHERE id IN ({ids}) ORDER BY day, id",  # noqa: S608
            {**self.values(period), **values, "asked": answer},
        )

    def values(self, period: Period) -> Values:
        """What statements may name."""
        first, after = period.bounds
        return {
            "first": first,
            "after": after,
            "year": period.last.year,
            "today": self._today().isoformat(),
            "group": GROUP[0],
            "face_to_face": json.dumps(self.channels(FACE_TO_FACE)),
            "network": json.dumps(self.channels(NETWORK)),
            "groups": json.dumps(self.channels(GROUP)),
            "emails": json.dumps(self.channels(EMAIL)),
        }

    def rows(self, sql: str, values: Values) -> list[Row]:
        """Each `:name` of the statement is bound to its value."""
        names = _NAME.findall(sql)
        return self._vault.rows(_NAME.sub("?", sql), [values[name] for name in names])

    def kept(self, catalogue: Catalogue, code: str) -> str:
        """The word that stands in the lists for `code`, which may have been merged into it."""
        merged = self._merged(catalogue)
        while code in merged:
            code = merged.pop(code)
        return code

    def channels(self, codes: tuple[str, ...]) -> list[str]:
        """These, and those merged with them."""
        if not self._merged(Catalogue.CHANNELS):
            return sorted(codes)
        kept = {self.kept(Catalogue.CHANNELS, code) for code in codes}
        known = {entry.code for entry in self._vocabulary.all(Catalogue.CHANNELS)} | set(codes)
        return sorted(code for code in known if self.kept(Catalogue.CHANNELS, code) in kept)

    def _merged(self, catalogue: Catalogue) -> dict[str, str]:
        return {e.code: e.merged_into for e in self._vocabulary.all(catalogue) if e.merged_into}

    def _told(self, indicator: Indicator) -> tuple[str, Values]:
        """The beginning of a statement: `told` has an `answer` of each member, or several."""
        member = MEMBERS[indicator.population]
        if not indicator.several:
            answer, values = self._words(indicator, f"({ANSWERS[indicator.code]})")
            told = f"SELECT *, coalesce(nullif({answer}, ''), '{UNKNOWN}') AS answer FROM member"  # noqa: S608
            return f"WITH member AS ({member}), told AS ({told})", values
        answer, values = self._words(indicator, "answer")
        given = f"SELECT DISTINCT id, {answer} AS answer FROM ({SEVERAL[indicator.code]})"  # noqa: S608
        told = (
            "SELECT id, answer FROM given WHERE answer <> '' UNION ALL"  # noqa: S608
            f" SELECT id, '{UNKNOWN}' FROM member"
            " WHERE id NOT IN (SELECT id FROM given WHERE answer <> '')"
        )
        return f"WITH member AS ({member}), given AS ({given}), told AS ({told})", values

    def _words(self, indicator: Indicator, answer: str) -> tuple[str, Values]:
        """The expression for what an answer counts under: a merged word, under the other."""
        merged = self._merged(indicator.catalogue) if indicator.catalogue else {}
        if not indicator.catalogue or not merged:
            return answer, {}
        cases = "".join(f" WHEN :merged_{at} THEN :kept_{at}" for at in range(len(merged)))
        values: dict[str, str | int] = {}
        for at, code in enumerate(merged):
            values |= {
                f"merged_{at}": code,
                f"kept_{at}": self.kept(indicator.catalogue, code),
            }
        return f"CASE {answer}{cases} ELSE {answer} END", values


def _sum(code: str) -> str:
    return "coalesce(sum(minutes), 0)" if population(code).unit is Unit.MINUTES else "count(*)"
