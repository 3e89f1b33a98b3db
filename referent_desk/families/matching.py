"""Near names: accents, double names, « Mme », inverted order and small slips forgiven."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from referent_desk.families.model import FamilySummary
from referent_desk.free_text import fold

TITLES = {"m", "mr", "mme", "mlle", "madame", "monsieur", "dr", "famille"}
NEAR = 82.0


@dataclass(frozen=True)
class Match:
    """`score` from 0 to 100."""

    family: FamilySummary
    score: float


def name_words(name: str) -> str:
    """Folded, without civility."""
    return " ".join(word for word in fold(name).split() if word not in TITLES)


def similar_families(
    typed: str, families: Iterable[FamilySummary], limit: int = 5
) -> tuple[Match, ...]:
    """Families that `typed` may mean, the nearest first; none before two letters."""
    wanted = name_words(typed)
    if len(wanted) < 2:
        return ()
    scored = (Match(f, _score(wanted, (f.name, *f.people))) for f in families)
    near = [match for match in scored if match.score >= NEAR]
    return tuple(sorted(near, key=lambda m: (-m.score, m.family.name))[:limit])


def _score(wanted: str, names: Iterable[str]) -> float:
    return max((_name_score(wanted, name_words(name)) for name in names), default=0.0)


def _name_score(wanted: str, name: str) -> float:
    """A beginning of each word counts as the word, since the user is still typing."""
    if not name:
        return 0.0
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 100.0
    slip = max((fuzz.ratio(p, w) for p in wanted.split() if len(p) > 2 for w in words), default=0.0)
    return max(fuzz.token_sort_ratio(wanted, name), 0.92 * slip)
