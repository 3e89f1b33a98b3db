"""Sentences of the journal of access. Pure functions, no widget."""

from referent_desk.documents import Column, Listing
from referent_desk.figures import counted
from referent_desk.overview import EventKind, JournalLine
from ui.widgets import RowData
from ui.widgets.typed_dates import WEEKDAYS, show_date, show_time

DOT = " · "
NOBODY_KNOWN = "personne inconnue"
KINDS = (
    (EventKind.ENTRY, "Ouvertures du coffre"),
    (EventKind.REFUSED, "Essais refusés"),
    (EventKind.READING, "Dossiers et documents lus"),
    (EventKind.LEAVING, "Ce qui est sorti"),
    (EventKind.FILES, "Dossiers créés, clôturés…"),
    (EventKind.ACCESS, "Accès au coffre"),
    (EventKind.SAFETY, "Sauvegardes et contrôles"),
    (EventKind.OTHER, "Autres"),
)
SENTENCES = {
    "vault.opened": "Coffre ouvert",
    "unlock.failed": "Essai d’ouverture refusé",
    "proof.failed": "Phrase de passe refusée, dans le coffre ouvert",
    "family.opened": "Dossier ouvert",
    "family.created": "Dossier créé",
    "family.closed": "Dossier clôturé",
    "family.reopened": "Dossier rouvert",
    "family.deleted": "Dossier supprimé, à la corbeille",
    "family.deleted_undone": "Dossier restauré de la corbeille",
    "family.merged": "Un autre dossier réuni avec celui-ci",
    "family.merged_undone": "Dossiers réunis, séparés à nouveau",
    "family.split": "Dossier séparé en deux",
    "family.split_undone": "Dossier séparé, réuni à nouveau",
    "person.deleted": "Personne supprimée, à la corbeille",
    "person.deleted_undone": "Personne restaurée de la corbeille",
    "person.moved": "Personne déplacée vers un autre dossier",
    "person.moved_undone": "Personne déplacée, revenue",
    "person.merged": "Deux fiches de personnes réunies",
    "person.merged_undone": "Fiches de personnes réunies, séparées à nouveau",
    "meeting.deleted": "Entretien supprimé, à la corbeille",
    "meeting.deleted_undone": "Entretien restauré de la corbeille",
    "meeting.moved": "Entretien déplacé vers un autre dossier",
    "meeting.moved_undone": "Entretien déplacé, revenu",
    "request.deleted": "Demande supprimée, à la corbeille",
    "request.deleted_undone": "Demande restaurée de la corbeille",
    "action.deleted": "Suite à donner supprimée, à la corbeille",
    "action.deleted_undone": "Suite à donner restaurée de la corbeille",
    "basket.purged": "Corbeille vidée de ce qui avait plus de trente jours",
    "document.opened": "Document ouvert",
    "document.issued": "Document émis",
    "document.printed": "Document imprimé",
    "document.exported": "Document enregistré hors du coffre",
    "document.handed_over": "Document remis en main propre",
    "document.sent": "Document envoyé ou transmis",
    "envelope.printed": "Enveloppe ou étiquette imprimée",
    "envelope.exported": "Enveloppe ou étiquette enregistrée hors du coffre",
    "template.changed": "Modèle de document changé",
    "logo.changed": "Logo des documents changé",
    "logo.removed": "Logo des documents retiré",
    "template.reset": "Modèle de document d’origine repris",
    "network.printed": "Carte du réseau imprimée",
    "evolution.printed": "Évolution imprimée",
    "preparation.printed": "Préparation du jour imprimée",
    "preparation.exported": "Préparation du jour enregistrée hors du coffre",
    "summary.printed": "Résumé d’un dossier imprimé",
    "summary.exported": "Résumé d’un dossier enregistré hors du coffre",
    "agreement.given": "Accord noté",
    "agreement.withdrawn": "Accord retiré",
    "disclosure.handed": "Remis à un proche, qui le porte",
    "disclosure.together": "Dit ensemble, avec un proche",
    "disclosure.transmitted": "Transmis directement, sous le secret partagé",
    "register.printed": "Registre des partages imprimé",
    "register.exported": "Registre des partages enregistré hors du coffre",
    "lessons.printed": "Ce que les familles nous apprennent, imprimé",
    "lessons.exported": "Ce que les familles nous apprennent, enregistré hors du coffre",
    "report.issued": "Rapport d’activité émis",
    "report.printed": "Rapport d’activité imprimé",
    "report.exported": "Rapport d’activité enregistré hors du coffre",
    "disclosure.exception": "Exception légale notée",
    "disclosure.completed": "Exception légale complétée",
    "disclosure.undone": "Exception légale notée par erreur, retirée",
    "journal.read": "Journal consulté",
    "journal.printed": "Journal imprimé",
    "journal.exported": "Journal enregistré hors du coffre",
    "access.added": "Accès ajouté",
    "access.renamed": "Accès renommé",
    "access.revoked": "Accès retiré",
    "access.passphrase_changed": "Phrase de passe changée",
    "access.recovery_renewed": "Code de secours renouvelé",
    "access.accepted": "Liste des accès vérifiée et acceptée",
    "header.not_ours": "En-tête du coffre changé hors du programme",
    "vault.reencrypted": "Coffre chiffré à nouveau, sous une autre clé",
    "vault.backed_up": "Coffre sauvegardé",
    "vault.old_backups_erased": "Sauvegardes sous l’ancienne clé effacées",
    "vault.restored": "Coffre restauré d’une sauvegarde",
    "vault.stray_log": "Fichier d’un autre moment ou d’un autre coffre, mis de côté",
    "vault.aside_settled": "Fiches mises de côté\u00a0: relues, puis effacées",
    "vault.salvaged": "Coffre reconstitué de ce qui se lisait encore",
}
_ICONS = {
    EventKind.ENTRY: "lock-open",
    EventKind.REFUSED: "shield-alert",
    EventKind.READING: "eye",
    EventKind.LEAVING: "upload",
    EventKind.FILES: "folder-open",
    EventKind.ACCESS: "key-round",
    EventKind.SAFETY: "shield-check",
    EventKind.OTHER: "circle",
}
_TAGS = {EventKind.REFUSED: "refusé", EventKind.LEAVING: "sorti du coffre"}
_COLUMNS = (Column("Quand", 4), Column("Qui", 4), Column("Quoi", 5), Column("Sur quoi", 6))


