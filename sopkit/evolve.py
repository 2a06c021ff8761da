"""
Evolve: what each event does to the state. Nothing here decides, refuses or looks at a clock.

The state that a fold owns is changed in place (docs/decisions/0002); every
status moves by its lifecycle table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from sopkit import events as ev
from sopkit.definition.fault import ClockPolicy
from sopkit.definition.product import Product
from sopkit.definition.runbook import Runbook
from sopkit.index import index_of
from sopkit.lifecycle import ACTIVITY, CUE, FAULT, RUN, STEP, ActivityStatus, CueStatus, StepStatus
from sopkit.role import Crew
from sopkit.state import ActivityState, CueState, FaultState, Measuring, Obligation, RunState, StepState

__all__ = ["acting", "evolve", "fold"]

E = TypeVar("E", bound=ev.Event)
_HANDLERS: dict[type[ev.Event], Callable[[RunState, object], None]] = {}
_READY = StepStatus.READY
_STRENGTH = ("where", "step", "round", "cut")


def _on(*kinds: type[E]) -> Callable[[Callable[[RunState, E], None]], Callable[[RunState, E], None]]:
    def register(handler: Callable[[RunState, E], None]) -> Callable[[RunState, E], None]:
        for kind in kinds:
            _HANDLERS[kind] = handler  # type: ignore[assignment]
        return handler

    return register


def evolve(state: RunState, event: ev.Event) -> RunState:
    """Fold one event into *state* and return it."""
    _HANDLERS[type(event)](state, event)
    state.version += 1
    state.at = event.at
    return state


def fold(runbook: Runbook, events: Iterable[ev.Event]) -> RunState:
    """Return the state after *events*, from nothing."""
    state = RunState(runbook)
    handlers = _HANDLERS
    version = 0
    at = None
    for event in events:
        handlers[type(event)](state, event)
        version += 1
        at = event.at
    state.version = version
    state.at = at
    return state


def acting(runbook: Runbook, crew: Crew) -> dict[str, frozenset[str]]:
    """Return, for each person of the crew, the roles they may act for: their seats, and what those cover."""
    result: dict[str, frozenset[str]] = {}
    for person in sorted(crew.people):
        held = crew.roles_of(person)
        covers = {
            role.id
            for role in runbook.roles.values()
            if any(seat in role.covered_by for seat in held) and (role.cover == "always" or not crew.seats.get(role.id))
        }
        result[person] = frozenset(held) | covers
    return result


# --- the run


@_on(ev.RunStarted)
def _run_started(state: RunState, e: ev.RunStarted) -> None:
    state.run, state.kind, state.title = e.run, e.kind, e.title
    state.started_at, state.go_live, state.crew = e.at, e.go_live, e.crew
    state.acting = acting(state.runbook, e.crew)
    state.products = {product.id: product for product in e.products}
    state.params = dict(e.params)


@_on(ev.PhaseEntered)
def _phase_entered(state: RunState, e: ev.PhaseEntered) -> None:
    state.status = RUN.table[state.status]["enter"]
    state.phase, state.phase_at = e.phase, e.at
    if state.live and state.went_live is None:
        state.went_live = e.at


@_on(ev.RunHeld)
def _run_held(state: RunState, e: ev.RunHeld) -> None:
    state.status = RUN.table[state.status]["hold"]
    state.held_at = e.at
    for activity in state.open.values():
        _freeze(activity, e.at)


@_on(ev.RunResumed)
def _run_resumed(state: RunState, e: ev.RunResumed) -> None:
    state.status = RUN.table[state.status]["resume"]
    state.held_at = None
    for activity in state.open.values():
        _thaw(activity, e.at)


@_on(ev.RunClosed)
def _run_closed(state: RunState, e: ev.RunClosed) -> None:
    state.status = RUN.table[state.status]["close"]
    state.ended_at = e.at


@_on(ev.RunAborted)
def _run_aborted(state: RunState, e: ev.RunAborted) -> None:
    state.status = RUN.table[state.status]["abort"]
    state.ended_at = e.at


@_on(ev.SeatHandedOver)
def _seat_handed_over(state: RunState, e: ev.SeatHandedOver) -> None:
    state.crew = state.crew.with_seat(e.role, e.leaves, e.to)
    state.acting = acting(state.runbook, state.crew)


# --- activities


def _freeze(activity: ActivityState, at: datetime) -> None:
    if activity.freezers == 0:
        activity.frozen_at = at
    activity.freezers += 1


def _thaw(activity: ActivityState, at: datetime) -> None:
    activity.freezers -= 1
    if activity.freezers == 0 and activity.frozen_at is not None:
        activity.paused += at - activity.frozen_at
        activity.frozen_at = None


def _count(state: RunState, identity: str) -> None:
    prefix, _, number = identity.rpartition("#")
    state.counters[prefix] = int(number)


@_on(ev.ActivityOpened)
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
    _settle(activity)
    state.timed += activity.timed
    state.activities[e.activity] = state.open[e.activity] = activity
    _count(state, e.activity)
    if state.held_at is not None:
        _freeze(activity, e.at)
    if e.origin == "fault" and e.fault is not None and e.parent is None:
        state.faults[e.fault].handling = e.activity
    if e.origin == "owed":
        for owed in state.obligations.values():
            if owed.status == "owed" and owed.procedure == e.procedure and owed.fault == e.fault:
                owed.status, owed.activity = "open", e.activity
                break


def _policy(state: RunState, fault: str) -> tuple[ClockPolicy, str]:
    definition = state.runbook.faults[state.faults[fault].kind]
    return definition.clock, definition.resume.value


@_on(ev.ActivitySuspended)
def _activity_suspended(state: RunState, e: ev.ActivitySuspended) -> None:
    activity = state.activities[e.activity]
    activity.status = ACTIVITY.table[activity.status]["suspend"]
    activity.held_by = (*activity.held_by, e.fault)
    clock, resume = _policy(state, e.fault)
    if clock is not ClockPolicy.KEEP:
        _freeze(activity, e.at)
    activity.restarts = activity.restarts or clock is ClockPolicy.RESTART
    activity.resume = max(activity.resume, resume, key=_STRENGTH.index)
    fault = state.faults[e.fault]
    fault.holds = (*fault.holds, e.activity)


@_on(ev.ActivityReleased)
def _activity_released(state: RunState, e: ev.ActivityReleased) -> None:
    activity = state.activities[e.activity]
    activity.status = ACTIVITY.table[activity.status]["resume" if e.resumed else "release"]
    activity.held_by = tuple(fault for fault in activity.held_by if fault != e.fault)
    if _policy(state, e.fault)[0] is not ClockPolicy.KEEP:
        _thaw(activity, e.at)
    if e.resumed:
        activity.resume, activity.restarts = "where", False
        if e.resume == "step":
            _restart_steps(activity, e.at)
        if e.clock == "restart":
            activity.anchor = activity.round_clock = activity.clock(e.at)


def _restart_steps(activity: ActivityState, at: datetime) -> None:
    """Begin anew each step that was under way."""
    clock = activity.clock(at)
    for step in activity.steps.values():
        if "restart" in STEP.table[step.status]:
            step.status = STEP.table[step.status]["restart"]
            step.clock, step.asked, step.confirmed, step.overdue = clock, False, (), False


@_on(ev.ActivityFinished, ev.ActivityCancelled, ev.ActivityCut)
def _activity_ended(
    state: RunState, e: ev.ActivityFinished | ev.ActivityCancelled | ev.ActivityCut
) -> None:
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


@_on(ev.ActivityReopened)
def _activity_reopened(state: RunState, e: ev.ActivityReopened) -> None:
    activity = state.activities[e.activity]
    activity.status = ACTIVITY.table[activity.status]["reopen"]
    activity.ended_at, activity.outcome = None, None
    state.open[activity.id] = activity
    state.timed += activity.timed
    for owed in state.obligations.values():
        if owed.activity == activity.id:
            owed.status = "open"


@_on(ev.RoundStarted)
def _round_started(state: RunState, e: ev.RoundStarted) -> None:
    activity = state.activities[e.activity]
    index = activity.index
    start = index.position[e.step]
    for place in range(start, len(index.keys_at)):
        for key in index.keys_at[place]:
            touched = activity.steps.pop(key, None)
            if touched is not None and touched.status in _PASSED:
                _count_step(activity, place, 1)
    clock = activity.clock(e.at)
    activity.round_clock, activity.limit, activity.discharged = clock, None, False
    activity.round, activity.round_step = e.number, e.step
    activity.floor = activity.front = start
    activity.moved = clock
    _settle(activity)


@_on(ev.FlowMoved)
def _flow_moved(state: RunState, e: ev.FlowMoved) -> None:
    activity = state.activities[e.activity]
    for key in e.passed:
        step = _touch(activity, key)
        step.status = STEP.table[step.status]["pass"]
        _after_pass(activity, key, step, e)


@_on(ev.LimitReached)
def _limit_reached(state: RunState, e: ev.LimitReached) -> None:
    state.activities[e.activity].limit = e.limit


# --- steps

_PASSED = frozenset({StepStatus.DONE, StepStatus.SKIPPED, StepStatus.NOT_APPLICABLE})


def _touch(activity: ActivityState, key: str) -> StepState:
    """Return the step's state; an untouched one that an event names was ready."""
    step = activity.steps.get(key)
    if step is None:
        step = activity.steps[key] = StepState(_READY)
    return step


