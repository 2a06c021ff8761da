"""The one connection of a SqliteStore: its lock, its end after a failure, and its way around a fork."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from threading import RLock
from weakref import WeakSet

from sopkit.errors import StoreError
from sopkit.stores._sqlite_file import open_file
from sopkit.stores._sqlite_trouble import FATAL, code_of, moved, trouble

__all__ = ["SqliteConnection"]


class SqliteConnection:
    """
    Gives out the open connection to whoever holds ``lock``.

    After a failing or full disk it is closed for good: what such a disk kept
    is known only to who opens the file anew, and a second fsync would say
    "done" of what the first one lost.
    """

    def __init__(self, path: str | os.PathLike[str], timeout: float) -> None:
        self.path = str(Path(path).absolute())
        self.timeout = timeout
        self.lock = RLock()
        self.written_by = ""
        self._db: sqlite3.Connection | None = None
        self._pid = os.getpid()
        self._file = (0, 0)
        self._closed: tuple[str, str] | None = None
        with self.lock:
            self.get()
        _open.add(self)

    def get(self) -> sqlite3.Connection:
        """Return the connection; the lock is held."""
        if self._closed is not None:
            raise StoreError(*self._closed, path=self.path)
        if self._pid != os.getpid():
            raise StoreError(
                f"{self.path}：日志库是在进程 {self._pid} 里打开的，不能在分叉出的进程 {os.getpid()} 里用。"
                "请在子进程里重新 open_store，或用 spawn 方式启动子进程。",
                f"{self.path}: the store was opened in process {self._pid} and cannot be used in the forked process "
                f"{os.getpid()}. Call open_store there, or start processes by spawn.",
                path=self.path,
            )
        if self._db is None:
            self._db, self.written_by = open_file(self.path, self.timeout)
            self._file = self._file_there()
        elif self._file != self._file_there():
            # SQLite would go on to write to a file that nobody finds again.
            self._give_up(moved(self.path))
            raise moved(self.path)
        return self._db

    def _file_there(self) -> tuple[int, int]:
        """Return what tells the file at the path from any other."""
        try:
            found = os.stat(self.path)  # noqa: PTH116 - half the price, and paid by every command
        except OSError:
            return (0, 0)
        return found.st_dev, found.st_ino

    def failed(self, error: sqlite3.Error) -> StoreError:
        """Return what *error* means, and give the file up where its state is not known."""
        result = trouble(error, self.path, self.timeout)
        if code_of(error) in FATAL:
            self._give_up(result)
        return result

    def roll_back(self) -> None:
        """Leave no transaction behind, whatever interrupted it."""
        db = self._db
        if db is None or not db.in_transaction:
            return
        try:
            db.execute("ROLLBACK")
        except sqlite3.Error as error:
            self._give_up(trouble(error, self.path, self.timeout))

    def close(self) -> None:
        """Close the file; what comes after is refused."""
        with self.lock:
            if self._pid == os.getpid():
                self._let_go()
            if self._closed is None:
                self._closed = (
                    f"{self.path}：日志库已关闭；请重新打开。",
                    f"{self.path}: the store is closed; open it again.",
                )

    def _give_up(self, why: StoreError) -> None:
        self._let_go()
        if self._closed is None:
            self._closed = (
                f"{self.path}：日志库已因故障自行关闭，不再使用；请排除故障后重新打开。原因：{why.zh}",
                f"{self.path}: the store closed itself after a failure; mend that, then open it again. Cause: {why.en}",
            )

    def _let_go(self) -> None:
        db, self._db = self._db, None
        if db is not None:
            # Closing rolls back; where even that fails, the next opening does it from the journal.
            with suppress(sqlite3.Error):
                db.close()

    def before_fork(self) -> None:
        """Wait for the transaction that is under way, then close: no open connection may cross a fork."""
        self.lock.acquire()
        if self._db is not None and not self._db.in_transaction:
            self._let_go()

    def after_fork(self, *, child: bool) -> None:
        """Go on; either side opens its own connection when it next needs one."""
        if child and self._db is None:
            self._pid = os.getpid()
        self.lock.release()


_open: WeakSet[SqliteConnection] = WeakSet()
_forking: list[SqliteConnection] = []


def _before_fork() -> None:
    _forking.extend(_open)
    for connection in _forking:
        connection.before_fork()


def _after_fork(*, child: bool) -> None:
    while _forking:
        _forking.pop().after_fork(child=child)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_before_fork,
        after_in_parent=lambda: _after_fork(child=False),
        after_in_child=lambda: _after_fork(child=True),
    )
