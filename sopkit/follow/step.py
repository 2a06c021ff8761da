"""What follows inside an activity: the next steps, what does not apply, the end."""

from __future__ import annotations

from sopkit import events as ev
from sopkit.expression import ExpressionError, evaluate
from sopkit.follow.measure import measured, round_measured
from sopkit.follow.owed import owed_events
from sopkit.follow.taking import taken_up
from sopkit.lifecycle import ActivityStatus, StepStatus
from sopkit.moment import Moment
from sopkit.route import passing, route
from sopkit.scope import lookups_for, names_for
from sopkit.state import ActivityState, RunState

__all__ = ["advance", "applies", "flow_moved", "orphans_cut", "round_started", "step_passed", "step_recurred"]


def step_passed(
    state: RunState, e: ev.StepCompleted | ev.StepSkipped | ev.StepNotApplicable, moment: Moment
) -> list[ev.Event]:
    """Go where the answer of a passed step sends the flow, or on; finish what is at its end."""
    activity = state.activities[e.activity]
    if not isinstance(e, ev.StepCompleted):
        return orphans_cut(state, activity, e) + advance(state, activity, e, e.step)
    step = activity.index.steps[e.step]
    events: list[ev.Event] = []
    if activity.fault is not None and activity.origin == "fault":
        events += taken_up(state, activity.fault, e)
    if state.runbook.measures:
        events += measured(state, activity, e, moment)
    if step.owes:
        events += owed_events(state, step.owes, None, activity.id, e)
    way: list[ev.Event] = []
    if e.outcome is not None:
        chosen = next((o for o in step.outcomes if o.name == e.outcome), None)
        way = route(state, activity, e.step, chosen.target, e.at, e.by) if chosen is not None else []
    if step.ends is not None:
        ending = ev.ActivityCancelled if step.ends == "cancelled" else ev.ActivityFinished
        aside = [x for x in way if isinstance(x, ev.FaultRaised | ev.ActivityOpened)]
        return [*events, ending(e.at, e.by, activity.id, e.outcome), *aside]
    if any(isinstance(x, ev.RoundStarted | ev.FlowMoved) for x in way):
        return events + way
    # The flow goes on first: a fault that the answer raises suspends what is left of it.
    return events + advance(state, activity, e, e.step) + way


def advance(state: RunState, activity: ActivityState, e: ev.Event, key: str | None = None) -> list[ev.Event]:
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
        if judged:
            return [ev.StepNotApplicable(e.at, "", activity.id, k, index.steps[k].when or "") for k in judged]
    if activity.remaining == 0 and activity.spare == 0 and not index.recurring:
        return [ev.ActivityFinished(e.at, e.by, activity.id, activity.outcome)]
    return []


def _not_applicable(state: RunState, activity: ActivityState, key: str | None) -> list[str]:
    """Return the steps that have just become ready and whose condition does not hold."""
    index = activity.index
    candidates: list[str] = []
    if index.conditional:
        if key is None:
            candidates += index.conditional
        else:
            candidates += [k for k in index.waiters.get(key, ()) if k in index.conditional]
    if index.sequence and activity.front < len(index.keys_at):
        for place in range(activity.floor, activity.front + 1):
            if index.ordered[place]:
                candidates += [k for k in index.keys_at[place] if index.steps[k].when]
    judged: list[str] = []
    for candidate in candidates:
        step = index.steps[candidate]
        touched = activity.steps.get(candidate)
        # One that was only noticed as late (it has no time of its own) is judged like one that nobody touched.
        if (touched is not None and touched.at is not None) or step.when is None:
            continue
        if all(map(activity.passed, index.after.get(candidate, ()))) and not applies(
            state, activity, step.when, candidate
        ):
            if index.ordered[index.position[candidate]]:
                # Passing this one over leads here again, for those behind it.
                return [*judged, candidate]
            judged.append(candidate)
    return judged


def applies(state: RunState, activity: ActivityState, when: str, key: str) -> bool:
    """Whether a step's condition holds. One that cannot be worked out leaves the step: a person decides."""
    try:
        names = names_for(state, activity, None, key.partition("@")[2] or None)
        return bool(evaluate(when, names, lookups_for(state, names)))
    except ExpressionError:
        return True


def flow_moved(state: RunState, e: ev.FlowMoved, moment: Moment) -> list[ev.Event]:
    """Go on from where the flow was moved to; to nowhere is the end, whatever optional or recurring steps are left."""
    activity = state.activities[e.activity]
    if not e.step and activity.status is ActivityStatus.OPEN:
        return [ev.ActivityFinished(e.at, e.by, activity.id, activity.outcome)]
    return orphans_cut(state, activity, e) + advance(state, activity, e)


def round_started(state: RunState, e: ev.RoundStarted, moment: Moment) -> list[ev.Event]:
    """Begin the round."""
    activity = state.activities[e.activity]
    measures = round_measured(state, activity, e, moment) if state.runbook.measures else []
    return measures + orphans_cut(state, activity, e) + advance(state, activity, e)


def step_recurred(state: RunState, e: ev.StepRecurred, moment: Moment) -> list[ev.Event]:
    """Judge a step that came back by its condition, each time anew."""
    activity = state.activities[e.activity]
    when = activity.index.steps[e.step].when
    if when is None or applies(state, activity, when, e.step):
        return []
    return [ev.StepNotApplicable(e.at, "", activity.id, e.step, when)]


def orphans_cut(state: RunState, activity: ActivityState, e: ev.Event) -> list[ev.Event]:
    """Cut what a step called that waits for it no longer: failed, passed over, or taken back by a round."""
    if not activity.index.calls:
        return []
    waiting = {key for key, step in activity.steps.items() if step.status is StepStatus.ACTIVE}
    return [
        ev.ActivityCut(e.at, "", child.id, reason=child.parent_step or "")
        for child in state.open.values()
        if child.origin == "call" and child.parent == activity.id and child.parent_step not in waiting
    ]
