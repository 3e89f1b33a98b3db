"""The gate over an open vault: it gathers what the pure function looks at."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from referent_desk.directory import Directory, Resource
from referent_desk.families import Families
from referent_desk.meetings import Agreements, Meetings
from referent_desk.secrecy.gate import decide
from referent_desk.secrecy.handed import HandedLetter, may_be_handed
from referent_desk.secrecy.model import (
    Decision,
    File,
    OwnAccount,
    Piece,
    Recipient,
    Sharing,
    Way,
)
from referent_desk.secrecy.pieces import file_for_gate
from referent_desk.settings import Settings, declared
from referent_desk.vault import Row, Vault
from referent_desk.vocabulary import Vocabulary


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
        written = (*self._asked(family_id), *self._emails(family_id))
        return File(
            (*found.heard, *written), found.agreements, found.patients, found.relatives, found.wards
        )

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
    ) -> Decision:
        """May that relative carry it to `resource`, or keep it? `ordinary` is its template, filled.

        `printed` are other resources that it names. Raises NotFound.
        """
        file, today = self.file(family_id), self._today()
        return may_be_handed(
            HandedLetter(resource, diagnosis_named, text, bearer, file, today, ordinary, printed)
        )

    def _asked(self, family_id: str) -> Iterator[Piece]:
        """What was asked in a call, as it was asked."""
        found = self._vault.rows(
            "SELECT id, asked AS text, person_id, received_at AS at, situation_id FROM request"
            " WHERE family_id = ? AND asked <> '' ORDER BY received_at",
            (family_id,),
        )
        return (_written(row) for row in found)

    def _emails(self, family_id: str) -> Iterator[Piece]:
        """What they wrote; of its writer only when nobody else took part."""
        found = self._vault.rows(
            "SELECT m.id, e.body AS text, CASE count(p.person_id) WHEN 1 THEN max(p.person_id) END"
            " AS person_id, m.starts_at AS at, m.situation_id FROM meeting m"
            " JOIN email e ON e.meeting_id = m.id AND e.direction = 'received' AND e.body <> ''"
            " LEFT JOIN meeting_participant p ON p.meeting_id = m.id"
            " WHERE m.family_id = ? GROUP BY m.id ORDER BY m.starts_at",
            (family_id,),
        )
        return (_written(row) for row in found)


def _written(row: Row) -> Piece:
    """Told as it came: it may be about anyone."""
    return Piece(
        row["text"],
        said_by=row["person_id"],
        about_patient=True,
        noted_on=datetime.fromisoformat(row["at"]).date(),
        situation_id=row["situation_id"],
        record_id=row["id"],
    )
