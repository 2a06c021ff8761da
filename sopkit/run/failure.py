"""Failure: what is said of a listener that failed; the show goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sopkit.stores.protocol import Entry

__all__ = ["report_failure"]


def report_failure(listener: object, entry: Entry, error: Exception) -> None:
    """Tell the logger ``sopkit`` which listener failed on which event."""
    import logging

    logging.getLogger("sopkit").error(
        "a listener failed on event %d (%s): %r", entry.seq, type(entry.event).__name__, listener, exc_info=error
    )
