"""The state of a product's stock: what was put on sale and what was sold, entry by entry."""

from __future__ import annotations

from datetime import datetime

from attrs import define

from sopkit.frozen import frozen

__all__ = ["StockEntry", "StockState"]


@frozen
class StockEntry:
    """A number of pieces that a step recorded; ``activity``, ``key`` and ``at`` say which completion of it."""

    at: datetime
    by: str
    activity: str
    key: str
    round: int
    pieces: int


@define
class StockState:
    """What the steps about one product recorded, in order."""

    released: tuple[StockEntry, ...] = ()
    sold: tuple[StockEntry, ...] = ()
