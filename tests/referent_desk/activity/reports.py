"""A report of a fictive service, and variations of it."""

from dataclasses import replace
from datetime import date

from referent_desk.activity.control import Printed, Symbol
from referent_desk.activity.indicators import Indicator, Population, Section, Unit
from referent_desk.activity.periods import Period
from referent_desk.activity.report import (
    PrintedRow,
    PrintedSection,
    PrintedSpread,
    PrintedTable,
    PrintedTotal,
    PrintedWork,
    Report,
    Sender,
    Series,
)

SMALL, WITHHELD, OMITTED = Symbol.SMALL, Symbol.WITHHELD, Symbol.OMITTED
PERIOD = Period.quarter(2026, 3)
COLUMNS = PERIOD, PERIOD.previous, PERIOD.year_before


def population(
    code: str,
    section: Section,
    name: str,
    unit: Unit,
    *,
    adds_up: bool = True,
    controlled: bool = True,
) -> Population:
    definition = f"{name}: comptées une fois sur la période, quel que soit le nombre de contacts."
    return Population(code, section, name, definition, unit, adds_up, controlled)


NEW = population("new", Section.SITUATIONS, "Situations nouvelles", Unit.SITUATIONS)
CURRENT = population(
    "current", Section.SITUATIONS, "Situations en cours", Unit.SITUATIONS, adds_up=False
)
CLOSED = population("closed", Section.SITUATIONS, "Situations clôturées", Unit.SITUATIONS)
ASKED = population("asked", Section.REQUESTS, "Demandes reçues", Unit.REQUESTS)
MET = population("met", Section.PERSONS, "Personnes rencontrées", Unit.PERSONS, adds_up=False)
CONTACTS = population("contacts", Section.CONTACTS, "Contacts", Unit.CONTACTS, controlled=False)
MINUTES = population("minutes", Section.WORK, "Temps passé", Unit.MINUTES, controlled=False)
REFERRED = population("referred", Section.REFERRALS, "Orientations proposées", Unit.REFERRALS)

Line = tuple[str, Printed, Printed, Printed]


def table(
    code: str,
    of: Population,
    name: str,
    totals: tuple[Printed, ...],
    *lines: Line,
    several: bool = False,
    reason: str = "",
) -> PrintedTable:
    definition = f"{name}, comme c’est noté au dernier jour de la période."
    rows = tuple(
        PrintedRow((f"{code}-{number}",), label, tuple(values))
        for number, (label, *values) in enumerate(lines)
    )
    asked = Indicator(code, of.code, name, definition, several=several)
    return PrintedTable(asked, of, COLUMNS, totals, rows, reason)


def total(of: Population, *values: Printed) -> PrintedTotal:
    return PrintedTotal(of, COLUMNS, values)


def series(of: Population, *values: Printed | None) -> Series:
    period, points = PERIOD, []
    for value in reversed(values):
        points.append((period, value))
        period = period.previous
    return Series(of, tuple(reversed(points)))


