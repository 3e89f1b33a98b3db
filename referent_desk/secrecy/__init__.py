"""The gate: what may leave, by which way, on whose agreement; and the register of what left.

Legal exceptions are recorded and never stopped.
"""

from referent_desk.secrecy.disclosures import Disclosure, Disclosures, Earlier, Ground
from referent_desk.secrecy.errors import LetterStopped, NotShownYet, SharingStopped
from referent_desk.secrecy.gate import contact_piece, decide
from referent_desk.secrecy.handed import HandedLetter, may_be_handed
from referent_desk.secrecy.model import (
    Beside,
    Condition,
    Decision,
    Echo,
    EchoKind,
    Evidence,
    File,
    Obstacle,
    ObstacleKind,
    Offer,
    OwnAccount,
    Patient,
    Piece,
    PieceKind,
    Recipient,
    Relative,
    Sharing,
    Way,
)
from referent_desk.secrecy.names import Certainty, NameFinder, NameFound, names_known
from referent_desk.secrecy.register import How, Left, Register, Stopped, Told
from referent_desk.secrecy.service import Gate
from referent_desk.secrecy.words import plain_contact

__all__ = [
    "Beside",
    "Certainty",
    "Condition",
    "Decision",
    "Disclosure",
    "Disclosures",
    "Earlier",
    "Echo",
    "EchoKind",
    "Evidence",
    "File",
    "Gate",
    "Ground",
    "HandedLetter",
    "How",
    "Left",
    "LetterStopped",
    "NameFinder",
    "NameFound",
    "NotShownYet",
    "Obstacle",
    "ObstacleKind",
    "Offer",
    "OwnAccount",
    "Patient",
    "Piece",
    "PieceKind",
    "Recipient",
    "Register",
    "Relative",
    "Sharing",
    "SharingStopped",
    "Stopped",
    "Told",
    "Way",
    "contact_piece",
    "decide",
    "may_be_handed",
    "names_known",
    "plain_contact",
]
