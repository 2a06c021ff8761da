"""Clock: the outside world's time, and one turned by hand for rehearsals, drills and tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

__all__ = ["Clock", "HandClock", "system_clock"]

Clock = Callable[[], datetime]
"""Anything that returns the time now, aware and in UTC."""


def system_clock() -> datetime:
    """Return the machine's time now, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 -- the one place that reads the machine's clock


class HandClock:
    """A clock that stands still until it is turned."""

    __slots__ = ("now",)

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the time that the clock shows."""
        return self.now

    def turn(self, length: timedelta) -> datetime:
        """Move the clock on by *length* and return the new time."""
        self.now += length
        return self.now
