"""What was noted over time, as the chart, its table and the paper say it. Pure functions."""

from dataclasses import dataclass
from datetime import date

from referent_desk.documents import Column, Listing
from referent_desk.drawings import PRINT, Mark, Shape, Timeline, TimelineRow, draw_timeline
from referent_desk.families import FamilyFile
from referent_desk.meetings import NeedState, Source
from referent_desk.overview import EmotionOverTime, Evolution, NeedOverTime
from referent_desk.vocabulary import Catalogue, Vocabulary
from ui.widgets import RowData
from ui.widgets.typed_dates import show_date

NOBODY = "personne non précisée"
NOTHING = "Ni émotion ni besoin noté"
STATES = (
    (NeedState.EXPRESSED.value, "exprimé"),
    (NeedState.UNDER_WAY.value, "en cours"),
    (NeedState.MET.value, "répondu"),
    (NeedState.SET_ASIDE.value, "écarté"),
)
_DRAWN = (
    "Une ligne par émotion, besoin ou repère, un signe à chaque date où il a été noté."
    " La liste qui suit dit la même chose en mots."
)
TABLE = ("Date", "Qui", "Quoi", "Noté")
_SHARES = (2, 4, 6, 5)
_SHAPES = {
    NeedState.EXPRESSED: Shape.OPEN,
    NeedState.UNDER_WAY: Shape.HALF,
    NeedState.MET: Shape.FULL,
    NeedState.SET_ASIDE: Shape.CROSS,
}
_SOURCES = {
    Source.SAID: "dit",
    Source.OBSERVED: "observé",
    Source.HYPOTHESIS: "hypothèse",
}
_LEGEND = (
    (
        Shape.DOT,
        "émotion notée\u00a0; le chiffre\u00a0: son intensité ce jour-là, de 0 à 10",
    ),
    (Shape.OPEN, "besoin exprimé"),
    (Shape.HALF, "en cours"),
    (Shape.FULL, "répondu"),
    (Shape.CROSS, "écarté"),
    (Shape.QUIET, "contact sans émotion ni besoin noté"),
)


@dataclass(frozen=True)
class Told:
    """What the words need: the family's people and the vocabulary."""

    file: FamilyFile
    vocabulary: Vocabulary

    def person(self, person_id: str | None) -> str:
        person = self.file.person(person_id)
        return person.told if person else NOBODY

    def emotion(self, emotion: EmotionOverTime) -> str:
        return self._word(Catalogue.EMOTIONS, emotion.emotion, emotion.aspect)

    def need(self, need: NeedOverTime) -> str:
        return self._word(Catalogue.NEEDS, need.need, need.aspect)

    def _word(self, catalogue: Catalogue, code: str, aspect: str) -> str:
        return self.vocabulary.label(catalogue, aspect or code)


def timeline(evolution: Evolution, told: Told) -> Timeline:
    """A heading a person, then what was noted of them."""
    people = dict.fromkeys(
        [*(e.person_id for e in evolution.emotions), *(n.person_id for n in evolution.needs)]
    )
    rows: list[TimelineRow] = []
    for person_id in people:
        rows.append(TimelineRow(told.person(person_id)))
        own = evolution.of_person(person_id)
        rows += [TimelineRow(told.emotion(e), _felt(e)) for e in own.emotions]
        rows += [
            TimelineRow(f"besoin\u00a0: {told.need(n)}", _steps(n), joined=True) for n in own.needs
        ]
    quiet = tuple(m.on for m in evolution.meetings if m.silent)
    return Timeline(tuple(m.on for m in evolution.meetings), quiet, tuple(rows), _LEGEND)


def table(evolution: Evolution, told: Told) -> list[tuple[str, str, str, str]]:
    """The chart in words, the latest first; a meeting without a note has its line."""
    lines: list[tuple[date, tuple[str, str, str]]] = [
        (m.on, ("", "Contact", NOTHING)) for m in evolution.meetings if m.silent
    ]
    for emotion in evolution.emotions:
        who, what = told.person(emotion.person_id), told.emotion(emotion)
        for felt in emotion.felt:
            weight = f", intensité {felt.weight}" if felt.weight is not None else ""
            lines.append((felt.on, (who, what, f"{_SOURCES[felt.source]}{weight}")))
    for need in evolution.needs:
        who, what = told.person(need.person_id), f"besoin\u00a0: {told.need(need)}"
        lines += [(s.on, (who, what, state_word(s.state))) for s in need.steps]
    ordered = sorted(lines, key=lambda line: line[0], reverse=True)
    return [(show_date(day), *words) for day, words in ordered]


def state_word(state: NeedState) -> str:
    return dict(STATES)[state.value]


def need_row(need: NeedOverTime, told: Told) -> RowData:
    """The need with where it stands and since when."""
    last = need.steps[-1]
    words = told.need(need)
    title = words[:1].upper() + words[1:]
    below = f"{told.person(need.person_id)} · depuis le {show_date(last.on)}"
    kind = "accent" if last.state is NeedState.MET else "info"
    return RowData(title, below, state_word(last.state), kind, "", need.latest_id)


def evolution_listing(evolution: Evolution, told: Told, about: tuple[str, ...]) -> Listing:
    columns = tuple(Column(*column) for column in zip(TABLE, _SHARES, strict=True))
    figure = draw_timeline(timeline(evolution, told), PRINT)
    rows = tuple(table(evolution, told))
    return Listing("Évolution", about, columns, rows, figure, _DRAWN)


def _felt(emotion: EmotionOverTime) -> tuple[Mark, ...]:
    return tuple(
        Mark(felt.on, Shape.DOT, "" if felt.weight is None else str(felt.weight))
        for felt in emotion.felt
    )


def _steps(need: NeedOverTime) -> tuple[Mark, ...]:
    return tuple(Mark(step.on, _SHAPES[step.state]) for step in need.steps)
