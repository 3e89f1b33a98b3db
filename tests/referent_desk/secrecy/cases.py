"""One family for the gate's tests: a mother, a brother, Thomas in the unit A."""

from dataclasses import replace
from datetime import date

from referent_desk.directory import ResourceKind, Reveals
from referent_desk.families import Agreement as PatientState
from referent_desk.meetings import Agreement, Source
from referent_desk.secrecy import File, Patient, Piece, PieceKind, Recipient, Relative, Sharing, Way

TODAY = date(2026, 3, 20)
BEFORE, AFTER = date(2026, 3, 1), date(2026, 4, 1)
MOTHER, BROTHER = "mother", "brother"
WARD = Recipient("Unité A", ResourceKind.WARD, bound_by_secrecy=True, verified_on=BEFORE, id="ward")
SERVICE = Recipient("SSM de Namur", ResourceKind.SERVICE, bound_by_secrecy=True, id="ssm")
ASSOCIATION = Recipient("Similes", ResourceKind.ASSOCIATION, id="similes")
REVEALING = replace(ASSOCIATION, name="Le Funambule", reveals=Reveals.YES)


def piece(text: str, said_by: str | None, about: str | None = None) -> Piece:
    return Piece(
        text,
        PieceKind.PASSAGE,
        Source.SAID if said_by else Source.OBSERVED,
        said_by,
        about,
        about_patient=about is None,
        noted_on=BEFORE,
        situation_id="now",
        record_id=text[:8],
    )


OWN = piece("Je ne dors plus depuis l’automne, je suis à bout.", MOTHER, MOTHER)
ACCOUNT = piece("Il se lève la nuit et parle tout seul dans la cuisine.", MOTHER)
CONFIDENCE = piece("J’ai quitté la maison parce qu’il me menaçait avec un couteau.", BROTHER)
FROM_CARERS = piece("L’équipe signale un refus répété du traitement.", None)
HEARD = (OWN, ACCOUNT, CONFIDENCE, FROM_CARERS)
UNASKED = Patient("now", "Thomas")
AGREES = Patient("now", "Thomas", PatientState.GIVEN, "oral", BEFORE, "parler à l’équipe", None)
REFUSES = Patient("now", "Thomas", PatientState.REFUSED, "oral", BEFORE, "", AFTER)


def agreement(who: str = MOTHER, to: Recipient = WARD, on: date = BEFORE) -> Agreement:
    return Agreement(
        who, "ce qu’elle vit", to.name, given_on=on, id=f"{who}-{to.id}", resource_id=to.id
    )


def file(
    *agreements: Agreement, patient: Patient = UNASKED, heard: tuple[Piece, ...] = HEARD
) -> File:
    relatives = (
        Relative(MOTHER, "Mme Lacroix", ("Claire", "Lacroix")),
        Relative(BROTHER, "Hugo", ("Hugo", "Lacroix")),
    )
    return File(heard, agreements, (patient,), relatives, ("Unité A",))


def told(
    *pieces: Piece, to: Recipient = WARD, in_file: File | None = None, way: Way = Way.TRANSMITTED
) -> Sharing:
    """Everything there but what the file may lack."""
    return Sharing(
        way,
        to,
        TODAY,
        in_file or file(agreement()),
        pieces,
        MOTHER,
        at_their_request=True,
        mission="Soutenir ensemble la famille de Thomas.",
        confirmed=True,
    )
