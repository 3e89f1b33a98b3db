"""The kinds of document, declared once: template, fields, who receives it, which way it leaves.

None may name the patient: no field gives that name, and the gate looks for it in every text.
"""

from dataclasses import dataclass
from enum import StrEnum

from referent_desk.secrecy import Way


class DocumentKind(StrEnum):
    REFERRAL_LETTER = "referral_letter"
    RELATIVE_LETTER = "relative_letter"
    LIAISON_NOTE = "liaison_note"
    CONTACT_REQUEST = "contact_request"
    AGREEMENT_FORM = "agreement_form"
    AGREEMENT_WITHDRAWAL = "agreement_withdrawal"
    INFORMATION_SHEET = "information_sheet"
    HANDOUT = "handout"
    ATTESTATION = "attestation"
    INCIDENT_SHEET = "incident_sheet"


class Addressee(StrEnum):
    RESOURCE = "resource"
    RELATIVE = "relative"
    OFFICE = "office"


class Look(StrEnum):
    """A letter has an address in the window; a notice a title; a handout is large, on one page."""

    LETTER = "letter"
    NOTICE = "notice"
    HANDOUT = "handout"


@dataclass(frozen=True)
class Model:
    """A template: `file` of resources/letters. `heading` is a letter's subject, or the title of a

    sheet, where its text does not begin with one.
    """

    code: str
    name: str
    file: str
    heading: str = ""


@dataclass(frozen=True)
class Kind:
    """`ways` begins with the usual one; `names_ward`: its addressee may be a ward.

    `signed` sheets end with place, date and our name; letters always do.
    """

    code: DocumentKind
    name: str
    about: str
    models: tuple[Model, ...]
    fields: tuple[str, ...]
    addressee: Addressee
    ways: tuple[Way, ...]
    look: Look
    names_ward: bool = False
    signed: bool = False
    most_resources: int = 0

    def model(self, code: str) -> Model:
        """The one of that code, else the first."""
        return next((m for m in self.models if m.code == code), self.models[0])


MOST_ON_A_HANDOUT = 3
AFTER_A_MEETING = "relative_letter.meeting"
APPOINTMENT_LETTER = "relative_letter.appointment"
REMINDER = "relative_letter.reminder"
ATTESTATION = "attestation"
_US = ("referent_name", "referent_title", "feminine", "service", "phone", "place", "today", "law")
_DATA = ("controller", "data_officer", "retention")
_RELATIVE = (
    *("relative", "relative_name", "relative_short", "relative_pronoun"),
    *("relative_feminine", "relative_masculine", "salutation", "closing"),
)
_MEETING = ("meeting_day", "meeting_time", "meeting_end", "meeting_minutes")
_NEXT = ("next_day", "next_time")

