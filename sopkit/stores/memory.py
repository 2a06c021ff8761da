"""MemoryStore: journals in memory, for tests, drills and whatever need not outlive the process."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from threading import Lock
from types import TracebackType
from typing import Self

from sopkit.errors import ConflictError, StoreError
from sopkit.events import Event
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

__all__ = ["MemoryStore"]

_FEW = 16
_new_tuple = tuple.__new__  # a NamedTuple's own constructor takes twice as long


class _Journal:
    """The events of one run, each with its key; a set of the keys once looking through them would take long."""

    __slots__ = ("events", "keys", "number", "run", "seen")

    def __init__(self, run: str, number: int) -> None:
        self.run = run
        self.number = number
        self.events: list[Event] = []
        self.keys: list[str] = []
        self.seen: set[str] | None = None

    def has(self, key: str) -> bool:
        seen = self.seen
        if seen is not None:
            return key in seen
        if len(self.keys) <= _FEW:
            return key in self.keys
        self.seen = set(self.keys)
        return key in self.seen

    def batch(self, key: str) -> Appended:
        keys = self.keys
        first = last = keys.index(key)
        while last < len(keys) and keys[last] == key:
            last += 1
        return Appended(len(keys), True, first + 1, last)


class MemoryStore:
    """
    A store that forgets when it is closed. It keeps the event objects themselves.

    Thread-safe, and lean: ten thousand runs of a few events each fit in a
    few megabytes besides the events.
    """

    __slots__ = ("_closed", "_journals", "_lock", "_numbered", "_order")

    def __init__(self) -> None:
        self._lock = Lock()
        self._closed = False
        self._journals: dict[str, _Journal] = {}
        self._numbered: list[_Journal] = []
        # The feed: for every event, in the order of commits, its run's number
        # (upper 32 bits) and its index in that run.
        self._order = array("Q")

    def append(self, run_id: str, expected: int, key: str, events: Sequence[Event]) -> Appended:
        """Keep *events* as the next ones of the run."""
        if not events or not key or not run_id:
            batch_of(run_id, key, events)
        with self._lock:
            journal = self._journals.get(run_id)
            if journal is None:
                journal = self._begin(run_id, expected)
            elif journal.has(key):
                return journal.batch(key)
            kept = journal.events
            actual = len(kept)
            if actual != expected:
                raise ConflictError(run_id, expected, actual)
            kept.extend(events)
            version = len(kept)
            place = (journal.number << 32) + actual
            if version == actual + 1:
                journal.keys.append(key)
                self._order.append(place)
            else:
                journal.keys.extend([key] * (version - actual))
                self._order.extend(range(place, place + version - actual))
            if journal.seen is not None:
                journal.seen.add(key)
        return _new_tuple(Appended, (version, False, actual + 1, version))

    def _begin(self, run_id: str, expected: int) -> _Journal:
        self._must_be_open()
        if expected != 0:
            raise ConflictError(run_id, expected, 0)
        journal = _Journal(run_id, len(self._numbered))
        self._numbered.append(journal)
        self._journals[run_id] = journal
        return journal

    def read(self, run_id: str, after: int = 0, limit: int | None = None) -> Sequence[Entry]:
        """Return the entries behind *after*, in order, at most *limit*."""
        start = max(after, 0)
        stop = None if limit_of(limit) is None else start + (limit or 0)
        with self._lock:
            journal = self._journal(run_id)
            if journal is None:
                return ()
            keys, events = journal.keys[start:stop], journal.events[start:stop]
        return tuple(map(Entry, range(start + 1, start + 1 + len(keys)), keys, events))

    def version(self, run_id: str) -> int:
        """Return how many events the run has; 0 for an unknown run."""
        with self._lock:
            journal = self._journal(run_id)
            return 0 if journal is None else len(journal.events)

    def find(self, run_id: str, key: str) -> Appended | None:
        """Return what the append with *key* did, or ``None`` where there was none."""
        with self._lock:
            journal = self._journal(run_id)
            return None if journal is None or not journal.has(key) else journal.batch(key)

    def runs(self) -> Sequence[RunSummary]:
        """Return a summary of every run, in the order in which they began."""
        with self._lock:
            self._must_be_open()
            return tuple(
                summary_of(
                    journal.run,
                    journal.events[0],
                    journal.events[-1],
                    len(journal.events),
                    ended=any(map(is_ending, journal.events)),
                )
                for journal in self._numbered
            )

    def feed(self, after: str | None = None, limit: int = 1000) -> tuple[Sequence[tuple[str, Entry]], str]:
        """Return what was committed behind the cursor *after*, over all runs, and the next cursor."""
        start = position_of(after)
        limit_of(limit)
        result = []
        with self._lock:
            self._must_be_open()
            for place in self._order[start : start + limit]:
                journal, index = self._numbered[place >> 32], place & 0xFFFFFFFF
                result.append((journal.run, Entry(index + 1, journal.keys[index], journal.events[index])))
        return tuple(result), str(start + len(result))

    def _journal(self, run_id: str) -> _Journal | None:
        journal = self._journals.get(run_id)
        if journal is None:
            self._must_be_open()
        return journal

    def _must_be_open(self) -> None:
        # Asked only where a run is not found: a closed store has none, so an
        # append to a known run need not pay for it.
        if self._closed:
            raise StoreError(
                "内存日志库已关闭，内容已丢弃；请重新打开一个。",
                "this memory store is closed and its journals are gone; open another.",
            )

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._closed = True
            self._journals = {}
            self._numbered = []
            self._order = array("Q")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
