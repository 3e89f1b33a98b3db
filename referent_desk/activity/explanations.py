"""What the report says of its own figures: definitions, method, and what it leaves out."""

from collections import defaultdict
from collections.abc import Iterator

from referent_desk.activity import wording
from referent_desk.activity.control import Symbol
from referent_desk.activity.report import PrintedTable, Report
from referent_desk.documents import Grid, Header, ItemList, PaperBlock, Paragraph, Part, Run


def defined(report: Report) -> tuple[tuple[str, str, str], ...]:
    """Name, unit and definition of what the report prints, each once, in its order."""
    found: dict[str, tuple[str, str, str]] = {}

    def add(code: str, name: str, unit: str, definition: str) -> None:
        found.setdefault(code, (name, unit, definition))

    for total in report.key_figures:
        one = total.population
        add(f"population:{one.code}", one.name, one.unit, one.definition)
    for section in report.sections:
        for total in section.totals:
            one = total.population
            add(f"population:{one.code}", one.name, one.unit, one.definition)
        for table in section.tables:
            asked = table.indicator
            add(f"indicator:{asked.code}", asked.name, table.population.unit, asked.definition)
    for series in report.series:
        one = series.population
        add(f"population:{one.code}", one.name, one.unit, one.definition)
    return tuple(found.values())


def omitted(report: Report) -> tuple[PrintedTable, ...]:
    """The tables that are left out, each with its reason."""
    return tuple(t for section in report.sections for t in section.tables if t.reason)


def definitions(report: Report) -> Iterator[PaperBlock]:
    if rows := defined(report):
        yield Part("Définitions")
        columns = Header("Ce qui est compté", 1.1), Header("Unité", 0.5), Header("Définition", 2.4)
        yield Grid(columns, rows)


def method(report: Report) -> Iterator[PaperBlock]:
    yield Part("Méthode")
    for sentence in _method(report):
        yield Paragraph((Run(sentence),))
    if report.threshold > 1:
        yield ItemList(tuple((Run(text),) for text in _signs(report)))
        yield Paragraph((Run(_audit()),))


def left_out(report: Report) -> Iterator[PaperBlock]:
    if tables := omitted(report):
        yield Part("Tableaux omis")
        by_reason = defaultdict[str, list[str]](list)
        for table in tables:
            by_reason[table.reason].append(table.indicator.name)
        columns = Header("Tableau", 2), Header("Raison", 2)
        rows = (("; ".join(names), reason) for reason, names in by_reason.items())
        yield Grid(columns, tuple(rows))


def _method(report: Report) -> Iterator[str]:
    yield (
        "Chaque chiffre est compté dans le dossier du service, par la même règle à chaque rapport,"
        " du premier au dernier jour de la période compris. Les situations, les personnes et les"
        " entretiens ne s’additionnent pas entre eux. Ce qui est brouillon, sans date ou hors de"
        " la période n’est pas compté; le travail indirect l’est à part."
    )
    if report.threshold <= 1:
        yield "Pour ce rapport, aucun petit nombre n’est caché: le seuil choisi est de 1."
        return
    yield (
        "Ce qui décrit des personnes ou des situations ne doit permettre de reconnaître personne."
        f" Le seuil de ce rapport est de {report.threshold}. Le travail du service (contacts,"
        " durées) s’imprime exactement; aucun pourcentage n’est donné sur de petits nombres."
    )


def _signs(report: Report) -> Iterator[str]:
    threshold = report.threshold
    yield (
        f"« {wording.small(threshold)} »: un nombre de 1 à {threshold - 1}, trop petit pour être"
        " imprimé. Dans les graphiques, une barre hachurée."
    )
    yield (
        f"« {wording.WITHHELD} », non communiqué: un nombre, petit ou grand, qui permettrait d’en"
        " retrouver un autre par soustraction. Dans les graphiques, une barre en pointillé."
    )
    tables = omitted(report)
    if tables or _omits_a_total(report):
        why = " La raison est donnée à la fin du rapport." if tables else ""
        what = f"« {wording.OMITTED} », ou tableau omis"
        yield f"{what}: même caché en partie, il en dirait trop.{why}"
    yield "Une barre hachurée ou en pointillé a toujours la même longueur, quel que soit le nombre."


def _omits_a_total(report: Report) -> bool:
    totals = (total for section in report.sections for total in section.totals)
    return any(Symbol.OMITTED in total.values for total in totals)


def _audit() -> str:
    return (
        "Un contrôle indépendant a cherché ce qu’un lecteur pourrait retrouver des nombres cachés"
        " en rapprochant tous les tableaux, les totaux et les rapports déjà émis; il n’en retrouve"
        " aucun de plus près que la règle ne le permet."
    )
