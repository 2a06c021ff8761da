"""What follows when an activity opens or ends, or a step calls one."""

from __future__ import annotations

from sopkit import events as ev
from sopkit.follow.measure import measures_left, round_measured
from sopkit.follow.step import advance, orphans_cut
from sopkit.follow.taking import taken_up
from sopkit.lifecycle import ActivityStatus, StepStatus
from sopkit.moment import Moment
from sopkit.opening import opening
from sopkit.route import failed, failure, rounds_used
from sopkit.state import ActivityState, RunState

__all__ = ["activity_ended", "activity_opened", "step_failed", "step_started"]


def activity_opened(state: RunState, e: ev.ActivityOpened, moment: Moment) -> list[ev.Event]:
    """Begin the activity."""
    activity = state.activities[e.activity]
    started = round_measured(state, activity, e, moment) if state.runbook.measures else []
    return started + advance(state, activity, e)


def step_started(state: RunState, e: ev.StepStarted, moment: Moment) -> list[ev.Event]:
    """Open what the step calls."""
    activity = state.activities[e.activity]
    called = activity.index.steps[e.step].call
    if called is None:
        return []
    product = e.step.partition("@")[2] or activity.product
    return [opening(state, e.at, e.by, called, "call", product=product, parent=activity, parent_step=e.step)]


def activity_ended(
    state: RunState, e: ev.ActivityFinished | ev.ActivityCut | ev.ActivityCancelled, moment: Moment
) -> list[ev.Event]:
    """Let what called an ended activity go on, cut what it called, recover the fault that it handled."""
    activity = state.activities[e.activity]
    events: list[ev.Event] = measures_left(state, activity, e, moment)
    events += [
        ev.ActivityCut(e.at, "", child.id, reason=activity.status.value)
        for child in state.open.values()
        if child.parent == activity.id
    ]
    if activity.origin == "call" and activity.parent is not None and activity.parent_step is not None:
        events += _return(state, activity, activity.parent, activity.parent_step, e)
    if activity.origin == "fault" and activity.fault is not None and isinstance(e, ev.ActivityFinished):
        fault = state.faults[activity.fault]
        if fault.handling == activity.id and fault.open:
            events += taken_up(state, activity.fault, e)
            events.append(ev.FaultRecovered(e.at, e.by, activity.fault))
    return events


def _return(
    state: RunState,
    child: ActivityState,
    parent_id: str,
    key: str,
    e: ev.ActivityFinished | ev.ActivityCut | ev.ActivityCancelled,
) -> list[ev.Event]:
    """
    Complete the step that called, with how the call ended as its outcome.

    It fails where the call was cut, or ended in a way that it has no outcome for.
    """
    parent = state.activities[parent_id]
    touched = parent.steps.get(key)
    if parent.ended or touched is None or touched.status is not StepStatus.ACTIVE:
        return []
    ended = child.status.value
    answers = {o.name: o for o in parent.index.steps[key].outcomes}
    given = child.outcome if child.outcome in answers else ended if ended in answers else None
    why = f"{child.id}: {ended}"
    if given is None and (answers or child.status is ActivityStatus.CUT):
        return failed(state, parent, key, why, e.at, e.by)
    if given is None:
        return [ev.StepCompleted(e.at, e.by, parent_id, key, {}, None)]
    if rounds_used(state, parent, key, answers[given].target) is not None:
        return failure(state, parent, key, why, answers[given].target, e.at, e.by)
    return [ev.StepCompleted(e.at, e.by, parent_id, key, {}, given)]


def step_failed(state: RunState, e: ev.StepFailed, moment: Moment) -> list[ev.Event]:
    """End what a failed step called."""
    return orphans_cut(state, state.activities[e.activity], e)
