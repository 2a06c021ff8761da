"""
Follow: what follows by itself from an event that has just been folded in.

Pure: it looks at the state after the event and returns further events, which
are folded and followed in their turn. Nobody asks for these; nobody may
refuse them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sopkit import events as ev
from sopkit.decide.opening import opening
from sopkit.decide.route import passing, route
from sopkit.definition.fault import Fault, Interrupts
from sopkit.definition.measure import Measure, MeasureKind
from sopkit.definition.runbook import Phase
from sopkit.definition.step import Target
from sopkit.definition.value import Value
from sopkit.expression import evaluate
from sopkit.index import measures_of
from sopkit.lifecycle import ActivityStatus, FaultStatus, StepStatus
from sopkit.moment import Moment
from sopkit.scope import lookup_in, names_for
from sopkit.script import fill
from sopkit.state import ActivityState, FaultState, RunState

__all__ = ["follow"]

Events = list[ev.Event]
_AFTER: dict[type[ev.Event], Callable[[RunState, Any, Moment], Events]] = {}


def follow(state: RunState, event: ev.Event, moment: Moment) -> Events:
    """Return the events that follow from *event*, which *state* already holds."""
    rule = _AFTER.get(type(event))
    return rule(state, event, moment) if rule is not None else []


# --- the run and its phases


def _run_started(state: RunState, e: ev.RunStarted, moment: Moment) -> Events:
    return [ev.PhaseEntered(e.at, e.by, state.runbook.phases[0].id)]


def _phase_entered(state: RunState, e: ev.PhaseEntered, moment: Moment) -> Events:
    phase = next(p for p in state.runbook.phases if p.id == e.phase)
    events: Events = [
        ev.ActivityFinished(e.at, e.by, activity.id, activity.outcome)
        for activity in state.open.values()
        if activity.phase == e.left
        and activity.status is ActivityStatus.OPEN
        and activity.finishable
        and not activity.index.procedure.beside
    ]
    for procedure in phase.opens:
        if state.runbook.procedures[procedure].for_each:
            events += [
                opening(state, e.at, e.by, procedure, "phase", product=product, number=n)
                for n, product in enumerate(state.products, 1)
            ]
        else:
            events.append(opening(state, e.at, e.by, procedure, "phase"))
    return events + _open_owed(state, phase, e)


def _open_owed(state: RunState, phase: Phase, e: ev.Event) -> Events:
    """Open what is owed, where the phase is the one that receives it."""
    if not phase.receives:
        return []
    numbers: dict[str, int] = {}
    events: Events = []
    for owed in state.obligations.values():
        if owed.status == "owed":
            numbers[owed.procedure] = numbers.get(owed.procedure, 0) + 1
            events.append(
                opening(
                    state,
                    e.at,
                    "",
                    owed.procedure,
                    "owed",
                    product=state.faults[owed.fault].product,
                    fault=owed.fault,
                    owner=owed.owner,
                    due=owed.due,
                    number=numbers[owed.procedure],
                )
            )
    return events


def _obligation_owed(state: RunState, e: ev.ObligationOwed, moment: Moment) -> Events:
    phase = next((p for p in state.runbook.phases if p.id == state.phase), None)
    return _open_owed(state, phase, e) if phase is not None else []


# --- the flow inside an activity


def _step_passed(
    state: RunState, e: ev.StepCompleted | ev.StepSkipped | ev.StepNotApplicable, moment: Moment
) -> Events:
    """A step was passed: go where its answer sends the flow, or on; finish what is at its end."""
    activity = state.activities[e.activity]
    if not isinstance(e, ev.StepCompleted):
        return _advance(state, activity, e, e.step)
    step = activity.index.steps[e.step]
    events: Events = []
    if activity.fault is not None and activity.origin == "fault":
        events += _fault_taken_up(state, activity.fault, e)
    if state.runbook.measures:
        events += _measured(state, activity, e, moment)
    if step.ends == "cancelled":
        return [*events, ev.ActivityCancelled(e.at, e.by, activity.id, e.outcome)]
    if step.ends == "finished":
        return [*events, ev.ActivityFinished(e.at, e.by, activity.id, e.outcome)]
    if e.outcome is None:
        return events + _advance(state, activity, e, e.step)
    chosen = next((o for o in step.outcomes if o.name == e.outcome), None)
    way = route(state, activity, e.step, chosen.target, e.at, e.by) if chosen is not None else []
    if any(isinstance(x, (ev.RoundStarted, ev.FlowMoved)) for x in way):
        return events + way
    # The flow goes on first: a fault that the answer raises suspends what is left of it.
    return events + _advance(state, activity, e, e.step) + way


def _advance(state: RunState, activity: ActivityState, e: ev.Event, key: str | None = None) -> Events:
    """Go on after something in the activity was passed (or it was opened, when *key* is none)."""
    if activity.status is not ActivityStatus.OPEN:
        return []
    index = activity.index
    if key is not None and e.by and index.ordered[index.position[key]] and activity.floor < index.position[key]:
        # Somebody went on: the optional steps before are passed over, as is what a way out leaves behind.
        left = passing(activity, activity.floor, index.position[key])
        if left:
            return [ev.FlowMoved(e.at, "", activity.id, key, left)]
    if index.judged:
        judged = _not_applicable(state, activity, key)
        if judged is not None:
            return [ev.StepNotApplicable(e.at, "", activity.id, judged, index.steps[judged].when or "")]
    if activity.remaining == 0 and activity.spare == 0 and not index.recurring:
        return [ev.ActivityFinished(e.at, e.by, activity.id, activity.outcome)]
    return []


def _not_applicable(state: RunState, activity: ActivityState, key: str | None) -> str | None:
    """Return a step that has just become ready and whose condition does not hold, if there is one."""
    index = activity.index
    candidates: list[str] = []
    if index.sequence and activity.front < len(index.keys_at):
        for place in range(activity.floor, activity.front + 1):
            if index.ordered[place]:
                candidates += [k for k in index.keys_at[place] if index.steps[k].when]
    if index.conditional:
        if key is None:
            candidates += index.conditional
        else:
            candidates += [k for k in index.waiters.get(key, ()) if k in index.conditional]
    for candidate in candidates:
        step = index.steps[candidate]
        touched = activity.steps.get(candidate)
        if touched is not None or step.when is None or not all(map(activity.passed, index.after.get(candidate, ()))):
            continue
        product = candidate.partition("@")[2] or None
        names = names_for(state, activity, None, product)
        if product:
            names["product"] = state.products.get(product)
        if not evaluate(step.when, names):
            return candidate
    return None


def _flow_moved(state: RunState, e: ev.FlowMoved, moment: Moment) -> Events:
    return _advance(state, state.activities[e.activity], e)


def _round_started(state: RunState, e: ev.RoundStarted, moment: Moment) -> Events:
    return _advance(state, state.activities[e.activity], e)


def _activity_opened(state: RunState, e: ev.ActivityOpened, moment: Moment) -> Events:
    return _advance(state, state.activities[e.activity], e)


def _step_started(state: RunState, e: ev.StepStarted, moment: Moment) -> Events:
    activity = state.activities[e.activity]
    called = activity.index.steps[e.step].call
    if called is None:
        return []
    product = e.step.partition("@")[2] or activity.product
    return [opening(state, e.at, e.by, called, "call", product=product, parent=activity, parent_step=e.step)]


def _activity_ended(
    state: RunState, e: ev.ActivityFinished | ev.ActivityCut | ev.ActivityCancelled, moment: Moment
) -> Events:
    """An activity ended: what called it goes on, what it called is cut, the fault it handled is recovered."""
    activity = state.activities[e.activity]
    events: Events = _measures_left(state, activity, e, moment)
    for child in state.open.values():
        if child.parent == activity.id:
            events.append(ev.ActivityCut(e.at, "", child.id, activity.status.value))
    if activity.origin == "call" and activity.parent is not None and activity.parent_step is not None:
        events += _return(state, activity, activity.parent, activity.parent_step, e)
    if activity.origin == "fault" and activity.fault is not None and isinstance(e, ev.ActivityFinished):
        fault = state.faults[activity.fault]
        if fault.handling == activity.id and fault.open:
            events += _fault_taken_up(state, activity.fault, e)
            events.append(ev.FaultRecovered(e.at, e.by, activity.fault))
    return events


def _return(
    state: RunState,
    child: ActivityState,
    parent_id: str,
    key: str,
    e: ev.ActivityFinished | ev.ActivityCut | ev.ActivityCancelled,
) -> Events:
    """Complete the step that called, with how the call ended as its outcome."""
    parent = state.activities[parent_id]
    touched = parent.steps.get(key)
    if parent.ended or touched is None or touched.status is not StepStatus.ACTIVE:
        return []
    ended = child.status.value
    answers = {o.name for o in parent.index.steps[key].outcomes}
    given = child.outcome if child.outcome in answers else ended if ended in answers else None
    if answers and given is None:
        return [ev.StepFailed(e.at, e.by, parent_id, key, f"{child.id}: {ended}", touched.attempts + 1)]
    return [ev.StepCompleted(e.at, e.by, parent_id, key, {}, given)]


# --- faults


def _fault_raised(state: RunState, e: ev.FaultRaised, moment: Moment) -> Events:
    """Suspend what it interrupts, open its handling, and give every role its first line at the same second."""
    fault = state.faults[e.fault]
    rule = state.runbook.faults[e.kind]
    events: Events = [
        ev.ActivitySuspended(e.at, "", activity.id, e.fault) for activity in _interrupted(state, fault, rule)
    ]
    events.append(opening(state, e.at, e.by, f"fault:{e.kind}", "fault", product=e.product, fault=e.fault))
    due = e.at + state.length(rule.within) if rule.within is not None else None
    first_cue = state.counters.get("cue", 0)
    lines = dict(rule.first_lines)
    lines.setdefault(rule.first, rule.title)
    names = names_for(state, state.activities.get(e.activity or ""), None, e.product)
    for number, (role, text) in enumerate(lines.items(), 1):
        events.append(
            ev.CueGiven(
                e.at,
                e.by,
                f"cue#{first_cue + number}",
                fill(text, lookup_in(names)).text,
                role=role,
                fault=e.fault,
                due=due if role == rule.first else None,
            )
        )
    return events


def _interrupted(state: RunState, fault: FaultState, rule: Fault) -> list[ActivityState]:
    """Return the activities that the fault suspends: never a handling, never what runs beside the show."""
    shown = [a for a in state.open.values() if a.fault is None and not a.index.procedure.beside]
    if rule.interrupts is Interrupts.NOTHING:
        return []
    if rule.interrupts is Interrupts.RUN:
        return [a for a in state.open.values() if a.fault is None]
    if rule.interrupts is Interrupts.PHASE:
        return [a for a in shown if a.phase == state.phase]
    target = state.activities.get(fault.activity) if fault.activity else None
    if target is None or target.ended:
        return []
    family = [target]
    for activity in state.open.values():
        if activity.parent is not None and any(activity.parent == a.id for a in family):
            family.append(activity)
    return family


def _fault_taken_up(state: RunState, identity: str, e: ev.Event) -> Events:
    """Whoever does the first step of the handling has it in hand, even if they did not say so first."""
    fault = state.faults[identity]
    events: Events = []
    if fault.status is FaultStatus.RAISED:
        events.append(ev.FaultAcknowledged(e.at, e.by, identity))
    if fault.status in (FaultStatus.RAISED, FaultStatus.ACKNOWLEDGED):
        events.append(ev.FaultHandled(e.at, e.by, identity))
    return events


def _release(state: RunState, fault: FaultState, e: ev.Event) -> Events:
    """Let go of all that the fault holds, in the order in which it took hold."""
    events: Events = []
    for identity in fault.holds:
        activity = state.activities[identity]
        if fault.id not in activity.held_by or activity.ended:
            continue
        resumed = activity.held_by == (fault.id,)
        clock = "restart" if activity.restarts else "freeze"
        events.append(ev.ActivityReleased(e.at, "", identity, fault.id, resumed, activity.resume, clock))
    return events


def _activity_released(state: RunState, e: ev.ActivityReleased, moment: Moment) -> Events:
    if not e.resumed:
        return []
    activity = state.activities[e.activity]
    if e.resume == "cut":
        return [ev.ActivityCut(e.at, "", e.activity, e.fault)]
    if e.resume == "round":
        return [ev.RoundStarted(e.at, "", e.activity, activity.round, activity.round_step)]
    return _advance(state, activity, e)


def _fault_recovered(state: RunState, e: ev.FaultRecovered, moment: Moment) -> Events:
    fault = state.faults[e.fault]
    rule = state.runbook.faults[fault.kind]
    events = _release(state, fault, e)
    for owed in rule.owes:
        number = state.counters.get("owed", 0) + 1 + sum(isinstance(x, ev.ObligationOwed) for x in events)
        due = e.at + state.length(owed.within) if owed.within is not None else None
        events.append(
            ev.ObligationOwed(e.at, "", f"owed#{number}", owed.procedure, e.fault, owed.owner, due)
        )
    return events


def _fault_dismissed(state: RunState, e: ev.FaultDismissed, moment: Moment) -> Events:
    fault = state.faults[e.fault]
    events: Events = []
    if fault.handling is not None and not state.activities[fault.handling].ended:
        events.append(ev.ActivityCut(e.at, e.by, fault.handling, e.reason))
    return events + _release(state, fault, e)


# --- measures


def _measured(state: RunState, activity: ActivityState, e: ev.StepCompleted, moment: Moment) -> Events:
    """Take the measures whose moments this completion is."""
    measures = measures_of(state.runbook, activity.procedure)
    if not measures:
        return []
    step = activity.index.steps[e.step].id
    events: Events = []
    for measure in measures:
        if measure.to_step == step and (measure.id, activity.id) in state.measuring:
            events.append(taken(state, activity, measure, moment))
        elif measure.from_step == step:
            if measure.kind is MeasureKind.VALUE:
                value = e.record.get(measure.field or "")
                events.append(ev.MeasureTaken(e.at, "", measure.id, activity.id, activity.round, value))
            elif measure.kind is not MeasureKind.COUNT:
                reading = _reading(measure, moment)
                events.append(ev.MeasureStarted(e.at, "", measure.id, activity.id, activity.round, reading))
    return events


def _reading(measure: Measure, moment: Moment) -> Value:
    return moment.readings.get(measure.signal) if measure.signal else None


def taken(state: RunState, activity: ActivityState, measure: Measure, moment: Moment) -> ev.MeasureTaken:
    """Return the measure's value, now that its last moment has passed."""
    begun = state.measuring[measure.id, activity.id]
    value: Value = None
    if measure.kind is MeasureKind.DURATION:
        value = round((activity.clock(moment.at) - begun.clock).total_seconds())
    else:
        last, first = _reading(measure, moment), begun.value
        if last is not None and first is not None:
            text = "last / first - 1" if measure.kind is MeasureKind.RATIO else "last - first"
            value = evaluate(text, {"last": last, "first": first})
    return ev.MeasureTaken(moment.at, "", measure.id, activity.id, begun.number, value)