def _settle(activity: ActivityState) -> None:
    """Move the two fronts of a sequence past what no longer holds it."""
    index = activity.index
    if not index.sequence:
        return
    places, blocks, ordered = index.keys_at, index.blocks, index.ordered
    total = len(places)
    steps = activity.steps
    front = activity.front
    while front < total and (not blocks[front] or _all_passed(steps, places[front])):
        front += 1
    floor = activity.floor
    while floor < front and (not ordered[floor] or _all_passed(steps, places[floor])):
        floor += 1
    activity.front, activity.floor = front, floor


def _all_passed(steps: dict[str, StepState], keys: tuple[str, ...]) -> bool:
    for key in keys:
        step = steps.get(key)
        if step is None or step.status not in _PASSED:
            return False
    return True


def _after_pass(activity: ActivityState, key: str, step: StepState, e: ev.Event) -> None:
    """Book a step that was just passed: who, when, and what that frees."""
    step.by, step.at = e.by, e.at
    index = activity.index
    place = index.position[key]
    if index.clocked:
        step.clock = activity.clock(e.at)
    if index.plain[place]:
        activity.remaining -= 1
        if place == activity.front == activity.floor:
            activity.front = activity.floor = place = place + 1
            activity.moved = step.clock
            if place < len(index.plain) and index.plain[place] and index.keys_at[place][0] not in activity.steps:
                return
    else:
        _count_step(activity, place, -1)
    if index.sequence:
        front = activity.front
        _settle(activity)
        if activity.front != front:
            activity.moved = step.clock


