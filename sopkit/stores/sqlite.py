"""SqliteStore: journals in one SQLite file, durable before an append returns."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self
from zlib import crc32

from sopkit._encode import decode, encode
from sopkit.errors import ConflictError, StoreError, UsageError
from sopkit.events import Event
from sopkit.stores._sqlite_connection import SqliteConnection
from sopkit.stores._sqlite_trouble import not_whole
from sopkit.stores.protocol import (
    Appended,
    Entry,
    RunSummary,
    batch_of,
    is_ending,
    limit_of,
    position_of,
    summary_of,
)

__all__ = ["SqliteStore"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_MOST = 2**62  # what fits into a column, with room

_VERSION = "SELECT coalesce(max(ver), 0) FROM event WHERE run = ?"
_BATCH = "SELECT first, last FROM event WHERE run = ? AND key = ? AND ver = first"
_COLUMNS = "run, ver, first, last, key, at, data, crc"
_INSERT = f"INSERT INTO event ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - of constants
_BEGIN_RUN = "INSERT INTO run SELECT run, ?, ?, ?, at, 0, pos FROM event WHERE run = ? AND ver = 1"
_END_RUN = "UPDATE run SET ended = 1 WHERE run = ?"
_READ = f"SELECT {_COLUMNS} FROM event WHERE run = ? AND ver > ? ORDER BY ver LIMIT ?"  # noqa: S608
_FEED = f"SELECT {_COLUMNS}, pos FROM event WHERE pos > ? ORDER BY pos LIMIT ?"  # noqa: S608
_RUNS = (
    "SELECT run.run, runbook, title, kind, ver, started, event.at, ended FROM run JOIN event"
    " ON event.run = run.run AND ver = (SELECT max(ver) FROM event WHERE event.run = run.run) ORDER BY run.pos"
)

_Row = tuple[str, int, int, int, str, int, str, int]  # as _COLUMNS


class SqliteStore:
    """
    Keeps journals in the SQLite file at *path*, which is made where there is none.

    Every append is one commit, on the disk before it returns. Several threads
    may share a store, and several processes a file (on a local disk: the locks
    of network folders are not to be trusted).

    After a failing or full disk the store closes itself and refuses all work
    until it is opened anew. An `os.fork` is survived: the connection is closed
    before it, and both sides open their own when they next need it.
    """

    def __init__(self, path: str | os.PathLike[str], *, timeout: float = 30.0) -> None:
        self._connection = SqliteConnection(path, timeout)

    @property
    def path(self) -> str:
        """The file, from the root."""
        return self._connection.path

    def append(self, run_id: str, expected: int, key: str, events: Sequence[Event]) -> Appended:
        """Keep *events* as the next ones of the run, on the disk before this returns."""
        rows = _rows_of(run_id, expected, key, batch_of(run_id, key, events))
        connection = self._connection
        with connection.lock:
            db = connection.get()
            try:
                db.execute("BEGIN IMMEDIATE")
                result = _insert(db, run_id, expected, key, events, rows)
                db.execute("ROLLBACK" if result.repeated else "COMMIT")
            except sqlite3.Error as error:
                raise connection.failed(error) from error
            finally:
                connection.roll_back()
        return result

    def read(self, run_id: str, after: int = 0, limit: int | None = None) -> Sequence[Entry]:
        """Return the entries behind *after*, in order, at most *limit*."""
        after = min(max(after, 0), _MOST)
        limit = limit_of(limit)
        rows = self._select(_READ, (run_id, after, -1 if limit is None else min(limit, _MOST)))
        result = []
        for seq, row in enumerate(rows, after + 1):
            if row[1] != seq:
                raise not_whole(self.path, run_id, seq)
            result.append(self._entry(*row))
        if rows and len(rows) != limit and rows[-1][1] != rows[-1][3]:  # the end of a batch is gone
            raise not_whole(self.path, run_id, rows[-1][1] + 1)
        return tuple(result)

    def version(self, run_id: str) -> int:
        """Return how many events the run has; 0 for an unknown run."""
        return int(self._select(_VERSION, (run_id,))[0][0])

    def find(self, run_id: str, key: str) -> Appended | None:
        """Return what the append with *key* did, or ``None`` where there was none."""
        rows = self._select(_BATCH, (run_id, key))
        return Appended(self.version(run_id), True, *rows[0]) if rows else None

    def runs(self) -> Sequence[RunSummary]:
        """Return a summary of every run, in the order in which they began."""
        return tuple(
            RunSummary(run, runbook, title, kind, ver, _time(started), _time(at), bool(ended))
            for run, runbook, title, kind, ver, started, at, ended in self._select(_RUNS, ())
        )

    def feed(self, after: str | None = None, limit: int = 1000) -> tuple[Sequence[tuple[str, Entry]], str]:
        """Return what was committed behind the cursor *after*, over all runs, and the next cursor."""
        start = min(position_of(after), _MOST)
        limit_of(limit)
        rows = self._select(_FEED, (start, min(limit, _MOST)))
        return tuple((row[0], self._entry(*row[:-1])) for row in rows), str(rows[-1][-1] if rows else start)

    def close(self) -> None:
        """Close the file. It may be closed twice, not used again."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _select(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Return the rows, all at once: a read that stays open would hold up every writer."""
        connection = self._connection
        with connection.lock:
            db = connection.get()
            try:
                return db.execute(sql, values).fetchall()
            except sqlite3.Error as error:
                raise connection.failed(error) from error
            except UnicodeEncodeError as error:
                raise _not_a_name(error) from error

    def _entry(self, run: str, ver: int, first: int, last: int, key: str, at: int, data: str, crc: int) -> Entry:
        if _sum_of(run, ver, first, last, key, at, data) != crc:
            raise not_whole(self.path, run, ver)
        try:
            return Entry(ver, key, decode(data, run=run, seq=ver, written_by=self._connection.written_by))
        except StoreError as error:
            error.path = self.path
            raise


