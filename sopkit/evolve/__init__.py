"""
Evolve: what each event does to the state. Nothing here decides, refuses or looks at a clock.

The state that a fold owns is changed in place (docs/decisions/0002); every
status moves by its lifecycle table.
"""

from __future__ import annotations

from collections.abc import Iterable

from sopkit.definition.runbook import Runbook
from sopkit.events import EVENTS, Event
from sopkit.evolve import activity, cue, facts, fault, run, step
from sopkit.evolve.handlers import HANDLERS
from sopkit.state import RunState

__all__ = ["evolve", "fold"]

_PARTS = (activity, cue, facts, fault, run, step)  # importing them registers what each event does
assert all(kind in HANDLERS for kind, _ in EVENTS.values()), "an event has no fold"


def evolve(state: RunState, event: Event) -> RunState:
    """Fold one event into *state* and return it."""
    HANDLERS[type(event)](state, event)
    state.version += 1
    state.at = event.at
    return state


def fold(runbook: Runbook, events: Iterable[Event]) -> RunState:
    """Return the state after *events*, from nothing."""
    state = RunState(runbook)
    handlers = HANDLERS
    version = 0
    at = None
    for event in events:
        handlers[type(event)](state, event)
        version += 1
        at = event.at
    state.version = version
    state.at = at
    return state
