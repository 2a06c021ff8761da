"""Tick: what is overdue by now, as events, each once; and when something will be next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sopkit import events as ev
from sopkit.beat import beats_ahead
from sopkit.flow import limit_of, next_recurrence, step_due, waits_for
from sopkit.follow import taken
from sopkit.frozen import frozen
from sopkit.lifecycle import ActivityStatus
from sopkit.moment import Moment
from sopkit.state import ActivityState, RunState

__all__ = ["Due", "cues_ahead", "due_times", "overdue"]


@frozen
class Due:
    """
    A time that stands ahead (or has passed without being noticed yet).

    ``kind`` is ``step``, ``limit``, ``cue`` (it expires), ``give`` (a cue by
    the clock), ``again`` or ``measure``; ``target`` the step's key, the id of
    the cue, of its rule or of the measure.
    """

    at: datetime
    kind: str
    target: str
    activity: str | None = None
    roles: tuple[str, ...] = ()


def due_times(state: RunState) -> Iterator[Due]:
    """Yield every time that stands ahead, in no order; none of those that were noticed already."""
    if state.over or state.held_at is not None:
        return
    for activity in state.open.values():
        if activity.status is ActivityStatus.OPEN or activity.frozen_at is None:
            yield from _activity_due(state, activity)
    for cue in state.cues_open.values():
        if cue.due is not None:
            yield Due(cue.due, "cue", cue.id, cue.activity, (cue.role,) if cue.role else ())
    for begun in state.measuring.values():
        rule = state.runbook.measures[begun.measure]
        if rule.after is not None:
            activity = state.activities[begun.activity]
            yield Due(begun.at + state.length(rule.after, activity), "measure", begun.measure, begun.activity)


def cues_ahead(state: RunState) -> Iterator[Due]:
    """Yield when each cue that goes by the clock is to be given next; `Run.tick` gives it."""
    for at, rule, activity in beats_ahead(state):
        yield Due(at, "give", rule.id, activity.id if activity else None, rule.to)


def _activity_due(state: RunState, activity: ActivityState) -> Iterator[Due]:
    index = activity.index
    limit = None if activity.limit is not None else limit_of(state, activity)
    if limit is not None:
        at = activity.wall(limit)
        if at is not None:
            yield Due(at, "limit", "duration", activity.id)
    for key in index.keys if activity.due is not None else index.timed:
        touched = activity.steps.get(key)
        if activity.passed(key) or (touched is not None and touched.overdue):
            continue
        step = index.steps[key]
        # A time on the clock (T-30m) binds whether or not the step is ready yet; a length only once it is.
        if step.only or (step.at is None and activity.due is None and waits_for(activity, key)):
            continue
        at = step_due(state, activity, key)
        if at is not None:
            yield Due(at, "step", key, activity.id, step.seats.roles)
    for key in index.recurring:
        at = next_recurrence(state, activity, key)
        if at is not None:
            yield Due(at, "again", key, activity.id, index.steps[key].seats.roles)


def overdue(state: RunState, moment: Moment) -> list[ev.Event]:
    """Return the events for all that is due by now, in the order in which it fell due."""
    if not (state.timed or state.cues_open or state.measuring):
        return []
    passed = [due for due in due_times(state) if due.at <= moment.at]
    passed.sort(key=lambda due: due.at)
    return [_event(state, due, moment) for due in passed]


def _event(state: RunState, due: Due, moment: Moment) -> ev.Event:
    now = moment.at
    if due.kind == "cue":
        return ev.CueExpired(now, "", due.target)
    activity = state.activities[due.activity or ""]
    if due.kind == "limit":
        return ev.LimitReached(now, "", activity.id, due.target)
    if due.kind == "again":
        count = activity.steps[due.target].count
        return ev.StepRecurred(now, "", activity.id, due.target, count + 1)
    if due.kind == "measure":
        measure = state.runbook.measures[due.target]
        return taken(state, activity, measure, moment)
    return ev.StepOverdue(now, "", activity.id, due.target, due.at)
