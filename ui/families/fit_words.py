"""Why a resource fits, in words. Pure functions, no widget."""

from collections.abc import Mapping

from referent_desk.directory import Fit, Nearness, province_of
from ui.widgets import RowData, TagKind

DOT = " · "


def near_words(fit: Fit, home: str) -> str:
    """Places, no kilometres: a postcode tells no more."""
    province = province_of(home)
    if fit.nearness is Nearness.UNKNOWN or province is None:
        return "distance inconnue"
    if fit.nearness is Nearness.ELSEWHERE and fit.resource.serves:
        return f"ne dessert pas {home}"
    return {
        Nearness.SERVED: f"dessert {home}",
        Nearness.TOWN: f"même code postal ({home})",
        Nearness.PROVINCE: f"même province ({province.name})",
        Nearness.REGION: f"même région ({province.region})",
        Nearness.ELSEWHERE: "dans une autre région",
    }[fit.nearness]


def speech_words(fit: Fit, language: str) -> str:
    if fit.speaks is None:
        return ""
    return f"parle {language}" if fit.speaks else f"ne parle pas {language}"


def needs_words(fit: Fit, words: Mapping[str, str]) -> str:
    return ", ".join(words.get(need, need) for need in fit.needs)


def fit_row(fit: Fit, tag: tuple[str, TagKind], why: str) -> RowData:
    return RowData(fit.resource.name, why, *tag, key=fit.resource.id)