def _count_step(activity: ActivityState, place: int, change: int) -> None:
    """Count a step of this position as open again (or, with -1, as passed)."""
    if activity.index.blocks[place]:
        activity.remaining += change
    elif activity.index.spares[place]:
        activity.spare += change


@_on(ev.StepStarted)
def _step_started(state: RunState, e: ev.StepStarted) -> None:
    activity = state.activities[e.activity]
    step = _touch(activity, e.step)
    step.status = STEP.table[step.status]["start"]
    step.by, step.at, step.asked = e.by, e.at, e.asked


@_on(ev.StepConfirmed)
def _step_confirmed(state: RunState, e: ev.StepConfirmed) -> None:
    activity = state.activities[e.activity]
    step = _touch(activity, e.step)
    step.status = STEP.table[step.status]["confirm"]
    step.by, step.at = e.by, e.at
    step.confirmed = (*step.confirmed, *e.roles)
    if e.record:
        step.record = {**step.record, **e.record}


@_on(ev.StepSubmitted)
def _step_submitted(state: RunState, e: ev.StepSubmitted) -> None:
    activity = state.activities[e.activity]
    step = _touch(activity, e.step)
    step.status = STEP.table[step.status]["submit"]
    step.by, step.at, step.done_by = e.by, e.at, e.by
    step.record, step.outcome = {**step.record, **e.record}, e.outcome


