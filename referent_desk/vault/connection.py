"""Opening coffre.db with its key and the settings that its safety rests on."""

from pathlib import Path

from referent_desk.errors import DamagedDatabase
from referent_desk.vault import sqlcipher
from referent_desk.vault.keys.kdf import KEY_BYTES

PAGE = 4096
PLAIN_MAGIC = b"SQLite format 3\x00"
_SETTINGS = (
    "foreign_keys = ON",
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "temp_store = MEMORY",
    "secure_delete = ON",
    "cache_size = -65536",
    "trusted_schema = OFF",
    "cell_size_check = ON",
)
_TOLERANT = ("cipher_log_level = NONE", "writable_schema = ON")


def connect_new(path: Path, key: bytes) -> sqlcipher.Connection:
    """Creates the file; SQLite itself would also open, and overwrite, one that is there."""
    path.open("xb").close()
    return _connect(path, key)


def connect_existing(path: Path, key: bytes) -> sqlcipher.Connection:
    """Raises DamagedDatabase for whatever is not a whole database under this key."""
    refuse_unsound_file(path)
    connection = _connect(path, key)
    try:
        _refuse_truncated(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path, key: bytes, *, at_rest: bool = False) -> sqlcipher.Connection:
    """Opens also what is damaged, as far as it can be read: a lost end, a broken plan of tables.

    `at_rest`: nobody can write here, so that neither locks nor journals are looked for.
    """
    refuse_unsound_file(path)
    return _connect(path, key, "mode=ro&immutable=1" if at_rest else "mode=rw", _TOLERANT)


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
    path: Path, key: bytes, mode: str = "mode=rw", first: tuple[str, ...] = ()
) -> sqlcipher.Connection:
    statement = f"PRAGMA key = {key_literal(key)}"
    connection = sqlcipher.connect(f"{path.resolve().as_uri()}?{mode}")
    try:
        connection.enable_load_extension(False)
        connection.execute(statement)
        for setting in (*first, *_SETTINGS):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("SELECT count(*) FROM sqlite_master")
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_truncated(connection: sqlcipher.Connection, path: Path) -> None:
    """After the roll-back of a hot journal, which may lengthen or shorten the file."""
    counted = connection.execute("PRAGMA page_count").fetchone()
    if counted is None or counted[0] * PAGE != path.stat().st_size or counted[0] == 0:
        raise DamagedDatabase
