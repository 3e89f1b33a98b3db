"""Any document but the letter of a referral: what it is about, its words, its page."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from referent_desk.documents import PAPER_DRAFT, DocumentKind, Outline, Preview, Way, kind_of
from referent_desk.errors import InvalidInput
from referent_desk.families import fold
from referent_desk.office import Office
from referent_desk.secrecy import NotShownYet, Sharing
from referent_desk.settings import declared
from ui.documents.about_card import AboutCard
from ui.documents.writing import WritingScreen
from ui.vault_names import VaultNames


class PaperScreen(WritingScreen):
    """`family_id` is empty for what concerns none; `cleared` is what was chosen to transmit."""

    def __init__(
        self,
        office: Office,
        family_id: str,
        kind: DocumentKind,
        *,
        cleared: Sharing | None = None,
    ) -> None:
        self._kind = kind_of(kind)
        self._file = office.families.open_file(family_id) if family_id else None
        self._cleared = cleared
        super().__init__(office, (PAPER_DRAFT, f"{family_id}:{kind}"), self._kind.name)
        self.setObjectName("paper_screen")
        self.card = AboutCard(office, self._kind, self._file, cleared)
        self.card.changed.connect(self.choice_changed)
        self._names = None if family_id else VaultNames(office, self)
        self._names_told: tuple[str, ...] = ()
        if self._names:
            self._names.read.connect(self.preview.ask)
        self.begin(self.card)
        if self._names:
            self._names.read_soon()
        if cleared:
            self._draft.touch()
        if self._file is not None and not self._file.people:
            told = "Ajoutez d’abord au dossier le proche à qui ce document est destiné."
            self.tell(told, "info")

    def about(self) -> Outline | None:
        return self.card.outline()

    def recorded(self) -> Outline:
        outline = self.card.outline()
        if outline is None:
            raise InvalidInput("person", "Choisissez d’abord pour qui est ce document.")
        new = [told for told in self._named() if told not in self._names_told]
        if new:
            raise NotShownYet("\n".join(new))
        return outline

    def allow(self, *, leaving: bool) -> None:
        """Not before the names are read."""
        super().allow(leaving=leaving and (self._names is None or self._names.known))

    def way(self) -> Way:
        return self.card.way

    def names(self) -> tuple[str, str]:
        whose = f"Famille {self._file.family.name}" if self._file else "Bureau"
        return self._kind.name, f"{whose} · brouillon"

    def draft_label(self) -> str:
        if self._file is None:
            return self._kind.name
        return f"{self._kind.name}, famille {self._file.family.name}"

    def choices(self) -> Mapping[str, Any]:
        return dict(self.card.state())

    def take_choices(self, draft: Mapping[str, Any]) -> None:
        """What was chosen just now counts more than what the draft was about."""
        if self._cleared is None:
            self.card.take(draft)
            return
        self.card.take({key: value for key, value in draft.items() if key != "cleared"})
        self.card.show_cleared(self._cleared)

    def say(self, preview: Preview) -> None:
        self._names_told = tuple(self._named())
        self.card.say(replace(preview, cautions=(*preview.cautions, *self._names_told)))

    def _named(self) -> Iterator[str]:
        """What concerns no family names nobody; who signs may be called like someone."""
        if self._names is None:
            return
        text = self.text()
        ours = fold(self._office.settings.get(declared.REFERENT_NAME)).split()
        for name in dict.fromkeys(found.text for found in self._names.find(text)):
            if not set(fold(name).split()) <= set(ours):
                yield f"Peut-être un nom des dossiers\u00a0: «\u00a0{name}\u00a0»."
