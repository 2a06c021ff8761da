"""Route: the events by which the flow goes where an outcome, a failure or a way out sends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sopkit import events as ev
from sopkit.decide.opening import opening
from sopkit.definition.step import Target, TargetKind
from sopkit.state import ActivityState, RunState

__all__ = ["passing", "route"]


def route(
    state: RunState, activity: ActivityState, key: str, target: Target, now: datetime, by: str, *, note: str = ""
) -> list[ev.Event]:
    """Return the events that take the flow from step *key* to *target*; none for the next step."""
    kind, name = target.kind, target.id
    if kind is TargetKind.RAISE and name is not None:
        fault = state.next_id(name)
        return [ev.FaultRaised(now, by, fault, name, activity.id, activity.product, note)]
    if kind is TargetKind.OPEN and name is not None:
        product = activity.product or None
        return [opening(state, now, by, name, "outcome", product=product, fault=activity.fault)]
    index = activity.index
    if kind is TargetKind.FINISH:
        left = passing(activity, 0, len(index.keys_at))
        return [ev.FlowMoved(now, by, activity.id, "", left)]
    if kind is TargetKind.STEP and name is not None:
        there = _place(activity, name)
        here = index.position[key]
        if there <= here:
            return [ev.RoundStarted(now, by, activity.id, activity.round + 1, index.keys_at[there][0])]
        left = passing(activity, 0, there)
        return [ev.FlowMoved(now, by, activity.id, name, left)] if left else []
    return []


def passing(activity: ActivityState, start: int, stop: int) -> tuple[str, ...]:
    """Return the keys of the steps in order from *start* to before *stop* that nobody passed."""
    index = activity.index
    keys: Sequence[str] = [
        key
        for place in range(start, stop)
        if index.blocks[place] or index.ordered[place]
        for key in index.keys_at[place]
        if not activity.passed(key)
    ]
    return tuple(keys)


def _place(activity: ActivityState, step: str) -> int:
    index = activity.index
    if step in index.position:
        return index.position[step]
    return next(index.position[key] for key, definition in index.steps.items() if definition.id == step)
