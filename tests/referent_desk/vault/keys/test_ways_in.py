"""Who may open: added, renamed, changed, revoked, and an older header put back noticed."""

import json
import shutil
from typing import Any

import pytest

from referent_desk.errors import (
    DiskFull,
    InvalidInput,
    LastWayIn,
    NotFound,
    SecretRefused,
    WeakPassphrase,
    WrongPassphrase,
    WrongRecoveryCode,
)
from referent_desk.vault import (
    HeaderTrust,
    KeyringUnavailable,
    Passphrase,
    RecoveryCode,
    Vault,
)
from referent_desk.vault.keys import header_file
from tests.fake_keyring import FakeKeyring

SECRET = Passphrase("violon marée tournesol brique")
OTHER = Passphrase("grenier cobalt lanterne tuile")


def events(vault: Vault) -> list[str]:
    return [e.event for e in vault.journal.entries() if e.event.startswith("access.")]


def passphrase_way(vault: Vault, holder: str) -> str:
    return next(w.id for w in vault.ways.all() if w.holder == holder and w.kind == "passphrase")


def test_a_replacement_comes_in_under_their_own_name(closed: Any) -> None:
    with closed.open() as opened:
        added = opened.ways.add_person(SECRET, "  Sacha   Leroy ", OTHER.text)
        assert (added.kind, added.holder, added.mine) == ("passphrase", "Sacha Leroy", False)
        assert events(opened) == ["access.added"]
    with closed.open(OTHER) as opened:
        assert opened.holder == "Sacha Leroy"
        assert opened.drafts.load("call", "") is None
        assert [way.mine for way in opened.ways.all()] == [False, False, True]
        assert opened.ways.trust() is HeaderTrust.OURS


def test_without_proof_nothing_changes(closed: Any) -> None:
    with closed.open() as opened:
        before = opened.ways.all()
        mine = passphrase_way(opened, "Camille Dumont")
        for attempt in (
            lambda: opened.ways.add_person(OTHER, "Sacha Leroy", OTHER.text),
            lambda: opened.ways.change_passphrase(OTHER, mine, OTHER.text),
            lambda: opened.ways.renew_recovery_code(OTHER),
            lambda: opened.ways.remember_here(OTHER, FakeKeyring(), "bureau"),
            lambda: opened.ways.revoke(OTHER, before[1].id),
            lambda: opened.reencrypt(OTHER, lambda _: None),
        ):
            with pytest.raises(SecretRefused):
                attempt()
        assert opened.ways.all() == before
        assert events(opened) == []


@pytest.mark.parametrize(
    ("holder", "passphrase", "leaf"),
    [
        (" ", OTHER.text, InvalidInput),
        ("camille dumont", OTHER.text, InvalidInput),
        ("Sacha Leroy", "sacha leroy", WeakPassphrase),
    ],
)
def test_names_and_passphrases_are_judged(
    closed: Any, holder: str, passphrase: str, leaf: type[Exception]
) -> None:
    with closed.open() as opened, pytest.raises(leaf):
        opened.ways.add_person(SECRET, holder, passphrase)


def test_a_changed_passphrase_opens_and_the_old_one_does_not(closed: Any) -> None:
    with closed.open() as opened:
        opened.ways.change_passphrase(SECRET, passphrase_way(opened, "Camille Dumont"), OTHER.text)
        assert opened.ways.mine() is not None
        opened.ways.prove(OTHER)
    with pytest.raises(WrongPassphrase):
        closed.open(SECRET)
    with closed.open(OTHER) as opened:
        assert opened.drafts.load("call", "") is not None
    closed.open(RecoveryCode(closed.recovery_code)).close()


def test_a_weak_passphrase_takes_no_one_s_place(closed: Any) -> None:
    with closed.open() as opened:
        mine = passphrase_way(opened, "Camille Dumont")
        with pytest.raises(WeakPassphrase):
            opened.ways.change_passphrase(SECRET, mine, "camille dumont")
    closed.open(SECRET).close()


def test_the_recovery_code_gives_a_forgotten_passphrase_back(closed: Any) -> None:
    code = RecoveryCode(closed.recovery_code)
    with closed.open(code) as opened:
        opened.ways.change_passphrase(code, passphrase_way(opened, "Camille Dumont"), OTHER.text)
    closed.open(OTHER).close()


def test_another_s_passphrase_is_not_mine_to_change(closed: Any) -> None:
    with closed.open() as opened:
        theirs = opened.ways.add_person(SECRET, "Sacha Leroy", OTHER.text).id
        with pytest.raises(WrongPassphrase):
            opened.ways.change_passphrase(SECRET, theirs, "girafe bocal ventre ardoise")
    closed.open(OTHER).close()


def test_a_revoked_way_opens_no_more_and_the_last_one_stays(closed: Any) -> None:
    with closed.open() as opened:
        theirs = opened.ways.add_person(SECRET, "Sacha Leroy", OTHER.text).id
        opened.ways.revoke(SECRET, theirs)
        with pytest.raises(NotFound):
            opened.ways.revoke(SECRET, theirs)
        with pytest.raises(LastWayIn):
            opened.ways.revoke(SECRET, passphrase_way(opened, "Camille Dumont"))
        assert events(opened) == ["access.added", "access.revoked"]
    with pytest.raises(WrongPassphrase):
        closed.open(OTHER)


