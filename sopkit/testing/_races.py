"""StoreRaces: the rules that a store keeps while several threads use it at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import TypeVar

from sopkit.errors import ConflictError
from sopkit.events import Event
from sopkit.stores.protocol import Appended, Store
from sopkit.testing._given import notes

__all__ = ["StoreRaces"]

T = TypeVar("T")


def _at_once(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """Run the jobs in threads that begin together."""
    barrier = Barrier(len(jobs))

    def begin(job: Callable[[], T]) -> T:
        barrier.wait(30)
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(begin, jobs))


def _insist(store: Store, run: str, key: str, events: Sequence[Event]) -> Appended:
    """Append, reading anew after each conflict."""
    while True:
        try:
            return store.append(run, store.version(run), key, events)
        except ConflictError:
            continue


class StoreRaces:
    """The part of `StoreContract` that is about threads."""

    def test_of_one_version_one_append_wins(self, store: Store) -> None:
        """Threads that decided on the same version: exactly one is kept, every other is told."""
        store.append("r", 0, "start", notes(1))

        def attempt(number: int) -> Appended | ConflictError:
            try:
                return store.append("r", 1, f"k{number}", notes(2, number))
            except ConflictError as error:
                return error

        results = _at_once([partial(attempt, number) for number in range(8)])
        winners = [number for number, result in enumerate(results) if isinstance(result, Appended)]
        assert len(winners) == 1
        assert [(e.expected, e.actual) for e in results if isinstance(e, ConflictError)] == [(1, 3)] * 7
        assert [entry.key for entry in store.read("r", 1)] == [f"k{winners[0]}"] * 2

    def test_one_key_from_many_threads_is_kept_once(self, store: Store) -> None:
        """The same command sent by several threads at once is stored once and answered alike."""
        results = _at_once([lambda: store.append("r", 0, "k", notes(2))] * 8)
        assert sorted(result.repeated for result in results) == [False] + [True] * 7
        assert {(result.first, result.last) for result in results} == {(1, 2)}
        assert store.version("r") == 2

    def test_racing_threads_lose_and_double_nothing(self, store: Store) -> None:
        """Threads that read anew after each conflict all get through, each append whole and in its place."""

        def work(name: int) -> list[tuple[str, Appended]]:
            keys = [f"{name}-{number}" for number in range(8)]
            return [(key, _insist(store, "r", key, notes(1 + name % 3))) for key in keys]

        kept = [pair for part in _at_once([partial(work, name) for name in range(4)]) for pair in part]
        entries = list(store.read("r"))
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        for key, where in kept:
            assert not where.repeated
            assert [entry.seq for entry in entries if entry.key == key] == list(range(where.first, where.last + 1))
        assert len(entries) == sum(where.last - where.first + 1 for _, where in kept)

    def test_readers_see_whole_batches_while_others_write(self, store: Store) -> None:
        """A read during writes is a beginning of the run, never half of an append; the feed misses nothing."""

        def write() -> int:
            for number in range(0, 60, 3):
                store.append("r", number, f"k{number}", notes(3, number))
            return 60

        def watch() -> int:
            seen = 0
            while seen < 60:
                entries = store.read("r")
                assert len(entries) % 3 == 0
                assert len(entries) >= seen
                assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
                seen = len(entries)
            return seen

        def follow() -> int:
            followed: list[int] = []
            cursor = None
            while len(followed) < 60:
                page, cursor = store.feed(cursor, 7)
                followed += [entry.seq for _, entry in page]
            assert followed == list(range(1, 61))
            return len(followed)

        assert _at_once([write, watch, follow]) == [60, 60, 60]
