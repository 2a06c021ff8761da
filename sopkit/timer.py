"""Timer: the running times of a room: each activity's plan, and the limit of its round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from attrs import frozen

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
    """Yield the timers of every open activity."""
    for activity in state.open.values():
        procedure = activity.index.procedure
        limits = procedure.limits
        if limits is not None and limits.duration is not None and not activity.discharged:
            length = state.length(limits.duration, activity)
            yield _timer(activity, "limit", activity.clock(now) - activity.round_clock, length, None, None)
        plan = procedure.plan
        if plan is not None:
            yield _timer(
                activity,
                "plan",
                activity.clock(now),
                state.length(plan.duration, activity),
                state.length(plan.warn, activity) if plan.warn is not None else None,
                state.length(plan.danger, activity) if plan.danger is not None else None,
            )


def _timer(
    activity: ActivityState,
    kind: str,
    elapsed: timedelta,
    length: timedelta,
    warn: timedelta | None,
    danger: timedelta | None,
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
    title = activity.title or activity.index.procedure.title
    return Timer(activity.id, title, kind, elapsed, length, left, colour)
