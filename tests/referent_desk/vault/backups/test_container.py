"""Whatever bytes a file holds: a leaf of ours, within its own size of memory, never a traceback."""

import io
import struct
import zipfile
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from referent_desk.errors import VaultError
from referent_desk.vault import DamagedBackup
from referent_desk.vault.backups.container import MANIFEST_NAME, Container
from referent_desk.vault.backups.manifest import Manifest, parse_manifest, sha256
from tests.referent_desk.vault.backups.desk import Desk

HEADER, DATABASE = b'{"format": 1}', bytes(range(256)) * 16
MANIFEST = Manifest(
    "id", "2026-11-24T17:30:00+01:00", "0.1", len(DATABASE), sha256(DATABASE), sha256(HEADER)
)


def packed(**changes: Any) -> bytes:
    """As `write_container` does, but for what the test changes."""
    entries = changes.get("entries") or [
        ("coffre.json", HEADER),
        ("coffre.db", DATABASE),
        (MANIFEST_NAME, MANIFEST.content()),
    ]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", changes.get("method", zipfile.ZIP_STORED)) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return stream.getvalue() + changes.get("tail", b"")


WHOLE = packed()


class Watched(io.BytesIO):
    """Remembers the most that was asked for at once."""

    largest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size >= 0
        self.largest = max(self.largest, size)
        return super().read(size)


def read(content: bytes) -> bytes:
    container, copied = Container(Watched(content)), io.BytesIO()
    container.copy_database(copied, lambda _done: None)
    return copied.getvalue()


def test_what_was_written_is_read() -> None:
    assert read(WHOLE) == DATABASE


@pytest.mark.parametrize(
    "content",
    [
        packed(method=zipfile.ZIP_DEFLATED),
        packed(tail=bytes(2000)),
        packed(entries=[("coffre.json", HEADER), ("coffre.db", DATABASE)]),
        packed(entries=[("coffre.db", DATABASE), ("coffre.json", HEADER)]),
        packed(entries=[("../coffre.js", HEADER), ("coffre.db", DATABASE)]),
        packed(
            entries=[
                ("coffre.json", HEADER),
                ("coffre.db", b""),
                (MANIFEST_NAME, MANIFEST.content()),
            ]
        ),
        packed(entries=[("coffre.json", HEADER), ("coffre.db", DATABASE), (MANIFEST_NAME, b"{}")]),
        packed(
            entries=[
                ("coffre.json", HEADER),
                ("coffre.db", DATABASE[:-1]),
                (MANIFEST_NAME, MANIFEST.content()),
            ]
        ),
        packed(
            entries=[
                ("coffre.json", b"x" * 2_000_000),
                ("coffre.db", DATABASE),
                (MANIFEST_NAME, MANIFEST.content()),
            ]
        ),
    ],
)
def test_any_other_shape_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedBackup):
        read(content)


def test_sizes_that_lie_are_not_believed() -> None:
    for size in (0xFFFFFFFF, 0xFFFFFFF0, 1 << 31):
        lying = bytearray(WHOLE)
        lying[18:26] = struct.pack("<LL", size, size)
        with pytest.raises(DamagedBackup):
            read(bytes(lying))


@given(at=st.integers(0, len(WHOLE) - 1), put=st.binary(min_size=1, max_size=12))
@settings(max_examples=150)
def test_changed_bytes_never_pass_for_the_database(at: int, put: bytes) -> None:
    try:
        found = read(WHOLE[:at] + put + WHOLE[at + len(put) :])
    except VaultError:
        return
    assert found == DATABASE


@given(st.binary(max_size=400))
@example(b"PK\x03\x04" + b"\xff" * 26)
def test_any_bytes_are_refused_in_our_words(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", WHOLE[:60], WHOLE[:4300]):
        with pytest.raises(VaultError):
            read(start + content)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["format", "taken", "vault_id", "seal"]), inner)
        ),
        max_leaves=8,
    )
)
def test_any_manifest_is_read_or_refused(value: object) -> None:
    import json

    for content in (json.dumps(value), json.dumps({"format": 1, "taken": value})):
        with pytest.raises(VaultError):
            parse_manifest(content.encode())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.integers(0, 4096))
def test_a_backup_cut_anywhere_is_refused(desk: Desk, less: int) -> None:
    file = desk.stick / "whole.sauvegarde"
    if not file.exists():
        desk.vault.backups.write(file)
    content = file.read_bytes()
    with pytest.raises(VaultError):
        read(content[: len(content) - 300 - less])


def test_large_vaults_have_their_sizes_in_the_extra_field() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("coffre.json", HEADER)
        with archive.open("coffre.db", "w", force_zip64=True) as entry:
            entry.write(DATABASE)
        archive.writestr(MANIFEST_NAME, MANIFEST.content())
    assert read(stream.getvalue()) == DATABASE


def test_nothing_is_read_beyond_its_bound() -> None:
    stream = Watched(WHOLE)
    Container(stream)
    assert stream.largest <= len(DATABASE)
