"""What a salvage brought back: counts by table, no name, no content."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from referent_desk.figures import counted, figures
from referent_desk.vault.integrity.table_words import words_for


@dataclass(frozen=True)
class TableOutcome:
    """`lost` is None where nothing is left to count by."""

    table: str
    kept: int
    aside: int
    lost: int | None

    @property
    def whole(self) -> bool:
        return self.aside == 0 and self.lost == 0


@dataclass(frozen=True)
class SalvageReport:
    """`pages` are the damaged ones; `journal_kept` the entries whose chain is sound."""

    folder: Path
    at: datetime
    tables: tuple[TableOutcome, ...]
    pages: tuple[int, ...]
    pages_total: int
    journal_kept: int
    unfit: int

    @property
    def whole(self) -> bool:
        return not self.pages and all(outcome.whole for outcome in self.tables)

    @property
    def summary(self) -> str:
        kept = sum(outcome.kept for outcome in self.tables)
        aside = sum(outcome.aside for outcome in self.tables)
        lost = sum(outcome.lost or 0 for outcome in self.tables)
        more = " au moins" if any(outcome.lost is None for outcome in self.tables) else ""
        return (
            f"{_told(kept, 'fiche reprise', 'fiches reprises')},"
            f" {_told(aside, 'mise de côté', 'mises de côté')},"
            f" {_told(lost, 'perdue', 'perdues')}{more}."
        )

    def text(self) -> str:
        """In French, to be shown or printed: counts only."""
        return "\n".join((*self._head(), "", *self._tables(), "", *self._next(), ""))

    def _head(self) -> list[str]:
        damaged = ", ".join(map(str, self.pages[:60])) or "aucune"
        more = f" et {figures(len(self.pages) - 60)} autres" if len(self.pages) > 60 else ""
        share = f"{figures(len(self.pages))} sur {figures(self.pages_total)}"
        return [
            f"Récupération du {self.at:%d/%m/%Y à %H:%M}",
            f"Coffre récupéré\u00a0: {self.folder.name}",
            self.summary,
            f"Pages abîmées ({share})\u00a0: {damaged}{more}",
            f"Journal des accès\u00a0: {figures(self.journal_kept)} entrées dont la suite est sûre",
            f"Documents dont l’empreinte ne convient pas\u00a0: {figures(self.unfit)}",
        ]

    def _tables(self) -> list[str]:
        """Those that lost something first; those that were and are empty are left out."""
        shown = [t for t in self.tables if t.kept or t.aside or t.lost != 0]
        shown.sort(key=lambda outcome: outcome.whole)
        return [outcome_line(outcome) for outcome in shown]

    def _next(self) -> list[str]:
        lines = [
            "Que faire\u00a0:",
            "1. Gardez l’ancien coffre tel quel\u202f: il n’a pas été touché.",
            "2. Si vous avez une sauvegarde récente, elle est peut-être plus complète.",
            "3. Sinon, travaillez dans le coffre récupéré\u202f: les mêmes secrets l’ouvrent.",
        ]
        if any(outcome.aside for outcome in self.tables):
            lines.append(
                "4. Ce qui est mis de côté reste dans le coffre récupéré, hors des dossiers\u00a0:"
                " des fiches dont le dossier est perdu, ou dont le contenu n’est plus sûr."
            )
        return lines


def outcome_line(outcome: TableOutcome) -> str:
    """One table."""
    words = words_for(outcome.table)
    if outcome.whole:
        return f"{words}\u00a0: {figures(outcome.kept)}, rien ne manque"
    lost = "nombre de pertes inconnu"
    if outcome.lost is not None:
        lost = _told(outcome.lost, "perdue", "perdues")
    kept = _told(outcome.kept, "reprise", "reprises")
    aside = _told(outcome.aside, "mise de côté", "mises de côté")
    return f"{words}\u00a0: {kept}, {aside}, {lost}"


def _told(count: int, one: str, many: str) -> str:
    return counted(count, one, many) if count else f"aucune {one}"