WHY = "Avec le rapport du 2e trimestre, il aurait dit lequel des nombres cachés vaut 1."
LINKS = table(
    *("link", MET, "Lien avec la personne hospitalisée", (64, 58, 49)),
    ("Mère", 21, 19, 17),
    ("Père", 9, 8, 6),
    ("Conjoint, conjointe, partenaire de vie", 14, 13, 11),
    ("Frère ou sœur", 8, WITHHELD, 7),
    ("Enfant", 7, 6, WITHHELD),
    ("Ami, amie", WITHHELD, SMALL, SMALL),
    ("Voisin", SMALL, 0, SMALL),
    ("Grand-parent", 0, 0, 0),
    ("Non noté", 0, 0, 0),
)
WARDS = table(
    *("ward", CURRENT, "Unité de soins", (41, 38, 33)),
    ("Unité Les Tilleuls", 16, 15, 12),
    ("Unité Le Verger", 11, 11, 9),
    ("Hôpital de jour", 9, 7, 6),
    ("Autres", 5, 5, 6),
)
EMOTIONS = table(
    *("emotion", MET, "Émotions notées", (64, 58, 49)),
    *((f"émotion notée numéro {n}", 40 - n, 36 - n, 31 - n) for n in range(24)),
    several=True,
)
SECTIONS = (
    PrintedSection(
        Section.SITUATIONS,
        "Les situations",
        (total(NEW, 18, 16, 14), total(CURRENT, 41, 38, 33), total(CLOSED, 12, SMALL, 9)),
        (
            WARDS,
            table("reason", CLOSED, "Motif de clôture", (), reason=WHY),
        ),
    ),
    PrintedSection(
        Section.REQUESTS,
        "Les demandes",
        (total(ASKED, 31, 27, 22),),
        (
            table(
                *("origin", ASKED, "Origine de la demande", (31, 27, 22)),
                ("La famille elle-même", 17, 15, 12),
                ("Une unité de soins", 8, 7, 5),
                ("Une association", 6, 5, 5),
            ),
        ),
    ),
    PrintedSection(
        Section.PERSONS, "Les personnes rencontrées", (total(MET, 64, 58, 49),), (LINKS,)
    ),
    PrintedSection(Section.THEMES, "Ce que les familles vivent", (), (EMOTIONS,)),
    PrintedSection(
        Section.CONTACTS,
        "Les contacts",
        (total(CONTACTS, 1203, 1107, 998),),
        (
            table(
                *("channel", CONTACTS, "Moyen de contact", (1203, 1107, 998)),
                ("Au bureau", 312, 290, 271),
                ("Par téléphone", 644, 590, 512),
                ("Par e-mail", 247, 227, 215),
            ),
        ),
    ),
    PrintedSection(
        Section.WORK,
        "Le travail et son temps",
        (total(MINUTES, 13_415, 12_880, 12_150),),
        (
            table(
                *("kind", MINUTES, "Temps passé par activité", (13_415, 12_880, 12_150)),
                ("Entretiens", 8_010, 7_700, 7_300),
                ("Réunions", 2_405, 2_280, 2_150),
                ("Rédaction", 3_000, 2_900, 2_700),
            ),
        ),
    ),
)
REPORT = Report(
    period=PERIOD,
    version=1,
    issued_on=date(2026, 10, 5),
    sender=Sender(
        "Camille Dumont",
        "Référente famille",
        ("Service du référent famille", "Rue de la Source 5, 5002 Saint-Exemple"),
    ),
    threshold=5,
    key_figures=(
        total(NEW, 18, 16, 14),
        total(CURRENT, 41, 38, 33),
        total(MET, 64, 58, 49),
        total(CONTACTS, 1203, 1107, 998),
        total(CLOSED, 12, SMALL, 9),
        total(MINUTES, 13_415, 12_880, 12_150),
    ),
    sections=SECTIONS,
    series=(
        series(NEW, 9, 11, 12, 14, 13, 15, 16, 18),
        series(CURRENT, 25, 27, 30, 33, 35, 36, 38, 41),
        series(CLOSED, None, 8, 7, 9, WITHHELD, 6, SMALL, 12),
        series(MET, 38, 41, 44, 49, 50, 55, 58, 64),
        series(CONTACTS, 790, 830, 910, 998, 1040, 1075, 1107, 1203),
        series(MINUTES, 10_800, 11_100, 11_700, 12_150, 12_300, 12_500, 12_880, 13_415),
    ),
    delay=PrintedSpread("Délai entre le premier appel et le premier entretien", 27, 3, 6, 11),
    work=PrintedWork(8_010, 5_405, 14_820),
    visible_share=0.87,
    comment=(
        "L’été a été marqué par deux fermetures partielles d’unités; les familles ont appelé plus"
        " tôt dans le séjour.\n\nLe travail avec les unités se poursuit: une réunion par mois"
        " permet d’annoncer le passage du service.\n\n« On ne savait pas à qui demander. »"
    ),
    lessons=(
        "Les familles demandent à être appelées le jour de l’admission, même sans nouvelle.",
        "Une feuille d’explication remise à l’accueil éviterait bien des inquiétudes.",
    ),
)
RECTIFIED = replace(
    REPORT,
    version=2,
    rectified=(
        "Situations nouvelles: 18 au lieu de 17.",
        "Origine de la demande, « Une association »: 6 au lieu de 5.",
    ),
)
PREVIEW = replace(REPORT, issued_on=None)
EMPTY = replace(
    REPORT,
    key_figures=(),
    sections=(),
    series=(),
    comment="",
    lessons=(),
    delay=PrintedSpread("Délai", 0),
    work=PrintedWork(0, 0, 0),
)
LONG = replace(REPORT, comment="Un mot encore de ce trimestre. " * 1200 + "\n\nEt ceci." * 60)
_ROWS = table("link", MET, "Lien", (9, 9, 9), ("Parents", 9, 9, 9), ("Mère", 6, 6, 5))
NESTED = replace(
    EMPTY,
    sections=(
        PrintedSection(
            Section.PERSONS,
            "Les personnes rencontrées",
            (),
            (replace(_ROWS, rows=(_ROWS.rows[0], replace(_ROWS.rows[1], level=1))),),
        ),
    ),
)