def test_the_keyring_is_never_the_only_way_in(closed: Any) -> None:
    with closed.open() as opened:
        opened.ways.remember_here(SECRET, FakeKeyring(), "bureau")
        with pytest.raises(LastWayIn):
            opened.ways.revoke(SECRET, passphrase_way(opened, "Camille Dumont"))


def test_a_new_recovery_code_replaces_the_old_one(closed: Any) -> None:
    with closed.open() as opened:
        code = opened.ways.renew_recovery_code(SECRET)
        assert [way.kind for way in opened.ways.all()] == ["passphrase", "recovery"]
    with pytest.raises(WrongRecoveryCode):
        closed.open(RecoveryCode(closed.recovery_code))
    closed.open(RecoveryCode(code)).close()


def test_a_new_name_goes_on_every_way_and_on_the_drafts(closed: Any) -> None:
    with closed.open() as opened:
        opened.ways.rename(passphrase_way(opened, "Camille Dumont"), "Camille Dumont-Leroy")
        assert {way.holder for way in opened.ways.all()} == {"Camille Dumont-Leroy"}
        assert opened.drafts.load("call", "") is not None
        opened.journal.record("family.opened", "f1")
        assert opened.journal.entries()[-1].holder == "Camille Dumont-Leroy"
        assert opened.journal.verify().sound
    with closed.open() as opened:
        assert opened.holder == "Camille Dumont-Leroy"
        assert opened.drafts.load("call", "") is not None


def test_the_keyring_opens_without_typing_until_it_is_revoked(closed: Any) -> None:
    keyring = FakeKeyring()
    with closed.open() as opened:
        way = opened.ways.remember_here(SECRET, keyring, "bureau")
        assert (way.kind, way.place) == ("keyring", "bureau")
    with closed.open(keyring.get(way.id)) as opened:
        assert opened.holder == "Camille Dumont"
        opened.ways.revoke(SECRET, way.id)
    with pytest.raises(Exception, match="trousseau"):
        closed.open(keyring.get(way.id))


def test_a_keyring_that_refuses_leaves_no_slot(closed: Any) -> None:
    with closed.open() as opened:
        with pytest.raises(KeyringUnavailable):
            opened.ways.remember_here(SECRET, FakeKeyring(broken=True), "bureau")
        assert len(opened.ways.all()) == 2


def test_a_disk_that_refuses_leaves_nothing_in_the_keyring(
    closed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_path: Any, _header: Any) -> None:
        raise DiskFull

    keyring = FakeKeyring()
    with closed.open() as opened, monkeypatch.context() as disk:
        disk.setattr(header_file, "write_header", failing)
        with pytest.raises(DiskFull):
            opened.ways.remember_here(SECRET, keyring, "bureau")
    assert keyring.kept == {}


def test_a_secret_of_the_key_before_proves_nothing(closed: Any) -> None:
    """Its header put back opens with the same secret, but not this vault."""
    with closed.open() as opened:
        before = closed.header.read_bytes()
        opened.reencrypt(SECRET, lambda _: None)
        closed.header.write_bytes(before)
        with pytest.raises(SecretRefused):
            opened.ways.prove(SECRET)


def test_an_older_header_put_back_is_noticed_and_can_be_accepted(closed: Any) -> None:
    with closed.open() as opened:
        theirs = opened.ways.add_person(SECRET, "Sacha Leroy", OTHER.text).id
        shutil.copy(closed.header, closed.folder / "kept")
        opened.ways.revoke(SECRET, theirs)
    shutil.copy(closed.folder / "kept", closed.header)
    with closed.open(OTHER) as opened:
        assert opened.ways.trust() is HeaderTrust.OLDER
        assert opened.journal.entries()[-2].event == "header.not_ours"
        opened.ways.accept()
        assert opened.ways.trust() is HeaderTrust.OURS
    with closed.open() as opened:
        assert opened.ways.trust() is HeaderTrust.OURS


def test_a_changed_name_is_noticed(closed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = json.loads(closed.header.read_text())
    fields["slots"][0]["holder"] = "Quelqu’un"
    fields["check"] = "made anew"
    closed.header.write_text(json.dumps(fields))

    def forged(_: object) -> str:
        return "made anew"

    with monkeypatch.context() as attacker:
        attacker.setattr("referent_desk.vault.keys.header._checksum", forged)
        with closed.open() as opened:
            assert opened.ways.trust() is HeaderTrust.ALTERED


@pytest.mark.parametrize("cut", ["before", "after"])
def test_a_change_cut_short_is_whole_or_not_at_all(
    closed: Any, monkeypatch: pytest.MonkeyPatch, cut: str
) -> None:
    """The power fails just before, or just after, the header is on the disk."""

    def failing(path: Any, header: Any) -> None:
        if cut == "after":
            write(path, header)
        raise DiskFull

    write = header_file.write_header
    with closed.open() as opened, monkeypatch.context() as disk:
        disk.setattr(header_file, "write_header", failing)
        with pytest.raises(DiskFull):
            opened.ways.add_person(SECRET, "Sacha Leroy", OTHER.text)
    with closed.open() as opened:
        assert opened.ways.trust() is HeaderTrust.OURS
        assert len(opened.ways.all()) == (3 if cut == "after" else 2)
        assert events(opened) == (["access.added"] if cut == "after" else [])
