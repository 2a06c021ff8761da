"""Played: which products a run has shown so far, and when, on the clock of the show."""

from __future__ import annotations

from datetime import datetime, timedelta

from sopkit.definition.procedure import ProductUse
from sopkit.definition.value import Value
from sopkit.lifecycle import ActivityStatus, StepStatus
from sopkit.planner.plan import ZERO, Slot, SlotState
from sopkit.state import ActivityState, RunState

__all__ = ["average_of", "played"]

_SECOND = timedelta(seconds=1)
AVERAGE = "average_order_value"
"""The record field that says what the shop's average order value is."""


def average_of(state: RunState) -> Value:
    """Return the average order value that was recorded last, ``None`` where none was."""
    found = [
        (step.at, step.record[AVERAGE])
        for activity in state.activities.values()
        for step in activity.steps.values()
        if step.status is StepStatus.DONE and step.at is not None and AVERAGE in step.record
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def played(state: RunState, now: datetime) -> tuple[Slot, ...]:
    """
    Return what was shown on air, and what is under way, for `replan`.

    That is every activity about one product that was opened while on air by
    a procedure that needs one and does not run beside the show. What goes on
    about the same product, a 憋单 within its 过品, is one slot.
    """
    if state.went_live is None:
        return ()
    slots: list[Slot] = []
    for activity in sorted(state.activities.values(), key=lambda one: one.opened_at):
        if not _shows(activity) or activity.opened_at < state.went_live:
            continue
        assert activity.product is not None
        start = (activity.opened_at - state.went_live) // _SECOND * _SECOND
        end = ((activity.ended_at or now) - state.went_live) // _SECOND * _SECOND
        running = activity.ended_at is None
        last = slots[-1] if slots else None
        if last is not None and last.product == activity.product and start <= last.end:
            running = running or last.state is SlotState.RUNNING
            start, end = last.start, max(last.end, end)
            slots.pop()
        length = max(ZERO, end - start)
        slots.append(Slot(activity.product, start, length, SlotState.RUNNING if running else SlotState.DONE))
    return _one_runs(slots)


def _shows(activity: ActivityState) -> bool:
    procedure = activity.index.procedure
    return (
        activity.product is not None
        and activity.parent is None
        and activity.origin in ("hand", "cue", "outcome")
        and procedure.product is ProductUse.REQUIRED
        and not procedure.beside
        and activity.status is not ActivityStatus.CANCELLED
    )


def _one_runs(slots: list[Slot]) -> tuple[Slot, ...]:
    """Let only the last be under way: the room has gone on from what was left open before it."""
    return tuple(
        slot if place == len(slots) - 1 else Slot(slot.product, slot.start, slot.length, SlotState.DONE)
        for place, slot in enumerate(slots)
    )
