"""Opening a journal file of SQLite: is it ours, is it sound, which settings make it safe."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

from sopkit._encode import VERSION
from sopkit.errors import StoreError
from sopkit.stores._sqlite_trouble import foreign, trouble

__all__ = ["open_file"]

APPLICATION_ID = 0x534F504B  # "SOPK" in the file's header: `file` and other programs see whose it is
SCHEMA = 1

# One row for an event; `first` and `last` are the ends of the batch that it was
# appended in. A key is unique within its run: the index holds it once a batch.
# `at` and `started` are microseconds since 1970, for those who ask by SQL.
# `pos` is the feed: AUTOINCREMENT, since a plain rowid is used again after a
# deletion. Still to come, each with the next number of SCHEMA and a migration
# beside these: `timer(run, timer, due, data)` and `outbox(run, ver, effect,
# state)`, written in the same commit as the events that they belong to.
_TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE run (
        run TEXT PRIMARY KEY, runbook TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL,
        started INTEGER NOT NULL, ended INTEGER NOT NULL, pos INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE event (
        pos INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL, ver INTEGER NOT NULL,
        first INTEGER NOT NULL, last INTEGER NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL,
        crc INTEGER NOT NULL, data TEXT NOT NULL, UNIQUE (run, ver)
    )""",
    "CREATE UNIQUE INDEX event_key ON event (run, key) WHERE ver = first",
)

# SQLite 3.7.0 to 3.51.2 can lose commits in WAL mode when two connections
# write or checkpoint at the same instant; these have the mend.
_MENDED = (3, 51, 3)
_MENDED_BRANCHES = {(3, 44): 6, (3, 50): 7}

_SMALL = 4 << 20  # bytes that are checked through at every opening, in about 5 ms


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this version of SQLite may be trusted with a write-ahead log and several processes."""
    patch = _MENDED_BRANCHES.get(version[:2])
    return version >= _MENDED or (patch is not None and version[2] >= patch)


def open_file(path: str, timeout: float) -> tuple[sqlite3.Connection, str]:
    """
    Open the journal file at *path*, making it where there is none.

    Returns the connection and the newest sopkit that wrote to the file.
    """
    _look_at(path)
    try:
        db = sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise trouble(error, path, timeout) from error
    try:
        # FULL syncs every commit; it is not kept in the file. fullfsync makes
        # macOS flush the drive's own cache, and is nothing elsewhere.
        db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA fullfsync=ON")
        db.execute("PRAGMA trusted_schema=OFF")
        made = _make_or_know(db, path)
        _set_journal_mode(db, path, timeout, made=made)
        return db, _sign(db)
    except sqlite3.Error as error:
        db.close()
        raise trouble(error, path, timeout) from error
    except BaseException:
        db.close()
        raise


def _look_at(path: str) -> None:
    """Refuse what is plainly no file. Never opens it: closing a second handle would drop SQLite's locks."""
    folder = Path(path).parent
    try:
        mode = Path(path).stat().st_mode
    except OSError:
        if folder.is_dir():
            return
        raise StoreError(
            f"{path}：目录 {folder} 不存在。请先建好目录，或换一个路径。",
            f"{path}: the folder {folder} does not exist. Make it first, or use another path.",
            path=path,
        ) from None
    if not stat.S_ISREG(mode):
        kind_zh, kind_en = ("目录", "a folder") if stat.S_ISDIR(mode) else ("设备，不是普通文件", "no regular file")
        raise StoreError(
            f"{path}：这是{kind_zh}，不能当日志库。请给出一个文件路径，例如 room.db。",
            f"{path}: this is {kind_en} and cannot hold journals. Name a file, for example room.db.",
            path=path,
        )


