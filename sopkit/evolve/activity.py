"""What the events about activities do."""

from __future__ import annotations

from datetime import datetime

from sopkit import events as ev
from sopkit.definition.fault import ClockPolicy
from sopkit.evolve.handlers import count_id, on
from sopkit.evolve.progress import after_pass, count_step, keep_values, settle, touch
from sopkit.index import index_of
from sopkit.lifecycle import ACTIVITY, STEP
from sopkit.state import PASSED, ActivityState, RunState


@on(ev.ActivityOpened)
def _activity_opened(state: RunState, e: ev.ActivityOpened) -> None:
    index = index_of(state.runbook, e.procedure, e.products)
    activity = ActivityState(
        id=e.activity,
        procedure=e.procedure,
        origin=e.origin,
        opened_at=e.at,
        index=index,
        remaining=index.blocking,
        spare=index.optional,
        phase=e.phase,
        product=e.product,
        title=e.title,
        parent=e.parent,
        parent_step=e.parent_step,
        fault=e.fault,
        cue=e.cue,
        owner=e.owner,
        due=e.due,
        opened_by=e.by,
        round_step=index.keys[0] if index.keys else "",
    )
    settle(activity)
    state.timed += activity.timed
    state.activities[e.activity] = state.open[e.activity] = activity
    count_id(state, e.activity)
    if state.held_at is not None:
        activity.freeze(e.at)
    if e.origin == "fault" and e.fault is not None and e.parent is None:
        state.faults[e.fault].handling = e.activity
    if e.owed is not None:
        owed = state.obligations[e.owed]
        owed.status, owed.activity = "open", e.activity


def _freezes(state: RunState, fault: str) -> bool:
    return state.runbook.faults[state.faults[fault].kind].clock is not ClockPolicy.KEEP


@on(ev.ActivitySuspended)
def _activity_suspended(state: RunState, e: ev.ActivitySuspended) -> None:
    activity = state.activities[e.activity]
    activity.status = ACTIVITY.table[activity.status]["suspend"]
    activity.held_by = (*activity.held_by, e.fault)
    if _freezes(state, e.fault):
        activity.freeze(e.at)
    fault = state.faults[e.fault]
    fault.holds = (*fault.holds, e.activity)


@on(ev.ActivityReleased)
def _activity_released(state: RunState, e: ev.ActivityReleased) -> None:
    activity = state.activities[e.activity]
    activity.status = ACTIVITY.table[activity.status]["resume" if e.resumed else "release"]
    activity.held_by = tuple(fault for fault in activity.held_by if fault != e.fault)
    if _freezes(state, e.fault):
        activity.thaw(e.at)
    if not e.resumed:
        activity.resume, activity.restarts = e.resume, e.clock == "restart"
    else:
        activity.resume, activity.restarts = "where", False
        if e.resume == "step":
            _restart_steps(activity, e.at)
        if e.clock == "restart":
            activity.anchor = activity.round_clock = activity.clock(e.at)


def _restart_steps(activity: ActivityState, at: datetime) -> None:
    """Begin anew each step that was under way."""
    clock = activity.clock(at)
    for key, step in activity.steps.items():
        # What a step called was suspended with it, and begins its own steps anew.
        if "restart" in STEP.table[step.status] and not activity.index.steps[key].call:
            step.status = STEP.table[step.status]["restart"]
            step.clock, step.asked, step.confirmed, step.people, step.overdue = clock, False, (), (), False


@on(ev.ActivityFinished, ev.ActivityCancelled, ev.ActivityCut)
def _activity_ended(state: RunState, e: ev.ActivityEnded) -> None:
    activity = state.activities[e.activity]
    activity.status = ACTIVITY.table[activity.status][_ENDS[type(e)]]
    activity.ended_at = e.at
    del state.open[activity.id]
    state.timed -= activity.timed
    if isinstance(e, ev.ActivityCut):
        activity.reason = e.reason
        return
    activity.outcome = e.outcome
    if activity.origin == "owed":
        for owed in state.obligations.values():
            if owed.activity == activity.id and owed.status == "open":
                owed.status = "met"


_ENDS = {ev.ActivityFinished: "finish", ev.ActivityCancelled: "cancel", ev.ActivityCut: "cut"}


@on(ev.ActivityReopened)
def _activity_reopened(state: RunState, e: ev.ActivityReopened) -> None:
    activity = state.activities[e.activity]
    activity.status = ACTIVITY.table[activity.status]["reopen"]
    activity.ended_at, activity.outcome = None, None
    state.open[activity.id] = activity
    state.timed += activity.timed
    for owed in state.obligations.values():
        if owed.activity == activity.id:
            owed.status = "open"


@on(ev.RoundStarted)
def _round_started(state: RunState, e: ev.RoundStarted) -> None:
    activity = state.activities[e.activity]
    index = activity.index
    start = index.position[e.step]
    for place in range(start, len(index.keys_at)):
        for key in index.keys_at[place]:
            touched = activity.steps.get(key)
            if touched is not None and "reset" in STEP.table[touched.status]:
                del activity.steps[key]  # it waits again, which is never stored
                if touched.status in PASSED:
                    count_step(activity, place, 1)
    keep_values(activity)
    clock = activity.clock(e.at)
    activity.round_clock, activity.limit, activity.discharged = clock, None, False
    activity.round, activity.round_step = e.number, e.step
    activity.floor = activity.front = start
    activity.moved = clock
    settle(activity)


@on(ev.FlowMoved)
def _flow_moved(state: RunState, e: ev.FlowMoved) -> None:
    activity = state.activities[e.activity]
    for key in e.passed:
        step = touch(activity, key)
        step.status = STEP.table[step.status]["pass"]
        after_pass(activity, key, step, e)
        step.by = ""  # nobody did it: taking back what moved the flow brings it back


@on(ev.LimitReached)
def _limit_reached(state: RunState, e: ev.LimitReached) -> None:
    state.activities[e.activity].limit = e.limit