KINDS: tuple[Kind, ...] = (
    Kind(
        DocumentKind.REFERRAL_LETTER,
        "Lettre d’orientation",
        "Vers une association, un service\u00a0; le proche la porte",
        (Model("referral_letter", "Lettre d’orientation", "referral.md", "prise de contact"),),
        (*_US, *_RELATIVE, "resource", "needs"),
        Addressee.RESOURCE,
        (Way.HANDED,),
        Look.LETTER,
        most_resources=1,
    ),
    Kind(
        DocumentKind.RELATIVE_LETTER,
        "Lettre au proche",
        "Après un entretien, pour un rendez-vous, un rappel",
        (
            Model(AFTER_A_MEETING, "Après un entretien", "relative_meeting.md"),
            Model(APPOINTMENT_LETTER, "Rendez-vous", "relative_appointment.md"),
            Model(REMINDER, "Rappel", "relative_reminder.md"),
        ),
        (*_US, *_RELATIVE, *_MEETING, *_NEXT),
        Addressee.RELATIVE,
        (Way.HANDED, Way.POSTED),
        Look.LETTER,
    ),
    Kind(
        DocumentKind.HANDOUT,
        "Mémo à emporter",
        "Trois adresses au plus, les numéros d’urgence, le prochain rendez-vous",
        (Model("handout", "Mémo à emporter", "handout.md", "À garder sous la main"),),
        (*_US, *_RELATIVE, *_NEXT, "resources"),
        Addressee.RELATIVE,
        (Way.HANDED,),
        Look.HANDOUT,
        most_resources=MOST_ON_A_HANDOUT,
    ),
    Kind(
        DocumentKind.INFORMATION_SHEET,
        "Feuille d’information",
        "Ce qui est noté, pourquoi, et les droits de la famille (RGPD, article 13)",
        (
            Model(
                "information_sheet",
                "Feuille d’information",
                "information_sheet.md",
                "Ce que je note, et vos droits",
            ),
        ),
        (*_US, *_DATA),
        Addressee.RELATIVE,
        (Way.HANDED, Way.POSTED),
        Look.NOTICE,
    ),
    Kind(
        DocumentKind.AGREEMENT_FORM,
        "Accord du proche",
        "Ce qui peut être dit, à qui\u00a0; à signer",
        (
            Model(
                "agreement_form", "Accord du proche", "agreement_form.md", "Accord pour transmettre"
            ),
        ),
        (*_US, *_RELATIVE, "agreement_what", "agreement_to_whom"),
        Addressee.RELATIVE,
        (Way.HANDED,),
        Look.NOTICE,
        names_ward=True,
    ),
    Kind(
        DocumentKind.AGREEMENT_WITHDRAWAL,
        "Retrait de l’accord",
        "Le proche retire l’accord donné\u00a0; à signer",
        (
            Model(
                "agreement_withdrawal",
                "Retrait de l’accord",
                "agreement_withdrawal.md",
                "Retrait de mon accord",
            ),
        ),
        (*_US, *_RELATIVE, "agreement_what", "agreement_to_whom", "agreement_day"),
        Addressee.RELATIVE,
        (Way.HANDED,),
        Look.NOTICE,
        names_ward=True,
    ),
    Kind(
        DocumentKind.ATTESTATION,
        "Attestation de visite",
        "La date et les heures, rien d’autre",
        (Model(ATTESTATION, "Attestation de visite", "attestation.md", "Attestation de visite"),),
        (*_US, *_RELATIVE, *_MEETING),
        Addressee.RELATIVE,
        (Way.HANDED, Way.POSTED),
        Look.NOTICE,
        signed=True,
    ),
    Kind(
        DocumentKind.CONTACT_REQUEST,
        "Demande de contact",
        "À une unité\u00a0: «\u00a0cette personne souhaite vous rencontrer\u00a0», rien de plus",
        (Model("contact_request", "Demande de contact", "contact_request.md", "prise de contact"),),
        (*_US, *_RELATIVE, "resource"),
        Addressee.RESOURCE,
        (Way.TRANSMITTED, Way.HANDED),
        Look.LETTER,
        names_ward=True,
        most_resources=1,
    ),
    Kind(
        DocumentKind.LIAISON_NOTE,
        "Note de liaison",
        "À un professionnel tenu au secret, aux quatre conditions",
        (Model("liaison_note", "Note de liaison", "liaison_note.md", "note de liaison"),),
        (*_US, *_RELATIVE, "resource", "pieces", "agreeing"),
        Addressee.RESOURCE,
        (Way.TRANSMITTED,),
        Look.LETTER,
        names_ward=True,
        most_resources=1,
    ),
    Kind(
        DocumentKind.INCIDENT_SHEET,
        "Fiche d’incident",
        "Violation de données\u00a0: ce qui s’est passé, à notifier dans les 72 heures",
        (
            Model(
                "incident_sheet",
                "Fiche d’incident",
                "incident_sheet.md",
                "Incident touchant des données personnelles",
            ),
        ),
        (*_US, *_DATA, "noticed_day", "noticed_time", "deadline_day", "deadline_time"),
        Addressee.OFFICE,
        (Way.KEPT,),
        Look.NOTICE,
        signed=True,
    ),
)
_BY_CODE = {kind.code: kind for kind in KINDS}
MODELS = {model.code: (kind, model) for kind in KINDS for model in kind.models}
"""Every template by its code, with its kind."""


def kind_of(code: DocumentKind) -> Kind:
    return _BY_CODE[code]
