"""The full check beside the work: its private copy, its progress, its being stopped."""

from pathlib import Path
from threading import Thread

import pytest

from referent_desk.errors import DiskFull
from referent_desk.vault import Unwatched
from referent_desk.vault.integrity import copying, inspection
from tests.referent_desk.vault.integrity.conftest import Lived


class _GivenUp(Exception):
    pass


class _Watching(Unwatched):
    """Keeps what it is told, and gives up at a word."""

    def __init__(self, give_up_at: str = "\0") -> None:
        self.told: list[str] = []
        self._word = give_up_at

    def __call__(self, text: str) -> None:
        self.told.append(text)

    def check(self) -> None:
        if self.told and self._word in self.told[-1]:
            raise _GivenUp


def names(lived: Lived) -> set[str]:
    return {path.name for path in lived.folder.iterdir()}


SOUND = {"coffre.db", "coffre.json", "coffre.verrou"}


def test_it_tells_how_far_it_is_and_leaves_no_copy(lived: Lived) -> None:
    watching = _Watching()
    with lived.watched() as vault:
        assert vault.check(thorough=True, progress=watching) == []
    assert watching.told[0] == "Copie de la base…"
    assert "Journal des accès…" in watching.told
    assert names(lived) == SOUND


def test_a_screen_that_asks_meanwhile_does_not_forget_what_is_found(
    lived: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lived.watched() as vault:

        def found_while_read(_reader: object) -> None:
            vault.check(thorough=True)

        monkeypatch.setattr(inspection, "last_full_check", found_while_read)
        assert vault.last_full_check is None
        assert vault.last_full_check is not None


@pytest.mark.parametrize("word", ["Copie", "Structure", "Journal", "Contenu"])
def test_given_up_it_stops_and_leaves_no_copy(lived: Lived, word: str) -> None:
    with lived.watched() as vault:
        with pytest.raises(_GivenUp):
            vault.check(thorough=True, progress=_Watching(word))
        assert vault.last_full_check is None
        assert not vault.read_only
    assert names(lived) == SOUND


def test_the_copy_is_encrypted_and_private(lived: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, bytes]] = []

    def look(subject: inspection.Subject, *_: object) -> tuple[()]:
        seen.append((subject.file.stat().st_mode & 0o777, subject.file.read_bytes()))
        return ()

    monkeypatch.setattr(inspection, "full_findings", look)
    with lived.watched() as vault:
        vault.check(thorough=True)
        before = lived.database.read_bytes()
    [(mode, content)] = seen
    assert mode == 0o600
    assert content == before


def test_what_a_crash_left_is_removed_at_the_unlock(lived: Lived) -> None:
    (lived.folder / ".coffre.db.0badcafe.controle").write_bytes(b"x")
    lived.open().close()
    assert names(lived) == SOUND


def test_a_copy_for_which_there_is_no_room_says_so(
    lived: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(inspection, "copy_between_writes", full)
    with lived.watched() as vault, pytest.raises(DiskFull):
        vault.check(thorough=True)
    assert names(lived) == SOUND


def test_what_is_written_meanwhile_makes_it_copy_anew(lived: Lived, tmp_path: Path) -> None:
    class Writing(Unwatched):
        left = 2

        def check(self) -> None:
            if self.left:
                self.left -= 1
                vault.drafts.save("note", str(self.left), {"text": "x" * 9000})

    target = tmp_path / "copie.db"
    with lived.open() as vault:
        copying.copy_between_writes(vault._store, lived.database, target, Writing())
        assert target.read_bytes() == lived.database.read_bytes()


def test_a_vault_never_at_rest_is_copied_without_a_pause(lived: Lived, tmp_path: Path) -> None:
    """Another thread writes whenever it can."""
    stop = False

    def write() -> None:
        number = 0
        while not stop:
            number += 1
            vault.drafts.save("note", str(number % 5), {"text": "x" * 5000})

    target = tmp_path / "bureau2.coffre" / "coffre.db"
    target.parent.mkdir()
    with lived.open() as vault:
        writer = Thread(target=write)
        writer.start()
        try:
            copying.copy_between_writes(vault._store, lived.database, target, Unwatched())
        finally:
            stop = True
            writer.join()
    (target.parent / "coffre.json").write_bytes((lived.folder / "coffre.json").read_bytes())
    with Lived(target.parent, lived.key, lived.vault_id).watched() as copied:
        assert copied.check(thorough=True) == []