@_on(ev.StepRejected)
def _step_rejected(state: RunState, e: ev.StepRejected) -> None:
    step = _touch(state.activities[e.activity], e.step)
    step.status = STEP.table[step.status]["reject"]
    step.by, step.at = e.by, e.at


@_on(ev.StepCompleted)
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
    if e.outcome is not None:
        step.outcome = activity.outcome = e.outcome
    if key in activity.index.counted:
        activity.counts = {**(activity.counts or {}), key: (activity.counts or {}).get(key, 0) + 1}
    _after_pass(activity, key, step, e)
    if key in activity.index.exits:
        activity.discharged, activity.limit = True, None


@_on(ev.StepFailed)
def _step_failed(state: RunState, e: ev.StepFailed) -> None:
    step = _touch(state.activities[e.activity], e.step)
    step.status = STEP.table[step.status]["fail"]
    step.by, step.at, step.attempts = e.by, e.at, e.attempt
    step.asked, step.confirmed, step.record = False, (), e.record


@_on(ev.StepSkipped)
def _step_skipped(state: RunState, e: ev.StepSkipped) -> None:
    activity = state.activities[e.activity]
    step = _touch(activity, e.step)
    step.status = STEP.table[step.status]["skip"]
    _after_pass(activity, e.step, step, e)


@_on(ev.StepNotApplicable)
def _step_not_applicable(state: RunState, e: ev.StepNotApplicable) -> None:
    activity = state.activities[e.activity]
    step = _touch(activity, e.step)
    step.status = STEP.table[step.status]["pass"]
    _after_pass(activity, e.step, step, e)


@_on(ev.StepUndone)
def _step_undone(state: RunState, e: ev.StepUndone) -> None:
    activity = state.activities[e.activity]
    step = activity.steps[e.step]
    step.status = STEP.table[step.status]["undo"]
    if step.record and activity.values:
        activity.values = {k: v for k, v in activity.values.items() if k not in step.record}
    clock = activity.clock(e.at)
    place = activity.index.position[e.step]
    again = activity.steps[e.step] = StepState(_READY)
    again.by, again.at, again.clock, again.count = e.by, e.at, clock, step.count
    _count_step(activity, place, 1)
    if activity.index.sequence:
        activity.floor = min(activity.floor, place)
        if activity.index.blocks[place]:
            activity.front = min(activity.front, place)
        activity.moved = clock


@_on(ev.StepRecurred)
def _step_recurred(state: RunState, e: ev.StepRecurred) -> None:
    activity = state.activities[e.activity]
    step = activity.steps[e.step]
    step.status = STEP.table[step.status]["recur"]
    step.at, step.count, step.clock = e.at, e.number, activity.clock(e.at)
    step.overdue, step.asked, step.confirmed = False, False, ()


@_on(ev.StepOverdue)
def _step_overdue(state: RunState, e: ev.StepOverdue) -> None:
    _touch(state.activities[e.activity], e.step).overdue = True


# --- faults


@_on(ev.FaultRaised)
def _fault_raised(state: RunState, e: ev.FaultRaised) -> None:
    state.faults[e.fault] = state.faults_open[e.fault] = FaultState(
        e.fault, e.kind, e.at, e.by, activity=e.activity, product=e.product, note=e.note
    )
    _count(state, e.fault)


@_on(ev.FaultAcknowledged)
def _fault_acknowledged(state: RunState, e: ev.FaultAcknowledged) -> None:
    fault = state.faults[e.fault]
    fault.status = FAULT.table[fault.status]["acknowledge"]
    fault.acknowledged_at, fault.acknowledged_by = e.at, e.by


@_on(ev.FaultHandled)
def _fault_handled(state: RunState, e: ev.FaultHandled) -> None:
    fault = state.faults[e.fault]
    fault.status = FAULT.table[fault.status]["handle"]


@_on(ev.FaultRecovered)
def _fault_recovered(state: RunState, e: ev.FaultRecovered) -> None:
    fault = state.faults[e.fault]
    fault.status = FAULT.table[fault.status]["recover"]
    fault.ended_at = e.at
    state.faults_open.pop(e.fault, None)


