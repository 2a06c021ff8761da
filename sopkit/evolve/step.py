"""What the events about steps do."""

from __future__ import annotations

from sopkit import events as ev
from sopkit.evolve.handlers import on
from sopkit.evolve.progress import after_pass, count_step, keep_values, last_outcome, rejudge, touch, values_without
from sopkit.evolve.stock import BOOKED, book, unbook
from sopkit.lifecycle import STEP, StepStatus
from sopkit.state import RunState, StepState

_READY = StepStatus.READY


@on(ev.StepStarted)
def _step_started(state: RunState, e: ev.StepStarted) -> None:
    activity = state.activities[e.activity]
    step = touch(activity, e.step)
    step.status = STEP.table[step.status]["start"]
    step.by, step.at, step.asked = e.by, e.at, e.asked


@on(ev.StepConfirmed)
def _step_confirmed(state: RunState, e: ev.StepConfirmed) -> None:
    activity = state.activities[e.activity]
    step = touch(activity, e.step)
    step.status = STEP.table[step.status]["confirm"]
    step.by, step.at = e.by, e.at
    step.confirmed, step.people = (*step.confirmed, *e.roles), (*step.people, e.by)
    if e.record:
        step.record = {**step.record, **e.record}


@on(ev.StepSubmitted)
def _step_submitted(state: RunState, e: ev.StepSubmitted) -> None:
    activity = state.activities[e.activity]
    step = touch(activity, e.step)
    step.status = STEP.table[step.status]["submit"]
    step.by, step.at, step.done_by = e.by, e.at, e.by
    step.record, step.outcome = {**step.record, **e.record}, e.outcome


@on(ev.StepRejected)
def _step_rejected(state: RunState, e: ev.StepRejected) -> None:
    step = touch(state.activities[e.activity], e.step)
    step.status = STEP.table[step.status]["reject"]
    step.by, step.at = e.by, e.at


@on(ev.StepCompleted)
def _step_completed(state: RunState, e: ev.StepCompleted) -> None:
    activity = state.activities[e.activity]
    key = e.step
    step = activity.steps.get(key)
    if step is None:
        step = activity.steps[key] = StepState(_READY)
    step.status = STEP.table[step.status]["complete"]
    step.done_by = e.done_by or e.by
    if e.record:
        step.record = e.record
        activity.values = {**(activity.values or {}), **e.record}
        if not BOOKED.isdisjoint(e.record):
            book(state, activity, key, e.record, e.at, step.done_by)
    if e.outcome is not None:
        step.outcome = activity.outcome = e.outcome
    if key in activity.index.counted:
        activity.counts = {**(activity.counts or {}), key: (activity.counts or {}).get(key, 0) + 1}
    after_pass(activity, key, step, e)
    if key in activity.index.exits:
        activity.discharged, activity.limit = True, None


@on(ev.StepFailed)
def _step_failed(state: RunState, e: ev.StepFailed) -> None:
    step = touch(state.activities[e.activity], e.step)
    step.status = STEP.table[step.status]["fail"]
    step.by, step.at, step.attempts = e.by, e.at, e.attempt
    step.asked, step.confirmed, step.people, step.record = False, (), (), e.record


@on(ev.StepSkipped)
def _step_skipped(state: RunState, e: ev.StepSkipped) -> None:
    activity = state.activities[e.activity]
    step = touch(activity, e.step)
    step.status = STEP.table[step.status]["skip"]
    after_pass(activity, e.step, step, e)


@on(ev.StepNotApplicable)
def _step_not_applicable(state: RunState, e: ev.StepNotApplicable) -> None:
    activity = state.activities[e.activity]
    step = touch(activity, e.step)
    step.status = STEP.table[step.status]["pass"]
    after_pass(activity, e.step, step, e)


@on(ev.StepUndone)
def _step_undone(state: RunState, e: ev.StepUndone) -> None:
    activity = state.activities[e.activity]
    step = activity.steps[e.step]
    step.status = STEP.table[step.status]["undo"]
    if not BOOKED.isdisjoint(step.record):
        unbook(state, activity, e.step, step.at)
    if step.record and activity.values:
        activity.values = values_without(activity, e.step)
    clock = activity.clock(e.at)
    place = activity.index.position[e.step]
    again = activity.steps[e.step] = StepState(_READY)
    again.by, again.at, again.clock, again.count = e.by, e.at, clock, step.count
    count_step(activity, place, 1)
    if step.outcome is not None:
        activity.outcome = last_outcome(activity)
    if activity.counts and e.step in activity.counts:
        activity.counts = {**activity.counts, e.step: activity.counts[e.step] - 1}
    if e.step in activity.index.exits:
        activity.discharged = any(map(activity.passed, activity.index.exits))
    rejudge(activity, e.step)
    if activity.index.sequence:
        activity.floor = min(activity.floor, place)
        if activity.index.blocks[place]:
            activity.front = min(activity.front, place)
        activity.moved = clock


@on(ev.StepRecurred)
def _step_recurred(state: RunState, e: ev.StepRecurred) -> None:
    activity = state.activities[e.activity]
    step = activity.steps[e.step]
    step.status = STEP.table[step.status]["recur"]
    if step.record:
        keep_values(activity)
    step.at, step.count, step.clock = e.at, e.number, activity.clock(e.at)
    step.overdue, step.asked, step.confirmed, step.people = False, False, (), ()


@on(ev.StepOverdue)
def _step_overdue(state: RunState, e: ev.StepOverdue) -> None:
    touch(state.activities[e.activity], e.step).overdue = True
