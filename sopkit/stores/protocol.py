"""Store: what keeps the journals of runs, and the values that its methods return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from types import TracebackType
from typing import NamedTuple, Protocol, Self, runtime_checkable

from sopkit.errors import UsageError
from sopkit.events import Event, RunAborted, RunClosed, RunStarted

__all__ = ["Appended", "Entry", "RunSummary", "Store", "batch_of", "is_ending", "limit_of", "position_of", "summary_of"]

ENDINGS = (RunClosed, RunAborted)


# Named tuples, not attrs classes: a journal is read by the ten thousand of
# them, and they cost a third.
class Entry(NamedTuple):
    """One event as it stands in a journal; ``seq`` counts from 1 in each run, ``key`` is that of its append."""

    seq: int
    key: str
    event: Event


class Appended(NamedTuple):
    """
    What became of an append: its events are ``first`` to ``last`` of the run.

    ``repeated`` is true where the key had been stored before: nothing was
    written now, and ``first`` and ``last`` are those of the earlier time.
    ``version`` is the number of events that the run has.
    """

    version: int
    repeated: bool
    first: int
    last: int


class RunSummary(NamedTuple):
    """One run of a store: what it performs, how far its journal is, and whether it was closed or aborted."""

    run: str
    runbook: str
    title: str
    kind: str
    version: int
    started_at: datetime
    updated_at: datetime
    ended: bool


@runtime_checkable
class Store(Protocol):
    """
    Keeps the events of runs, each run's in order.

    One store may be used from several threads. Every method that cannot do
    its work raises `StoreError`; an append either keeps all of its events or
    none. `sopkit.testing.StoreContract` checks these rules on any store.
    """

    def append(self, run_id: str, expected: int, key: str, events: Sequence[Event]) -> Appended:
        """
        Keep *events* as the next ones of the run, durably and all together.

        Args:
            run_id: Names the run; the first append to it brings it into being.

            expected: The version that the events were decided on, 0 for a new run.

            key: Names this append within the run. One that is stored already
                is answered as it was then, whatever *expected* says.

            events: At least one.

        Raises:
            ConflictError: The run is at another version; nothing was kept.

            StoreError: It is not known to be kept. Where the failure came at
                the very end it may be: reopen, and send it again with the same key.
        """

    def read(self, run_id: str, after: int = 0, limit: int | None = None) -> Sequence[Entry]:
        """Return the entries behind *after*, in order, at most *limit*; none for an unknown run."""

    def version(self, run_id: str) -> int:
        """Return how many events the run has; 0 for an unknown run."""

    def find(self, run_id: str, key: str) -> Appended | None:
        """Return what the append with *key* did (as repeated), or ``None`` where there was none."""

    def runs(self) -> Sequence[RunSummary]:
        """Return a summary of every run, in the order in which they began."""

    def feed(self, after: str | None = None, limit: int = 1000) -> tuple[Sequence[tuple[str, Entry]], str]:
        """
        Return what was committed behind the cursor *after*, over all runs, and the next cursor.

        In the order of commits, with no gaps and no repeats: what is not
        returned now comes behind the cursor that is. ``None`` begins at the
        start. Keep the cursor, do not look into it.
        """

    def close(self) -> None:
        """Let go of what the store holds. It may be closed twice, not used again."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""


def is_ending(event: Event) -> bool:
    """Whether *event* ends its run for good."""
    return isinstance(event, ENDINGS)


def summary_of(run_id: str, first: Event, last: Event, version: int, *, ended: bool) -> RunSummary:
    """Build the summary of a run from its first and its last event."""
    runbook, title, kind = "", "", ""
    if isinstance(first, RunStarted):
        runbook, title, kind = first.runbook, first.title, first.kind
    return RunSummary(run_id, runbook, title, kind, version, first.at, last.at, ended)


def batch_of(run_id: str, key: str, events: Sequence[Event]) -> Sequence[Event]:
    """Return *events*, or raise where an append of them makes no sense."""
    if run_id and key and events:
        return events
    raise UsageError(
        f"追加的参数不全（run_id={run_id!r}，key={key!r}，事件 {len(events)} 条）：三者都不能为空。",
        f"append needs a run, a key and at least one event (run_id={run_id!r}, key={key!r}, {len(events)} events).",
    )


def limit_of(limit: int | None) -> int | None:
    """Return *limit*, or raise where it is negative."""
    if limit is not None and limit < 0:
        raise UsageError(f"limit 不能为负数：{limit}。", f"limit must not be negative: {limit}.")
    return limit


def position_of(cursor: str | None) -> int:
    """Return the position that a cursor of the form ``"12"`` stands for."""
    if cursor is None:
        return 0
    if cursor.isascii() and cursor.isdigit():
        return int(cursor)
    raise UsageError(
        f"不认识的游标 {cursor!r}：只能用本库 feed() 返回的游标，或 None 从头开始。",
        f"not a cursor: {cursor!r}. Pass one that feed() of this store returned, or None to begin at the start.",
    )
