"""Several processes on one file, and processes that fork."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sopkit.events import NoteTaken
from sopkit.stores import open_store
from sopkit.stores._sqlite_file import wal_is_safe

AT = datetime(2026, 11, 11, 12, tzinfo=UTC)
Start = Callable[..., "subprocess.Popen[str]"]

WRITER = """
import json, sys
from datetime import UTC, datetime
from sopkit.errors import ConflictError
from sopkit.events import NoteTaken
from sopkit.stores import open_store

path, name = sys.argv[1:]
at = datetime(2026, 11, 11, 12, tzinfo=UTC)
kept, conflicts = [], 0
print("ready", flush=True)
sys.stdin.readline()
with open_store(f"sqlite:///{path}") as store:
    for number in range(20):
        for run in ("shared", f"own-{name}"):
            key = f"{name}-{number}"
            events = tuple(NoteTaken(at, name, f"{key}/{part}") for part in range(1 + number % 3))
            while True:
                try:
                    done = store.append(run, store.version(run), key, events)
                except ConflictError as error:
                    assert error.actual > error.expected
                    conflicts += 1
                else:
                    kept.append((run, key, done.first, done.last, done.repeated))
                    break
print(json.dumps({"kept": kept, "conflicts": conflicts}))
"""


def test_processes_that_open_and_write_at_once(tmp_path: Path, start: Start) -> None:
    """Four processes make, open and write one file together: all is kept, once, in gapless order."""
    path = tmp_path / "room.db"
    writers = [start(WRITER, path, name) for name in "abcd"]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    answers = [json.loads(out) for out in _go(writers)]
    with open_store(f"sqlite:///{path}") as store:
        journals = {run: store.read(run) for run in ("shared", "own-a", "own-b", "own-c", "own-d")}
        page, _ = store.feed(limit=10_000)
    kept = [tuple(item) for answer in answers for item in answer["kept"]]
    assert len(kept) == 4 * 20 * 2
    assert not any(repeated for *_, repeated in kept)
    for run, key, first, last, _ in kept:
        assert [entry.seq for entry in journals[run] if entry.key == key] == list(range(first, last + 1))
    for run, entries in journals.items():
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        assert [entry for of, entry in page if of == run] == list(entries)
    assert len(page) == sum(map(len, journals.values())) == sum(last - first + 1 for _, _, first, last, _ in kept)


def _go(writers: list[subprocess.Popen[str]]) -> list[str]:
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    return [writer.communicate(timeout=60)[0] for writer in writers]


FORK = """
import os, sys
from datetime import UTC, datetime
from threading import Thread
from sopkit.events import NoteTaken
from sopkit.stores import open_store

note = (NoteTaken(datetime(2026, 11, 11, 12, tzinfo=UTC), "", ""),)
store = open_store(sys.argv[1])
store.append("r", 0, "before", note)
writing = True

def write():
    number = 0
    while writing:
        store.append("other", number, f"k{number}", note)
        number += 1

thread = Thread(target=write)
thread.start()
children = []
for child in range(10):
    pid = os.fork()
    if pid == 0:
        store.append(f"child-{child}", 0, "k", note)
        os._exit(0)
    children.append(pid)
writing = False
thread.join()
codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
store.append("r", 1, "after", note)
print(codes, store.version("r"), sorted(summary.run for summary in store.runs()))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_fork_is_survived(tmp_path: Path, start: Start) -> None:
    """Forked while a thread writes, parent and children go on, each with a connection of its own."""
    path = tmp_path / "room.db"
    out, _ = start(FORK, path).communicate(timeout=60)
    runs = sorted(["other", "r", *(f"child-{number}" for number in range(10))])
    assert out == f"{[0] * 10} 2 {runs}\n"
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


HIDDEN_FORK = """
import ctypes, os, sys
from datetime import UTC, datetime
from sopkit.errors import StoreError
from sopkit.events import NoteTaken
from sopkit.stores import open_store

note = (NoteTaken(datetime(2026, 11, 11, 12, tzinfo=UTC), "", ""),)
store = open_store(sys.argv[1])
pid = ctypes.CDLL(None).fork()
if pid == 0:
    for call in (lambda: store.append("r", 0, "k", note), lambda: store.read("r"), store.runs):
        try:
            call()
        except StoreError as error:
            assert "open_store" in error.zh and "open_store" in error.en
        else:
            os._exit(1)
    store.close()
    with open_store(sys.argv[1]) as own:
        own.append("r", 0, "child", note)
    os._exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), store.append("r", 1, "parent", note).version)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_fork_that_python_did_not_see_is_refused(tmp_path: Path, start: Start) -> None:
    """A connection that did cross a fork is not used: the child is told to open its own, and can."""
    out, _ = start(HIDDEN_FORK, tmp_path / "room.db").communicate(timeout=60)
    assert out == "0 2\n"


def test_settings_that_lose_nothing(tmp_path: Path) -> None:
    """Every connection syncs each commit; the journal mode is one that the linked SQLite is safe with."""
    path = tmp_path / "room.db"
    for _ in range(2):
        with open_store(f"sqlite:///{path}") as store:
            db = store._connection.get()  # type: ignore[attr-defined]
            assert db.execute("PRAGMA synchronous").fetchone() == (2,)
            expected = "wal" if wal_is_safe(sqlite3.sqlite_version_info) else "truncate"
            assert db.execute("PRAGMA journal_mode").fetchone() == (expected,)
            assert db.execute("PRAGMA application_id").fetchone() == (0x534F504B,)


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 9), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 54, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_where_a_log_is_safe(version: tuple[int, int, int], safe: bool) -> None:
    """The write-ahead log is used from 3.51.3 on, and in the two branches that have the mend."""
    assert wal_is_safe(version) is safe


def test_a_log_is_left_where_this_sqlite_is_not_safe_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that a newer SQLite made with a log is turned back; while others have it open it is refused."""
    from sopkit.errors import StoreError

    note = (NoteTaken(AT, "", ""),)
    path = f"sqlite:///{tmp_path / 'room.db'}"
    monkeypatch.setattr("sopkit.stores._sqlite_file.wal_is_safe", lambda version: True)
    with open_store(path) as newer:
        newer.append("r", 0, "a", note)
        monkeypatch.setattr("sopkit.stores._sqlite_file.wal_is_safe", lambda version: False)
        with pytest.raises(StoreError):
            open_store(path, timeout=0.05)
        assert newer.append("r", 1, "b", note).version == 2
    with open_store(path) as older:
        assert older.append("r", 2, "c", note).version == 3
        assert older._connection.get().execute("PRAGMA journal_mode").fetchone() == ("truncate",)  # type: ignore[attr-defined]