def what(event: str) -> str:
    """An event that this version does not know is shown by its code."""
    return SENTENCES.get(event, f"Autre événement ({event})")


def on_what(line: JournalLine) -> str:
    """« document pour Similes Wallonie, famille Lacroix »; empty when it is about no record."""
    if line.gone:
        return "accès retiré depuis" if line.kind is EventKind.ACCESS else "dossier effacé"
    parts = (
        f"document pour {line.recipient}" if line.recipient else "",
        line.person,
        f"famille {line.family}" if line.family else "",
        line.way_in,
    )
    return ", ".join(part for part in parts if part)


def when(line: JournalLine) -> str:
    """« lun. 23/11/2026, 14 h 30 »."""
    day = WEEKDAYS[line.at.weekday()][:3]
    return f"{day}. {show_date(line.at.date())}, {show_time(line.at.time())}"


def who(line: JournalLine) -> str:
    return line.holder or NOBODY_KNOWN


def journal_row(line: JournalLine) -> RowData:
    title = DOT.join(part for part in (what(line.event), on_what(line)) if part)
    return RowData(
        title,
        f"{when(line)}{DOT}{who(line)}",
        _TAGS.get(line.kind, ""),
        "warning" if line.kind is EventKind.REFUSED else "info",
        _ICONS[line.kind],
        str(line.seq),
    )


def journal_listing(lines: tuple[JournalLine, ...], about: tuple[str, ...]) -> Listing:
    """The list on paper; its title says no name."""
    rows = tuple((when(ln), who(ln), what(ln.event), on_what(ln)) for ln in lines)
    return Listing("Journal des accès", about, _COLUMNS, rows)


def lines_counted(number: int) -> str:
    """« 1 234 lignes »."""
    return counted(number, "ligne", "lignes") if number else "Aucune ligne"
