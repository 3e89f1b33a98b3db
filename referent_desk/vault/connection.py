"""Opening a database with its key and the settings that its safety rests on.

The vault's own, while it is in use, keeps its last writes in a log beside it (`vault.log`). Every
other file, a copy or a new one, is whole by itself: it may be renamed or copied once it is closed.
"""

from pathlib import Path

from referent_desk.errors import DamagedDatabase
from referent_desk.vault import sqlcipher
from referent_desk.vault.keys.kdf import KEY_BYTES

PAGE = 4096
PLAIN_MAGIC = b"SQLite format 3\x00"
_SETTINGS = (
    "foreign_keys = ON",
    "synchronous = EXTRA",
    "temp_store = MEMORY",
    "secure_delete = ON",
    "cache_size = -65536",
    "trusted_schema = OFF",
    "cell_size_check = ON",
)
_ALONE = ("locking_mode = EXCLUSIVE", "wal_autocheckpoint = 0")
"""Before anything is read: the log then needs no shared index beside it (no -shm file)."""
_WHOLE = ("journal_mode = DELETE",)
_AT_REST = "mode=ro&immutable=1"
_TOLERANT = ("cipher_log_level = NONE", "writable_schema = ON")


def connect_new(path: Path, key: bytes) -> sqlcipher.Connection:
    """Creates the file; SQLite itself would also open, and overwrite, one that is there."""
    path.open("xb").close()
    return _connect(path, key, then=_WHOLE)


def connect_existing(path: Path, key: bytes) -> sqlcipher.Connection:
    """The vault's own. What a crash left in its log is played back with the first read.

    Raises DamagedDatabase for whatever is no database under this key.
    """
    refuse_unsound_file(path)
    return _connect(path, key, first=_ALONE)


def connect_apart(path: Path, key: bytes) -> sqlcipher.Connection:
    """A database that no vault has in use; raises DamagedDatabase unless it is whole."""
    refuse_unsound_file(path)
    return _unless_truncated(_connect(path, key, then=_WHOLE), path)


def connect_at_rest(path: Path, key: bytes) -> sqlcipher.Connection:
    """To read a whole file that nobody writes to meanwhile, and leave it as it is."""
    refuse_unsound_file(path)
    return _unless_truncated(_connect(path, key, _AT_REST), path)


def connect_to_read(path: Path, key: bytes, *, at_rest: bool = False) -> sqlcipher.Connection:
    """Opens also what is damaged, as far as it can be read: a lost end, a broken plan of tables.

    `at_rest`: nobody can write here, so that neither locks nor journals are looked for.
    """
    refuse_unsound_file(path)
    if at_rest:
        return _connect(path, key, _AT_REST, first=_TOLERANT)
    return _connect(path, key, first=(*_TOLERANT, *_ALONE))


def refuse_unsound_file(path: Path) -> None:
    """What SQLCipher would take without a word: nothing, an empty file, a plain database."""
    if not path.is_file():
        raise DamagedDatabase
    with path.open("rb") as stream:
        start = stream.read(len(PLAIN_MAGIC))
    if path.stat().st_size < PAGE or start == PLAIN_MAGIC:
        raise DamagedDatabase


def key_literal(key: bytes) -> str:
    """Any other length would become a passphrase, and none at all a plain file, without a word."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"the data key must be {KEY_BYTES} bytes long")
    return f"\"x'{key.hex()}'\""


def _connect(
    path: Path,
    key: bytes,
    mode: str = "mode=rw",
    *,
    first: tuple[str, ...] = (),
    then: tuple[str, ...] = (),
) -> sqlcipher.Connection:
    statement = f"PRAGMA key = {key_literal(key)}"
    connection = sqlcipher.connect(f"{path.resolve().as_uri()}?{mode}")
    try:
        connection.enable_load_extension(False)
        connection.execute(statement)
        for setting in (*first, *_SETTINGS, *then):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("SELECT count(*) FROM sqlite_master")
    except BaseException:
        connection.close()
        raise
    return connection


def refuse_truncated(connection: sqlcipher.Connection, path: Path) -> None:
    """Once no journal and no log is left to play back, which may lengthen or shorten the file."""
    counted = connection.execute("PRAGMA page_count").fetchone()
    if counted is None or counted[0] * PAGE != path.stat().st_size or counted[0] == 0:
        raise DamagedDatabase


def _unless_truncated(connection: sqlcipher.Connection, path: Path) -> sqlcipher.Connection:
    try:
        refuse_truncated(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection
