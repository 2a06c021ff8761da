"""Flow: pure questions about the steps of an activity: what holds each, which are next, when they are due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sopkit.definition.step import Every, Step
from sopkit.definition.value import Anchor, Offset
from sopkit.lifecycle import STEP, ActivityStatus, StepStatus
from sopkit.state import PASSED, ActivityState, RunState

__all__ = [
    "anchor_time",
    "exits_only",
    "frontier",
    "limit_of",
    "limit_reached",
    "next_recurrence",
    "ready_clock",
    "ready_keys",
    "seats_filled",
    "status_of",
    "step_due",
    "waits_for",
]

_AWAY = PASSED | {StepStatus.WAITING}
_RELEASED = STEP.table[StepStatus.WAITING]["release"]


def status_of(activity: ActivityState, key: str) -> StepStatus:
    """Return where the step stands; what nobody touched is ready or waiting by what holds it."""
    touched = activity.steps.get(key)
    if touched is not None and touched.status is not StepStatus.READY:
        return touched.status
    index = activity.index
    place = index.position[key]
    if index.ordered[place] and place > activity.front:
        return StepStatus.WAITING
    if key in index.after and waits_for(activity, key):
        return StepStatus.WAITING
    return _RELEASED


def waits_for(activity: ActivityState, key: str) -> tuple[str, ...]:
    """Return the keys of the steps that must be passed before this one."""
    index = activity.index
    held: tuple[str, ...] = ()
    place = index.position[key]
    if index.ordered[place] and place > activity.front:
        held = tuple(k for k in index.keys_at[activity.front] if not activity.passed(k))
    before = index.after.get(key)
    if before:
        held += tuple(k for k in before if k not in held and not activity.passed(k))
    return held


def frontier(activity: ActivityState) -> Iterator[str]:
    """Yield the keys that are not passed and that the order does not hold back, in the file's order."""
    index = activity.index
    if index.sequence:
        last = min(activity.front, len(index.keys_at) - 1)
        for place in range(len(index.keys_at)) if not all(index.ordered) else range(activity.floor, last + 1):
            if index.ordered[place] and not activity.floor <= place <= last:
                continue
            for key in index.keys_at[place]:
                if not activity.passed(key):
                    yield key
        return
    for key in index.keys:
        if not activity.passed(key):
            yield key


def ready_keys(activity: ActivityState, state: RunState, now: datetime) -> Iterator[str]:
    """Yield the keys that somebody may take now, as far as order, ``after`` and limits go."""
    if activity.status is not ActivityStatus.OPEN:
        return
    limited = exits_only(state, activity, now)
    for key in frontier(activity) if not limited else activity.index.exits:
        step = activity.index.steps.get(key)
        if step is None or (step.only and not limited) or activity.passed(key) or _calling(activity, key, step):
            continue
        if limited or not waits_for(activity, key):
            yield key


def _calling(activity: ActivityState, key: str, step: Step) -> bool:
    """Whether the step waits for what it called, and is nobody's to take."""
    touched = activity.steps.get(key)
    return step.call is not None and touched is not None and touched.status is StepStatus.ACTIVE


def limit_of(state: RunState, activity: ActivityState) -> timedelta | None:
    """Return the bound on this round, on the activity's own clock; ``None`` where there is none."""
    limits = activity.index.procedure.limits
    if limits is None or limits.duration is None or activity.discharged:
        return None
    return activity.round_clock + state.length(limits.duration, activity)


def exits_only(state: RunState, activity: ActivityState, now: datetime) -> bool:
    """Whether a limit is reached, so that only the named ways out are legal."""
    return activity.index.procedure.limits is not None and limit_reached(state, activity, now) is not None


def limit_reached(state: RunState, activity: ActivityState, now: datetime) -> str | None:
    """
    Return which limit is reached, ``duration`` or ``rounds``, or ``None``.

    The bound on rounds is, once the flow stands at a step whose every answer
    leads to a round that there is not.
    """
    if activity.limit is not None:
        return activity.limit
    limits = activity.index.procedure.limits
    if limits is None:
        return None
    limit = limit_of(state, activity)
    if limit is not None and activity.clock(now) >= limit:
        return "duration"
    if limits.rounds is not None and activity.round >= state.number(limits.rounds, activity):
        statuses = (status_of(activity, key) for key in activity.index.looping)
        return "rounds" if any(status not in _AWAY for status in statuses) else None
    return None


def seats_filled(state: RunState, step: Step) -> tuple[str, ...]:
    """Return which of the step's roles anybody of the crew may act for."""
    able = frozenset().union(*state.acting.values()) if state.acting else frozenset()
    return tuple(role for role in step.seats.roles if role in able)


def anchor_time(state: RunState, activity: ActivityState | None, offset: Offset) -> datetime | None:
    """Return the moment that an offset names; ``None`` where it cannot be known yet."""
    length = state.length(offset.by, activity)
    if offset.of is Anchor.GO_LIVE:
        base = state.went_live or state.go_live
        return base + length if base else None
    if offset.of is Anchor.PHASE:
        return state.phase_at + length if state.phase_at else None
    if activity is None:
        return None
    clock = activity.round_clock if offset.of is Anchor.ROUND else timedelta(0)
    return activity.wall(clock + length)


def ready_clock(activity: ActivityState, key: str) -> timedelta:
    """Return the activity's own clock when the step became ready (or came back)."""
    index = activity.index
    clock = max(activity.anchor, activity.round_clock)
    if index.ordered[index.position[key]]:
        clock = max(clock, activity.moved)
    for other in index.after.get(key, ()):
        before = activity.steps.get(other)
        if before is not None:
            clock = max(clock, before.clock)
    touched = activity.steps.get(key)
    if touched is not None and touched.status not in PASSED:
        clock = max(clock, touched.clock)
    return clock


def step_due(state: RunState, activity: ActivityState, key: str) -> datetime | None:
    """
    Return when the step is due: the earlier of ``at``, ``within`` and the due time of what is owed.

    ``None`` where it has none, or while the clock it hangs on stands still.
    """
    step = activity.index.steps[key]
    times: list[datetime] = []
    if step.within is not None and not activity.frozen_at:
        due = activity.wall(ready_clock(activity, key) + state.length(step.within, activity))
        times += [due] if due else []
    if step.at is not None:
        due = anchor_time(state, activity, step.at)
        times += [due] if due else []
    if activity.due is not None:
        times.append(activity.due)
    return min(times, default=None)


def next_recurrence(state: RunState, activity: ActivityState, key: str) -> datetime | None:
    """Return when a step that comes back does so next; ``None`` where it will not."""
    step = activity.index.steps[key]
    touched = activity.steps.get(key)
    every: Every | None = step.every
    if every is None or touched is None or touched.status not in PASSED:
        return None
    again = activity.wall(touched.clock + state.length(every.interval, activity))
    until = anchor_time(state, activity, every.until) if every.until else None
    if again is None or (until is not None and again > until):
        return None
    return again