def _measures_left(state: RunState, activity: ActivityState, e: ev.Event, moment: Moment) -> Events:
    """Close the measures that run to the end of the activity, and count what was counted in it."""
    counts = activity.counts or {}
    return [
        ev.MeasureTaken(e.at, "", measure.id, activity.id, activity.round, counts.get(measure.from_step or "", 0))
        for measure in measures_of(state.runbook, activity.procedure)
        if measure.kind is MeasureKind.COUNT
    ] + [
        taken(state, activity, measure, moment)
        for measure in measures_of(state.runbook, activity.procedure)
        if measure.to_step is None and measure.after is None and (measure.id, activity.id) in state.measuring
    ]


_AFTER.update(
    {
        ev.RunStarted: _run_started,
        ev.PhaseEntered: _phase_entered,
        ev.ObligationOwed: _obligation_owed,
        ev.StepCompleted: _step_passed,
        ev.StepSkipped: _step_passed,
        ev.StepNotApplicable: _step_passed,
        ev.FlowMoved: _flow_moved,
        ev.RoundStarted: _round_started,
        ev.ActivityOpened: _activity_opened,
        ev.StepStarted: _step_started,
        ev.ActivityFinished: _activity_ended,
        ev.ActivityCut: _activity_ended,
        ev.ActivityCancelled: _activity_ended,
        ev.ActivityReleased: _activity_released,
        ev.FaultRaised: _fault_raised,
        ev.FaultRecovered: _fault_recovered,
        ev.FaultDismissed: _fault_dismissed,
    }
)
