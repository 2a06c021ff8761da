"""Full and failing disks: the store closes itself, nothing acknowledged is lost, a resend is not doubled."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sopkit.errors import ConflictError, StoreError
from sopkit.events import NoteTaken
from sopkit.stores.sqlite import SqliteStore

AT = datetime(2026, 11, 11, 12, tzinfo=UTC)
SMALL = (NoteTaken(AT, "小李", "note"),)
LARGE = (NoteTaken(AT, "小李", "first"), NoteTaken(AT, "小李", "x" * 500_000))


class Injected:
    """A connection that fails where it is told to, after or instead of the real thing."""

    def __init__(self, real: sqlite3.Connection, statement: str, code: int, *, after: bool) -> None:
        self.real = real
        self.statement = statement
        self.code = code
        self.after = after
        self.calls: list[str] = []

    def execute(self, sql: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        """Run the statement, or fail."""
        self.calls.append(sql)
        fails = sql.startswith(self.statement)
        if not fails or self.after:
            result = self.real.execute(sql, values)
        if fails:
            error = sqlite3.OperationalError("injected")
            error.sqlite_errorcode = self.code
            raise error
        return result

    @property
    def in_transaction(self) -> bool:
        """Whether the real one has a transaction."""
        return self.real.in_transaction

    def close(self) -> None:
        """Close the real one."""
        self.real.close()


def inject(store: SqliteStore, statement: str, code: int, *, after: bool = False) -> Injected:
    """Put a failing connection into *store*."""
    injected = Injected(store._connection.get(), statement, code, after=after)
    store._connection._db = injected  # type: ignore[assignment]
    return injected


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a file with one acknowledged event."""
    path = tmp_path / "room.db"
    with SqliteStore(path) as store:
        store.append("r", 0, "first", SMALL)
    return path


def assert_closed_itself(store: SqliteStore) -> None:
    """Check that every method refuses, in words that name the file and say to open it again."""
    calls: tuple[Callable[[], object], ...] = (
        lambda: store.append("r", 1, "next", SMALL),
        lambda: store.append("r", 1, "first", SMALL),
        lambda: store.read("r"),
        lambda: store.version("r"),
        store.runs,
        store.feed,
    )
    for call in calls:
        with pytest.raises(StoreError, match="重新打开") as caught:
            call()
        assert store.path in caught.value.en
        assert "open it again" in caught.value.en


def test_a_full_database_closes_the_store(path: Path) -> None:
    """Where SQLite finds no more room, nothing of the append is kept and the store is done."""
    with SqliteStore(path) as store:
        store._connection.get().execute("PRAGMA max_page_count=20")
        with pytest.raises(StoreError, match="磁盘已满"):
            store.append("r", 1, "second", LARGE)
        assert_closed_itself(store)
    with SqliteStore(path) as store:
        assert [entry.key for entry in store.read("r")] == ["first"]
        assert store.append("r", 1, "second", LARGE).last == 3