def _make_or_know(db: sqlite3.Connection, path: str) -> bool:
    """
    Take the writer's lock for a moment: make the tables in an empty file, know our own, refuse all others.

    Returns whether the tables were made.
    """
    if not _pragma(db, "page_count"):
        db.execute("PRAGMA journal_mode=TRUNCATE")
    elif _pragma(db, "application_id") != APPLICATION_ID:
        raise foreign(path)
    db.execute("BEGIN IMMEDIATE")
    try:
        tables = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        owner, schema = _pragma(db, "application_id"), _pragma(db, "user_version")
        if not tables and not owner and not schema:
            for statement in _TABLES:
                db.execute(statement)
            db.execute("INSERT INTO meta VALUES ('written_by', ?)", (VERSION,))
            db.execute(f"PRAGMA application_id={APPLICATION_ID}")
            db.execute(f"PRAGMA user_version={SCHEMA}")
            db.execute("COMMIT")
            return True
        if owner == APPLICATION_ID:
            # A read-only file or folder lets a transaction begin, and refuses
            # only what it writes: so write what is there, and take it back.
            db.execute(f"PRAGMA user_version={schema}")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    if owner != APPLICATION_ID:
        raise foreign(path)
    if schema > SCHEMA:
        raise _newer(path, schema, _written_by(db))
    if _pragma(db, "page_count") * _pragma(db, "page_size") <= _SMALL:
        found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise _damaged(path, found)
    return False


def _set_journal_mode(db: sqlite3.Connection, path: str, timeout: float, *, made: bool) -> None:
    """
    Use a write-ahead log only where this SQLite is safe with it, else a truncated rollback journal.

    A file that is in the safe but slower mode stays in it: other programs
    with an older SQLite may have it open.
    """
    safe = wal_is_safe(sqlite3.sqlite_version_info)
    mode = db.execute("PRAGMA journal_mode").fetchone()[0]
    if mode == "wal" and safe:
        return
    if safe and made:
        # Where somebody else is at it already, the answer is another mode: as good, only slower.
        mode = db.execute("PRAGMA journal_mode=WAL").fetchone()[0]
        if mode == "wal":
            return
    mode = db.execute("PRAGMA journal_mode=TRUNCATE").fetchone()[0]
    if mode != "truncate":
        raise StoreError(
            f"{path}：文件处于 {mode} 模式且别的进程正在用，而本机 SQLite {sqlite3.sqlite_version} 在该模式下不安全"
            f"（等了 {timeout:g} 秒）。请先关掉其他进程再打开。",
            f"{path}: the file is in {mode} mode and in use by another process; SQLite {sqlite3.sqlite_version} here "
            f"is not safe with that (waited {timeout:g} seconds). Close the other processes first.",
            path=path,
        )


def _sign(db: sqlite3.Connection) -> str:
    """Note in the file that this sopkit writes to it, where none as new did before; return the newest."""
    newest = _written_by(db)
    if _order(newest) >= _order(VERSION):
        return newest
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT OR REPLACE INTO meta VALUES ('written_by', ?)", (VERSION,))
    db.execute("COMMIT")
    return VERSION


def _written_by(db: sqlite3.Connection) -> str:
    row = db.execute("SELECT value FROM meta WHERE name = 'written_by'").fetchone()
    return str(row[0]) if row else ""


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def _newer(path: str, schema: int, written_by: str) -> StoreError:
    install = f"pip install -U 'sopkit>={written_by}'" if written_by else "pip install -U sopkit"
    return StoreError(
        f"{path}：日志库格式是第 {schema} 版（sopkit {written_by or '更新版'} 所写），本机 sopkit {VERSION} 只认到"
        f"第 {SCHEMA} 版。文件没有改动；请先升级：{install}。",
        f"{path}: the file has schema {schema} (written by {'sopkit ' + written_by if written_by else 'a newer sopkit'}); "
        f"sopkit {VERSION} knows up to {SCHEMA}. It was left as it is; upgrade first: {install}.",
        path=path,
    )


def _damaged(path: str, found: str) -> StoreError:
    return StoreError(
        f"{path}：文件已损坏（{found}）。请停止使用它，用备份恢复；原文件请留着。",
        f"{path}: the file is damaged ({found}). Stop using it, restore a backup, keep this one aside.",
        path=path,
    )
