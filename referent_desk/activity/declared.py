"""Everything that is counted, and by which answers. What each reads is in `statements`."""

from referent_desk.activity.indicators import Indicator, Population, Section, Unit
from referent_desk.vocabulary import Catalogue

POPULATIONS = (
    Population(
        "situations_new",
        Section.SITUATIONS,
        "Nouvelles situations",
        "Situations ouvertes pendant la période.",
        Unit.SITUATIONS,
        adds_up=True,
        controlled=True,
        within=("situations_current",),
    ),
    Population(
        "situations_current",
        Section.SITUATIONS,
        "Situations en cours",
        "Situations ouvertes à un moment au moins de la période, même si elles ont commencé avant.",
        Unit.SITUATIONS,
        adds_up=False,
        controlled=True,
    ),
    Population(
        "situations_seen",
        Section.SITUATIONS,
        "Situations suivies",
        "Situations avec un contact au moins pendant la période, quel qu’en soit le moyen.",
        Unit.SITUATIONS,
        adds_up=False,
        controlled=True,
    ),
    Population(
        "situations_closed",
        Section.SITUATIONS,
        "Situations clôturées",
        "Situations clôturées pendant la période.",
        Unit.SITUATIONS,
        adds_up=True,
        controlled=True,
        within=("situations_current",),
    ),
    Population(
        "requests",
        Section.REQUESTS,
        "Demandes reçues",
        "Premiers appels et premières demandes reçus pendant la période.",
        Unit.REQUESTS,
        adds_up=True,
        controlled=True,
    ),
    Population(
        "first_meetings",
        Section.REQUESTS,
        "Premiers entretiens",
        "Demandes dont le premier entretien a été tenu pendant la période\u00a0: le rendez-vous"
        " donné, ou un face-à-face plus tôt (bureau, domicile, visio). Le délai compte les jours"
        " depuis l’appel.",
        Unit.REQUESTS,
        adds_up=True,
        controlled=True,
    ),
    Population(
        "persons_met",
        Section.PERSONS,
        "Personnes rencontrées",
        "Proches présents à un contact au moins pendant la période, quel qu’en soit le moyen\u00a0;"
        " chaque personne compte une fois.",
        Unit.PERSONS,
        adds_up=False,
        controlled=True,
    ),
    Population(
        "referrals",
        Section.REFERRALS,
        "Orientations proposées",
        "Orientations vers une association ou un service, proposées pendant la période.",
        Unit.REFERRALS,
        adds_up=True,
        controlled=True,
    ),
    Population(
        "contacts",
        Section.CONTACTS,
        "Contacts",
        "Contacts tenus avec les familles, par tout moyen\u00a0; une séance de groupe compte une"
        " fois.",
        Unit.CONTACTS,
        adds_up=True,
        controlled=False,
    ),
    Population(
        "interviews",
        Section.CONTACTS,
        "Entretiens face à face",
        "Contacts tenus au bureau, au domicile ou en visio.",
        Unit.INTERVIEWS,
        adds_up=True,
        controlled=False,
        within=("contacts",),
    ),
    Population(
        "network_meetings",
        Section.CONTACTS,
        "Réunions de réseau",
        "Réunions tenues avec une famille et d’autres professionnels.",
        Unit.CONTACTS,
        adds_up=True,
        controlled=False,
        within=("contacts",),
    ),
    Population(
        "group_sessions",
        Section.CONTACTS,
        "Séances de groupe",
        "Séances tenues avec plusieurs familles\u00a0; chacune compte une fois.",
        Unit.SESSIONS,
        adds_up=True,
        controlled=False,
        within=("contacts",),
    ),
    Population(
        "missed",
        Section.CONTACTS,
        "Rendez-vous manqués",
        "Rendez-vous auxquels la famille n’est pas venue, par la date prévue.",
        Unit.APPOINTMENTS,
        adds_up=True,
        controlled=False,
    ),
    Population(
        "cancelled",
        Section.CONTACTS,
        "Rendez-vous annulés",
        "Rendez-vous annulés, par la date prévue.",
        Unit.APPOINTMENTS,
        adds_up=True,
        controlled=False,
    ),
    Population(
        "direct_minutes",
        Section.WORK,
        "Temps direct",
        "Durée notée des contacts tenus\u00a0; une séance de groupe compte une fois.",
        Unit.MINUTES,
        adds_up=True,
        controlled=False,
    ),
    Population(
        "indirect_work",
        Section.WORK,
        "Travaux indirects",
        "Travaux notés sans famille présente\u00a0; ce ne sont pas des contacts.",
        Unit.TASKS,
        adds_up=True,
        controlled=False,
    ),
    Population(
        "indirect_minutes",
        Section.WORK,
        "Temps indirect",
        "Durée des travaux indirects.",
        Unit.MINUTES,
        adds_up=True,
        controlled=False,
    ),
    Population(
        "actions_due",
        Section.WORK,
        "Suites arrivées à échéance",
        "Suites à donner dont l’échéance est tombée pendant la période.",
        Unit.ACTIONS,
        adds_up=True,
        controlled=False,
    ),
)

