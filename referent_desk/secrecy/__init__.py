"""The gate: what may leave, by which way. So far, what the relative carries by hand, and the legal

exceptions, which are recorded and never stopped.
"""

from referent_desk.secrecy.disclosures import Disclosure, Disclosures, Ground
from referent_desk.secrecy.errors import LetterStopped
from referent_desk.secrecy.handed import HandedLetter, Obstacle, ObstacleKind, obstacles

__all__ = [
    "Disclosure",
    "Disclosures",
    "Ground",
    "HandedLetter",
    "LetterStopped",
    "Obstacle",
    "ObstacleKind",
    "obstacles",
]
