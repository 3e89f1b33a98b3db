"""Under a new key: whole or not at all, wherever it is cut, and every way in stays."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from referent_desk.errors import (
    DamagedDatabase,
    DiskFull,
    HeaderNotTrusted,
    ReadOnlyVault,
    VaultLocked,
)
from referent_desk.vault import (
    ANY_COST_POLICY,
    HeaderTrust,
    Passphrase,
    RecoveryCode,
    StorageFailed,
    open_vault,
    reencryption,
)
from referent_desk.vault.connection import connect_apart, connect_existing

SECRET = Passphrase("violon marée tournesol brique")
OTHER = Passphrase("grenier cobalt lanterne tuile")


def silent(_: str) -> None:
    return None


def assert_opens_with_everything(closed: Any) -> None:
    for secret in (SECRET, RecoveryCode(closed.recovery_code)):
        with closed.open(secret) as opened:
            assert opened.drafts.load("call", "").body == {"asked": "Je ne dors plus."}
            assert opened.check(thorough=True) == []
            assert opened.journal.verify().sound
            assert opened.ways.trust() is HeaderTrust.OURS
    assert not (closed.folder / "coffre.neuf.db").exists()
    assert not json.loads(closed.header.read_text())["renewing"]


def test_everybody_still_comes_in_and_the_old_key_reads_nothing(closed: Any) -> None:
    with closed.open() as opened:
        opened.ways.add_person(SECRET, "Sacha Leroy", OTHER.text)
        old_key = opened._access.key()
        opened.reencrypt(SECRET, silent)
        assert opened._access.key() != old_key
        opened.drafts.save("note", "n", {"text": "après"})
        assert opened.journal.entries()[-1].event == "vault.reencrypted"
        assert opened.unseal(opened.seal(b"x")) == b"x"
    assert_opens_with_everything(closed)
    with closed.open(OTHER) as opened:
        assert {draft.kind for draft in opened.drafts.all()} == {"call", "note"}
    with pytest.raises(Exception, match=r".") as refused:
        connect_existing(closed.database, old_key)
    assert "not a database" in str(refused.value) or isinstance(refused.value, DamagedDatabase)


def test_a_revoked_person_with_an_old_copy_reads_nothing_written_since(
    closed: Any, tmp_path: Path
) -> None:
    with closed.open() as opened:
        theirs = opened.ways.add_person(SECRET, "Sacha Leroy", OTHER.text).id
    kept = tmp_path / "kept.json"
    shutil.copy(closed.header, kept)
    with closed.open() as opened:
        opened.ways.revoke(SECRET, theirs)
        opened.reencrypt(SECRET, silent)
    shutil.copy(kept, closed.header)
    with pytest.raises(DamagedDatabase):
        closed.open(OTHER)


@pytest.mark.parametrize("step", [1, 2, 3])
def test_interrupted_before_the_swap_the_old_one_opens(closed: Any, step: int) -> None:
    told: list[str] = []

    def stop(sentence: str) -> None:
        told.append(sentence)
        if len(told) == step:
            raise DiskFull

    with closed.open() as opened:
        with pytest.raises(DiskFull):
            opened.reencrypt(SECRET, stop)
        opened.drafts.save("note", "n", {"text": "on continue"})
    assert_opens_with_everything(closed)


@pytest.mark.parametrize("crash", ["before_header", "after_header", "after_swap"])
def test_cut_by_power_at_each_rename(
    closed: Any, monkeypatch: pytest.MonkeyPatch, crash: str
) -> None:
    """Nothing runs after the cut, not even the tidying of `reencrypt`."""

    class PowerCut(BaseException):
        pass

    def before_header(*_: Any) -> None:
        raise PowerCut

    def after_header(path: Any, header: Any) -> None:
        write(path, header)
        raise PowerCut

    def keep(*_: Any) -> bool:
        return False

    write = reencryption.write_header
    with monkeypatch.context() as power:
        power.setattr(reencryption, "_dropped", keep)
        if crash == "after_swap":
            power.setattr(reencryption, "connect_existing", before_header)
        else:
            power.setattr(reencryption, "write_header", locals()[crash])
        opened = closed.open()
        with pytest.raises(PowerCut):
            opened.reencrypt(SECRET, silent)
        opened.close()
    assert_opens_with_everything(closed)


def test_the_log_of_the_old_key_goes_with_it(closed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The power may fail before the old database is closed."""

    class PowerCut(BaseException):
        pass

    def cut(*_: Any) -> None:
        raise PowerCut

    with closed.open() as opened:
        opened.drafts.save("note", "n", {"text": "x"})
        left = closed.database.with_name("coffre.db-wal").read_bytes()
    with monkeypatch.context() as power:
        power.setattr(reencryption, "_enter_renewed", cut)
        opened = closed.open()
        with pytest.raises(PowerCut):
            opened.reencrypt(SECRET, silent)
        opened.close()
    closed.database.with_name("coffre.db-wal").write_bytes(left)
    assert_opens_with_everything(closed)
    assert not list(closed.folder.glob("coffre.db-*"))


def test_a_fault_after_the_header_is_written_never_drops_the_new_database(
    closed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder's fsync may fail although the header is already in its place."""

    def written_then_failing(path: Any, header: Any) -> None:
        write(path, header)
        raise OSError(5, "x")

    write = reencryption.write_header
    with monkeypatch.context() as disk:
        disk.setattr(reencryption, "write_header", written_then_failing)
        opened = closed.open()
        with pytest.raises(StorageFailed):
            opened.reencrypt(SECRET, silent)
        with pytest.raises(VaultLocked):
            opened.drafts.save("note", "n", {"text": "serait perdu"})
        opened.close()
    assert_opens_with_everything(closed)


def test_a_difference_stops_it(closed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    export = reencryption._export

    def losing(database: Path, old_key: bytes, renewed: Path, key: bytes) -> None:
        export(database, old_key, renewed, key)
        connection = connect_apart(renewed, key)
        connection.execute("DELETE FROM drafts")
        connection.close()

    monkeypatch.setattr(reencryption, "_export", losing)
    with closed.open() as opened, pytest.raises(DamagedDatabase):
        opened.reencrypt(SECRET, silent)
    assert_opens_with_everything(closed)


def test_a_header_changed_by_another_hand_is_not_carried_over(
    closed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else whoever put their own key into it would be let in."""
    with closed.open() as opened:
        monkeypatch.setattr("referent_desk.vault.keys.header.Header.sealed_by", lambda *_: False)
        with pytest.raises(HeaderNotTrusted):
            opened.reencrypt(SECRET, silent)


def test_a_read_only_vault_keeps_its_key(closed: Any) -> None:
    before = {path.name: path.read_bytes() for path in closed.folder.iterdir()}
    with (
        open_vault(closed.folder, SECRET, policy=ANY_COST_POLICY, read_only=True) as opened,
        pytest.raises(ReadOnlyVault),
    ):
        opened.reencrypt(SECRET, silent)
    assert {path.name: path.read_bytes() for path in closed.folder.iterdir()} == before
