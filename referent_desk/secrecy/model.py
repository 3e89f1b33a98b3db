"""What the gate looks at, and what it answers. Plain data; ids are those of the file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from referent_desk.directory import Resource, ResourceKind, Reveals
from referent_desk.families import Agreement as PatientState
from referent_desk.meetings import Agreement, Source


class Way(StrEnum):
    """In the relative's hand, by post to them, with them in the room, straight to a professional,

    as the law lets; or for our own file alone. What is told has no post, a document no exception.
    """

    HANDED = "handed"
    POSTED = "posted"
    TOGETHER = "together"
    TRANSMITTED = "transmitted"
    EXCEPTION = "exception"
    KEPT = "kept"


class PieceKind(StrEnum):
    PASSAGE = "passage"
    EMOTION = "emotion"
    NEED = "need"
    RECOVERY = "recovery"
    SAFETY = "safety"
    CONTACT = "contact"
    FREE = "free"


class Condition(StrEnum):
    """The four of the shared secret, in the order of the slides."""

    AGREEMENT = "agreement"
    SECRECY = "secrecy"
    MISSION = "mission"
    NECESSITY = "necessity"


class OwnAccount(StrEnum):
    """Whose agreement lets a relative's own account of the patient go to the treating team."""

    RELATIVE = "relative"
    BOTH = "both"


class ObstacleKind(StrEnum):
    NAME_REVEALS = "name_reveals"
    PATIENT_NAMED = "patient_named"
    WARD_NAMED = "ward_named"
    OTHERS_WORDS = "others_words"
    RESTRICTED = "restricted"
    ORIGIN_UNKNOWN = "origin_unknown"
    PATIENT_REFUSED = "patient_refused"
    NO_BEARER = "no_bearer"
    NOT_ASKED = "not_asked"
    WITHDRAWN = "withdrawn"
    NO_AGREEMENT = "no_agreement"
    NO_PATIENT_AGREEMENT = "no_patient_agreement"
    NOT_BOUND = "not_bound"
    NO_MISSION = "no_mission"
    NOTHING_PICKED = "nothing_picked"
    NOT_CONFIRMED = "not_confirmed"
    NOT_PICKED = "not_picked"


@dataclass(frozen=True)
class Piece:
    """One thing that was noted. `about_patient` when nothing says that it is about another.

    `said_by` None: seen or supposed by the référent, or told by carers. `situation_id` tells which
    patient; `restricted_from` are those who must not learn it, `shared_with` those who were there;
    what is `discarded` lies in the basket.
    """

    text: str
    kind: PieceKind = PieceKind.FREE
    source: Source = Source.SAID
    said_by: str | None = None
    about: str | None = None
    about_patient: bool = False
    restricted_from: tuple[str, ...] = ()
    noted_on: date | None = None
    situation_id: str = ""
    record_id: str = ""
    shared_with: tuple[str, ...] = ()
    verbatim: bool = False
    discarded: bool = False

    def known_to(self, person_id: str) -> bool:
        """It is their own confidence, or was said in front of them."""
        own = self.said_by == person_id and self.source is Source.SAID
        return own or (person_id in self.shared_with and person_id not in self.restricted_from)

    def withheld_from(self, present: Collection[str]) -> bool:
        """A hypothesis, what is kept from someone, words of the absent: as in a meeting."""
        absent = self.said_by is not None and self.said_by not in present
        return self.source is Source.HYPOTHESIS or bool(self.restricted_from) or absent

    @property
    def key(self) -> str:
        """By which a draft finds it again in the file."""
        return f"{self.kind}:{self.record_id}"

    @property
    def relatives(self) -> tuple[str, ...]:
        """Who confided it, and whom it is about."""
        return tuple(dict.fromkeys(who for who in (self.said_by, self.about) if who))


@dataclass(frozen=True)
class Recipient:
    """From the directory, or a relative of the file (`person_id`), who is never bound."""

    name: str
    kind: ResourceKind | None = None
    bound_by_secrecy: bool = False
    reveals: Reveals = Reveals.NO
    verified_on: date | None = None
    id: str = ""
    person_id: str = ""

    @classmethod
    def of(cls, resource: Resource) -> "Recipient":
        return cls(
            resource.name,
            resource.kind,
            resource.bound_by_secrecy,
            resource.reveals,
            resource.verified_on,
            resource.id,
        )

    @property
    def treating(self) -> bool:
        """The team that treats the patient."""
        return self.kind is ResourceKind.WARD