def _rows_of(run_id: str, expected: int, key: str, events: Sequence[Event]) -> list[_Row]:
    first, last = expected + 1, expected + len(events)
    rows = []
    try:
        for ver, event in enumerate(events, first):
            data = encode(event)
            at = (event.at - _EPOCH) // _MICROSECOND
            crc = _sum_of(run_id, ver, first, last, key, at, data)
            rows.append((run_id, ver, first, last, key, at, data, crc))
    except UnicodeEncodeError as error:
        raise _not_a_name(error) from error
    return rows


def _insert(
    db: sqlite3.Connection, run_id: str, expected: int, key: str, events: Sequence[Event], rows: Iterable[_Row]
) -> Appended:
    """Within the transaction: insert, or return what the key did before, or raise the conflict."""
    actual = db.execute(_VERSION, (run_id,)).fetchone()[0]
    if actual != expected:
        earlier = _batch(db, run_id, key, actual)
        if earlier is None:
            raise ConflictError(run_id, expected, actual)
        return earlier
    try:
        for row in rows:
            db.execute(_INSERT, row)
    except sqlite3.IntegrityError:
        earlier = _batch(db, run_id, key, actual)  # sent again after the run was read anew
        if earlier is None:
            raise
        return earlier
    if actual == 0:
        began = summary_of(run_id, events[0], events[-1], len(events), ended=False)
        words = (word.encode(errors="replace").decode() for word in (began.runbook, began.title, began.kind))
        db.execute(_BEGIN_RUN, (*words, run_id))
    if any(map(is_ending, events)):
        db.execute(_END_RUN, (run_id,))
    return Appended(expected + len(events), False, expected + 1, expected + len(events))


def _batch(db: sqlite3.Connection, run_id: str, key: str, version: int) -> Appended | None:
    row = db.execute(_BATCH, (run_id, key)).fetchone()
    return None if row is None else Appended(version, True, row[0], row[1])


def _sum_of(run: str, ver: int, first: int, last: int, key: str, at: int, data: str) -> int:
    """Return the check sum of a row: a flipped bit in a price would read as another price."""
    return crc32(f"{run}\n{ver}\n{first}\n{last}\n{key}\n{at}\n{data}".encode())


def _not_a_name(error: UnicodeEncodeError) -> UsageError:
    return UsageError(
        f"run_id 或 key 里有不成字符的内容，不能保存：{error.object!r:.80}。",
        f"a run_id or key holds what is no character and cannot be kept: {error.object!r:.80}.",
    )


def _time(microseconds: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds)
