"""What the stores cost: SQLite beside raw inserts of the same bytes, texts beside json, bytes for a run in memory."""

from __future__ import annotations

import json
import sqlite3
import statistics
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from sopkit._encode import decode, encode
from sopkit.events import StepCompleted
from sopkit.stores import MemoryStore
from sopkit.stores.sqlite import SqliteStore

AT = datetime(2026, 11, 11, 12, 0, 0, 123456, tzinfo=UTC)
EVENT = StepCompleted(AT, "小李", "hold-order#3", "tell-price", {"price": Decimal("29.90"), "stock": 100}, "next")


def seconds(work: Callable[[int], object], count: int) -> float:
    """Return how long one of *count* calls took."""
    start = time.perf_counter()
    for number in range(count):
        work(number)
    return (time.perf_counter() - start) / count


def test_an_append_costs_little_more_than_its_commit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Durable appends a second are at least 0.8 times raw inserts of the same bytes with the same settings."""
    store = SqliteStore(tmp_path / "store.db")
    mode = store._connection.get().execute("PRAGMA journal_mode").fetchone()[0]
    raw = sqlite3.connect(tmp_path / "raw.db", isolation_level=None)
    raw.execute(f"PRAGMA journal_mode={mode}")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE event (pos INTEGER PRIMARY KEY AUTOINCREMENT, run, ver, key, data, UNIQUE (run, ver))")
    raw.execute("CREATE UNIQUE INDEX event_key ON event (run, key)")
    text = encode(EVENT)
    count = 200

    def insert(run: str, number: int) -> None:
        raw.execute("BEGIN IMMEDIATE")
        values = (run, number + 1, f"key-{number:08d}", text)
        raw.execute("INSERT INTO event (run, ver, key, data) VALUES (?, ?, ?, ?)", values)
        raw.execute("COMMIT")

    ratios, rates = [], []
    for turn in range(7):
        run = f"run-{turn}"
        plain = seconds(lambda number, run=run: insert(run, number), count)  # type: ignore[misc]
        ours = seconds(lambda number, run=run: store.append(run, number, f"key-{number:08d}", (EVENT,)), count)  # type: ignore[misc]
        ratios.append(plain / ours)
        rates.append((1 / ours, 1 / plain))
    store.close()
    raw.close()
    ratio = statistics.median(ratios)
    with capsys.disabled():
        ours, plain = (statistics.median(side) for side in zip(*rates, strict=True))
        print(f"\nsqlite ({mode}): {ours:,.0f} appends/s, raw {plain:,.0f}/s, ratio {ratio:.2f}")
    assert ratio >= 0.8


def test_a_text_costs_little_more_than_its_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Encoding and decoding an event take at most eight times what json alone takes for the same text."""
    text = encode(EVENT)
    data = json.loads(text)
    rows = [
        (
            seconds(lambda _: encode(EVENT), 5000),
            seconds(lambda _: json.dumps(data), 5000),
            seconds(lambda _: decode(text, run="r", seq=1), 5000),
            seconds(lambda _: json.loads(text), 5000),
        )
        for _ in range(7)
    ]
    write, dumps, read, loads = (min(column) * 1e6 for column in zip(*rows, strict=True))
    with capsys.disabled():
        print(f"\nencode {write:.1f} us (json {dumps:.1f}), decode {read:.1f} us (json {loads:.1f})")
    assert write <= 8 * dumps
    assert read <= 8 * loads


def test_a_run_in_memory_is_small(capsys: pytest.CaptureFixture[str]) -> None:
    """Ten thousand runs of ten events cost at most 1,000 bytes each beside ids, keys and events."""
    ids = [f"run-{number:06d}" for number in range(10_000)]
    keys = [f"key-{number}" for number in range(10)]
    events = (EVENT,)
    tracemalloc.start()
    store = MemoryStore()
    for run in ids:
        for number, key in enumerate(keys):
            store.append(run, number, key, events)
    each = tracemalloc.get_traced_memory()[0] / len(ids)
    tracemalloc.stop()
    with capsys.disabled():
        print(f"\n{each:.0f} bytes a run of {len(keys)} events")
    assert each <= 1000


def test_an_append_in_memory_costs_the_same_in_a_long_run(capsys: pytest.CaptureFixture[str]) -> None:
    """An append to a run of 100,000 events takes at most 1.5 times one to a run of 1,000."""
    keys = [f"key-{number}" for number in range(110_000)]
    events = (EVENT,)

    def measured(store: MemoryStore, begin: int, count: int) -> float:
        return seconds(lambda number: store.append("r", begin + number, keys[begin + number], events), count)

    ratios, shorts = [], []
    for _ in range(5):
        store = MemoryStore()
        measured(store, 0, 1_000)
        short = measured(store, 1_000, 5_000)
        measured(store, 6_000, 94_000)
        ratios.append(measured(store, 100_000, 5_000) / short)
        shorts.append(short)
    with capsys.disabled():
        print(f"\n{min(shorts) * 1e6:.2f} us an append in memory, long/short {statistics.median(ratios):.2f}")
    assert statistics.median(ratios) <= 1.5
