"""The gate over an open vault: it gathers what the pure function looks at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from referent_desk.directory import Directory, Resource
from referent_desk.families import Families
from referent_desk.meetings import Agreements, Meetings
from referent_desk.secrecy.confided import written_in
from referent_desk.secrecy.discarded import discarded_from
from referent_desk.secrecy.gate import decide
from referent_desk.secrecy.handed import HandedLetter, may_be_handed
from referent_desk.secrecy.model import (
    NOTHING_BESIDE,
    Beside,
    Decision,
    File,
    OwnAccount,
    Recipient,
    Sharing,
    Way,
)
from referent_desk.secrecy.pieces import file_for_gate
from referent_desk.secrecy.reading import folded
from referent_desk.secrecy.typed import being_written
from referent_desk.settings import Settings, declared
from referent_desk.vault import Vault
from referent_desk.vocabulary import Catalogue, Vocabulary


class Gate:
    """Front door. `begin` gives what is to be completed with `replace`, `decide` the answer."""

    def __init__(
        self,
        vault: Vault,
        settings: Settings,
        vocabulary: Vocabulary,
        families: Families,
        meetings: Meetings,
        agreements: Agreements,
        directory: Directory,
        today: Callable[[], date],
    ) -> None:
        self._vault, self._settings, self._vocabulary = vault, settings, vocabulary
        self._families, self._meetings = families, meetings
        self._agreements, self._directory = agreements, directory
        self._today = today

    def file(self, family_id: str) -> File:
        """As it stands. Raises NotFound."""
        found = file_for_gate(
            self._families.open_file(family_id),
            self._meetings.of_family(family_id),
            self._agreements.of_family(family_id),
            self._vocabulary.label,
        )
        typed = being_written(self._vault.drafts.all(), family_id)
        heard = (*found.heard, *written_in(self._vault, family_id), *typed)
        thrown = discarded_from(self._vault, family_id, heard)
        heard = tuple(dict.fromkeys((*heard, *thrown)))
        return replace(found, heard=heard, everyday=self._everyday())

    def _everyday(self) -> frozenset[str]:
        """The words of what is noted by choosing, and of the directory."""
        entries = (entry for catalogue in Catalogue for entry in self._vocabulary.all(catalogue))
        words = [text for e in entries for text in (e.label, e.neutral)]
        for to in self._directory.list(retired=True):
            words += (to.name, to.audience, to.offer, to.address, to.city, to.neutral_reason)
        return frozenset(folded("\n".join(words)).split())

    def begin(
        self, way: Way, family_id: str, resource_id: str, file: File | None = None
    ) -> Sharing:
        """With nothing picked yet, today. Raises NotFound."""
        return Sharing(
            way,
            Recipient.of(self._directory.get(resource_id)),
            self._today(),
            file or self.file(family_id),
            own_account=OwnAccount(self._settings.get(declared.OWN_ACCOUNT)),
        )

    def decide(self, sharing: Sharing) -> Decision:
        return decide(sharing)

    def letter(
        self,
        family_id: str,
        bearer: str,
        text: str,
        *,
        resource: Resource | None = None,
        printed: tuple[Resource, ...] = (),
        diagnosis_named: bool = False,
        ordinary: str = "",
        beside: Beside = NOTHING_BESIDE,
    ) -> Decision:
        """May that relative carry it to `resource`, or keep it? `ordinary` is its template, filled.

        `printed` are other resources that it names. Raises NotFound.
        """
        file, today = self.file(family_id), self._today()
        return may_be_handed(
            HandedLetter(
                *(resource, diagnosis_named, text, bearer, file, today, ordinary, printed),
                beside=beside,
            )
        )

    def likenesses(self, family_id: str, bearer: str, beside: Beside) -> tuple[str, ...]:
        """What stands beside a text, as `decide` cautions of it. Raises NotFound."""
        return self.letter(family_id, bearer, "", beside=beside).cautions