INDICATORS = (
    Indicator(
        "situations_new.origin",
        "situations_new",
        "Nouvelles situations par origine",
        "Qui a orienté la famille vers le référent famille.",
        catalogue=Catalogue.ORIGINS,
    ),
    Indicator(
        "situations_new.ward",
        "situations_new",
        "Nouvelles situations par unité",
        "Unité de soins de la personne hospitalisée.",
        catalogue=Catalogue.WARDS,
    ),
    Indicator(
        "situations_new.admission",
        "situations_new",
        "Nouvelles situations par circonstances d’admission",
        "Circonstances dans lesquelles la personne a été hospitalisée.",
        catalogue=Catalogue.ADMISSIONS,
    ),
    Indicator(
        "situations_seen.ward",
        "situations_seen",
        "Situations suivies par unité",
        "Unité de soins de la personne hospitalisée.",
        catalogue=Catalogue.WARDS,
    ),
    Indicator(
        "situations_seen.meetings",
        "situations_seen",
        "Situations suivies par nombre de contacts",
        "Nombre de contacts tenus pendant la période.",
        answers=(
            ("one", "1\u00a0contact"),
            ("two_three", "2 ou 3\u00a0contacts"),
            ("four", "4\u00a0contacts et plus"),
        ),
    ),
    Indicator(
        "situations_closed.reason",
        "situations_closed",
        "Situations clôturées par raison",
        "Raison notée à la clôture.",
        catalogue=Catalogue.CLOSING_REASONS,
    ),
    Indicator(
        "requests.channel",
        "requests",
        "Demandes par moyen de contact",
        "Comment la demande est arrivée.",
        catalogue=Catalogue.CHANNELS,
    ),
    Indicator(
        "requests.origin",
        "requests",
        "Demandes par origine",
        "Qui a orienté la famille vers le référent famille.",
        catalogue=Catalogue.ORIGINS,
    ),
    Indicator(
        "requests.urgency",
        "requests",
        "Demandes par urgence",
        "Urgence telle qu’elle a été exprimée.",
        catalogue=Catalogue.URGENCIES,
    ),
    Indicator(
        "requests.outcome",
        "requests",
        "Demandes par suite",
        "Où en est la demande le jour du comptage.",
        answers=(
            ("met", "rendez-vous donné"),
            ("waiting", "en attente"),
            ("closed", "close sans rendez-vous"),
        ),
    ),
    Indicator(
        "first_meetings.delay",
        "first_meetings",
        "Délai jusqu’au premier entretien",
        "Jours entre l’appel et le premier entretien tenu.",
        answers=(
            ("up_to_7", "7\u00a0jours ou moins"),
            ("from_8_to_14", "8 à 14\u00a0jours"),
            ("from_15_to_30", "15 à 30\u00a0jours"),
            ("from_31", "31\u00a0jours et plus"),
        ),
    ),
    Indicator(
        "persons_met.link",
        "persons_met",
        "Personnes rencontrées par lien",
        "Lien avec la personne hospitalisée.",
        catalogue=Catalogue.LINKS,
    ),
    Indicator(
        "persons_met.age",
        "persons_met",
        "Personnes rencontrées par tranche d’âge",
        "Âge atteint dans l’année où finit la période, ou tranche notée.",
        catalogue=Catalogue.AGE_BRACKETS,
    ),
    Indicator(
        "persons_met.minor",
        "persons_met",
        "Mineurs rencontrés",
        "Moins de 18\u00a0ans, d’après l’année de naissance, la tranche notée ou la case cochée.",
        answers=(("minor", "mineurs"), ("other", "adultes, ou âge non noté")),
    ),
    Indicator(
        "situations_seen.emotions",
        "situations_seen",
        "Émotions entendues",
        "Situations où l’émotion a été notée pendant la période\u00a0; une situation peut en"
        " compter plusieurs.",
        several=True,
        catalogue=Catalogue.EMOTIONS,
        section=Section.THEMES,
    ),
    Indicator(
        "situations_seen.needs",
        "situations_seen",
        "Besoins entendus",
        "Situations où le besoin a été noté pendant la période\u00a0; une situation peut en compter"
        " plusieurs.",
        several=True,
        catalogue=Catalogue.NEEDS,
        section=Section.THEMES,
    ),
    Indicator(
        "referrals.resource",
        "referrals",
        "Orientations par ressource",
        "Association ou service proposé.",
        of_directory=True,
    ),
    Indicator(
        "referrals.outcome",
        "referrals",
        "Orientations par suite",
        "Où en est l’orientation le jour du comptage.",
        answers=(
            ("proposed", "proposée"),
            ("handed", "remise"),
            ("contacted", "contact pris"),
            ("attending", "participe"),
            ("finished", "terminée"),
            ("no_outcome", "sans suite"),
            ("declined", "refusée"),
        ),
    ),
    Indicator(
        "contacts.channel",
        "contacts",
        "Contacts par moyen",
        "Comment le contact a eu lieu.",
        catalogue=Catalogue.CHANNELS,
    ),
    Indicator(
        "contacts.duration",
        "contacts",
        "Contacts par durée",
        "Durée notée du contact.",
        answers=(
            ("up_to_15", "15\u00a0minutes ou moins"),
            ("from_16_to_30", "16 à 30\u00a0minutes"),
            ("from_31_to_60", "31 à 60\u00a0minutes"),
            ("from_61_to_90", "61 à 90\u00a0minutes"),
            ("from_91", "plus de 90\u00a0minutes"),
        ),
    ),
    Indicator(
        "missed.channel",
        "missed",
        "Rendez-vous manqués par moyen",
        "Moyen prévu pour le rendez-vous.",
        catalogue=Catalogue.CHANNELS,
    ),
    Indicator(
        "direct_minutes.channel",
        "direct_minutes",
        "Temps direct par moyen de contact",
        "Minutes de contact.",
        catalogue=Catalogue.CHANNELS,
    ),
    Indicator(
        "indirect_work.kind",
        "indirect_work",
        "Travaux indirects par genre",
        "Ce qui a été fait.",
        catalogue=Catalogue.INDIRECT_WORK,
    ),
    Indicator(
        "indirect_minutes.kind",
        "indirect_minutes",
        "Temps indirect par genre",
        "Minutes de travail indirect.",
        catalogue=Catalogue.INDIRECT_WORK,
    ),
    Indicator(
        "actions_due.outcome",
        "actions_due",
        "Suites tenues",
        "Ce qui en a été fait, d’après le jour de l’échéance.",
        answers=(
            ("kept", "tenues à temps"),
            ("late", "tenues en retard"),
            ("undone", "pas faites"),
        ),
    ),
)

_POPULATIONS = {population.code: population for population in POPULATIONS}
_INDICATORS = {indicator.code: indicator for indicator in INDICATORS}


def population(code: str) -> Population:
    return _POPULATIONS[code]


def indicator(code: str) -> Indicator:
    return _INDICATORS[code]


def section_of(shown: Indicator) -> Section:
    """Where it stands in the report: its own section, else that of its population."""
    return shown.section or population(shown.population).section