@_on(ev.FaultDismissed)
def _fault_dismissed(state: RunState, e: ev.FaultDismissed) -> None:
    fault = state.faults[e.fault]
    fault.status = FAULT.table[fault.status]["dismiss"]
    fault.ended_at = e.at
    state.faults_open.pop(e.fault, None)


@_on(ev.FaultReviewed)
def _fault_reviewed(state: RunState, e: ev.FaultReviewed) -> None:
    fault = state.faults[e.fault]
    fault.status = FAULT.table[fault.status]["review"]


@_on(ev.ObligationOwed)
def _obligation_owed(state: RunState, e: ev.ObligationOwed) -> None:
    state.obligations[e.obligation] = Obligation(e.obligation, e.procedure, e.fault, e.owner, e.due)
    _count(state, e.obligation)


# --- cues


@_on(ev.CueGiven)
def _cue_given(state: RunState, e: ev.CueGiven) -> None:
    cue = CueState(
        e.cue,
        e.text,
        e.at,
        e.by,
        role=e.role,
        person=e.person,
        rule=e.rule,
        fault=e.fault,
        task=e.task,
        due=e.due,
        values=e.values,
        activity=e.activity,
    )
    state.cues[e.cue] = state.cues_open[e.cue] = cue
    _count(state, e.cue)
    if e.rule is not None:
        state.cue_at[e.rule] = e.at


def _move_cue(state: RunState, identity: str, trigger: str) -> None:
    cue = state.cues[identity]
    cue.status = CUE.table[cue.status][trigger]
    open_still = cue.status is CueStatus.GIVEN or (cue.task and cue.status is CueStatus.ACKNOWLEDGED)
    if not open_still:
        state.cues_open.pop(identity, None)


@_on(ev.CueAcknowledged)
def _cue_acknowledged(state: RunState, e: ev.CueAcknowledged) -> None:
    _move_cue(state, e.cue, "acknowledge")


@_on(ev.CueActed)
def _cue_acted(state: RunState, e: ev.CueActed) -> None:
    _move_cue(state, e.cue, "act")


@_on(ev.CueDismissed)
def _cue_dismissed(state: RunState, e: ev.CueDismissed) -> None:
    _move_cue(state, e.cue, "dismiss")


@_on(ev.CueExpired)
def _cue_expired(state: RunState, e: ev.CueExpired) -> None:
    _move_cue(state, e.cue, "expire")


# --- words, facts, numbers


@_on(ev.CorrectionMade, ev.NoteTaken)
def _written_down(state: RunState, e: ev.CorrectionMade | ev.NoteTaken) -> None:
    """Kept in the journal for the report; it moves nothing."""


@_on(ev.Waived)
def _waived(state: RunState, e: ev.Waived) -> None:
    if e.kind == "gate":
        state.waived = state.waived | {(e.activity, e.target)}
    else:
        state.obligations[e.target].status = "waived"


@_on(ev.ProductUpdated)
def _product_updated(state: RunState, e: ev.ProductUpdated) -> None:
    product = state.products[e.product]
    state.products[e.product] = Product(product.id, product.name, {**product.facts, **e.facts})


@_on(ev.ParamSet)
def _param_set(state: RunState, e: ev.ParamSet) -> None:
    if e.activity is None:
        state.params[e.param] = e.value
    else:
        activity = state.activities[e.activity]
        activity.params = {**(activity.params or {}), e.param: e.value}


@_on(ev.MeasureStarted)
def _measure_started(state: RunState, e: ev.MeasureStarted) -> None:
    clock = state.activities[e.activity].clock(e.at)
    state.measuring[e.measure, e.activity] = Measuring(e.measure, e.activity, e.number, e.at, clock, e.value)


@_on(ev.MeasureTaken)
def _measure_taken(state: RunState, e: ev.MeasureTaken) -> None:
    state.measuring.pop((e.measure, e.activity), None)
    state.measures.append((e.measure, e.activity, e.number, e.value))


_missing = {kind for kind, _ in ev.EVENTS.values()} - set(_HANDLERS)
assert not _missing, f"events without a fold: {_missing}"
