"""What the user chooses of a report; kept with what was issued, and proposed for the next one."""

from dataclasses import dataclass, field

from referent_desk.activity.indicators import Section


@dataclass(frozen=True)
class Grouping:
    """Answers of one indicator printed as one row; without a label, « Autres »."""

    codes: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True)
class Choice:
    """`sections` in their order; `left_out`: indicators not printed; `groupings` by indicator.

    `compared`: beside the period, the previous one and the same one a year before.
    """

    sections: tuple[Section, ...] = tuple(Section)
    left_out: frozenset[str] = frozenset()
    groupings: dict[str, tuple[Grouping, ...]] = field(default_factory=dict)
    compared: bool = True
    lessons: bool = True
    comment: str = ""
