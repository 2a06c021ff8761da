"""What the tests of a store append, and how they look at what it answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sopkit.definition.product import Product
from sopkit.definition.runbook import Source
from sopkit.definition.value import Value
from sopkit.errors import ConflictError, SopError
from sopkit.events import Event, NoteTaken, RunStarted
from sopkit.role import Crew

__all__ = ["AT", "conflict", "note", "notes", "raised", "started"]

AT = datetime(2026, 11, 11, 12, 0, 0, 123456, tzinfo=UTC)


def note(number: int) -> Event:
    """Return the note of that number, taken so many seconds in."""
    return NoteTaken(AT + timedelta(seconds=number), "小李", f"第 {number} 条")


def notes(count: int, start: int = 0) -> tuple[Event, ...]:
    """Return so many notes in a row."""
    return tuple(note(number) for number in range(start, start + count))


def started(run: str) -> RunStarted:
    """Return a first event with every kind of value in it."""
    facts: dict[str, Value] = {
        "price": Decimal("29.90"),
        "stock": 100,
        "kind": None,
        "gifts": ("勺", "袋"),
        "hold": timedelta(minutes=5),
    }
    return RunStarted(
        at=AT,
        by="小李",
        run=run,
        runbook="standard-live",
        version="3",
        digest="d" * 64,
        sources=(Source("standard-live.yaml", "sop: 1\ntitle: 整场直播 '\"\\\n"),),
        crew=Crew({"host": ("阿珍",), "operations": ("小李", "小王")}),
        products=(Product("p1", "锅", facts),),
        params={"hold": timedelta(seconds=90), "live": True, "text": "29.90"},
        go_live=AT + timedelta(hours=1),
        kind="rehearsal",
        title="双十一",
    )


def raised(kind: type[SopError], call: Callable[[], object]) -> SopError:
    """Return the error that *call* raises, which must be of that kind and speak both languages."""
    try:
        result = call()
    except kind as error:
        caught = error
    else:
        raise AssertionError(f"expected {kind.__name__}, got {result!r}")
    assert caught.zh
    assert caught.en
    return caught


def conflict(call: Callable[[], object]) -> tuple[str, int, int]:
    """Return run, expected and actual version of the conflict that *call* raises."""
    error = raised(ConflictError, call)
    assert isinstance(error, ConflictError)
    return error.run_id, error.expected, error.actual