@dataclass(frozen=True)
class Patient:
    """Of one situation: what they are called, and their own agreement."""

    situation_id: str
    name: str = ""
    state: PatientState = PatientState.NOT_SOUGHT
    form: str = ""
    on: date | None = None
    scope: str = ""
    review_on: date | None = None


@dataclass(frozen=True)
class Relative:
    """`names` are the words that name them in a text."""

    id: str
    called: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class File:
    """All that the family's file tells the gate. `heard` is everything that was noted in it;

    `everyday`, the words of the office's own lists, folded: they tell nothing by themselves.
    """

    heard: tuple[Piece, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    patients: tuple[Patient, ...] = ()
    relatives: tuple[Relative, ...] = ()
    wards: tuple[str, ...] = ()
    everyday: frozenset[str] = frozenset()

    def called(self, person_id: str | None) -> str:
        found = (r.called for r in self.relatives if r.id == person_id)
        return next(found, "une personne absente du dossier")


@dataclass(frozen=True)
class Beside:
    """`printed` is what surrounds the text on its page, and what the office's lists bring into it;

    `written`, what documents for the family's others said, each `said_by` who it was for; `common`
    is the template in use, filled, from which they all come.
    """

    printed: tuple[str, ...] = ()
    written: tuple[Piece, ...] = ()
    common: str = ""


NOTHING_BESIDE = Beside()


@dataclass(frozen=True)
class Sharing:
    """What is about to leave. Nothing else counts, and nothing here can be overridden.

    `bearer` carries it, is in the room, or is said to ask for it; `text` is what was written
    freely, `ordinary` the shipped template, filled, and `template` the user's own, which a plain
    request for contact may say; `printed` are resources that it names besides; `confirmed` once
    the référent has read again exactly what goes.
    """

    way: Way
    recipient: Recipient
    today: date
    file: File = File()
    pieces: tuple[Piece, ...] = ()
    bearer: str = ""
    at_their_request: bool = False
    mission: str = ""
    confirmed: bool = False
    diagnosis_named: bool = False
    own_account: OwnAccount = OwnAccount.RELATIVE
    text: str = ""
    ordinary: str = ""
    template: str = ""
    printed: tuple[Recipient, ...] = ()
    beside: Beside = NOTHING_BESIDE

    @property
    def concerned(self) -> tuple[str, ...]:
        """The relatives who confided what is picked, or whom it is about: they have to agree."""
        return tuple(dict.fromkeys(who for piece in self.pieces for who in piece.relatives))


class EchoKind(StrEnum):
    """What a text was found to hold."""

    WORDS = "words"
    PATIENT = "patient"
    WARD = "ward"
    RELATIVE = "relative"


@dataclass(frozen=True)
class Echo:
    """`start` and `end` are places in the text. `sure`: more than a likeness.

    `piece` is what it repeats, `person_id` the relative whom it names.
    """

    kind: EchoKind
    start: int
    end: int
    sure: bool
    named: str = ""
    piece: Piece | None = None
    person_id: str = ""


@dataclass(frozen=True)
class Obstacle:
    """Why it stops, in French; which condition lacks; what it comes from, if one thing does."""

    kind: ObstacleKind
    reason: str
    condition: Condition | None = None
    piece: Piece | None = None
    echo: Echo | None = None


@dataclass(frozen=True)
class Evidence:
    """How a condition stands. Not `asked`: this way does without it."""

    condition: Condition
    held: bool
    sentence: str
    asked: bool = True


@dataclass(frozen=True)
class Offer:
    """What can be done instead; `bearer` is by whose hand."""

    way: Way
    sentence: str
    bearer: str = ""
    plain_contact: bool = False


@dataclass(frozen=True)
class Decision:
    """`cautions` are shown and stop nothing; `echoes` are what the free text holds."""

    obstacles: tuple[Obstacle, ...]
    conditions: tuple[Evidence, ...]
    offers: tuple[Offer, ...] = ()
    cautions: tuple[str, ...] = ()
    echoes: tuple[Echo, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    @property
    def allowed(self) -> bool:
        return not self.obstacles