@pytest.fixture
def small_files() -> Iterator[Callable[[int], None]]:
    """Let the system refuse to make files larger than so many bytes, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_takes_no_more_bytes(path: Path, small_files: Callable[[int], None]) -> None:
    """Where the system itself refuses to write, it is the same: closed, nothing lost, and well after reopening."""
    with SqliteStore(path) as store:
        small_files(path.stat().st_size + 8192)
        with pytest.raises(StoreError, match="磁盘"):
            store.append("r", 1, "second", LARGE)
        assert_closed_itself(store)
        small_files(1 << 30)
    with SqliteStore(path) as store:
        assert [entry.key for entry in store.read("r")] == ["first"]
        assert store.append("r", 1, "second", LARGE).last == 3


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CORRUPT]
)
def test_a_failing_commit_is_never_tried_again(path: Path, code: int) -> None:
    """A commit that fails is not repeated: the second fsync would say that all is well."""
    with SqliteStore(path) as store:
        injected = inject(store, "COMMIT", code)
        with pytest.raises(StoreError) as caught:
            store.append("r", 1, "second", SMALL)
        assert caught.value.path == str(path)
        assert_closed_itself(store)
        assert injected.calls.count("COMMIT") == 1
        assert "ROLLBACK" not in injected.calls
    with SqliteStore(path) as store:
        assert store.version("r") == 1


def test_a_commit_whose_reply_is_lost_is_not_doubled(path: Path) -> None:
    """The commit was done and its answer was an error: the resend with the same key is answered as done."""
    with SqliteStore(path) as store:
        inject(store, "COMMIT", sqlite3.SQLITE_IOERR_FSYNC, after=True)
        with pytest.raises(StoreError, match="同一个 key"):
            store.append("r", 1, "second", SMALL)
    with SqliteStore(path) as store:
        again = store.append("r", 1, "second", SMALL)
        assert (again.repeated, again.first, again.last, again.version) == (True, 2, 2, 2)


def test_a_failing_read_closes_the_store_too(path: Path) -> None:
    """A disk that cannot be read is not written to either."""
    with SqliteStore(path) as store:
        inject(store, "SELECT", sqlite3.SQLITE_IOERR_READ)
        with pytest.raises(StoreError, match="磁盘读写出错"):
            store.read("r")
        assert_closed_itself(store)


@pytest.mark.parametrize("log", [False, True], ids=["truncate", "wal"])
@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_a_file_that_went_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: bool, how: str) -> None:
    """Nothing is acknowledged into a file that was deleted, moved or replaced behind the store's back."""
    monkeypatch.setattr("sopkit.stores._sqlite_file.wal_is_safe", lambda version: log)
    path, other = tmp_path / "room.db", tmp_path / "other.db"
    SqliteStore(other).close()
    with SqliteStore(path) as store:
        store.append("r", 0, "first", SMALL)
        if how == "deleted":
            path.unlink()
        elif how == "moved":
            path.rename(tmp_path / "kept.db")
        else:
            other.replace(path)
        with pytest.raises(StoreError, match="删除、移走或替换"):
            store.append("r", 1, "second", SMALL)
        assert_closed_itself(store)


def test_a_busy_file_is_waited_for_then_told(path: Path) -> None:
    """While another writes for too long the append fails, keeps nothing, and the store goes on afterwards."""
    other = sqlite3.connect(path, isolation_level=None)
    with SqliteStore(path, timeout=0.05) as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"0\.05 秒"):
            store.append("r", 1, "second", SMALL)
        other.execute("ROLLBACK")
        assert store.append("r", 1, "second", SMALL).version == 2
    other.close()


def test_a_reader_in_the_way_of_a_commit(path: Path) -> None:
    """A commit that a long reader of another program blocks is taken back whole."""
    other = sqlite3.connect(path, isolation_level=None)
    with SqliteStore(path, timeout=0.05) as store:
        other.execute("BEGIN")
        other.execute("SELECT * FROM event").fetchall()
        with pytest.raises(StoreError, match=r"0\.05 秒"):
            store.append("r", 1, "second", SMALL)
        other.execute("ROLLBACK")
        assert store.version("r") == 1
        assert store.append("r", 1, "second", SMALL).version == 2
    other.close()


@pytest.mark.parametrize("statement", ["SELECT", "INSERT", "COMMIT"])
def test_an_interrupt_leaves_no_transaction(path: Path, monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    """Ctrl-C in the middle of an append keeps nothing of it, and the store goes on."""
    with SqliteStore(path) as store:
        injected = inject(store, statement, 0)
        real = injected.execute

        def interrupted(sql: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
            if sql.startswith(statement):
                raise KeyboardInterrupt
            return real(sql, values)

        monkeypatch.setattr(injected, "execute", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.append("r", 1, "second", SMALL)
        store._connection._db = injected.real
        assert not injected.real.in_transaction
        assert store.append("r", 1, "second", SMALL).version == 2


def test_half_a_character_in_a_name(path: Path) -> None:
    """Text that is no text, as a terminal passes on stray bytes, is kept in an event and refused as a name."""
    from sopkit.errors import UsageError

    stray = (NoteTaken(AT, "小李", "stray \udcff byte"),)
    with SqliteStore(path) as store:
        store.append("r", 1, "second", stray)
        assert store.read("r", 1)[0].event == stray[0]
        for call in (
            lambda: store.append("r\udcff", 0, "k", SMALL),
            lambda: store.append("r", 2, "k\udcff", SMALL),
            lambda: store.read("r\udcff"),
        ):
            with pytest.raises(UsageError):
                call()
        with pytest.raises(ConflictError):
            store.append("r", 1, "third", SMALL)
