"""The gate: what may leave, by which way. So far, what the relative carries by hand."""

from referent_desk.secrecy.errors import LetterStopped
from referent_desk.secrecy.handed import HandedLetter, Obstacle, ObstacleKind, obstacles

__all__ = ["HandedLetter", "LetterStopped", "Obstacle", "ObstacleKind", "obstacles"]
