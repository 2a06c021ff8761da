"""Taking up: whoever does the first step of a fault's handling has it in hand."""

from __future__ import annotations

from sopkit import events as ev
from sopkit.lifecycle import FaultStatus
from sopkit.state import RunState

__all__ = ["taken_up"]


def taken_up(state: RunState, identity: str, e: ev.Event) -> list[ev.Event]:
    """Whoever does the first step of the handling has it in hand, even if they did not say so first."""
    fault = state.faults[identity]
    events: list[ev.Event] = []
    if fault.status is FaultStatus.RAISED:
        events.append(ev.FaultAcknowledged(e.at, e.by, identity))
    if fault.status in (FaultStatus.RAISED, FaultStatus.ACKNOWLEDGED):
        events.append(ev.FaultHandled(e.at, e.by, identity))
    return events
