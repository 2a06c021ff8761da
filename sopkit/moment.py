"""Moment: what the outside world tells the core with each command: the time, and the signals' latest values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from sopkit.definition.value import Value

__all__ = ["BEIJING", "Moment"]

BEIJING = timezone(timedelta(hours=8), "UTC+8")
_NONE: Mapping[str, Value] = {}


class Moment(NamedTuple):
    """
    The time of a command (aware, UTC) and the latest reading of each signal.

    ``zone`` is where the room is: only sentences for people use it.
    """

    at: datetime
    readings: Mapping[str, Value] = _NONE
    zone: tzinfo = BEIJING

    def local(self, when: datetime) -> str:
        """Return *when* as the room's clock shows it, with the date where it is another day."""
        there = when.astimezone(self.zone)
        same_day = there.date() == self.at.astimezone(self.zone).date()
        return there.strftime("%H:%M:%S" if same_day else "%m-%d %H:%M:%S")
