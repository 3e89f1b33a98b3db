"""Is the vault whole: the last checks, a check now, what was found, and saving what can be read."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from referent_desk.figures import figures
from referent_desk.vault import CheckResult, Finding, SalvageReport, Vault, without_echoes
from referent_desk.vocabulary import Vocabulary
from ui import messages, operations
from ui.vault.asides_card import AsidesCard
from ui.vault.full_check import FullCheck
from ui.vault.salvage_sheet import SalvageSheet
from ui.widgets import Card, IconLine, PrimaryButton, SecondaryButton, Text
from ui.widgets.typed_dates import show_date, show_time

SHOWN = 30
HOW = (
    "Un contrôle rapide se fait à chaque ouverture. Le contrôle complet lit toute la base, chaque"
    " semaine, sans interrompre le travail\u00a0: les pages, les liens entre les fiches, la suite"
    " du journal, l’empreinte de chaque lettre remise."
)
WHAT_TO_DO = (
    "Rien n’est modifié dans un coffre abîmé. Si vous avez une sauvegarde saine, restaurez-la."
    " Sinon, récupérez ce qui est lisible\u00a0: un nouveau coffre est créé à côté, avec les mêmes"
    " secrets, et un rapport dit ce qui manque."
)
CHOSEN = "Ouvert en lecture seule, à votre demande ou parce que ce dossier ne permet pas d’écrire."


class IntegrityPanel(QWidget):
    """`otherVaultRequested` carries the folder of the salvaged vault, to be opened instead."""

    otherVaultRequested = Signal(Path)

    def __init__(self, vault: Vault, check: FullCheck, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vault, self._check = vault, check
        self._state = Card("Ce coffre est-il entier\u202f?", icon="shield-check")
        self._damage = Card("Ce qui est abîmé", icon="shield-alert", icon_role="danger")
        self._asides = AsidesCard(vault, vocabulary)
        self._start = PrimaryButton("Vérifier maintenant", "shield-check")
        self._start.setObjectName("integrity_check")
        self._start.clicked.connect(self._check_now)
        self._progress = self._make_progress()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(16)
        column.addWidget(self._state)
        column.addWidget(self._start, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._progress)
        column.addWidget(self._damage)
        column.addWidget(self._asides)
        column.addStretch(1)
        check.told.connect(self._doing.setText)
        check.ended.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        running = self._check.running
        self._start.setVisible(not running)
        self._progress.setVisible(running)
        self._doing.setText(self._check.sentence)
        self._state.clear()
        for line in self._lines():
            self._state.add(line)
        self._state.add(Text(HOW, "muted"))
        self._show_damage(self._findings())
        self._asides.refresh()

    def _lines(self) -> list[QWidget]:
        lines: list[QWidget] = [_checked("Contrôle rapide", self._vault.last_quick_check)]
        full = self._vault.last_full_check
        if full is None:
            lines.append(IconLine("clock", "Contrôle complet\u00a0: pas encore fait", look=""))
        else:
            lines.append(_checked("Contrôle complet", full))
        if self._vault.read_only and not self._findings():
            lines.append(IconLine("eye", CHOSEN, look=""))
        return lines

    def _findings(self) -> list[Finding]:
        """Each once: a quick check repeats what the full one had noted."""
        full = self._vault.last_full_check
        both = (*self._vault.last_quick_check.findings, *(full.findings if full else ()))
        return without_echoes(both)

    def _show_damage(self, findings: list[Finding]) -> None:
        self._damage.clear()
        self._damage.setVisible(bool(findings))
        sentences = list(dict.fromkeys(finding.sentence for finding in findings))
        for sentence in sentences[:SHOWN]:
            self._damage.add(IconLine("circle-alert", sentence, role="danger", look=""))
        if len(sentences) > SHOWN:
            self._damage.add(Text(f"et {figures(len(sentences) - SHOWN)} autres", "muted"))
        self._damage.add(Text(WHAT_TO_DO, "muted"))
        salvage = SecondaryButton("Récupérer ce qui est lisible…", "archive-restore")
        salvage.setObjectName("integrity_salvage")
        salvage.clicked.connect(self._ask_to_salvage)
        self._damage.body.addWidget(salvage, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_progress(self) -> QWidget:
        self._doing = Text("", "secondary")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName("Vérification en cours")
        stop = SecondaryButton("Arrêter", "x")
        stop.setObjectName("integrity_stop")
        stop.clicked.connect(self._check.cancel)
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._doing)
        words.addWidget(bar)
        line.addLayout(words, 1)
        line.addWidget(stop)
        return box

    def _check_now(self) -> None:
        self._check.start()
        self.refresh()

    def _ask_to_salvage(self) -> None:
        messages.question(
            self,
            "Récupérer ce qui est lisible dans un nouveau coffre\u202f?",
            "Il est créé à côté de celui-ci, qui n’est pas touché et n’accepte plus rien de neuf.",
            yes="Récupérer",
            on_yes=self._salvage,
        )

    def _salvage(self) -> None:
        operations.run(
            self._vault.salvage,
            on_done=self._show_report,
            parent=self,
            label="Récupération de ce qui est lisible…",
            cancellable=True,
        )

    def _show_report(self, report: SalvageReport) -> None:
        sheet = SalvageSheet(report, self)
        sheet.openRequested.connect(self.otherVaultRequested)
        sheet.open()


def _checked(what: str, result: CheckResult) -> IconLine:
    when = f"{show_date(result.at.date())} à {show_time(result.at.time())}"
    if not result.findings:
        return IconLine(
            "circle-check", f"{what}\u00a0: {when}, rien à signaler", role="accent", look=""
        )
    return IconLine("circle-alert", f"{what}\u00a0: {when}, des dégâts", role="danger", look="")
