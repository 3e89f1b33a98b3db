"""Which resources answer what was noted, and why. Pure functions; nothing is weighed or scored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from referent_desk.directory.model import Resource
from referent_desk.directory.regions import Nearness, nearness
from referent_desk.free_text import fold


@dataclass(frozen=True)
class Fit:
    """A resource and why it fits: the needs noted that it answers.

    `speaks` is None as long as the directory does not say its languages.
    """

    resource: Resource
    needs: tuple[str, ...]
    nearness: Nearness = Nearness.UNKNOWN
    speaks: bool | None = None


def fitting(
    resources: Iterable[Resource], needs: Sequence[str], home: str = "", language: str = ""
) -> tuple[Fit, ...]:
    """Those that answer one of `needs`: of most of them first, then the nearest, then by name.

    `home` is a postcode, `language` a word such as « néerlandais ».
    """
    fits = [
        Fit(
            resource,
            tuple(need for need in needs if answers(resource, need)),
            nearness(home, resource.postcode, resource.serves),
            speaks(resource, language),
        )
        for resource in resources
        if not resource.retired
    ]
    return tuple(sorted((fit for fit in fits if fit.needs), key=_order))


def answers(resource: Resource, need: str) -> bool:
    """A need and its aspects go together: « soutien » is answered by a « groupe de parole »."""
    whole = need.partition(".")[0]
    if need == whole:
        return any(known.partition(".")[0] == whole for known in resource.needs)
    return need in resource.needs or whole in resource.needs


def speaks(resource: Resource, language: str) -> bool | None:
    if not resource.languages or not language:
        return None
    return fold(language) in {fold(word) for word in resource.languages.split(",")}


def _order(fit: Fit) -> tuple[int, bool, Nearness, str]:
    return -len(fit.needs), fit.speaks is False, fit.nearness, fold(fit.resource.name)
