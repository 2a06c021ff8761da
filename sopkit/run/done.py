"""Done: what a command came to."""

from __future__ import annotations

from sopkit.events import Event
from sopkit.frozen import frozen

__all__ = ["Done"]


@frozen
class Done:
    """
    What a command came to: its events, already durable.

    ``repeated`` is true where the same key had been stored before; the
    events are then those of the first time, and nothing new was written.
    """

    events: tuple[Event, ...]
    version: int
    repeated: bool = False
