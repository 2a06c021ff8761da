"""A writer is killed with -9 at any moment: what it acknowledged is there, whole and in order."""

from __future__ import annotations

import os
import random
import select
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import pytest

from sopkit.events import NoteTaken
from sopkit.stores.sqlite import SqliteStore

KILLS = 200
RUN = "show"
Writer = Callable[[Path, int, int], None]
"""What a writer does with the file, in which of its lives, and where it acknowledges."""
AT = datetime(2026, 11, 11, 12, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


def batch(life: int, number: int) -> tuple[str, tuple[NoteTaken, ...]]:
    """Return key and events of one append: one to four notes that say whose they are, some of them long."""
    size = 1 + (life + number) % 4
    text = "长" * (3000 if number % 5 == 0 else 10)
    key = f"{life}-{number}"
    return key, tuple(NoteTaken(AT, "小李", f"{key}/{index} {text}") for index in range(size))


def write_until_killed(path: Path, life: int, acknowledge: int) -> None:
    """In the writer: open the file, then append and acknowledge, without end."""
    store = SqliteStore(path)
    version = store.version(RUN)
    for number in range(1_000_000):
        key, events = batch(life, number)
        version = store.append(RUN, version, key, events).version
        os.write(acknowledge, b"%d\n" % number)


def start_writer(path: Path, life: int, write: Writer = write_until_killed) -> tuple[int, int]:
    """Fork a writer; return its process id and the pipe of what it acknowledges."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reading)
            write(path, life, writing)
        finally:
            os._exit(1)
    os.close(writing)
    return pid, reading


def read_all(pipe: int) -> bytes:
    """Return what is left in the pipe."""
    parts = []
    while part := os.read(pipe, 65536):
        parts.append(part)
    os.close(pipe)
    return b"".join(parts)


def kill_at_random(path: Path, life: int, chance: random.Random, write: Writer = write_until_killed) -> list[int]:
    """
    Let a writer live for a random while and kill it; return the numbers that it acknowledged.

    The while is counted in acknowledgements and then in microseconds, so that
    the kill hits every part of an append, the opening of the file among them.
    """
    pid, pipe = start_writer(path, life, write)
    head = b""
    for _ in range(chance.choice((0, 0, 1, 2, 3, 6))):
        part = os.read(pipe, 65536)
        assert part, "the writer died by itself"
        head += part
    select.select([], [], [], chance.random() * 0.004)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status), "the writer died by itself"
    return [int(line) for line in (head + read_all(pipe)).split()]


@pytest.fixture
def limit() -> Iterator[None]:
    """Fail rather than hang, whatever a killed writer left behind."""

    def too_long(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError("the kills took more than five minutes")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(300)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("limit")
@pytest.mark.parametrize("log", [False, True], ids=["truncate", "wal"])
def test_what_was_acknowledged_survives_kill_9(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: bool) -> None:
    """After each of 200 kills: acknowledged is stored, versions have no gap, at most one append more, all whole."""
    monkeypatch.setattr("sopkit.stores._sqlite_file.wal_is_safe", lambda version: log)
    path = tmp_path / "room.db"
    chance = random.Random(20261111)  # noqa: S311 - seeded on purpose
    version, extras, amid = 0, 0, 0
    for life in range(KILLS):
        acknowledged = kill_at_random(path, life, chance)
        amid += path.with_name("room.db-journal").exists() and path.with_name("room.db-journal").stat().st_size > 0
        with SqliteStore(path) as store:
            entries = store.read(RUN, version)
            assert [entry.seq for entry in entries] == list(range(version + 1, version + 1 + len(entries)))
            assert store.version(RUN) == version + len(entries)
            stored = list(dict.fromkeys(entry.key for entry in entries))
            assert acknowledged == list(range(len(acknowledged)))
            assert stored in ([f"{life}-{n}" for n in range(len(acknowledged) + more)] for more in (0, 1))
            expected = [event for number in range(len(stored)) for event in batch(life, number)[1]]
            assert [entry.event for entry in entries] == expected
            version += len(entries)
            if len(stored) > len(acknowledged):
                extras += 1
                key, events = batch(life, len(acknowledged))
                assert store.append(RUN, version - len(events), key, events).repeated, "a lost reply is sent again"
    with SqliteStore(path) as store:
        page, _ = store.feed(limit=version + 1)
        assert [entry.seq for _, entry in page] == list(range(1, version + 1))
    assert extras + amid > KILLS // 50, "the kills missed the middle of the appends and show nothing"


@pytest.mark.usefixtures("limit")
def test_a_file_that_was_being_made_is_sound(tmp_path: Path) -> None:
    """Killed while it makes the file, a writer leaves one that opens, empty or with whole appends."""
    chance = random.Random(1)  # noqa: S311 - seeded on purpose
    for life in range(KILLS // 4):
        path = tmp_path / f"{life}.db"
        pid, pipe = start_writer(path, life)
        select.select([], [], [], chance.random() * 0.012)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        acknowledged = read_all(pipe).split()
        with SqliteStore(path) as store:
            stored = dict.fromkeys(entry.key for entry in store.read(RUN))
            assert len(acknowledged) <= len(stored) <= len(acknowledged) + 1
            store.append(RUN, store.version(RUN), "after", batch(life, 0)[1])
