"""Route: the events by which the flow goes where an outcome, a failure or a way out sends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sopkit import events as ev
from sopkit.definition.step import Target, TargetKind
from sopkit.definition.value import Value
from sopkit.opening import opening
from sopkit.scope import product_at
from sopkit.state import ActivityState, RunState

__all__ = ["failed", "failure", "passing", "rounds_used", "route"]

_NOTHING: Mapping[str, Value] = {}


def route(
    state: RunState, activity: ActivityState, key: str, target: Target, now: datetime, by: str, *, note: str = ""
) -> list[ev.Event]:
    """Return the events that take the flow from step *key* to *target*; none for the next step."""
    kind, name = target.kind, target.id
    if kind is TargetKind.RAISE and name is not None:
        fault = state.next_id(name)
        return [ev.FaultRaised(now, by, fault, name, activity.id, product_at(activity, key), note)]
    if kind is TargetKind.OPEN and name is not None:
        about = product_at(activity, key)
        return [opening(state, now, by, name, "outcome", product=about, fault=activity.fault)]
    index = activity.index
    if kind is TargetKind.FINISH:
        left = passing(activity, 0, len(index.keys_at))
        return [ev.FlowMoved(now, by, activity.id, "", left)]
    if kind is TargetKind.STEP and name is not None:
        if rounds_used(state, activity, key, target) is not None:
            return [ev.LimitReached(now, "", activity.id, "rounds")] if index.exits else []
        there = _place(activity, name)
        here = index.position[key]
        if there <= here:
            return [ev.RoundStarted(now, by, activity.id, activity.round + 1, index.keys_at[there][0])]
        left = passing(activity, 0, there)
        return [ev.FlowMoved(now, by, activity.id, name, left)] if left else []
    return []


def failed(
    state: RunState,
    activity: ActivityState,
    key: str,
    why: str,
    now: datetime,
    by: str,
    record: Mapping[str, Value] = _NOTHING,
) -> list[ev.Event]:
    """Return what a failure of the step comes to by the runbook: tried again, gone elsewhere, or left open."""
    rule = activity.index.steps[key].on_fail
    retries = state.number(rule.retry, activity) if rule else 0
    return failure(state, activity, key, why, rule.then if rule else None, now, by, record, retries=retries)


def failure(
    state: RunState,
    activity: ActivityState,
    key: str,
    why: str,
    then: Target | None,
    now: datetime,
    by: str,
    record: Mapping[str, Value] = _NOTHING,
    *,
    retries: int = 0,
) -> list[ev.Event]:
    """Return the failure of a step and, unless it may be tried again, where the flow goes *then*."""
    touched = activity.steps.get(key)
    attempt = (touched.attempts if touched else 0) + 1
    retry = attempt <= retries
    events: list[ev.Event] = [ev.StepFailed(now, by, activity.id, key, why, attempt, retry, record)]
    if then is not None and not retry:
        if then.kind is TargetKind.NEXT:
            events.append(ev.FlowMoved(now, by, activity.id, key, (key,)))
        else:
            events += route(state, activity, key, then, now, by, note=why)
    return events


def rounds_used(state: RunState, activity: ActivityState, key: str, target: Target) -> int | None:
    """Return the bound on rounds where going from step *key* to *target* would pass it; else ``None``."""
    limits = activity.index.procedure.limits
    if target.kind is not TargetKind.STEP or target.id is None or limits is None or limits.rounds is None:
        return None
    if _place(activity, target.id) > activity.index.position[key]:
        return None
    most = state.number(limits.rounds, activity)
    return most if activity.round >= most else None


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
