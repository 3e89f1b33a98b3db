"""The letter a relative carries: who, to whom, for which needs."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from referent_desk.documents import LETTER_DRAFT, Preview, Way
from referent_desk.followup import Referral
from referent_desk.office import Office
from ui.documents.letter_form import NeedsLine, choices
from ui.documents.writing import WritingScreen

_UNDRAWN = "······"
"""Where the reference will stand: it is drawn when the letter leaves."""


class LetterScreen(WritingScreen):
    """Its referral is recorded when the letter leaves."""

    def __init__(self, office: Office, family_id: str, referral_id: str = "") -> None:
        super().__init__(office, (LETTER_DRAFT, f"{family_id}:{referral_id}"), "Lettre")
        self.setObjectName("letter_screen")
        self._file = office.families.open_file(family_id)
        self._referral = office.followup.referral(referral_id) if referral_id else None
        referral = self._referral
        self._hand = choices(office, self._file, referral)
        self._noted = referral.needs if referral else self._needs_of_bearer()
        self._needs = NeedsLine(office, self._noted)
        self._hand.changed.connect(self._hand_changed)
        self._needs.changed.connect(self.choice_changed)
        self._start()

    def about(self) -> Referral | None:
        """The referral as the form has it; None while nobody can carry it."""
        resource, person = self._hand.resource, self._hand.person
        if resource is None or person is None:
            return None
        base = self._referral or Referral(self._family_id, resource.id, person.id, code=_UNDRAWN)
        return replace(
            base,
            resource_id=resource.id,
            person_id=person.id,
            needs=self._needs.selected(),
            diagnosis_named=self._hand.diagnosis_named,
        )

    def recorded(self) -> Referral:
        referral = self.about() or Referral(self._family_id, "", "")
        if referral.id:
            self._office.followup.revise(referral)
        else:
            referral = self._office.followup.propose(referral)
        self._referral = referral
        return referral

    def way(self) -> Way:
        return Way.HANDED

    def names(self) -> tuple[str, str]:
        resource = self._hand.resource
        title = f"Lettre à {resource.name}" if resource else "Lettre"
        return title, f"Famille {self._file.family.name} · brouillon"

    def draft_label(self) -> str:
        return f"Lettre, famille {self._file.family.name}"

    def choices(self) -> Mapping[str, Any]:
        referral = self.about()
        return {
            "resource_id": referral.resource_id if referral else "",
            "person_id": referral.person_id if referral else "",
            "diagnosis_named": self._hand.diagnosis_named,
            "needs": list(self._needs.selected()),
        }

    def take_choices(self, draft: Mapping[str, Any]) -> None:
        self._hand.set_choice(
            Referral(
                self._family_id,
                str(draft["resource_id"]),
                str(draft["person_id"]),
                diagnosis_named=bool(draft["diagnosis_named"]),
            )
        )
        self._needs.set_selected(draft["needs"])

    def say(self, preview: Preview) -> None:
        stops = [concern.reason for concern in preview.concerns if concern.stops]
        reasons = [*(obstacle.reason for obstacle in preview.obstacles), *stops]
        heed = [concern.reason for concern in preview.concerns if not concern.stops]
        self._hand.say(reasons, (*preview.cautions, *heed))

    def _hand_changed(self) -> None:
        """Their own needs, unless others were chosen."""
        untouched = self._referral is None and self._needs.selected() == self._noted
        if untouched:
            self._noted = self._needs_of_bearer()
            self._needs.set_selected(self._noted)
        self.choice_changed()

    def _needs_of_bearer(self) -> tuple[str, ...]:
        person = self._hand.person
        meetings = self._office.meetings
        return meetings.needs_noted(self._family_id, person.id) if person else ()

    @property
    def _family_id(self) -> str:
        return self._file.family.id

    def _start(self) -> None:
        if self._referral:
            self._hand.set_choice(self._referral)
            before = self._office.documents.issued(self._family_id)
            document = next((d for d in before if d.referral_id == self._referral.id), None)
            if document:
                self.begin_issued(self._hand, document)
                return
        self.begin(self._hand, self._needs)
        if not self._file.people:
            self.tell("Ajoutez d’abord au dossier le proche qui portera la lettre.", "info")
        elif self._hand.resource is None:
            self._title.set_subtitle("Choisissez d’abord à qui la lettre s’adresse.")
