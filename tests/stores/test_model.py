"""The two stores are one: whatever is asked of them in whatever order, they answer alike."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sopkit.errors import SopError
from sopkit.events import Event, NoteTaken, RunAborted, RunClosed, RunStarted
from sopkit.role import Crew
from sopkit.stores import MemoryStore
from sopkit.stores.sqlite import SqliteStore

AT = datetime(2026, 11, 11, 12, tzinfo=UTC)

runs = st.sampled_from(["a", "b", "直播"])
keys = st.sampled_from([f"k{number}" for number in range(12)])
moments = st.integers(0, 10**10).map(lambda microseconds: AT + timedelta(microseconds=microseconds))
events = st.one_of(
    st.builds(NoteTaken, moments, st.just("小李"), st.text(max_size=5)),
    st.builds(RunClosed, moments, st.just("小李")),
    st.builds(RunAborted, moments, st.just(""), st.text(max_size=5)),
    st.builds(
        RunStarted,
        at=moments,
        by=st.just(""),
        run=runs,
        runbook=st.text(max_size=5),
        version=st.just("1"),
        digest=st.just(""),
        sources=st.just(()),
        crew=st.just(Crew({})),
        title=st.text(max_size=5),
    ),
)
batches = st.lists(events, max_size=4).map(tuple)


def answer(call: Callable[[], object]) -> object:
    """Return what the call returned, or what it raised."""
    try:
        return call()
    except SopError as error:
        return type(error), error.zh, error.en


class Stores(RuleBasedStateMachine):
    """A memory store as the model, a SQLite store beside it."""

    @initialize()
    def open(self) -> None:
        """Begin with both empty."""
        self.folder = tempfile.TemporaryDirectory()
        self.memory = MemoryStore()
        self.sqlite = SqliteStore(Path(self.folder.name) / "room.db")
        self.cursors: list[tuple[str | None, str | None]] = [(None, None)]

    def both(self, call: Callable[[MemoryStore | SqliteStore], object]) -> None:
        """Ask both, and compare."""
        assert answer(lambda: call(self.memory)) == answer(lambda: call(self.sqlite))

    @rule(run=runs, key=keys, batch=batches, off=st.sampled_from([0, 0, 0, 0, -1, 1, 5]))
    def append(self, run: str, key: str, batch: tuple[Event, ...], off: int) -> None:
        """Append at the right version, mostly."""
        expected = self.memory.version(run) + off
        self.both(lambda store: store.append(run, expected, key, batch))

    @rule(run=runs, after=st.integers(-1, 20), limit=st.none() | st.integers(-1, 5))
    def read(self, run: str, after: int, limit: int | None) -> None:
        """Read any part."""
        self.both(lambda store: store.read(run, after, limit))

    @rule(run=runs, key=keys)
    def find(self, run: str, key: str) -> None:
        """Look for any key."""
        self.both(lambda store: store.find(run, key))

    @rule(data=st.data(), limit=st.integers(0, 5))
    def feed(self, data: st.DataObject, limit: int) -> None:
        """Go on with the feed from any cursor that either gave."""
        ours, theirs = data.draw(st.sampled_from(self.cursors))
        (page, cursor), (other, next_cursor) = self.memory.feed(ours, limit), self.sqlite.feed(theirs, limit)
        assert page == other
        self.cursors.append((cursor, next_cursor))

    @rule()
    def reopen(self) -> None:
        """Close the file and open it again: nothing changes."""
        self.sqlite.close()
        self.sqlite = SqliteStore(self.sqlite.path)

    @invariant()
    def same_runs(self) -> None:
        """Both list the same runs with the same versions."""
        if hasattr(self, "memory"):
            self.both(lambda store: store.runs())
            for run in ("a", "b", "直播"):
                self.both(lambda store, run=run: store.version(run))  # type: ignore[misc]

    def teardown(self) -> None:
        """Compare the whole feeds, then close."""
        if hasattr(self, "memory"):
            assert self.memory.feed()[0] == self.sqlite.feed()[0]
            self.sqlite.close()
            self.folder.cleanup()


TestStores = Stores.TestCase
TestStores.settings = settings(max_examples=40, stateful_step_count=30)
