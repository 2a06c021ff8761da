"""Opening: the event that opens an activity of a procedure."""

from __future__ import annotations

from datetime import datetime

from sopkit import events as ev
from sopkit.state import ActivityState, RunState

__all__ = ["is_beside", "opening"]


def opening(
    state: RunState,
    now: datetime,
    by: str,
    procedure: str,
    origin: str,
    *,
    product: str | None = None,
    title: str = "",
    parent: ActivityState | None = None,
    parent_step: str | None = None,
    fault: str | None = None,
    cue: str | None = None,
    owner: str | None = None,
    due: datetime | None = None,
    owed: str | None = None,
    number: int = 1,
) -> ev.ActivityOpened:
    """Return the event that opens *procedure*; *number* counts those of one batch."""
    definition = state.runbook.procedures[procedure]
    each = any(step.for_each for step in definition.steps)
    identity = f"{procedure}#{state.counters.get(procedure, 0) + number}"
    return ev.ActivityOpened(
        now,
        by,
        identity,
        procedure,
        origin,
        state.phase,
        product,
        title,
        parent.id if parent else None,
        parent_step,
        fault if fault is not None else parent.fault if parent else None,
        cue,
        owner,
        due,
        tuple(state.products) if each else (),
        owed,
    )


def is_beside(state: RunState, activity: ActivityState) -> bool:
    """Whether an activity runs beside the show: its procedure does, or that of what called it."""
    while not activity.index.procedure.beside:
        if activity.parent is None:
            return False
        activity = state.activities[activity.parent]
    return True
