"""A letter carried by the relative: their wish and their needs, nothing about the patient."""

from dataclasses import dataclass
from enum import StrEnum

from referent_desk.directory import Resource, Reveals
from referent_desk.families import fold


class ObstacleKind(StrEnum):
    NAME_REVEALS = "name_reveals"
    PATIENT_NAMED = "patient_named"
    WARD_NAMED = "ward_named"


@dataclass(frozen=True)
class Obstacle:
    """Why the letter stops, in French, for the screen beside it."""

    kind: ObstacleKind
    reason: str


@dataclass(frozen=True)
class HandedLetter:
    """The facts the gate looks at. `patients` and `wards` are those of the family's situations;

    `signed_for` are the words of the relative's own name, which may also be the patient's.
    """

    resource: Resource
    diagnosis_named: bool
    text: str
    patients: tuple[str, ...] = ()
    wards: tuple[str, ...] = ()
    signed_for: str = ""


def obstacles(letter: HandedLetter) -> tuple[Obstacle, ...]:
    """Empty when the letter may be handed over. Pure."""
    words = set(fold(letter.text).split())
    found: list[Obstacle] = []
    if letter.resource.reveals is Reveals.YES and not letter.diagnosis_named:
        found.append(
            Obstacle(
                ObstacleKind.NAME_REVEALS,
                f"Le nom « {letter.resource.name} » révèle un diagnostic ou une problématique.",
            )
        )
    own = set(fold(letter.signed_for).split())
    for patient in letter.patients:
        name = fold(patient)
        if len(name) > 1 and name in words - own:
            found.append(
                Obstacle(ObstacleKind.PATIENT_NAMED, f"Le texte nomme le patient (« {patient} »).")
            )
    found.extend(
        Obstacle(ObstacleKind.WARD_NAMED, f"Le texte nomme l’unité « {ward} ».")
        for ward in letter.wards
        if ward and f" {fold(ward)} " in f" {fold(letter.text)} "
    )
    return tuple(found)
