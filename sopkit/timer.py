"""Timer: the running times of a room: each activity's plan, and the limit of its round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sopkit.definition.step import Plan
from sopkit.flow import anchor_time, ready_clock, ready_keys
from sopkit.frozen import frozen
from sopkit.state import ActivityState, RunState

__all__ = ["Timer", "timers_of"]


@frozen
class Timer:
    """
    A running time: an activity's plan or limit.

    ``left`` is negative once it is over; ``colour`` is ``ok``, ``warn``,
    ``danger``, ``over`` or ``frozen``.
    """

    activity: str
    title: str
    kind: str
    elapsed: timedelta
    length: timedelta
    left: timedelta
    colour: str


def timers_of(state: RunState, now: datetime) -> Iterator[Timer]:
    """Yield the timers of every open activity: its limit, its plan, and the plans of the steps at hand."""
    for activity in state.open.values():
        procedure = activity.index.procedure
        title = activity.title or procedure.title
        limits = procedure.limits
        if limits is not None and limits.duration is not None and not activity.discharged:
            elapsed = activity.clock(now) - activity.round_clock
            length = state.length(limits.duration, activity)
            yield _timer(activity, title, "limit", elapsed, length)
        if procedure.plan is not None:
            yield _planned(state, activity, title, procedure.plan, activity.clock(now), now)
        if activity.index.planned:
            for key in ready_keys(activity, state, now):
                step = activity.index.steps[key]
                if step.plan is not None:
                    elapsed = activity.clock(now) - ready_clock(activity, key)
                    yield _planned(state, activity, step.title, step.plan, elapsed, now)


def _planned(
    state: RunState, activity: ActivityState, title: str, plan: Plan, elapsed: timedelta, now: datetime
) -> Timer:
    """Return the timer of a plan; one that holds its end has less time, the later it began."""
    length = state.length(plan.duration, activity)
    if plan.hold == "end" and plan.start is not None:
        start = anchor_time(state, activity, plan.start)
        if start is not None:
            length = start + length - (now - elapsed)
    warn = state.length(plan.warn, activity) if plan.warn is not None else None
    danger = state.length(plan.danger, activity) if plan.danger is not None else None
    return _timer(activity, title, "plan", elapsed, length, warn, danger)


def _timer(
    activity: ActivityState,
    title: str,
    kind: str,
    elapsed: timedelta,
    length: timedelta,
    warn: timedelta | None = None,
    danger: timedelta | None = None,
) -> Timer:
    left = length - elapsed
    if activity.frozen_at is not None:
        colour = "frozen"
    elif left < timedelta(0):
        colour = "over"
    elif danger is not None and left <= danger:
        colour = "danger"
    elif warn is not None and left <= warn:
        colour = "warn"
    else:
        colour = "ok"
    return Timer(activity.id, title, kind, elapsed, length, left, colour)
